import type { Parsed } from '../scenario/check.ts';
import type { Scenario } from '../scenario/types.ts';
import { judgeAll, measureRun } from './judge.ts';
import { openParsed } from './open.ts';
import type { Answered, Asked, Source } from './protocol.ts';
import { rescuesOf } from './rescue.ts';
import { stationsOf } from './stations.ts';
import { stepOf } from './step.ts';
import type { Take } from './take.ts';
import { causesOf, whyOf } from './why.ts';

/** What a lab can read: values; and with a YAML reader texts, too. */
export interface Reader {
  /** Makes a scenario of what was sent. */
  readonly read: (source: Source) => Parsed;
  readonly texts?: {
    readonly read: (text: string | Uint8Array) => Parsed;
    /** The text, changed to say what the value has become. */
    readonly write: (text: string, scenario: Scenario) => string;
  };
}

type Answer = (answered: Answered, transfer?: Transferable[]) => void;

/** One lab: it holds the last run and answers questions about it. The same in a Worker, on the main thread and in Node. */
export function makeLab(reader: Reader, answer: Answer): (asked: Asked) => void {
  let last: Take | null = null;
  const take = (): Take => {
    if (last === null) throw new Error('There is no run yet.');
    return last;
  };
  const texts = (): NonNullable<Reader['texts']> => {
    if (!reader.texts) throw new Error('This lab reads no text.');
    return reader.texts;
  };

  function serve(asked: Asked): void {
    const { id } = asked;
    const progress = (share: number) => answer({ answer: 'progress', id, share });
    switch (asked.ask) {
      case 'run': {
        const run = openParsed(reader.read(asked.source), asked.design, asked.edits, { progress });
        if (run.take === null) return answer({ answer: 'problems', id, problems: run.problems });
        last = run.take;
        // The recording stays here too: frames and traces are drawn from it. So it is copied, not handed over.
        return answer({
          answer: 'run',
          id,
          plate: run.plate,
          recording: last.recording,
          judged: run.judged,
        });
      }
      case 'frames': {
        const frames = take().frames(asked.wanted);
        return answer({ answer: 'frames', id, frames }, buffersOf(frames));
      }
      case 'log':
        return answer({ answer: 'log', id, lines: take().log(asked.until, asked.most) });
      case 'trace':
        return answer({ answer: 'trace', id, spans: take().trace(asked.request) });
      case 'judge':
        return answer({ answer: 'judged', id, verdicts: judgeAll(take(), asked.that) });
      case 'measure':
        return answer({
          answer: 'measured',
          id,
          ...measureRun(reader.read(asked.source), asked.design, asked.edits, asked),
        });
      case 'step': {
        const step = stepOf(take(), asked.from, asked.by);
        return answer({ answer: 'step', id, step }, buffersOf(step.frames));
      }
      case 'causes':
        return answer({ answer: 'causes', id, causes: causesOf(take()) });
      case 'why':
        return answer({ answer: 'why', id, why: whyOf(take(), asked.request) });
      case 'rescue': {
        const { source, design, edits, request } = asked;
        const rescues = rescuesOf(reader.read(source), design, edits, request, progress);
        return answer({ answer: 'rescue', id, rescues });
      }
      case 'stations':
        return answer({ answer: 'stations', id, stations: stationsOf(take()) });
      case 'read':
        return answer({ answer: 'read', id, ...texts().read(asked.text) });
      case 'write':
        return answer({
          answer: 'written',
          id,
          text: texts().write(asked.text, asked.scenario as Scenario),
        });
    }
  }

  return (asked) => {
    try {
      serve(asked);
    } catch (error) {
      answer({
        answer: 'failed',
        id: asked.id,
        says: error instanceof Error ? error.message : String(error),
      });
    }
  };
}

const buffersOf = ({ values, rates, flights }: Record<'values' | 'rates' | 'flights', Float64Array>) =>
  [values, rates, flights].map((view) => view.buffer as ArrayBuffer);
