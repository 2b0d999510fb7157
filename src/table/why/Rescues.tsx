import { useCallback, useEffect, useRef, useState } from 'react';
import type { Lab } from '../../lab/client.ts';
import type { Plate, Rescue } from '../../lab/protocol.ts';
import type { Player } from '../../player/player.ts';
import type { Recording } from '../../recording/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface RescuesProps {
  readonly player: Player;
  readonly request: number;
  readonly plate: Plate;
  /** Of the run on the screen: what saves a request of one run says nothing about another. */
  readonly recording: Recording;
  onApply(rescue: Rescue): void;
  startLab(): Promise<Lab>;
}

type Search =
  | { readonly is: 'idle' }
  | { readonly is: 'running'; readonly share: number }
  | { readonly is: 'done'; readonly rescues: readonly Rescue[] }
  | { readonly is: 'failed'; readonly says: string };

/** The smallest change of one setting that would have saved a request, found by running it again and again. */
export function Rescues({ player, request, plate, recording, onApply, startLab }: RescuesProps) {
  const [search, setSearch] = useState<Search>({ is: 'idle' });
  const callOff = useRef<(() => void) | null>(null);
  const stop = useCallback(() => {
    callOff.current?.();
    callOff.current = null;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found for one run is nothing for the next.
  useEffect(() => {
    setSearch({ is: 'idle' });
    return stop;
  }, [stop, request, recording]);

  async function look() {
    stop();
    let isOff = false;
    let lab: Lab | null = null;
    callOff.current = () => {
      isOff = true;
      lab?.close();
    };
    setSearch({ is: 'running', share: 0 });
    try {
      lab = await startLab();
      if (isOff) return lab.close();
      const { source, design, edits } = player.store.getState();
      const rescues = await lab.rescue({ source, design, edits }, request, (share) => {
        if (!isOff) setSearch({ is: 'running', share });
      });
      if (!isOff) setSearch({ is: 'done', rescues });
    } catch (error) {
      if (!isOff) setSearch({ is: 'failed', says: error instanceof Error ? error.message : String(error) });
    }
    if (!isOff) stop();
  }

  return (
    <section className="why-rescues" aria-label="What would have saved it">
      {search.is === 'idle' && <Button onClick={() => void look()}>What would have saved it?</Button>}
      {search.is === 'running' && (
        <div className="why-search">
          <label>
            <span>Running it again with one setting moved …</span>
            <progress value={search.share} max={1} />
          </label>
          <Button
            onClick={() => {
              stop();
              setSearch({ is: 'idle' });
            }}
          >
            Call it off
          </Button>
        </div>
      )}
      {search.is === 'failed' && <Notice what={search.says} announce="now" />}
      {search.is === 'done' && (
        <div role="status">
          <h4>
            {search.rescues.length > 0 ? 'One of these would have saved it' : 'No single setting saves it'}
          </h4>
          {search.rescues.length === 0 && (
            <p className="why-none">
              Every setting was moved both ways, one at a time. It takes two of them, or another design.
            </p>
          )}
        </div>
      )}
      {search.is === 'done' && search.rescues.length > 0 && (
        <ul>
          {search.rescues.map((rescue) => {
            const name = plate.parts.find(({ id }) => id === rescue.part)?.name ?? rescue.part;
            return (
              <li key={`${rescue.part}.${rescue.setting}`}>
                <span className="why-rescue">
                  <code>{rescue.says.replace('>=', '≥').replace('<=', '≤')}</code>
                  <span className="why-where">
                    {name} · now {rescue.from}
                  </span>
                </span>
                <Button
                  aria-label={`Try it: ${name}, ${rescue.setting} ${rescue.to}`}
                  onClick={() => onApply(rescue)}
                >
                  Try it
                </Button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
