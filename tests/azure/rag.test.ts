/** A whole RAG over the library of the episode: what comes out at its end, and why. */
import { describe, expect, test } from 'vitest';
import { readQuestions } from '../../src/parts/answer-check/questions.ts';
import { chunksOf, keyOf } from '../../src/rules/azure/rag/chunks.ts';
import { paragraphsOf, readLibrary } from '../../src/rules/azure/rag/library.ts';
import { meanRetrieval, retrievalAt } from '../../src/rules/azure/rag/measure.ts';
import { CL100K } from '../../src/rules/azure/rag/tokens.ts';
import { type Field, groupsFilter } from '../../src/rules/azure/search/filter.ts';
import { embed, LSA_DEFAULTS, lsaOf } from '../../src/rules/azure/search/lsa.ts';
import { type QueryMode, search, searchIndexOf } from '../../src/rules/azure/search/searchIndex.ts';
import { type SmallAct, worldOf } from '../laws/smallWorld.ts';
import { LIBRARY, QUESTIONS, ragWorld } from '../ragWorld.ts';

type Set = Parameters<typeof ragWorld>[0];
const run = (
  set: Set = {},
  without: readonly string[] = [],
  acts: readonly SmallAct[] = [],
  until = '70s',
) => {
  const small = worldOf({ ...ragWorld(set, without), acts, until }).run();
  const read = (...names: string[]) => names.map((name) => small.read(name));
  return { small, read };
};
const known = (() => {
  const read = readQuestions(JSON.parse(QUESTIONS));
  if (!read.ok) throw new Error(read.expected);
  return read.value;
})();
const answerable = known.filter(({ sources }) => sources.length > 0).length;

test('what the right answers say stands in the scrolls that are named as their sources', () => {
  const read = readLibrary(LIBRARY);
  const all = read.ok ? read.value : [];
  for (const { id, sources, words } of known.filter((one) => one.sources.length > 0)) {
    const said = words.filter((one) =>
      all.some(
        (scroll) => sources.includes(scroll.id) && scroll.body.toLowerCase().includes(one.toLowerCase()),
      ),
    );
    expect([id, said]).toEqual([id, words]);
  }
});

/** The same by the rules alone, without any part. */
function recallByRules(mode: QueryMode, size: number): number {
  const library = readLibrary(LIBRARY);
  if (!library.ok) throw new Error(library.expected);
  const chunks = library.value.flatMap((scroll) =>
    chunksOf(scroll, { by: 'sentence', size, overlap: size / 4 }, CL100K).map((chunk) => ({ chunk, scroll })),
  );
  chunks.sort((a, b) => (a.scroll.id < b.scroll.id ? -1 : a.scroll.id > b.scroll.id ? 1 : 0));
  const lsa = lsaOf(library.value.flatMap(paragraphsOf), { ...LSA_DEFAULTS, dimensions: 24 });
  const field = (name: string, type: Field['type'], searchable: boolean): Field => {
    return { name, type, searchable, filterable: !searchable, retrievable: true };
  };
  const index = searchIndexOf(
    [field('chunk', 'Edm.String', true), field('group_ids', 'Collection(Edm.String)', false)],
    chunks.map(({ chunk, scroll }) => ({
      key: keyOf(chunk),
      values: { chunk: chunk.text.trim(), group_ids: scroll.groups },
    })),
    chunks.map(({ chunk }) => embed(lsa, chunk.text)),
  );
  const all = known.filter(({ sources }) => sources.length > 0);
  return meanRetrieval(
    all.map(({ asks, reader, sources }) => {
      const found = search(index, {
        mode,
        text: asks,
        vector: embed(lsa, asks),
        filter: groupsFilter(reader),
        top: 5,
      });
      const scrolls = found.ok ? found.hits.map(({ document }) => chunks[document]!.scroll.id) : [];
      return retrievalAt(scrolls, sources, 5);
    }),
  ).recall;
}

describe.each([
  ['hybrid', 512],
  ['text', 512],
  ['vector', 512],
  ['hybrid', 128],
  ['text', 64],
] as const)('%s, chunks of %d tokens', (mode, size) => {
  test('what the parts find is what the rules find', () => {
    const { read } = run({ index: { mode }, cutter: { size, overlap: size / 4 } });
    const [recall, answered, searches] = read('check.recall', 'check.answered', 'index.searches');
    expect([answered, searches]).toEqual([44, 44]);
    expect(recall).toBeCloseTo(recallByRules(mode, size), 12);
  });
});

test('the index has the whole library, and smaller chunks are more of them', () => {
  expect(run().read('cutter.tokens', 'index.chunks', 'index.scrolls', 'store.stale')).toEqual([
    8773, 65, 65, 0,
  ]);
  const [chunks, scrolls] = run({ cutter: { size: 64, overlap: 16 } }).read('index.chunks', 'index.scrolls');
  expect(chunks).toBeGreaterThan(150);
  expect(scrolls).toBe(65);
});

describe('what nobody may see', () => {
  test.each(['text', 'vector', 'hybrid'])('%s: trimmed, nothing forbidden reaches a prompt', (mode) => {
    for (const securityFilter of ['preFilter', 'postFilter'])
      expect(run({ index: { mode, securityFilter } }).read('check.leaked', 'check.exposed')).toEqual([0, 0]);
  });

  test('not trimmed, it does, and is said', () => {
    const [leaked, exposed] = run({ index: { securityFilter: 'none' } }).read(
      'check.leaked',
      'check.exposed',
    );
    expect(leaked).toBeGreaterThan(0);
    expect(exposed).toBeGreaterThanOrEqual(leaked!);
  });
});

describe('the tempting ways', () => {
  test('the whole library: too long for 8,192 tokens, and with room for it everybody sees everything', () => {
    const whole = { wholeLibrary: true, whenTooLong: 'send it anyway' };
    const { small, read } = run({ prompt: whole });
    expect(read('model.tooLong', 'prompt.tooLong', 'check.unanswered')).toEqual([44, 44, 44]);
    expect(new Set(small.requests.map((one) => one.outcome))).toEqual(new Set(['invalid']));
    const roomy = run({ prompt: { ...whole, contextWindow: 128_000 }, model: { contextWindow: 128_000 } });
    // All but the question of the council itself, which is asked once.
    expect(roomy.read('check.answered', 'check.exposed')).toEqual([44, 43]);
  });

  test('the bare model: not one sentence rests on anything, and it does not say so', () => {
    const bare = run({ prompt: { instructions: 'answer' } }, ['prompt.search']);
    const [sentences, ungrounded, cited] = bare.read(
      'check.sentences',
      'check.ungroundedSentences',
      'check.citedSentences',
    );
    expect(sentences).toBeGreaterThan(10);
    expect([ungrounded, cited]).toEqual([sentences, 0]);
    expect(bare.read('check.right')[0]).toBeLessThan(run().read('check.right')[0]!);
  });

  test('with sources every sentence is one that a source has', () => {
    const [sentences, ungrounded, cited] = run().read(
      'check.sentences',
      'check.ungroundedSentences',
      'check.citedSentences',
    );
    expect(sentences).toBeGreaterThan(20);
    expect([ungrounded, cited]).toEqual([0, sentences]);
  });

  test('a prompt without marks obeys the scroll that gives orders', () => {
    expect(run().read('check.obeyed')).toEqual([0]);
    expect(run({ prompt: { delimits: false } }).read('check.obeyed')[0]).toBeGreaterThan(0);
  });

  test('a lavish max_tokens is quota that nobody uses: fewer answers from the same deployment', () => {
    const answered = (maxTokens: number) => {
      const { small, read } = run({ model: { TPM: 20_000 }, prompt: { maxTokens, retries: 0 } });
      const used = small.read('model.answerTokens') / small.read('model.answered');
      expect(used).toBeLessThan(100);
      return read('check.answered')[0]!;
    };
    expect(answered(200)).toBeGreaterThan(answered(2000));
  });
});

test('a scroll that is published is not found until the indexer has looked', () => {
  const set: Set = {
    users: { arrivals: 'trace', trace: ['30s', '100s', '130s'] },
    check: { only: 'saturday-close' },
    store: { heldBack: 'opening-hours-2024', crawlEvery: '2m' },
  };
  const acts = [{ at: '60s', part: 'store', act: 'publish', with: { scroll: 'opening-hours-2024' } }];
  const small = worldOf({ ...ragWorld(set), acts, until: '200s' });
  const right = (until: string) => small.run(until).read('check.right');
  expect([right('50s'), small.read('store.stale')]).toEqual([0, 0]);
  expect([right('119s'), small.read('store.stale'), small.read('check.outdated')]).toEqual([0, 1, 2]);
  expect([right('200s'), small.read('store.stale')]).toEqual([1, 0]);
});

test('a run that is put down, copied and taken up again elsewhere ends equal', () => {
  const fresh = () =>
    worldOf(
      { ...ragWorld({ users: { arrivals: 'poisson', rate: '2/s' } }), until: '60s' },
      { witness: null },
    );
  const whole = fresh().run().world;
  for (const cut of ['50ms', '41s']) {
    const image = structuredClone(fresh().run(cut).world.snapshot());
    const elsewhere = fresh();
    elsewhere.world.restore(image);
    const { world } = elsewhere.run();
    expect([world.readDigest(), Array.from(world.ledger.cells)]).toEqual([
      whole.readDigest(),
      Array.from(whole.ledger.cells),
    ]);
  }
});

test('the questions without an answer are five or more, so that inventing shows', () => {
  expect(known.length - answerable).toBeGreaterThanOrEqual(5);
});
