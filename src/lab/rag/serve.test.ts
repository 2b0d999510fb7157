import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../rules/azure/rag/chunks.ts';
import { readLibrary } from '../../rules/azure/rag/library.ts';
import { INSTRUCTIONS_DEFAULTS } from '../../rules/azure/rag/prompt.ts';
import { CL100K } from '../../rules/azure/rag/tokens.ts';
import type { RagAnswered, RagAsked, RagLibrary, RagQueried, RagSettings, RagSwept } from './protocol.ts';
import { makeRagLab } from './serve.ts';

const HOUSE: RagLibrary = {
  text: readFileSync('scenarios/rag/code/library.md', 'utf8'),
  questions: readFileSync('scenarios/rag/code/questions.json', 'utf8'),
  prior: readFileSync('scenarios/rag/code/prior.json', 'utf8'),
};

const SETTINGS: RagSettings = {
  chunking: { by: 'sentence', size: 256, overlap: 64 },
  dimensions: 48,
  mode: 'hybrid',
  top: 5,
  k1: 1.2,
  b: 0.75,
  rrfK: 60,
  filter: 'preFilter',
  sources: 'found',
  instructions: INSTRUCTIONS_DEFAULTS,
  contextWindow: 8192,
  maxTokens: 300,
};

type Question = RagAsked extends infer Q
  ? Q extends { readonly id: number }
    ? Omit<Q, 'id'>
    : never
  : never;

/** One Worker's worth of answers; @param stopAt a sweep is called off when so many reports have been heard */
function asking(stopAt = Infinity) {
  let settle: (answered: RagAnswered) => void = () => {};
  let reports = 0;
  const lab: (asked: RagAsked) => void = makeRagLab(
    (answered) => {
      if (answered.answer !== 'progress') settle(answered);
      else if (++reports === stopAt) lab({ ask: 'cancel', id: 1 });
    },
    // Every look at the clock finds a turn over.
    () => (clock += 100),
  );
  let clock = 0;
  return (question: Question): Promise<RagAnswered> =>
    new Promise((resolve) => {
      settle = resolve;
      lab({ ...question, id: 1 } as RagAsked);
    });
}

const ask = asking();

async function query(
  question: string,
  to: Partial<RagSettings> = {},
  groups: readonly string[] = ['everyone'],
  id: string | null = null,
): Promise<RagQueried> {
  const settings = { ...SETTINGS, ...to };
  const answered = await ask({ ask: 'query', library: HOUSE, settings, query: { question, groups, id } });
  if (answered.answer !== 'queried') throw new Error(JSON.stringify(answered));
  expect(structuredClone(answered)).toEqual(answered);
  return answered.queried;
}

describe('a library', () => {
  it('is opened with its scrolls, its questions and their tokens', async () => {
    const answered = await ask({ ask: 'open', library: HOUSE });
    if (answered.answer !== 'opened') throw new Error(JSON.stringify(answered));
    const read = readLibrary(HOUSE.text);
    if (!read.ok) throw new Error(read.expected);
    const { scrolls, questions, tokens, fault } = answered.opened;
    expect(scrolls.map(({ id }) => id)).toEqual(read.value.map(({ id }) => id));
    expect(tokens).toBe(read.value.reduce((sum, { body }) => sum + CL100K.count(body), 0));
    expect(questions.length).toBe((JSON.parse(HOUSE.questions) as unknown[]).length);
    expect(fault).toBeNull();
    for (const scroll of scrolls) {
      const heir = scrolls.find(({ supersedes }) => supersedes === scroll.id);
      expect(scroll.replacedBy).toBe(heir?.id ?? null);
    }
  });

  it('has the borders that the rules cut', async () => {
    const answered = await ask({ ask: 'index', library: HOUSE, settings: SETTINGS });
    if (answered.answer !== 'indexed') throw new Error(JSON.stringify(answered));
    const read = readLibrary(HOUSE.text);
    const plain = (read.ok ? read.value : []).flatMap((scroll) =>
      chunksOf(scroll, SETTINGS.chunking, CL100K),
    );
    expect(answered.indexed.chunks.map(({ scroll, from, to }) => [scroll, from, to])).toEqual(
      plain.map(({ scroll, from, to }) => [scroll, from, to]),
    );
  });

  it('of five megabytes, or none at all, is refused in a sentence', async () => {
    const large = { text: '# a\n'.padEnd(5_000_000, 'x'), questions: '', prior: '' };
    expect(await ask({ ask: 'open', library: large })).toMatchObject({
      answer: 'refused',
      why: 'The library cannot be read: expected at most 200 kB; the library has 5000 kB.',
    });
    expect(await ask({ ask: 'open', library: { text: 'words', questions: '', prior: '' } })).toMatchObject({
      answer: 'refused',
      why: expect.stringContaining('line 1: a scroll begins with "# "'),
    });
  });

  it('with questions that cannot be read is opened without them', async () => {
    const answered = await ask({ ask: 'open', library: { ...HOUSE, questions: '[{' } });
    expect(answered).toMatchObject({
      answer: 'opened',
      opened: { questions: [], fault: expect.stringMatching(/^The questions are neither JSON nor YAML: /) },
    });
    const none = await ask({
      ask: 'sweep',
      library: { ...HOUSE, questions: '', prior: '' },
      settings: SETTINGS,
      sizes: [64],
      tops: [3],
    });
    expect(none).toMatchObject({
      answer: 'refused',
      why: 'There are no questions with known sources for this library.',
    });
  });
});

describe('a question', () => {
  it('is explained: the terms make the score, and the ranks make the sum', async () => {
    const { fused, text, vector, why } = await query('How often is the lamp on the mole trimmed?');
    expect(fused.length).toBeGreaterThan(3);
    for (const place of text) {
      expect(why[place.key]!.textScore).toBeCloseTo(place.score, 12);
      expect(why[place.key]!.textRank).toBe(place.rank);
    }
    for (const place of vector) {
      expect(why[place.key]!.vectorScore).toBe(place.score);
      expect(place.score).toBeCloseTo(1 / (2 - place.cosine!), 12);
    }
    for (const { key, score, textRank, vectorRank } of fused) {
      expect(why[key]!.fused).toBe(score);
      const sum = [textRank, vectorRank].reduce<number>(
        (all, rank) => all + (rank === null ? 0 : 1 / (60 + rank)),
        0,
      );
      expect(sum).toBeCloseTo(score, 15);
    }
  });

  it('has the words in it that nothing knows', async () => {
    const { unknownWords, unknownMeanings, vector } = await query('zyzzyva');
    expect([unknownWords, unknownMeanings]).toEqual([['zyzzyva'], ['zyzzyva']]);
    expect(vector).toEqual([]);
  });

  it('of a hundred kilobytes is refused in a sentence', async () => {
    const question = { question: 'why '.repeat(25_000), groups: [], id: null };
    expect(await ask({ ask: 'query', library: HOUSE, settings: SETTINGS, query: question })).toMatchObject({
      answer: 'refused',
      why: 'A question has at most 2,000 letters; this one has 100,000.',
    });
  });

  it('never shows a closed scroll to who may not read it, unless nobody looks', async () => {
    const asks = 'What does the council pay for the roof?';
    const closed = ({ fused, prompt }: RagQueried) => [
      fused.some(({ mayRead }) => !mayRead),
      prompt.pieces.some(({ mayRead }) => !mayRead),
    ];
    const everyone = await query(asks);
    expect(closed(everyone)).toEqual([false, false]);
    expect(closed(await query(asks, { filter: 'none' }))).toEqual([true, true]);
    expect(closed(await query(asks, {}, ['council']))).toEqual([false, false]);
    const naive = await query(asks, { sources: 'everything', contextWindow: 128_000 });
    expect(closed(naive)).toEqual([false, true]);
    expect(closed(await query(asks, { sources: 'everything', contextWindow: 128_000 }, ['council']))).toEqual(
      [false, false],
    );
  });

  it('with the whole library in its prompt is refused, and the prompt can be seen', async () => {
    const { prompt, answer } = await query('When is the library open?', { sources: 'everything' });
    expect(answer).toBeNull();
    expect(prompt.error).toMatchObject({ code: 'context_length_exceeded', status: 400 });
    expect(prompt.tokens).toBeGreaterThan(prompt.contextWindow);
    const words = prompt.pieces.reduce((sum, { tokens }) => sum + tokens, 0);
    expect(words + prompt.overhead).toBe(prompt.tokens);
  });

  it('without sources is answered from the prior, and nothing supports that', async () => {
    const { answer } = await query('When was the clock tower finished?', { sources: 'none' });
    expect(answer!.sentences).toMatchObject([{ from: 'prior', isUngrounded: true, cites: [] }]);
    expect(answer!.grounded).toBe(0);
  });
});

async function swept(to: Partial<RagSettings>, sizes: number[], tops: number[]): Promise<RagSwept> {
  const settings = { ...SETTINGS, ...to };
  const answered = await ask({ ask: 'sweep', library: HOUSE, settings, sizes, tops });
  if (answered.answer !== 'swept') throw new Error(JSON.stringify(answered));
  return answered.swept;
}

describe('a sweep', () => {
  it('counts what a plain loop over single questions counts', async () => {
    const { points, questions, withSources } = await swept({}, [128], [2]);
    const opened = await ask({ ask: 'open', library: HOUSE });
    if (opened.answer !== 'opened') throw new Error('not opened');
    const all = opened.opened.questions;
    let [recall, mrr, ndcg, known, claims, grounded, complete, tokens] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (const { id, asks, reader } of all) {
      const chunking = { by: 'sentence', size: 128, overlap: 32 } as const;
      const { measured, answer, prompt } = await query(asks, { chunking, top: 2 }, reader, id);
      if (measured!.recall !== null) {
        known++;
        recall += measured!.recall;
        mrr += measured!.reciprocalRank!;
        ndcg += measured!.ndcg!;
      }
      const said = answer!.sentences.filter(({ from }) => from !== 'nothing');
      claims += said.length;
      grounded += said.filter(({ isUngrounded }) => !isUngrounded).length;
      complete += measured!.complete!;
      tokens += prompt.tokens;
    }
    expect([questions, withSources]).toEqual([all.length, known]);
    expect(points).toHaveLength(1);
    expect(points[0]!.recall).toBeCloseTo(recall / known, 12);
    expect(points[0]!.mrr).toBeCloseTo(mrr / known, 12);
    expect(points[0]!.ndcg).toBeCloseTo(ndcg / known, 12);
    expect(points[0]!.grounded).toBeCloseTo(grounded / claims, 12);
    expect(points[0]!.complete).toBeCloseTo(complete / all.length, 12);
    expect(points[0]!.promptTokens).toBeCloseTo(tokens / all.length, 9);
  });

  it('finds no less with more places', async () => {
    const { points } = await swept({}, [64, 256], [1, 3, 8]);
    expect(points.map(({ size, top }) => [size, top])).toEqual([
      [64, 1],
      [64, 3],
      [64, 8],
      [256, 1],
      [256, 3],
      [256, 8],
    ]);
    for (const size of [64, 256]) {
      const recalls = points.filter((one) => one.size === size).map(({ recall }) => recall);
      expect(recalls).toEqual([...recalls].sort((a, b) => a - b));
      expect(recalls[2]).toBeGreaterThan(recalls[0]!);
    }
  });

  it('called off, is told as far as it came', async () => {
    const stopped = asking(50);
    const over = { settings: SETTINGS, sizes: [96, 192, 384], tops: [3] };
    const answered = await stopped({ ask: 'sweep', library: HOUSE, ...over });
    expect(answered).toMatchObject({ answer: 'swept', swept: { calledOff: true } });
    if (answered.answer === 'swept') expect(answered.swept.points.map(({ size }) => size)).toEqual([96]);
  });
});
