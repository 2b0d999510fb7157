import { Download } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Station } from '../lab/protocol.ts';
import { Button } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { readToken } from '../ui/theme.ts';
import { axisMoments, formatLength } from './clock.ts';
import { usePlayed, usePlayer } from './hooks.ts';

export interface ExportMenuProps {
  /** Hands a file to the reader. */
  readonly save: (name: string, content: string | Blob, type?: string) => void;
  /** Drawn into the charts, where theory is on the screen too. */
  readonly stations?: readonly Station[] | null;
}

const SVG = 'image/svg+xml;charset=utf-8';
const CSV = 'text/csv;charset=utf-8';

/** The run as files: its charts as a drawing or a picture, its figures as tables. */
export function ExportMenu({ save, stations = null }: ExportMenuProps) {
  const { store } = usePlayer();
  const isReady = usePlayed((state) => state.recording !== null);
  const root = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState('');

  function drawing() {
    const { plate, recording, ghost } = store.getState();
    if (!plate || !recording) throw new Error('There is no run yet.');
    const colour = (token: `--${string}`) => readToken(root.current!, token);
    const axis = axisMoments(recording.ending.at, 10).map((at) => ({ at, label: formatLength(at) }));
    return { plate, recording, ghost, stations, colour, axis };
  }
  const name = (what: string) => {
    const { plate } = store.getState();
    const words = `${plate?.title} ${plate?.design} seed ${plate?.seed} ${what}`;
    return words
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}.]+/gu, '-')
      .replaceAll(/^-|-$/g, '');
  };

  const files: readonly { readonly label: string; readonly make: () => Promise<void> }[] = [
    {
      label: 'Charts as SVG',
      async make() {
        const { chartsSvg } = await import('../charts/exports.ts');
        save(name('charts.svg'), chartsSvg(drawing()).svg, SVG);
      },
    },
    {
      label: 'Charts as PNG',
      async make() {
        const { chartsSvg, pngOf } = await import('../charts/exports.ts');
        save(name('charts.png'), await pngOf(chartsSvg(drawing())));
      },
    },
    {
      label: 'Figures over time as CSV',
      async make() {
        const { runCsv } = await import('../charts/csv.ts');
        save(name('figures.csv'), runCsv(drawing().recording), CSV);
      },
    },
    {
      label: 'Every request as CSV',
      async make() {
        const { requestsCsv } = await import('../charts/csv.ts');
        save(name('requests.csv'), requestsCsv(drawing().recording), CSV);
      },
    },
  ];

  return (
    <div ref={root}>
      <Disclosure
        label={
          <>
            <Download size={16} aria-hidden="true" />
            Export
          </>
        }
      >
        {(close) => (
          <>
            {files.map(({ label, make }) => (
              <Button
                key={label}
                look="quiet"
                disabled={!isReady}
                onClick={() => {
                  setFailure('');
                  make().then(close, (error) =>
                    setFailure(error instanceof Error ? error.message : String(error)),
                  );
                }}
              >
                {label}
              </Button>
            ))}
            {failure && <p role="alert">The file could not be made: {failure}</p>}
          </>
        )}
      </Disclosure>
    </div>
  );
}
