import { expect, test } from 'vitest';
import { scripted } from '../../../tests/laws/scripted.ts';
import { worldOf } from '../../../tests/laws/smallWorld.ts';
import { type Answering, listener } from '../../../tests/listener.ts';
import { type ChunkLetter, chunkIn, type DocumentLetter } from '../ragContents.ts';
import { chunker } from './sim.ts';

/** Three sentences of four tokens each; the token before a word begins with the blank, and so counts to the sentence before. */
const BODY = 'One two three. Four five six. Seven eight nine.';
const letter = (body: string, removed = false): DocumentLetter => ({
  body,
  document: { id: 'ark', title: 'Ark', date: '2000-01-01', groups: ['everyone'], replacedBy: null },
  removed,
});

function cut(
  settings: Readonly<Record<string, unknown>>,
  says = letter(BODY),
  answer?: (nth: number) => Answering,
) {
  const out = listener(answer);
  const store = scripted([{ at: '1s', says }]);
  const small = worldOf({
    parts: { store: [store.part], cutter: [chunker, { latency: '0s', ...settings }], out: [out.part] },
    wires: ['store.out > cutter.in', 'cutter.out > out.in'],
    until: '300s',
  }).run();
  const texts = out.heard.map(({ content }) => (content as ChunkLetter).body);
  return { small, texts, out, answer: store.answers[0] };
}

test('by sentences: two fit into nine tokens, and one of them is in the next chunk again', () => {
  const { texts, out, small, answer } = cut({ size: 9, overlap: 4 });
  expect(texts).toEqual(['One two three. Four five six.', 'Four five six. Seven eight nine.']);
  expect(chunkIn(out.heard[1]!.content)!.chunk).toMatchObject({ key: 'ark#1', ordinal: 1, of: 2, tokens: 8 });
  expect([
    small.read('cutter.chunks'),
    small.read('cutter.tokens'),
    small.read('cutter.splitSentences'),
  ]).toEqual([2, 17, 0]);
  expect(answer).toMatchObject({ outcome: 'ok' });
});

test('by tokens: a border in a sentence is counted, unless the overlap has the sentence as a whole', () => {
  const body = 'One two three four five six. Seven eight nine ten eleven twelve.';
  const apart = cut({ by: 'tokens', size: 10, overlap: 0 }, letter(body));
  expect(apart.texts).toEqual(['One two three four five six. Seven eight nine', 'ten eleven twelve.']);
  expect([apart.small.read('cutter.cuts'), apart.small.read('cutter.splitSentences')]).toEqual([1, 1]);
  const over = cut({ by: 'tokens', size: 10, overlap: 4 }, letter(body));
  expect(over.texts[1]).toBe('. Seven eight nine ten eleven twelve.');
  expect([over.small.read('cutter.cuts'), over.small.read('cutter.splitSentences')]).toEqual([1, 0]);
});

test('so many at once, and the scroll is answered when the last one is', () => {
  const { texts, small } = cut({ size: 9, overlap: 0, parallel: 1 });
  expect(texts).toEqual(['One two three. Four five six.', 'Seven eight nine.']);
  expect([small.read('cutter.open'), small.read('cutter.waiting')]).toEqual([0, 0]);
});

test('429 is waited out as long as it says, else for retryAfter', () => {
  const told = { code: '429', message: 'Later.', status: 429, retryAfterMs: 3000 };
  const { out, small, answer } = cut({ retryAfter: '7s' }, letter(BODY), (nth) =>
    nth === 0
      ? { outcome: 'throttled', content: told }
      : nth === 1
        ? { outcome: 'throttled', content: { body: 'Later.' } }
        : { outcome: 'ok' },
  );
  expect(out.heard.map(({ at }) => at)).toEqual([1, 4, 11]);
  expect([small.read('cutter.retries'), answer?.outcome]).toEqual([2, 'ok']);
});

test('a chunk that is not taken fails its scroll, and the others go on', () => {
  const { out, small, answer } = cut({ size: 9, overlap: 0, retries: 0 }, letter(BODY), (nth) => ({
    outcome: nth === 0 ? 'throttled' : 'ok',
  }));
  expect([out.heard.length, small.read('cutter.failed'), answer?.outcome]).toEqual([2, 1, 'failed']);
});

test('that a scroll is gone is handed on, and what is no scroll makes no chunk', () => {
  const gone = cut({}, letter('', true));
  expect(gone.out.heard.map(({ content }) => content)).toEqual([letter('', true)]);
  const nothing = cut({}, { body: 'Just words.' } as DocumentLetter);
  expect([nothing.out.heard.length, nothing.answer?.outcome]).toEqual([0, 'ok']);
});

test('an overlap as large as a chunk is refused', () => {
  expect(chunker.check?.({ size: 64, overlap: 64 } as never)).toMatchObject([{ setting: 'overlap' }]);
});
