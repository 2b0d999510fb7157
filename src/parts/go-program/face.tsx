import { BarRow } from '../../ui/face/BarRow.tsx';
import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { atMost, counted, formatShareOf, onGrid } from '../../ui/face/figures.ts';
import { circlePath, rectPath } from '../../ui/face/geometry.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { GoView, Settings } from './sim.ts';

const WIDTH = 212;
const CONTENT = contentWidth(WIDTH);
const COLUMNS = 16;
/** More goroutines than these are one field, whose parts are their shares. */
const DOTS = 64;
const PITCH = CONTENT / COLUMNS;
const R = 3.4;
const FIELD = (DOTS / COLUMNS) * PITCH;
const GAP = 8;

export function size(_: Settings): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(FIELD + GAP + 4 * ROW)) };
}

type Four = readonly [running: number, runnable: number, waiting: number, sleeping: number];

function kindsOf({ metrics }: GoView): Four {
  return [metrics.running, metrics.runnable, metrics.waiting, metrics.sleeping].map((n) =>
    Math.max(0, Math.round(n)),
  ) as unknown as Four;
}

/** Running: filled. Runnable: a ring with a point. Waiting: a ring. Sleeping: faint. */
function Dots({ kinds }: { readonly kinds: Four }) {
  const paths = ['', '', '', ''];
  let at = 0;
  kinds.forEach((count, kind) => {
    for (let i = 0; i < count; i++, at++) {
      const [x, y] = [((at % COLUMNS) + 0.5) * PITCH, (Math.floor(at / COLUMNS) + 0.5) * PITCH];
      paths[kind] += circlePath(x, y, kind === 0 ? R : R - 0.5);
      if (kind === 1) paths[0] += circlePath(x, y, 1.3);
    }
  });
  return (
    <>
      <path className="face-fill" d={paths[0]} />
      <path className="face-line" d={`${paths[1]}${paths[2]}`} />
      <path className="face-free" d={paths[3]} />
    </>
  );
}

/** The same four as bands from the left. */
function Field({ kinds }: { readonly kinds: Four }) {
  const total = kinds.reduce((sum, n) => sum + n, 0);
  const widths = kinds.map((n) => (CONTENT * n) / total);
  const from = (nth: number) => widths.slice(0, nth).reduce((sum, w) => sum + w, 0);
  const band = (nth: number) => rectPath(from(nth), 0.5, widths[nth]!, FIELD - 1, 0);
  let points = '';
  const step = PITCH / 2;
  for (let x = from(1) + step / 2; x < from(2); x += step)
    for (let y = step / 2; y < FIELD; y += step) points += circlePath(x, y, 1.3);
  let rings = '';
  for (let x = from(2) + PITCH / 2; x < from(3); x += PITCH)
    for (let y = PITCH / 2; y < FIELD; y += PITCH) rings += circlePath(x, y, R - 0.5);
  return (
    <>
      <path className="face-free" d={rectPath(0.5, 0.5, CONTENT - 1, FIELD - 1, 2.5)} />
      <path className="face-fill" d={`${band(0)}${points}`} />
      <path className="face-line" d={rings} />
    </>
  );
}

/** What a process that has ended leaves in a terminal, by the level `ending`. */
const LEFT = [
  '',
  'exit status 2',
  'signal: killed',
  'exit status 2',
  'exit status 2',
  'build failed',
  'exit status 0',
  'exit status 2',
  'exit status 2',
  'exit status 2',
  'os.Exit',
  'stopped by the lab',
  'no such function',
] as const;

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'] as const;

/** "640 KiB", "3.2 MiB". */
function bytes(n: number): string {
  let [value, nth] = [n / 1024, 0];
  for (; value >= 1024 && nth < UNITS.length - 1; nth++) value /= 1024;
  const tenths = Math.round(value * 10) / 10;
  return `${nth > 0 && tenths < 10 ? tenths.toFixed(1) : formatCount(Math.round(value))} ${UNITS[nth]}`;
}

export function Face(props: FaceProps<GoView>) {
  const { view } = props;
  const { metrics, rates, settings: s } = view;
  const kinds = kindsOf(view);
  const total = kinds.reduce((sum, n) => sum + n, 0);
  const first = FIELD + GAP;
  const held = atMost(metrics.memory, s.memory);
  return (
    <FaceCard {...props} size={size(s)}>
      {total > DOTS ? <Field kinds={kinds} /> : <Dots kinds={kinds} />}
      {metrics.up === 0 && (
        <FaceText y={FIELD / 2 + 4} look="figure">
          {LEFT[metrics.ending] ?? ''}
        </FaceText>
      )}
      <FigureRow y={first} width={CONTENT} label="goroutines" figure={formatCount(metrics.goroutines)} />
      <BarRow
        y={first + ROW}
        width={CONTENT}
        label="memory"
        figure={bytes(held)}
        value={held}
        top={s.memory}
        mark={s.memory}
      />
      <FigureRow
        y={first + 2 * ROW}
        width={CONTENT}
        label={metrics.crashes > 0 ? 'crashes' : 'running'}
        figure={
          metrics.crashes > 0
            ? formatCount(metrics.crashes)
            : `${formatCount(metrics.running)} of ${formatCount(s.GOMAXPROCS)}`
        }
      />
      <FigureRow
        y={first + 3 * ROW}
        width={CONTENT}
        label="answered"
        figure={formatShareOf(rates.answered, rates.failed)}
      />
    </FaceCard>
  );
}

export function summary(view: GoView): string {
  const { metrics } = view;
  if (metrics.up === 0) return 'It does not run.';
  const [running, runnable, waiting, sleeping] = kindsOf(view);
  return `${counted(metrics.goroutines, 'goroutine')}: ${formatCount(running)} running, ${formatCount(runnable)} ready, ${formatCount(waiting)} waiting for each other, ${formatCount(sleeping)} for time or the outside; ${bytes(metrics.memory)} held.`;
}
