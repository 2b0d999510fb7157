import { FileQuestion, Printer } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { download } from '../../table/files.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useAuthor } from '../hooks.ts';
import type { KeyProgress } from './keyRuns.ts';
import { Part } from './Part.tsx';

/** What a class gets on paper, and what its teacher wants beside it. */
export function PaperPart() {
  const author = useAuthor();
  return (
    <Part title="On paper">
      <div className="handout-buttons">
        <Button onClick={() => void import('./HandOut.tsx').then((m) => m.openHandOut(author))}>
          <Printer size={16} aria-hidden="true" />
          Show the hand-out
        </Button>
      </div>
      <p className="handout-aside">
        The words, the questions and the tasks with room to write, and the system to draw on. No answers.
      </p>
      <AnswerKey />
    </Part>
  );
}

type Making =
  | { readonly is: 'idle' }
  | { readonly is: 'making'; readonly at: KeyProgress }
  | { readonly is: 'made'; readonly name: string }
  | { readonly is: 'failed'; readonly says: string };

function AnswerKey() {
  const { table, catalog } = useAuthor().at;
  const [making, setMaking] = useState<Making>({ is: 'idle' });
  const stop = useRef<AbortController | null>(null);
  // Whoever goes to another tab has called it off.
  useEffect(() => () => stop.current?.abort(), []);

  async function make(): Promise<void> {
    const { scenario } = table.store.getState();
    const own = new AbortController();
    stop.current?.abort();
    stop.current = own;
    const show = (next: Making) => {
      if (!own.signal.aborted) setMaking(next);
    };
    show({ is: 'making', at: { done: 0, of: 0 } });
    try {
      const { makeKey } = await import('./keyRuns.ts');
      const key = await makeKey(scenario, catalog, table.player.lab, {
        signal: own.signal,
        progress: (at) => show({ is: 'making', at }),
      });
      if (key === null) return;
      const name = `${scenario.id}-answers.md`;
      download(name, key, 'text/markdown;charset=utf-8');
      show({ is: 'made', name });
    } catch (error) {
      show({ is: 'failed', says: error instanceof Error ? error.message : String(error) });
    }
  }

  const isMaking = making.is === 'making';
  return (
    <>
      <div className="handout-buttons">
        <Button disabled={isMaking} onClick={() => void make()}>
          <FileQuestion size={16} aria-hidden="true" />
          Make the answer key
        </Button>
        {isMaking && (
          <>
            <progress
              aria-label="Runs for the answer key"
              max={Math.max(1, making.at.of)}
              value={making.at.done}
            />
            <span className="figures handout-said">
              {making.at.of === 0 ? 'Reading …' : `Run ${making.at.done + 1} of ${making.at.of}`}
            </span>
            <Button
              look="quiet"
              onClick={() => {
                stop.current?.abort();
                setMaking({ is: 'idle' });
              }}
            >
              Call it off
            </Button>
          </>
        )}
      </div>
      <div aria-live="polite" className="handout-told">
        {making.is === 'made' && <Notice tone="good" what={`${making.name} is among your downloads.`} />}
        {making.is === 'failed' && <Notice what={`The key could not be made: ${making.says}`} />}
        {(making.is === 'idle' || isMaking) && (
          <p className="handout-aside">
            Every answer as runs give it, with seed, design and digest, so that anybody can make them again.
          </p>
        )}
      </div>
    </>
  );
}
