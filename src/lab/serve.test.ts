import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Answered, Asked, Source } from './protocol.ts';
import { makeLab } from './serve.ts';
import { textReader } from './textReader.ts';
import { thinker } from './thinker.ts';

const BUFFER = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');
const WANTED = { from: 1e6, step: 1000, count: 3, linger: 0 };

function lab() {
  const heard: { readonly answered: Answered; readonly transfer: readonly Transferable[] }[] = [];
  const ask = makeLab({ ...thinker, ...textReader }, (answered, transfer = []) =>
    heard.push({ answered, transfer }),
  );
  return {
    /** The last thing said to a question. */
    ask(asked: Asked) {
      ask(asked);
      return heard.at(-1)!;
    },
    heard,
  };
}

const run = (source: Source, edits = {}): Asked => ({ ask: 'run', id: 7, source, design: 'start', edits });

describe('a lab', () => {
  test('runs a text, draws its frames, follows its requests', () => {
    const { ask, heard } = lab();
    const ran = ask(run(BUFFER, { until: 30e6 })).answered;
    expect(ran).toMatchObject({ answer: 'run', id: 7, plate: { design: 'start', until: 30e6 } });
    expect(heard[0]!.answered).toMatchObject({ answer: 'progress', id: 7 });

    const { answered, transfer } = ask({ ask: 'frames', id: 8, wanted: WANTED });
    if (answered.answer !== 'frames') throw new Error(answered.answer);
    expect(answered).toMatchObject({ id: 8, frames: { count: 3 } });
    const { values, rates, flights } = answered.frames;
    expect(transfer).toEqual([values.buffer, rates.buffer, flights.buffer]);

    const asked = ask({ ask: 'why', id: 9, request: 5 }).answered;
    if (asked.answer !== 'why') throw new Error(asked.answer);
    expect(asked.why.hops.length).toBeGreaterThan(3);
    expect(asked.why.chain.length).toBeGreaterThan(0);
  });

  test('what it says can be sent to another thread', () => {
    const { ask, heard } = lab();
    ask(run(BUFFER, { until: 30e6 }));
    ask({ ask: 'frames', id: 8, wanted: WANTED });
    ask({ ask: 'causes', id: 9 });
    ask({ ask: 'why', id: 10, request: 5 });
    for (const { answered } of heard) expect(structuredClone(answered)).toEqual(answered);
  });

  test('says what is wrong with a text, and keeps the last run', () => {
    const { ask } = lab();
    ask(run(BUFFER, { until: 30e6 }));
    const { answered } = ask(run('parts: 7'));
    expect(answered).toMatchObject({ answer: 'problems', id: 7 });
    expect(ask({ ask: 'frames', id: 8, wanted: WANTED }).answered.answer).toBe('frames');
  });

  test('before the first run there is nothing to show', () => {
    const { ask } = lab();
    for (const asked of [
      { ask: 'frames', id: 1, wanted: WANTED },
      { ask: 'why', id: 1, request: 0 },
      { ask: 'causes', id: 1 },
    ] as const)
      expect(ask(asked).answered).toEqual({ answer: 'failed', id: 1, says: 'There is no run yet.' });
  });
});
