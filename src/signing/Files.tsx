import { Trash2 } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { FILE_MAX, FILES_MAX, type FileKeeper, type Taken, take } from './files.ts';
import './files.css';
import { sizeShown } from './sizes.ts';
import type { Held, World } from './world.ts';

export type TakenFile = Extract<Taken, { ok: true }>;

export interface FilesProps {
  readonly world: World;
  readonly container: string;
  readonly keeper: FileKeeper;
  /** @returns why it cannot be put there; null: it is there */
  readonly onPut: (file: TakenFile) => string | null;
  readonly onLink: (held: Held) => void;
  readonly onRemove?: (held: Held) => void;
}

/** Real files in the container: dropped or chosen, kept in this browser alone. */
export function Files({ world, container, keeper, onPut, onLink, onRemove }: FilesProps) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const [said, setSaid] = useState('');
  // Of the many blobs of a run those are shown that came as files.
  const here = world.held.filter((held) => held.container === container && held.hash !== null);

  async function put(files: readonly File[]) {
    setRefusals([]);
    setSaid('');
    const refused: string[] = [];
    const names: string[] = [];
    // One after the other: each has to fit beside those before it.
    for (const file of files.slice(0, FILES_AT_ONCE)) {
      const taken = await take(file, keeper);
      const why = taken.ok ? onPut(taken) : taken.says;
      if (why === null) names.push(file.name);
      else refused.push(why);
    }
    setRefusals(refused);
    setSaid(names.length === 0 ? '' : `${names.join(', ')}: in ${container}, and in this browser alone.`);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    void put([...event.dataTransfer.files]);
  }

  return (
    <section
      className="sign-files"
      aria-label="Files"
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <h2>Files in {container || 'no container'}</h2>
      <div className="sign-drop">
        <input
          id={id}
          type="file"
          multiple
          disabled={container === ''}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            void put(files);
          }}
        />
        <label htmlFor={id}>Drop a file here, or choose one</label>
        <small className="ui-hint">
          It stays in this browser: {sizeShown(FILE_MAX)} a file, {sizeShown(FILES_MAX)} in all.
        </small>
      </div>
      {refusals.map((says) => (
        <Notice key={says} what={says} announce="now" />
      ))}
      <p role="status" className="visually-hidden">
        {said}
      </p>
      {here.length > 0 && (
        <ul className="sign-held">
          {here.map((held) => (
            <li key={held.blob}>
              <span className="sign-held-name">{held.blob}</span>
              <span className="sign-held-facts figures">
                {sizeShown(held.size)} · sha256 {held.hash?.slice(0, 8)}…{held.isArchived && ' · Archive'}
              </span>
              <Button look="quiet" aria-label={`Link to ${held.blob}`} onClick={() => onLink(held)}>
                Link
              </Button>
              {onRemove && !held.isFixed && (
                <IconButton label={`Remove ${held.blob}`} onClick={() => onRemove(held)}>
                  <Trash2 size={14} aria-hidden="true" />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const FILES_AT_ONCE = 20;
