/** The Go machine somewhere else, as promises. */

import type { Kind } from '../../golang/explore/judge.ts';
import type { GoError } from '../../golang/syntax/errors.ts';
import { type Place, startScript, type Wire } from '../places.ts';
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

type Question = GoAsked extends infer Q ? (Q extends { readonly id: number } ? Omit<Q, 'id'> : never) : never;

/** Starts in the first place that works, as the lab of scenarios does. */
export async function startGoLab(only?: Place): Promise<GoLab> {
  const places: readonly Place[] = only ? [only] : ['worker', 'inline worker', 'main thread'];
  for (const place of places) {
    const lab = await open(place);
    if (lab) return lab;
  }
  throw new Error(`The Go machine cannot run here: tried ${places.join(', ')}.`);
}

/** So long may nothing be heard of a machine that was asked, ms: then it is stopped, and the next question begins another. */
const PATIENCE = 20_000;
const SILENT = `The Go machine was not heard of for ${PATIENCE / 1000} s, so it was stopped. The code is as it was.`;

/** A machine that is called off and does not look up is stopped after so long, ms. */
const CALLED_OFF_WITHIN = 3_000;

async function open(place: Place): Promise<GoLab | null> {
  const waiting = new Map<number, (answered: GoAnswered) => void>();
  let silence: ReturnType<typeof setTimeout> | undefined;
  let wire: Promise<Wire<GoAsked> | null> | null = null;
  let last = 0;

  function connect(): Promise<Wire<GoAsked> | null> {
    const hello: GoAsked = { ask: 'cancel', id: 0 };
    const fail = () => stop('The Go machine stopped answering.');
    return startScript<GoAsked, GoAnswered>('go', place, hello, hear, fail).catch(() => null);
  }

  function hear(answered: GoAnswered): void {
    waiting.get(answered.id)?.(answered);
    listen();
  }

  function listen(): void {
    clearTimeout(silence);
    if (waiting.size > 0) silence = setTimeout(() => stop(SILENT), PATIENCE);
  }

  function stop(why: string): void {
    clearTimeout(silence);
    void wire?.then((one) => one?.close());
    wire = null;
    for (const [id, tell] of [...waiting]) tell({ answer: 'refused', id, errors: [], why });
  }

  const post = async (asked: GoAsked): Promise<void> => {
    wire ??= connect();
    const one = await wire;
    if (one) one.post(asked);
    else stop('The Go machine cannot be started again.');
  };

  const ask = <T extends GoAnswered['answer']>(
    question: Question,
    wanted: T,
    progress?: (progress: GoProgress) => void,
    signal?: AbortSignal,
  ): Promise<Extract<GoAnswered, { answer: T }>> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const cancel = () => {
        void post({ ask: 'cancel', id });
        setTimeout(() => waiting.has(id) && stop('It was called off.'), CALLED_OFF_WITHIN);
      };
      waiting.set(id, (answered) => {
        if (answered.answer === 'progress') return progress?.(answered);
        waiting.delete(id);
        signal?.removeEventListener('abort', cancel);
        if (answered.answer === wanted) resolve(answered as Extract<GoAnswered, { answer: T }>);
        else if (answered.answer === 'refused') reject(new GoRefused(answered.errors, answered.why));
      });
      signal?.addEventListener('abort', cancel);
      listen();
      void post({ ...question, id } as GoAsked);
    });

  wire = connect();
  if ((await wire) === null) return null;
  return {
    place,
    check: async (program) => (await ask({ ask: 'check', program }, 'checked')).errors,
    run: async (program, options) => (await ask({ ask: 'run', program, options }, 'ran')).run,
    explore: async (program, options, progress, signal) =>
      (await ask({ ask: 'explore', program, ...options }, 'explored', progress, signal)).exploration,
    view: async (program, schedule, at) => (await ask({ ask: 'view', program, schedule, at }, 'view')).view,
    close: () => stop('The Go machine was closed.'),
  };
}
