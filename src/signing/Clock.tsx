import type { CSSProperties, ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import './clock.css';
import { lifeOf, lifeSays, momentShown, phaseOf, spanOf } from './life.ts';
import type { Link } from './link.ts';
import type { World } from './world.ts';

export interface ClockProps {
  readonly link: Link;
  readonly world: World;
  /** Left out: the playhead of a run decides. */
  readonly onMove?: (nowMs: number) => void;
  /** What else can be done, at this moment. */
  readonly children?: ReactNode;
}

const STEPS = [
  { says: '+ 30 s', ms: 30_000 },
  { says: '+ 1 h', ms: 3_600_000 },
  { says: '+ 1 d', ms: 86_400_000 },
] as const;

/** The moment at which the link is used, and where that lies in the link's life. */
export function Clock({ link, world, onMove, children }: ClockProps) {
  const life = lifeOf(link, world);
  const { nowMs } = world;
  const { fromMs, toMs, step } = spanOf(life, link, nowMs);
  const share = (ms: number): string =>
    `${(Math.min(1, Math.max(0, (ms - fromMs) / (toMs - fromMs))) * 100).toFixed(2)}%`;
  const says = lifeSays(life, nowMs);
  return (
    <section className="sign-clock" aria-label="Moment" data-slides={onMove ? '' : undefined}>
      <p className="sign-now">
        <span className="figures">{momentShown(nowMs)}</span> UTC
        <span
          className="sign-phase"
          data-phase={phaseOf(life, nowMs)}
          data-mood={MOODS[phaseOf(life, nowMs)]}
        >
          {says}
        </span>
      </p>
      {onMove && (
        <div
          className="sign-slide"
          style={
            { '--from': share(life.startMs ?? link.atMs), '--to': share(life.endMs ?? toMs) } as CSSProperties
          }
        >
          <input
            type="range"
            aria-label="Moment at which the link is used"
            aria-valuetext={`${momentShown(nowMs)}, ${says}`}
            min={fromMs}
            max={toMs}
            step={step}
            value={nowMs}
            onChange={(event) => onMove(Number(event.target.value))}
          />
        </div>
      )}
      {onMove && (
        <span className="sign-steps">
          {STEPS.map(({ says: by, ms }) => (
            <Button key={by} look="quiet" onClick={() => onMove(nowMs + ms)}>
              {by}
            </Button>
          ))}
        </span>
      )}
      {children}
    </section>
  );
}

const MOODS = { before: 'throttled', during: 'calm', over: 'failing' } as const;
