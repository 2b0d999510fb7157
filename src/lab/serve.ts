import type { Parsed } from '../scenario/check.ts';
import { openParsed } from './open.ts';
import type { Answered, Asked, Source } from './protocol.ts';
import type { Take } from './take.ts';

/**
 * One lab: it holds the last run and answers questions about it. The same in a Worker, on the main thread and in Node.
 * @param read makes a scenario of what was sent; a lab that reads no text does without a YAML reader
 */
export function makeLab(
  read: (source: Source) => Parsed,
  answer: (answered: Answered, transfer: Transferable[]) => void,
): (asked: Asked) => void {
  let take: Take | null = null;

  return (asked) => {
    const { id } = asked;
    try {
      if (asked.ask === 'run') {
        const progress = (share: number) => answer({ answer: 'progress', id, share }, []);
        const run = openParsed(read(asked.source), asked.design, asked.edits, { progress });
        if (run.take === null) return answer({ answer: 'problems', id, problems: run.problems }, []);
        take = run.take;
        // The recording stays here too: frames and traces are drawn from it. So it is copied, not handed over.
        return answer(
          { answer: 'run', id, plate: run.plate, recording: take.recording, judged: run.judged },
          [],
        );
      }
      if (take === null) return answer({ answer: 'failed', id, says: 'There is no run yet.' }, []);
      if (asked.ask === 'frames') {
        const frames = take.frames(asked.wanted);
        return answer(
          { answer: 'frames', id, frames },
          buffersOf(frames.values, frames.rates, frames.flights),
        );
      }
      if (asked.ask === 'log') {
        return answer({ answer: 'log', id, lines: take.log(asked.until, asked.most) }, []);
      }
      answer({ answer: 'trace', id, spans: take.trace(asked.request) }, []);
    } catch (error) {
      answer({ answer: 'failed', id, says: error instanceof Error ? error.message : String(error) }, []);
    }
  };
}

const buffersOf = (...views: readonly Float64Array[]): Transferable[] =>
  views.map((view) => view.buffer as ArrayBuffer);
