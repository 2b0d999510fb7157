import { expect, test } from 'vitest';
import { type Step, scripted } from '../../../tests/laws/scripted.ts';
import { worldOf } from '../../../tests/laws/smallWorld.ts';
import { listener } from '../../../tests/listener.ts';
import { cosineOf } from '../../rules/azure/search/vectors.ts';
import { embeddedIn } from '../ragContents.ts';
import { embedder } from './sim.ts';

const LIBRARY = `Boats are moored by the wall at dusk, and boats are tied by night.

Boats are tied by the wall at dusk, and vessels are moored by night.

Vessels are moored at dusk by the wall.

Roses want lime and dung in November.

Dung and lime are dug in for roses.
`;

function ask(steps: readonly Step[], settings: Readonly<Record<string, unknown>> = {}) {
  const index = listener();
  const asker = scripted(steps);
  const small = worldOf({
    parts: {
      asker: [asker.part],
      vectors: [embedder, { trainedOn: LIBRARY, dimensions: 2, latency: '40ms', ...settings }],
      index: [index.part],
    },
    wires: ['asker.out > vectors.embed', 'asker.out > vectors.in', 'vectors.out > index.in'],
    until: '200s',
  }).run();
  const vectors = asker.answers.map((one) => Float64Array.from(embeddedIn(one!.content)?.vector ?? []));
  return { small, index, answers: asker.answers, vectors };
}
const says = (body: string) => ({ body });

test('words that keep the same company are near, others are not, and unknown ones are nothing', () => {
  const { vectors, small } = ask(
    ['vessels', 'boats', 'roses', 'zebra'].map((body, i) => ({ at: `${i}s`, says: says(body) })),
  );
  expect(cosineOf(vectors[0]!, vectors[1]!)).toBeGreaterThan(0.9);
  expect(Math.abs(cosineOf(vectors[0]!, vectors[2]!))).toBeLessThan(0.3);
  expect([...vectors[3]!]).toEqual([0, 0]);
  expect([small.read('vectors.questions'), small.read('vectors.unknown')]).toEqual([4, 1]);
  expect(small.timing('vectors.latency')).toMatchObject({ count: 4, sum: 160_000 });
});

test('a chunk goes on with its vector, and is answered when it was taken', () => {
  const chunk = { body: 'Boats by the wall.', chunk: { key: 'a#0' } };
  const { index, answers, small } = ask([{ at: '1s', wire: 1, says: chunk }]);
  expect(index.heard).toMatchObject([{ at: 1.04, content: chunk }]);
  expect(embeddedIn(index.heard[0]!.content)?.vector).toHaveLength(2);
  expect([answers[0]!.outcome, small.read('vectors.chunks'), small.read('vectors.open')]).toEqual([
    'ok',
    1,
    0,
  ]);
});

test('that a scroll is gone is told at once, and costs nothing', () => {
  const gone = { body: '', document: { id: 'ark' }, removed: true };
  const { index, small } = ask([{ at: '1s', wire: 1, says: gone }]);
  expect(index.heard).toEqual([{ at: 1, content: gone }]);
  expect(small.read('vectors.tokens')).toBe(0);
});

test('tokens over the minute are refused until the next one begins', () => {
  // Six hundred tokens each, of a thousand a minute.
  const body = ' wall'.repeat(600);
  const { answers, small } = ask(
    ['10s', '20s', '61s'].map((at) => ({ at, says: says(body) })),
    { TPM: 1000 },
  );
  expect(answers.map((one) => one!.outcome)).toEqual(['ok', 'throttled', 'ok']);
  expect(answers[1]!.content).toMatchObject({ code: '429', status: 429, retryAfterMs: 40_000 });
  expect([small.read('vectors.throttled'), small.read('vectors.quotaUsed')]).toEqual([1, 0]);
  // Fifty seconds of the first minute, and all but one of the second.
  expect(small.area('vectors.quotaUsed')).toBe(600 * (50 + 59) * 1_000_000);
});

test('a text beyond 8,191 tokens is refused for good', () => {
  const { answers } = ask([{ at: '1s', says: says(' wall'.repeat(8192)) }]);
  expect(answers[0]!.outcome).toBe('invalid');
  expect(embedder.errors.invalid).toMatchObject({ code: 'invalid_request_error', status: 400 });
});
