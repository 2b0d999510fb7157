import { useEffect, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import type { FileKeeper, KeptFile } from './files.ts';
import { download, frameText, type Showing, showingOf, typeOf } from './frame.ts';
import './opened.css';
import type { Held } from './world.ts';

export interface OpenedProps {
  /** What the link opens now; null: nothing. */
  readonly held: Held | null;
  readonly keeper: FileKeeper;
  readonly theme: 'light' | 'dark';
}

/** What lies behind the link, for as long as the link holds. */
export function Opened({ held, keeper, theme }: OpenedProps) {
  const file = useFile(held, keeper);
  // What was opened stays open while the link opens it; another file is opened by somebody, or not at all.
  const [open, setOpen] = useState<string | null>(null);
  if (held === null)
    return open === null ? null : (
      <p className="sign-shut ui-hint">It was open here. The link no longer opens it.</p>
    );
  if (file === undefined) return null;
  if (file === null)
    return (
      <p className="sign-shut ui-hint">
        Its bytes are not in this browser: only name, size and hash travel with a run.
      </p>
    );
  const wants = open === file.hash;
  const type = typeOf(held.blob, file.type);
  const showing = showingOf(type);
  return (
    <section className="sign-opened" aria-label="Opened through the link">
      <div className="sign-open-tools">
        {showing && (
          <Button aria-pressed={wants} onClick={() => setOpen(wants ? null : file.hash)}>
            {wants ? 'Close it' : 'Open it'}
          </Button>
        )}
        <Button onClick={() => download(file, held.blob)}>Download</Button>
        <span className="ui-hint">
          {showing === 'page'
            ? 'No script in it runs, and it fetches nothing by itself.'
            : showing === null
              ? 'This kind of file is not shown here.'
              : ''}
        </span>
      </div>
      {wants && showing && (
        <Frame key={file.hash} file={file} type={type} showing={showing} name={held.blob} theme={theme} />
      )}
    </section>
  );
}

/** Undefined: it is being looked for. Null: this browser does not have it. */
function useFile(held: Held | null, keeper: FileKeeper): KeptFile | null | undefined {
  const [found, setFound] = useState<{ readonly hash: string; readonly file: KeptFile | null }>();
  const hash = held?.hash ?? undefined;
  useEffect(() => {
    if (hash === undefined) return;
    let isLeft = false;
    void keeper.find(hash).then((file) => isLeft || setFound({ hash, file }));
    return () => {
      isLeft = true;
    };
  }, [hash, keeper]);
  return found?.hash === hash ? found?.file : undefined;
}

interface FrameProps {
  readonly file: KeptFile;
  readonly type: string;
  readonly showing: Showing;
  readonly name: string;
  readonly theme: 'light' | 'dark';
}

function Frame({ file, type, showing, name, theme }: FrameProps) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let isLeft = false;
    void frameText(file, type, showing, theme).then((made) => isLeft || setText(made));
    return () => {
      isLeft = true;
    };
  }, [file, type, showing, theme]);
  if (text === null) return null;
  return (
    <iframe
      className="sign-frame"
      title={`Contents of ${name}`}
      sandbox=""
      referrerPolicy="no-referrer"
      srcDoc={text}
      data-showing={showing}
    />
  );
}
