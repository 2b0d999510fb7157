/** What can be done to any part that works: it is slowed down, or a share of its work fails. */
import type { Counter, Level } from '../engine/ledger.ts';
import { outcome } from '../engine/outcome.ts';
import type { ActHandlers, Stream } from '../engine/part.ts';
import type { ActSpec } from './contract.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';

/** @param says what takes longer @param usual what it is measured by, such as "service time" */
export const slowAct = (says: string, usual: string) =>
  ({
    title: 'Slow down',
    says,
    lasts: true,
    settings: {
      factor: {
        type: 'factor',
        default: 10,
        min: 0,
        max: 100_000,
        says: `Times the usual ${usual}.`,
        source: ASSUMPTION,
      },
    },
  }) as const satisfies ActSpec;

/** @param says what happens to the share @param what of what, such as "requests" */
export const failAct = (says: string, what: string) =>
  ({
    title: 'Fail a share',
    says,
    lasts: true,
    settings: {
      share: { type: 'share', default: 0.5, says: `Share of ${what} that fail.`, source: ASSUMPTION },
    },
  }) as const satisfies ActSpec;

/** For a part that hands calls on and does no work of its own. */
export const outageAct = {
  title: 'Take it down',
  says: 'Callers are told at once that nobody listens there, until the act ends. What was handed on before comes back.',
  lasts: true,
  settings: {},
} as const satisfies ActSpec;

/** Handlers of `slowAct`, for a part that stretches its work by `state.slow`. */
export const slowing = <Me extends { readonly state: { slow: number } }>(): ActHandlers<Me> => ({
  begin({ state }: Me, { factor }: { factor: number }) {
    state.slow = factor;
  },
  end({ state }: Me) {
    state.slow = 1;
  },
});

/** Handlers of `failAct`, for a part that fails with the chance of `state.failShare`. */
export const failing = <Me extends { readonly state: { failShare: number } }>(): ActHandlers<Me> => ({
  begin({ state }: Me, { share }: { share: number }) {
    state.failShare = share;
  },
  end({ state }: Me) {
    state.failShare = 0;
  },
});

/** Handlers of `outageAct`, for a part that shows with the level `up` whether it listens. */
export const goingDown = <
  Me extends { readonly state: { down: boolean }; readonly metrics: { readonly up: Level } },
>(): ActHandlers<Me> => ({
  begin({ state, metrics }: Me) {
    state.down = true;
    metrics.up.set(0);
  },
  end({ state, metrics }: Me) {
    state.down = false;
    metrics.up.set(1);
  },
});

interface Hurt {
  readonly state: { readonly down: boolean; readonly failShare: number };
  readonly random: { readonly faults: Stream };
  readonly metrics: { readonly failed: Counter };
  reply(row: number, code: number): void;
}

/** Whether a call that came in is answered badly at once, because of `outageAct` or `failAct`. */
export function turnsAway(self: Hurt, row: number): boolean {
  const { state, random } = self;
  if (!state.down && !random.faults.chance(state.failShare)) return false;
  self.metrics.failed.add();
  self.reply(row, state.down ? outcome.unreachable : outcome.failed);
  return true;
}
