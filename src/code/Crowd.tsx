import type { GoLane } from '../lab/go/protocol.ts';

const WORDS = {
  runnable: 'can go on',
  waiting: 'wait',
  sleeping: 'sleep',
  unstarted: 'not begun yet',
  ended: 'have ended',
} as const satisfies Record<GoLane['status'], string>;

const COLUMNS = 40;
const DOTS_MAX = 400;
/** px from dot to dot */
const GRID = 9;
const RADIUS = 3;

/** All goroutines as one face: a field of dots by how they stand, with their counts; never a node for each. */
export function Crowd({ lanes, shown }: { readonly lanes: readonly GoLane[]; readonly shown: number }) {
  const counts = (Object.keys(WORDS) as GoLane['status'][])
    .map((status) => ({ status, count: lanes.filter((lane) => lane.status === status).length }))
    .filter(({ count }) => count > 0);
  const each = Math.ceil(lanes.length / DOTS_MAX);
  let begin = 0;
  const fields = counts.map(({ status, count }) => {
    const from = begin;
    begin += Math.max(1, Math.round(count / each));
    return { status, d: dots(from, begin) };
  });
  return (
    <figure className="go-crowd">
      <figcaption>
        <b>{grouped(lanes.length)} goroutines</b>
        {each > 1 && <span> · a dot is {each} of them</span>}
        <span> · {shown} have a lane</span>
      </figcaption>
      <svg
        width={COLUMNS * GRID}
        height={Math.ceil(begin / COLUMNS) * GRID}
        aria-hidden="true"
        className="go-crowd-dots"
      >
        {fields.map(({ status, d }) => (
          <path key={status} data-status={status} d={d} />
        ))}
      </svg>
      <ul className="go-crowd-counts">
        {counts.map(({ status, count }) => (
          <li key={status} data-status={status}>
            <svg width={GRID} height={GRID} aria-hidden="true" className="go-crowd-dots">
              <path data-status={status} d={dots(0, 1)} />
            </svg>
            {grouped(count)} {WORDS[status]}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function dots(from: number, to: number): string {
  let d = '';
  for (let i = from; i < to; i++) {
    const x = (i % COLUMNS) * GRID + GRID / 2 - RADIUS;
    const y = Math.floor(i / COLUMNS) * GRID + GRID / 2;
    d += `M${x} ${y}a${RADIUS} ${RADIUS} 0 1 0 ${2 * RADIUS} 0a${RADIUS} ${RADIUS} 0 1 0 ${-2 * RADIUS} 0`;
  }
  return d;
}

const grouped = (n: number): string => n.toLocaleString('en');
