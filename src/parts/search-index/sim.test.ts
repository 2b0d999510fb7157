import { describe, expect, test } from 'vitest';
import { type Step, scripted } from '../../../tests/laws/scripted.ts';
import { type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { type Answering, listener } from '../../../tests/listener.ts';
import { hitsIn } from '../ragContents.ts';
import { searchIndex } from './sim.ts';

interface Written {
  readonly groups?: readonly string[];
  readonly vector?: readonly number[];
  readonly ordinal?: number;
  readonly of?: number;
}

const chunk = (scroll: string, body: string, { groups, vector, ordinal = 0, of = 1 }: Written = {}) => ({
  body,
  chunk: {
    key: `${scroll}#${ordinal}`,
    ordinal,
    of,
    tokens: 1,
    document: {
      id: scroll,
      title: scroll,
      date: '2000-01-01',
      groups: groups ?? ['everyone'],
      replacedBy: null,
    },
  },
  ...(vector && { vector }),
});
const gone = (id: string) => ({
  body: '',
  document: { id, title: '', date: '', groups: [], replacedBy: null },
  removed: true,
});
const question = (body: string, groups?: string) => ({
  body,
  ...(groups && { attributes: { groups: { type: 'String', value: groups } } }),
});

interface Asked {
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly write: readonly object[];
  readonly ask: readonly object[];
  readonly embed?: (nth: number) => Answering;
  readonly acts?: readonly SmallAct[];
}

/** Writes first, in the order given, and asks after ten seconds. */
function run({ settings = {}, write, ask, embed, acts = [] }: Asked) {
  const steps: Step[] = [
    ...write.map((says, i) => ({ at: `${i}ms`, wire: 1, says })),
    ...ask.map((says, i) => ({ at: `${10 + i}s`, says })),
  ];
  const hand = scripted(steps);
  const vectors = listener(embed);
  const small = worldOf({
    parts: {
      hand: [hand.part],
      index: [searchIndex, { latency: '0s', ...settings }],
      vectors: [vectors.part],
    },
    wires: [
      'hand.out > index.search',
      'hand.out > index.documents',
      ...(embed ? ['index.embed > vectors.in'] : []),
    ],
    acts,
  }).run();
  const answers = hand.answers.slice(write.length);
  const hits = answers.map((one) => hitsIn(one?.content ?? {})?.hits ?? []);
  const keys = hits.map((all) => all.map(({ key }) => key));
  return { small, answers, hits, keys, vectors };
}

const vector = (...of: number[]): Answering => ({ outcome: 'ok', content: { body: 'q', vector: of } });

test('text: the scores that BM25 has for a word said once to four times', () => {
  const write = [1, 2, 3, 4].map((n) => chunk(`s${n}`, Array(n).fill('rrf').join(' ')));
  const { hits, small } = run({ settings: { mode: 'text' }, write, ask: [question('rrf')] });
  // Elasticsearch publishes 0.13963442 and so on, with the factor k1 + 1 = 2.2.
  const published = [0.16152832, 0.15876243, 0.15350538, 0.13963442];
  for (const [i, { score }] of hits[0]!.entries()) expect(score).toBeCloseTo(published[i]! / 2.2, 7);
  expect(hits[0]!.map(({ key, textRank, vectorRank }) => [key, textRank, vectorRank])).toEqual([
    ['s4#0', 1, null],
    ['s3#0', 2, null],
    ['s2#0', 3, null],
    ['s1#0', 4, null],
  ]);
  expect([small.read('index.searches'), small.read('index.found'), small.read('index.foundByText')]).toEqual([
    1, 4, 4,
  ]);
});

describe('vectors', () => {
  const write = [
    chunk('east', 'lamp', { vector: [1, 0] }),
    chunk('north', 'oil', { vector: [0, 1] }),
    chunk('west', 'gas', { vector: [-1, 0] }),
    chunk('blank', 'sand'),
  ];

  test('the nearest first, by 1 / (1 + cosine distance); a chunk without a vector is near nothing', () => {
    const { hits, vectors } = run({
      settings: { mode: 'vector' },
      write,
      ask: [question('light')],
      embed: () => vector(2, 0),
    });
    expect(hits[0]!.map(({ key, score }) => [key, score])).toEqual([
      ['east#0', 1],
      ['north#0', 0.5],
      ['west#0', 1 / 3],
    ]);
    expect(vectors.heard).toMatchObject([{ at: 10, content: { body: 'light' } }]);
  });

  test('hybrid: the sum of 1 / (k + place)', () => {
    const { hits, small } = run({
      settings: { k: 1 },
      write,
      ask: [question('oil')],
      embed: () => vector(1, 0),
    });
    expect(hits[0]!.map(({ key, score }) => [key, score])).toEqual([
      ['north#0', 1 / 2 + 1 / 3],
      ['east#0', 1 / 2],
      ['west#0', 1 / 4],
    ]);
    expect([small.read('index.foundByBoth'), small.read('index.foundByVector')]).toEqual([1, 2]);
  });

  test('without anybody who makes vectors hybrid is text, and vector is nothing', () => {
    expect(run({ write, ask: [question('oil')] }).keys).toEqual([['north#0']]);
    const { keys, small } = run({ settings: { mode: 'vector' }, write, ask: [question('oil')] });
    expect([keys, small.read('index.empty')]).toEqual([[[]], 1]);
  });

  test('a vector of another embedding says nothing', () => {
    const { keys } = run({
      settings: { mode: 'vector' },
      write,
      ask: [question('oil')],
      embed: () => vector(1, 0, 0),
    });
    expect(keys).toEqual([[]]);
  });

  test('when no vector can be had the search fails, with what was said', () => {
    const error = { code: '429', message: 'Later.', status: 429, retryAfterMs: 1 };
    const { answers, small } = run({
      write,
      ask: [question('oil')],
      embed: () => ({ outcome: 'throttled', content: error }),
    });
    expect(answers[0]).toMatchObject({ outcome: 'throttled', content: error });
    expect([small.read('index.failed'), small.read('index.open')]).toEqual([1, 0]);
  });
});

describe('who may read what', () => {
  const write = [
    chunk('plan', 'the roof', { groups: ['council'], vector: [1, 0] }),
    chunk('bill', 'the roof', { groups: ['council'], vector: [1, 0.1] }),
    chunk('song', 'the roof', { vector: [1, 1] }),
  ];
  const ask = [question('roof'), question('roof', 'everyone, council')];
  const of = (securityFilter: string, mode: string) =>
    run({ settings: { securityFilter, mode, nearest: 2 }, write, ask, embed: () => vector(1, 0) });

  test('filtered before: all that the reader may open', () => {
    expect(of('preFilter', 'vector').keys).toEqual([['song#0'], ['plan#0', 'bill#0']]);
    expect(of('preFilter', 'text').keys[0]).toEqual(['song#0']);
  });

  test('filtered afterwards: fewer, for the nearest were those that are forbidden', () => {
    const { keys, small } = of('postFilter', 'vector');
    expect([keys, small.read('index.filteredAway')]).toEqual([[[], ['plan#0', 'bill#0']], 2]);
  });

  test('not filtered: everybody finds everything', () => {
    expect(of('none', 'vector').keys[0]).toEqual(['plan#0', 'bill#0']);
  });
});

describe('what is in it', () => {
  const settings = { mode: 'text' };

  test('a chunk takes the place of the one with its key, and pieces of an older cut go', () => {
    const write = [0, 1, 2].map((ordinal) => chunk('ark', `oak ${ordinal}`, { ordinal, of: 3 }));
    const anew = [0, 1].map((ordinal) => chunk('ark', `elm ${ordinal}`, { ordinal, of: 2 }));
    const { keys, small } = run({
      settings,
      write: [...write, ...anew],
      ask: [question('oak'), question('elm')],
    });
    expect(keys).toEqual([[], ['ark#0', 'ark#1']]);
    expect([small.read('index.chunks'), small.read('index.removed'), small.read('index.scrolls')]).toEqual([
      2, 1, 1,
    ]);
  });

  test('a scroll that is gone is found no more, and what is no chunk leaves no trace', () => {
    const write = [chunk('ark', 'oak'), chunk('bell', 'oak'), gone('ark'), { body: 'oak' }];
    const { keys, small } = run({ settings, write, ask: [question('oak')] });
    expect([keys, small.read('index.chunks')]).toEqual([[['bell#0']], 1]);
  });

  test('the same chunks are the same index, whatever way they came', () => {
    const write = ['a', 'b', 'c'].map((id) => chunk(id, 'oak'));
    const there = run({ settings, write, ask: [question('oak')] });
    const back = run({ settings, write: write.toReversed(), ask: [question('oak')] });
    expect(back.hits).toEqual(there.hits);
  });

  test('no more than top', () => {
    const write = ['a', 'b', 'c'].map((id) => chunk(id, 'oak'));
    expect(run({ settings: { ...settings, top: 2 }, write, ask: [question('oak')] }).keys).toEqual([
      ['a#0', 'b#0'],
    ]);
  });

  test('a set of k1 counts from the next question on', () => {
    const write = [chunk('once', 'oak ash ash'), chunk('twice', 'oak oak ash')];
    const acts = [{ at: '10500ms', part: 'index', act: 'set', with: { k1: 0 } }];
    const { hits } = run({ settings, write, ask: [question('oak'), question('oak')], acts });
    expect(hits[0]![0]!.key).toBe('twice#0');
    // With k1 = 0 it only matters whether the word is there.
    expect(hits[1]![0]!.score).toBe(hits[1]![1]!.score);
  });
});
