import { expect, test } from 'vitest';
import { type Step, scripted } from '../../../tests/laws/scripted.ts';
import { at, worldOf } from '../../../tests/laws/smallWorld.ts';
import { type Answering, listener } from '../../../tests/listener.ts';
import type { Json } from '../../rules/quantity.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { answerCheck } from './sim.ts';

const QUESTIONS: Json = [
  { id: 'lamp', asks: 'How often?', sources: ['lamp'], words: ['ninth'] },
  {
    id: 'roof',
    asks: 'How much?',
    reader: ['everyone', 'council'],
    sources: ['roof'],
    words: ['pounds'],
    kind: 'secret',
  },
  { id: 'cats', asks: 'Whose cats?', kind: 'missing' },
];
const SAID = (text: string, from = 'source'): Answering => ({
  outcome: 'ok',
  content: {
    body: text,
    simulated: true,
    sentences: [{ text, claim: text, from, citations: ['lamp#0'], supportedBy: ['lamp#0'], grounded: true }],
    sources: ['song#0', 'lamp#0'],
    facts: ['song', 'lamp'].map((id) => ({
      key: `${id}#0`,
      id,
      title: id,
      date: '',
      groups: ['everyone'],
      replacedBy: null,
    })),
    tokens: { prompt: 1, completion: 1 },
    finish: 'stop',
    injections: [],
    conflicts: [],
  },
});

function asked(
  settings: Readonly<Record<string, unknown>>,
  answer?: (nth: number) => Answering,
  requests = 4,
) {
  const prompt = listener(answer);
  const small = worldOf({
    parts: {
      users: [trafficSource, at(...Array.from({ length: requests }, (_, i) => `${i + 1}s`))],
      check: [answerCheck, { questions: QUESTIONS, ...settings }],
      prompt: [prompt.part],
    },
    wires: ['users.out > check.in', 'check.answers > prompt.in'],
  }).run();
  return { small, bodies: prompt.heard.map(({ content }) => (content as { body: string }).body), prompt };
}

test('requests without words ask the questions in turn, with the groups of the reader', () => {
  const { bodies, prompt } = asked({});
  expect(bodies).toEqual(['How often?', 'How much?', 'Whose cats?', 'How often?']);
  expect(prompt.heard[1]!.content).toMatchObject({
    attributes: { groups: { value: 'everyone,council' }, question: { value: 'roof' } },
  });
});

test('some of them only; or by lot, each as likely', () => {
  expect(asked({ only: 'missing,lamp' }).bodies).toEqual([
    'How often?',
    'Whose cats?',
    'How often?',
    'Whose cats?',
  ]);
  const { bodies } = asked({ asks: 'by lot' }, undefined, 59);
  for (const one of ['How often?', 'How much?', 'Whose cats?'])
    expect(bodies.filter((body) => body === one).length).toBeGreaterThan(9);
});

test('a request may name its question, or ask in words of its own, which nobody can judge', () => {
  const steps: Step[] = [
    { at: '1s', says: { body: '', attributes: { question: { type: 'String', value: 'cats' } } } },
    {
      at: '2s',
      says: { body: 'In other words?', attributes: { question: { type: 'String', value: 'lamp' } } },
    },
    { at: '3s', says: { body: '', attributes: { question: { type: 'String', value: 'nobody' } } } },
  ];
  const hand = scripted(steps);
  const prompt = listener(() => SAID('Every ninth evening.'));
  const small = worldOf({
    parts: { hand: [hand.part], check: [answerCheck, { questions: QUESTIONS }], prompt: [prompt.part] },
    wires: ['hand.out > check.in', 'check.answers > prompt.in'],
  }).run();
  expect(prompt.heard.map(({ content }) => (content as { body: string }).body)).toEqual([
    'Whose cats?',
    'In other words?',
    '',
  ]);
  expect([small.read('check.asked'), small.read('check.right'), small.read('check.invented')]).toEqual([
    3, 1, 1,
  ]);
});

test('answers are counted, and measures are means so far', () => {
  const { small } = asked(
    { k: 2 },
    (nth) =>
      [SAID('Every ninth evening.'), SAID('Some pounds.'), SAID('Mine.'), SAID('Not found.', 'nothing')][
        nth
      ]!,
  );
  const read = (name: string) => small.read(`check.${name}`);
  expect(['right', 'wrong', 'invented', 'notFoundWrongly', 'notFoundRightly'].map(read)).toEqual([
    2, 1, 1, 1, 0,
  ]);
  expect(['answered', 'unanswered', 'sentences', 'citedSentences'].map(read)).toEqual([4, 0, 3, 3]);
  // The lamp is second of two, twice, and the roof is not there.
  expect(read('recall')).toBeCloseTo(2 / 3, 12);
  expect(read('mrr')).toBeCloseTo(1 / 3, 12);
  expect(read('groundedness')).toBe(1);
});

test('an error is no answer, and goes back as it is', () => {
  const { small } = asked({}, () => ({
    outcome: 'throttled',
    content: { code: '429', message: '', status: 429 },
  }));
  expect([small.read('check.unanswered'), small.read('check.answered'), small.read('check.wrong')]).toEqual([
    4, 0, 0,
  ]);
  expect(small.requests.map((one) => one.outcome)).toEqual(Array(4).fill('throttled'));
});

test('an answer that says nothing is wrong; with no question left to ask, that is said', () => {
  const { small } = asked({});
  expect([small.read('check.answered'), small.read('check.wrong')]).toEqual([4, 4]);
  expect(answerCheck.check?.({ questions: null, only: null } as never)).toMatchObject([
    { setting: 'questions' },
  ]);
  expect(answerCheck.check?.({ questions: [], only: 'odd' } as never)).toMatchObject([{ setting: 'only' }]);
});
