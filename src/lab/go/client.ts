/** The Go machine somewhere else, as promises. */

import type { Kind } from '../../golang/explore/judge.ts';
import type { GoError } from '../../golang/syntax/errors.ts';
import { callExpert } from '../expert.ts';
import type { Place } from '../places.ts';
import type {
  GoAnswered,
  GoAsked,
  GoExploration,
  GoProgram,
  GoRun,
  GoRunOptions,
  GoView,
} from './protocol.ts';

export interface GoProgress {
  readonly states: number;
  readonly transitions: number;
  readonly found: readonly Kind[];
}

/** What was asked for could not be had: the source has errors, or a sentence tells why. */
export class GoRefused extends Error {
  constructor(
    readonly errors: readonly GoError[],
    why: string,
  ) {
    super(why);
  }
}

export interface GoLab {
  readonly place: Place;
  check(program: GoProgram): Promise<readonly GoError[]>;
  /** @throws GoRefused, as all that follow */
  run(program: GoProgram, options: GoRunOptions): Promise<GoRun>;
  /** @param signal calls it off: it is then told as far as it came */
  explore(
    program: GoProgram,
    options: { readonly seed: number; readonly statesMax: number; readonly adversarialTime: boolean },
    progress?: (progress: GoProgress) => void,
    signal?: AbortSignal,
  ): Promise<GoExploration>;
  view(program: GoProgram, schedule: string, at: number): Promise<GoView>;
  close(): void;
}

/** @param only skips the other places */
export async function startGoLab(only?: Place): Promise<GoLab> {
  const { place, ask, close } = await callExpert<GoAsked, GoAnswered>(
    {
      script: 'go',
      name: 'The Go machine',
      kept: 'The code',
      patience: 20_000,
      refused: (id, why) => ({ answer: 'refused', id, errors: [], why }),
      errorOf: (answered) =>
        answered.answer === 'refused' ? new GoRefused(answered.errors, answered.why) : null,
    },
    only,
  );
  return {
    place,
    check: async (program) => (await ask({ ask: 'check', program }, 'checked')).errors,
    run: async (program, options) => (await ask({ ask: 'run', program, options }, 'ran')).run,
    explore: async (program, options, progress, signal) =>
      (await ask({ ask: 'explore', program, ...options }, 'explored', progress, signal)).exploration,
    view: async (program, schedule, at) => (await ask({ ask: 'view', program, schedule, at }, 'view')).view,
    close,
  };
}
