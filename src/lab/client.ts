import type { Problem } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Frames, FramesWanted } from './frames.ts';
import type { Measurement } from './judge.ts';
import type {
  Answered,
  Asked,
  Cause,
  EventStep,
  LogLine,
  MeasureAsked,
  Rescue,
  RunAsked,
  Station,
  Verdict,
  Why,
} from './protocol.ts';

/** Where a lab runs. Same answers, same digest in each. */
export type Place = 'worker' | 'inline worker' | 'main thread';

export type Opened = Extract<Answered, { answer: 'run' | 'problems' }>;

/** A lab somewhere else, as promises. */
export interface Lab {
  readonly place: Place;
  run(asked: RunAsked, progress?: (share: number) => void): Promise<Opened>;
  frames(wanted: FramesWanted): Promise<Frames>;
  /** The last events up to a tick, that tick included. */
  log(until: number, most: number): Promise<readonly LogLine[]>;
  /** Expressions held against the last run. */
  judge(that: readonly string[]): Promise<readonly Verdict[]>;
  /** Another run, measured and forgotten. */
  measure(run: RunAsked, asked: MeasureAsked): Promise<Measurement>;
  /** @param by events further on, or back when negative */
  step(from: { readonly events: number } | { readonly at: number }, by: number): Promise<EventStep>;
  causes(): Promise<readonly Cause[]>;
  why(request: number): Promise<Why>;
  /** Takes long: ask a lab of its own, and close that to call it off. */
  rescue(run: RunAsked, request: number, progress?: (share: number) => void): Promise<readonly Rescue[]>;
  stations(): Promise<readonly Station[]>;
  /** Text to scenario; needs a lab that reads texts. */
  read(
    text: string | Uint8Array,
  ): Promise<{ readonly scenario: Scenario | null; readonly problems: readonly Problem[] }>;
  /** The text, changed to say what the scenario has become; needs a lab that reads texts. */
  write(text: string, scenario: Scenario): Promise<string>;
  close(): void;
}

interface Wire {
  post(asked: Asked): void;
  close(): void;
}

/**
 * What a lab is for: scenarios that were read when the page was built; texts too, which takes a YAML reader; or questions
 * about a run. Each is a script of its own.
 */
export type Reads = 'values' | 'texts' | 'questions';

/**
 * Starts a lab in the first place that works: a Worker by address, a classic Worker from a blob (a sandboxed frame
 * allows only that), the main thread.
 * @param only skips the other places: for tests
 */
export async function startLab(reads: Reads, only?: Place): Promise<Lab> {
  const places: readonly Place[] = only ? [only] : ['worker', 'inline worker', 'main thread'];
  for (const place of places) {
    const lab = await tryPlace(reads, place);
    if (lab) return lab;
  }
  throw new Error(`The lab cannot run here: tried ${places.join(', ')}.`);
}

async function tryPlace(reads: Reads, place: Place): Promise<Lab | null> {
  const waiting = new Map<number, (answered: Answered) => void>();
  const hear = (answered: Answered) => waiting.get(answered.id)?.(answered);
  const fail = () => {
    for (const [id, tell] of waiting) tell({ answer: 'failed', id, says: 'The lab stopped answering.' });
  };
  try {
    const wire = await WIRES[place](reads, hear, fail);
    return wire && labOver(reads, place, wire, waiting);
  } catch {
    return null;
  }
}

type Start = (reads: Reads, hear: (answered: Answered) => void, fail: () => void) => Promise<Wire | null>;

const WIRES: Readonly<Record<Place, Start>> = {
  worker: async (reads, hear, fail) => overWorker(WORKERS[reads](), hear, fail),
  'inline worker': async (reads, hear, fail) => overWorker(new (await INLINE[reads]()).default(), hear, fail),
  'main thread': async (reads, hear) => {
    const [{ makeLab }, able] = await Promise.all([import('./serve.ts'), READERS[reads]()]);
    const lab = makeLab(able, hear);
    return { post: (asked) => void setTimeout(() => lab(asked)), close: () => {} };
  },
};

/** The bundler finds a Worker only where its address stands in full. */
const WORKERS: Readonly<Record<Reads, () => Worker>> = {
  values: () => new Worker(new URL('./core.worker.ts', import.meta.url), { type: 'module' }),
  texts: () => new Worker(new URL('./text.worker.ts', import.meta.url), { type: 'module' }),
  questions: () => new Worker(new URL('./thinking.worker.ts', import.meta.url), { type: 'module' }),
};
const INLINE = {
  values: () => import('./core.worker.ts?worker&inline'),
  texts: () => import('./text.worker.ts?worker&inline'),
  questions: () => import('./thinking.worker.ts?worker&inline'),
};
const READERS = {
  values: async () => (await import('./valueReader.ts')).valueReader,
  texts: async () => (await import('./textReader.ts')).textReader,
  questions: async () => (await import('./thinker.ts')).thinker,
};

/** A Worker may be refused only after it was made, with an error event: so it must first answer. */
function overWorker(
  worker: Worker,
  hear: (answered: Answered) => void,
  fail: () => void,
): Promise<Wire | null> {
  return new Promise((settle) => {
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      settle(null);
      fail();
    };
    worker.onmessage = (event: MessageEvent<Answered>) => {
      worker.onmessage = (later: MessageEvent<Answered>) => hear(later.data);
      settle({ post: (asked) => worker.postMessage(asked), close: () => worker.terminate() });
      hear(event.data);
    };
    // Without a run it has no answer, and says so: that is all that is wanted.
    worker.postMessage({ ask: 'log', id: 0, until: 0, most: 0 } satisfies Asked);
  });
}

function labOver(
  reads: Reads,
  place: Place,
  wire: Wire,
  waiting: Map<number, (answered: Answered) => void>,
): Lab {
  let last = 0;
  let lastRun: RunAsked | null = null;
  const second = secondLab(place, () => lastRun);
  const ask = <T extends Answered['answer']>(
    question: (id: number) => Asked,
    wanted: readonly T[],
    progress?: (share: number) => void,
  ) =>
    new Promise<Extract<Answered, { answer: T }>>((resolve, reject) => {
      const id = ++last;
      waiting.set(id, (answered) => {
        if (answered.answer === 'progress') return progress?.(answered.share);
        waiting.delete(id);
        if ((wanted as readonly string[]).includes(answered.answer)) resolve(answered as never);
        else
          reject(
            new Error(answered.answer === 'failed' ? answered.says : `Unexpected answer ${answered.answer}.`),
          );
      });
      wire.post(question(id));
    });
  return {
    place,
    run: async (asked, progress) => {
      const opened = await ask(
        (id) => ({ ask: 'run', id, ...asked }),
        ['run', 'problems'] as const,
        progress,
      );
      if (opened.answer === 'run') lastRun = asked;
      return opened;
    },
    frames: async (wanted) =>
      (await ask((id) => ({ ask: 'frames', id, wanted }), ['frames'] as const)).frames,
    log: async (until, most) =>
      (await ask((id) => ({ ask: 'log', id, until, most }), ['log'] as const)).lines,
    judge: async (that) => (await ask((id) => ({ ask: 'judge', id, that }), ['judged'] as const)).verdicts,
    measure: (run, asked) => ask((id) => ({ ask: 'measure', id, ...run, ...asked }), ['measured'] as const),
    step: async (from, by) => (await ask((id) => ({ ask: 'step', id, from, by }), ['step'] as const)).step,
    causes: async () => {
      if (reads !== 'questions') return (await second.now()).causes();
      return (await ask((id) => ({ ask: 'causes', id }), ['causes'] as const)).causes;
    },
    why: async (request) => {
      if (reads !== 'questions') return (await second.now()).why(request);
      return (await ask((id) => ({ ask: 'why', id, request }), ['why'] as const)).why;
    },
    rescue: async (run, request, progress) =>
      (await ask((id) => ({ ask: 'rescue', id, ...run, request }), ['rescue'] as const, progress)).rescues,
    stations: async () => {
      if (reads !== 'questions') return (await second.now()).stations();
      return (await ask((id) => ({ ask: 'stations', id }), ['stations'] as const)).stations;
    },
    read: (text) => ask((id) => ({ ask: 'read', id, text }), ['read'] as const),
    write: async (text, scenario) =>
      (await ask((id) => ({ ask: 'write', id, text, scenario }), ['written'] as const)).text,
    close() {
      wire.close();
      second.close();
    },
  };
}

/**
 * A run is a value, so questions about it can be asked of a second lab, which makes the same run again: the first one
 * stays small, and goes on drawing frames meanwhile.
 */
function secondLab(place: Place, wanted: () => RunAsked | null) {
  let lab: Promise<Lab> | null = null;
  let ran: RunAsked | null = null;
  let running: Promise<unknown> = Promise.resolve();
  return {
    async now(): Promise<Lab> {
      lab ??= startLab('questions', place);
      const there = await lab;
      const run = wanted();
      if (run === null) throw new Error('There is no run yet.');
      if (run !== ran) {
        ran = run;
        running = there.run(run);
      }
      await running;
      return there;
    },
    close: () => void lab?.then((there) => there.close()),
  };
}
