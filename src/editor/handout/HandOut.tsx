import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { START } from '../../scenario/designNames.ts';
import { sizesOf } from '../../table/boxes.ts';
import { designOf } from '../../table/design.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { Author } from '../author.ts';
import { AuthorContext, useAuthor, useScenario } from '../hooks.ts';
import { sheetOf } from './handout.ts';
import './paper.css';
import { type Picture, pictureOf } from './picture.ts';
import { SheetView } from './SheetView.tsx';

type Paper = 'a4' | 'letter';

const PAPERS: readonly { readonly value: Paper; readonly label: string }[] = [
  { value: 'a4', label: 'A4' },
  { value: 'letter', label: 'Letter' },
];

/**
 * Lays the hand-out over the page, as it is printed; printing prints it and nothing else. It has a root of its own: on paper the page
 * around it is a narrow one, and may be put up in another way while the browser prints.
 */
export function openHandOut(author: Author): void {
  if (document.querySelector(`body > .${HOST}`)) return;
  const host = document.createElement('div');
  host.className = HOST;
  document.body.append(host);
  const root = createRoot(host);
  const before = document.activeElement;
  const others = [...document.body.children].filter(
    (one): one is HTMLElement => one instanceof HTMLElement && one !== host && !one.inert,
  );
  // Everything else is out of reach as long as this is there, and the focus goes back where it was.
  for (const one of others) one.inert = true;
  function close(): void {
    root.unmount();
    host.remove();
    for (const one of others) one.inert = false;
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  }
  root.render(
    <AuthorContext value={author}>
      <HandOut onClose={close} />
    </AuthorContext>,
  );
}

const HOST = 'paper-host';

function HandOut({ onClose }: { readonly onClose: () => void }) {
  const { catalog } = useAuthor().at;
  const scenario = useScenario();
  const picture = usePicture();
  const [paper, setPaper] = useState<Paper>('a4');
  const [address, setAddress] = useState(() => new URL('./', document.baseURI).href);
  const view = useRef<HTMLDivElement>(null);
  useEffect(() => view.current?.focus(), []);
  return (
    <div
      ref={view}
      className="paper-view"
      role="dialog"
      aria-modal="true"
      aria-label="The hand-out, as it is printed"
      tabIndex={-1}
      onKeyDown={(event) => {
        // What is typed here means nothing to the page below.
        event.stopPropagation();
        if (event.key === 'Escape') onClose();
      }}
    >
      <div className="paper-bar">
        <Button look="primary" disabled={picture === 'on its way'} onClick={() => print()}>
          Print
        </Button>
        <Select label="Paper" value={paper} options={PAPERS} onChange={setPaper} />
        <TextField
          label="Where the lesson is found"
          value={address}
          onChange={setAddress}
          labelShown="above"
        />
        <Button onClick={onClose}>Back to the desk</Button>
      </div>
      <SheetView
        sheet={sheetOf(scenario, catalog, address)}
        picture={picture === 'on its way' ? null : picture}
        paper={paper}
      />
    </div>
  );
}

/** The system as it is at the start; null where it has no parts. */
function usePicture(): Picture | null | 'on its way' {
  const { catalog } = useAuthor().at;
  const scenario = useScenario();
  const [made, setMade] = useState<{ readonly of: object; readonly picture: Picture | null } | null>(null);
  useEffect(() => {
    let isOver = false;
    const design = designOf({ scenario, design: START });
    const title = (kind: string) => catalog.get(kind)?.title ?? kind;
    sizesOf(design.parts.values(), catalog).then(
      (sizes) => !isOver && setMade({ of: scenario, picture: pictureOf(design, sizes, title) }),
      // Then the hand-out has no picture.
      () => !isOver && setMade({ of: scenario, picture: null }),
    );
    return () => {
      isOver = true;
    };
  }, [scenario, catalog]);
  return made?.of === scenario ? made.picture : 'on its way';
}
