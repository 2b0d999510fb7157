import { type Kit, kitFor, kitForText, suffices } from '../parts/kits.ts';
import type { StorageTold } from '../rules/azure/sas/told.ts';
import { kindsOf } from '../scenario/kinds.ts';
import type { Problem } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Frames, FramesWanted } from './frames.ts';
import type { Measurement } from './judge.ts';
import { type Place, type Script, startScript } from './places.ts';
import type {
  Answered,
  Asked,
  Cause,
  EventStep,
  LogLine,
  MeasureAsked,
  Rescue,
  RunAsked,
  Source,
  Station,
  Verdict,
  Why,
} from './protocol.ts';

export type Opened = Extract<Answered, { answer: 'run' | 'problems' }>;

/** A lab somewhere else, as promises. */
export interface Lab {
  readonly place: Place;
  run(asked: RunAsked, progress?: (share: number) => void): Promise<Opened>;
  frames(wanted: FramesWanted): Promise<Frames>;
  /** The last events up to a tick, that tick included. */
  log(until: number, most: number): Promise<readonly LogLine[]>;
  /** What a part tells at its desk at a tick; null where it has none. */
  tell(at: number, part: string): Promise<StorageTold | null>;
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

/** What a lab is for: scenarios that come as values; texts too, which takes a YAML reader; or questions about a run. */
export type Reads = 'values' | 'texts' | 'questions';

/**
 * Starts a lab in the first place that works: a Worker by address, a classic Worker from a blob (a sandboxed frame
 * allows only that), the main thread.
 * @param only skips the other places: for a reader who asks for one, and for tests
 * @param kit what the first scenario is made of, where that is known; it grows when it must
 */
export async function startLab(reads: Reads, only?: Place, kit: Kit = 'basics'): Promise<Lab> {
  const places: readonly Place[] = only ? [only] : ['worker', 'inline worker', 'main thread'];
  for (const place of places) {
    const line = await openLine(SCRIPTS[reads][kit], place);
    if (line) return labOver(reads, place, line, kit);
  }
  throw new Error(`The lab cannot run here: tried ${places.join(', ')}.`);
}

/** Where the parts alone weigh more than all that a lab can do, one script does it all. */
const LARGE = { rag: 'withRag', full: 'withAll' } as const;
/** Few are asked for texts or thoughts, so these carry the parts of both clouds. */
const SCRIPTS: Readonly<Record<Reads, Readonly<Record<Kit, Script>>>> = {
  values: { basics: 'core', aws: 'aws', azure: 'azure', go: 'withGo', ...LARGE },
  texts: { basics: 'text', aws: 'text', azure: 'text', go: 'withGo', ...LARGE },
  questions: { basics: 'thinking', aws: 'thinking', azure: 'thinking', go: 'withGo', ...LARGE },
};
/** How much a script carries that somebody asked for less of. */
const carriedBy = (script: Script, kit: Kit): Kit =>
  script === 'text' || script === 'thinking' ? 'azure' : kit;

/** A script that runs, and the questions that it has not answered yet. */
interface Line {
  ask<T extends Answered['answer']>(
    question: (id: number) => Asked,
    wanted: readonly T[],
    progress?: (share: number) => void,
  ): Promise<Extract<Answered, { answer: T }>>;
  /** At once: who still waits for an answer gets none. */
  close(): void;
  /** Answers what it was asked, and closes. */
  retire(): void;
}

/** @returns null where the script cannot run */
async function openLine(script: Script, place: Place): Promise<Line | null> {
  const waiting = new Map<number, (answered: Answered) => void>();
  let isRetired = false;
  const hear = (answered: Answered) => {
    waiting.get(answered.id)?.(answered);
    if (isRetired && waiting.size === 0) wire?.close();
  };
  const fail = () => {
    for (const [id, tell] of waiting) tell({ answer: 'failed', id, says: 'The lab stopped answering.' });
  };
  // Without a run the log is refused: that it answers is all that is wanted.
  const hello: Asked = { ask: 'log', id: 0, until: 0, most: 0 };
  const wire = await startScript<Asked, Answered>(script, place, hello, hear, fail).catch(() => null);
  if (!wire) return null;
  let last = 0;
  return {
    ask: (question, wanted, progress) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, (answered) => {
          if (answered.answer === 'progress') return progress?.(answered.share);
          waiting.delete(id);
          if ((wanted as readonly string[]).includes(answered.answer)) resolve(answered as never);
          else
            reject(
              new Error(
                answered.answer === 'failed' ? answered.says : `Unexpected answer ${answered.answer}.`,
              ),
            );
        });
        wire.post(question(id));
      }),
    close: () => wire.close(),
    retire() {
      isRetired = true;
      if (waiting.size === 0) wire.close();
    },
  };
}

const kitOf = (source: Source): Kit =>
  typeof source === 'string' ? kitForText(source) : kitFor(kindsOf(source));

function labOver(reads: Reads, place: Place, first: Line, kit: Kit): Lab {
  /** It holds the last run. */
  let line = first;
  /** The one that carries most, perhaps still on its way, and how much that is. */
  let best: Line | Promise<Line> = first;
  let carries = carriedBy(SCRIPTS[reads][kit], kit);
  const lines = new Set([first]);
  let lastRun: RunAsked | null = null;
  let isClosed = false;
  const second = secondLab(place, () => lastRun);

  /** Where a scenario can be run. At once, but for the first part from beyond the kit. */
  function lineFor(source: Source): Line | Promise<Line> {
    const needs = kitOf(source);
    if (suffices(carries, needs)) return best;
    const before = { best, carries };
    const opening: Promise<Line> = openLine(SCRIPTS[reads][needs], place).then((more) => {
      if (!more) throw new Error('The lab cannot fetch the parts of this scenario.');
      if (isClosed) more.close();
      lines.add(more);
      if (best === opening) best = more;
      return more;
    });
    best = opening;
    carries = carriedBy(SCRIPTS[reads][needs], needs);
    // Whoever asks the next time tries again.
    opening.catch(() => {
      if (best === opening) ({ best, carries } = before);
    });
    return opening;
  }

  return {
    place,
    run: async (asked, progress) => {
      const found = lineFor(asked.source);
      const there = found instanceof Promise ? await found : found;
      const opened = await there.ask(
        (id) => ({ ask: 'run', id, ...asked }),
        ['run', 'problems'] as const,
        progress,
      );
      if (opened.answer === 'run') {
        lastRun = asked;
        if (there !== line) {
          lines.delete(line);
          line.retire();
        }
        line = there;
      }
      return opened;
    },
    frames: async (wanted) =>
      (await line.ask((id) => ({ ask: 'frames', id, wanted }), ['frames'] as const)).frames,
    log: async (until, most) =>
      (await line.ask((id) => ({ ask: 'log', id, until, most }), ['log'] as const)).lines,
    tell: async (at, part) =>
      (await line.ask((id) => ({ ask: 'tell', id, at, part }), ['told'] as const)).told,
    judge: async (that) =>
      (await line.ask((id) => ({ ask: 'judge', id, that }), ['judged'] as const)).verdicts,
    measure: async (run, asked) =>
      (await lineFor(run.source)).ask((id) => ({ ask: 'measure', id, ...run, ...asked }), [
        'measured',
      ] as const),
    step: async (from, by) =>
      (await line.ask((id) => ({ ask: 'step', id, from, by }), ['step'] as const)).step,
    causes: async () => {
      if (reads !== 'questions') return (await second.now()).causes();
      return (await line.ask((id) => ({ ask: 'causes', id }), ['causes'] as const)).causes;
    },
    why: async (request) => {
      if (reads !== 'questions') return (await second.now()).why(request);
      return (await line.ask((id) => ({ ask: 'why', id, request }), ['why'] as const)).why;
    },
    rescue: async (run, request, progress) =>
      (await line.ask((id) => ({ ask: 'rescue', id, ...run, request }), ['rescue'] as const, progress))
        .rescues,
    stations: async () => {
      if (reads !== 'questions') return (await second.now()).stations();
      return (await line.ask((id) => ({ ask: 'stations', id }), ['stations'] as const)).stations;
    },
    read: (text) => line.ask((id) => ({ ask: 'read', id, text }), ['read'] as const),
    write: async (text, scenario) =>
      (await line.ask((id) => ({ ask: 'write', id, text, scenario }), ['written'] as const)).text,
    close() {
      isClosed = true;
      for (const one of lines) one.close();
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
      const first = wanted();
      if (first === null) throw new Error('There is no run yet.');
      lab ??= startLab('questions', place, kitOf(first.source));
      const there = await lab;
      // Another one may have come meanwhile.
      const run = wanted() ?? first;
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
