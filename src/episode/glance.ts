import type { Scenario } from '../scenario/types.ts';
import type { Keeper } from './keeper.ts';
import type { EpisodeTable, OnTable } from './port.ts';
import type { Opening } from './presets.ts';
import type { RunMade } from './progress.ts';
import type { EpisodeState, RunGlance } from './state.ts';

export function firstState(
  scenario: Scenario,
  keeper: Keeper,
  { index, isActed, isConcealed, isPeeked }: Opening,
  on: OnTable,
): EpisodeState {
  return {
    scenario,
    steps: scenario.steps ?? [],
    index,
    visits: 0,
    isActed,
    isConcealed,
    isPeeked,
    draft: { option: null, confidence: 70 },
    decidedAt: null,
    tasks: [],
    schedules: [],
    goals: [],
    run: glanceOf(on, { isAtDesk: false, deskIs: null }, false, false),
    progress: keeper.progress(),
    offersOwn: false,
    isOwn: on.isOwn,
    asides: keeper.asides(),
    isUnkept: false,
    failure: null,
    isFinished: false,
    said: { text: '', n: 0 },
  };
}

export function runOf({ design, seed, digest }: OnTable): RunMade | null {
  return digest === null ? null : { design, seed, digest };
}

/** What the step on the screen, and the table under it, have to do with a desk. */
export function deskAt(
  table: EpisodeTable,
  part: string | undefined,
): Pick<RunGlance, 'isAtDesk' | 'deskIs'> {
  if (part === undefined) return { isAtDesk: false, deskIs: null };
  return { isAtDesk: table.look().desk === part, deskIs: table.deskAbout(part) };
}

export function glanceOf(
  on: OnTable,
  desk: Pick<RunGlance, 'isAtDesk' | 'deskIs'>,
  hasMoved: boolean,
  decides: boolean,
): RunGlance {
  const { digest, computed, playing, t, end } = on;
  return {
    hasRun: digest !== null,
    // In steps of five: more would be drawn anew for nobody.
    computed: computed === null ? null : Math.floor(computed * 20) * 5,
    playing,
    isOver: end > 0 && t >= end,
    isAtStart: t === 0,
    hasMoved,
    decides,
    ...desk,
  };
}

export const isSameGlance = (a: RunGlance, b: RunGlance): boolean =>
  (Object.keys(a) as (keyof RunGlance)[]).every((key) => a[key] === b[key]);
