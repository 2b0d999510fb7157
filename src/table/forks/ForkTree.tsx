import { GitFork } from 'lucide-react';
import { formatLength, formatMoment } from '../../player/clock.ts';
import { Button } from '../../ui/Button.tsx';
import type { Fork } from '../state.ts';
import './forks.css';
import { type ForkLine, layoutForks } from './layout.ts';

export interface ForkTreeProps {
  readonly forks: readonly Fork[];
  /** The id of the one on the screen. */
  readonly current: string;
  /** Of the run, in ticks. */
  readonly end: number;
  /** Where the playhead stands, in ticks: the next fork leaves there. */
  readonly at: number;
  readonly onGo: (id: string) => void;
  readonly onFork: () => void;
}

/** Px of a row, and where its line runs in it. */
const ROW = 48;
const LINE_AT = 38;

/** The runs that left each other at some moment, on one axis of time. */
export function ForkTree({ forks, current, end, at, onGo, onFork }: ForkTreeProps) {
  const lines = layoutForks(forks, end);
  return (
    <section className="forks" aria-label="Forks of the run">
      <div className="forks-tree">
        <svg
          viewBox={`0 0 100 ${lines.length * ROW}`}
          preserveAspectRatio="none"
          style={{ height: lines.length * ROW }}
          aria-hidden="true"
        >
          {lines.map((line) => (
            <path
              key={line.fork.id}
              d={pathOf(line)}
              data-current={line.fork.id === current ? '' : undefined}
            />
          ))}
        </svg>
        <ol>
          {lines.map((line) => (
            <Row
              key={line.fork.id}
              line={line}
              parent={lines[line.from ?? -1]?.fork.title}
              isCurrent={line.fork.id === current}
              onGo={onGo}
            />
          ))}
        </ol>
      </div>
      <p className="forks-axis figures" aria-hidden="true">
        <span>0:00</span>
        <span>{formatLength(end)}</span>
      </p>
      {lines.length < 2 && (
        <p className="forks-nothing">
          Go to a moment, fork the run there, and change one thing: what came before stays as it was, and both
          runs stand here.
        </p>
      )}
      <Button onClick={onFork}>
        <GitFork size={16} aria-hidden="true" />
        Fork the run at {formatMoment(at)}
      </Button>
    </section>
  );
}

interface RowProps {
  readonly line: ForkLine;
  readonly parent: string | undefined;
  readonly isCurrent: boolean;
  readonly onGo: (id: string) => void;
}

function Row({ line: { fork, depth, begins }, parent, isCurrent, onGo }: RowProps) {
  const moment = formatMoment(fork.at);
  return (
    <li>
      <button
        type="button"
        style={{ height: ROW }}
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => onGo(fork.id)}
      >
        <span className="forks-title" style={{ left: `${Math.min(40, 100 * begins)}%` }}>
          <span>{fork.title}</span>
          {isCurrent && <span className="forks-here">on the screen</span>}
        </span>
        <span className="visually-hidden">
          {parent === undefined ? ', from the start' : `, left “${parent}” at ${moment}, level ${depth + 1}`}
        </span>
        <span
          className="forks-knot"
          data-current={isCurrent ? '' : undefined}
          style={{ left: `${100 * begins}%`, top: LINE_AT }}
        />
      </button>
    </li>
  );
}

/** Down from the line that it left, and on to the end. */
function pathOf({ row, from, begins }: ForkLine): string {
  const x = Math.round(begins * 10_000) / 100;
  const y = row * ROW + LINE_AT;
  return from === null ? `M0 ${y}H100` : `M${x} ${from * ROW + LINE_AT}V${y}H100`;
}
