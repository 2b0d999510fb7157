import type { Parsed } from '../scenario/check.ts';
import type { Scenario } from '../scenario/types.ts';
import { judgeAll, measureRun } from './judge.ts';
import { openParsed } from './open.ts';
import type { Answered, Asked, Cause, Edits, Rescue, Source, Station, Why } from './protocol.ts';
import { stepOf } from './step.ts';
import type { Take } from './take.ts';

/** What a lab can do beside running values: it is started with as much as somebody needs of it. */
export interface Abilities {
  /** Makes a scenario of what was sent. */
  readonly read: (source: Source) => Parsed;
  readonly texts?: {
    readonly read: (text: string | Uint8Array) => Parsed;
    /** The text, changed to say what the value has become. */
    readonly write: (text: string, scenario: Scenario) => string;
  };
  readonly thinking?: {
    causes(take: Take): readonly Cause[];
    why(take: Take, request: number): Why;
    stations(take: Take): readonly Station[];
    rescues(
      parsed: Parsed,
      design: string,
      edits: Edits,
      request: number,
      progress: (share: number) => void,
    ): readonly Rescue[];
  };
}

type Answer = (answered: Answered, transfer?: Transferable[]) => void;

/** One lab: it holds the last run and answers questions about it. The same in a Worker, on the main thread and in Node. */
export function makeLab(able: Abilities, answer: Answer): (asked: Asked) => void {
  let last: Take | null = null;
  const take = (): Take => {
    if (last === null) throw new Error('There is no run yet.');
    return last;
  };
  const texts = () => {
    if (!able.texts) throw new Error('This lab reads no text.');
    return able.texts;
  };
  const thinking = () => {
    if (!able.thinking) throw new Error('This lab only runs; another one thinks.');
    return able.thinking;
  };

  function serve(asked: Asked): void {
    const { id } = asked;
    const progress = (share: number) => answer({ answer: 'progress', id, share });
    switch (asked.ask) {
      case 'run': {
        const run = openParsed(able.read(asked.source), asked.design, asked.edits, { progress });
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
      case 'tell':
        return answer({ answer: 'told', id, told: take().told(asked.at, asked.part) });
      case 'judge':
        return answer({ answer: 'judged', id, verdicts: judgeAll(take(), asked.that) });
      case 'measure':
        return answer({
          answer: 'measured',
          id,
          ...measureRun(able.read(asked.source), asked.design, asked.edits, asked),
        });
      case 'step': {
        const step = stepOf(take(), asked.from, asked.by);
        return answer({ answer: 'step', id, step }, buffersOf(step.frames));
      }
      case 'causes':
        return answer({ answer: 'causes', id, causes: thinking().causes(take()) });
      case 'why':
        return answer({ answer: 'why', id, why: thinking().why(take(), asked.request) });
      case 'rescue': {
        const { source, design, edits, request } = asked;
        const rescues = thinking().rescues(able.read(source), design, edits, request, progress);
        return answer({ answer: 'rescue', id, rescues });
      }
      case 'stations':
        return answer({ answer: 'stations', id, stations: thinking().stations(take()) });
      case 'read': {
        const { scenario, problems } = texts().read(asked.text);
        return answer({ answer: 'read', id, scenario, problems });
      }
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
