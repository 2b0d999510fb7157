import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Figures } from '../../src/scenario/claim.ts';
import { readClaim, readExpression } from '../../src/scenario/claimMeaning.ts';
import { evaluate, measure, written } from '../../src/scenario/claimVerdict.ts';
import { applyDesign } from '../../src/scenario/design.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { testCatalog } from './parts.ts';

const S = 1_000_000;
const text = readFileSync(new URL('../../scenarios/buffer/scenario.yaml', import.meta.url), 'utf8');
const { scope } = applyDesign(parseScenario(text, testCatalog).scenario!, 'fix', {}, testCatalog).design!;

/** Answers by the question's own words; every question that was asked is kept. */
function figuresOf(answers: Readonly<Record<string, number>>) {
  const asked: string[] = [];
  const answer = (...words: readonly (string | number | null)[]): number => {
    const question = words
      .map((w) => (typeof w === 'number' && w >= 1000 ? `${w / S}s` : w === null ? '*' : String(w)))
      .join(' ');
    asked.push(question);
    const known = Object.keys(answers).find((start) => question.startsWith(start));
    return known === undefined ? Number.NaN : answers[known]!;
  };
  const figures: Figures = {
    level: answer,
    counter: answer,
    timing: answer,
    users: answer,
    firstTime: answer,
    cost: () => answer('cost'),
  };
  return { figures, asked };
}

function judge(claim: string, answers: Readonly<Record<string, number>>) {
  const { expression, problems } = readClaim(claim, scope);
  expect(problems).toEqual([]);
  const { figures, asked } = figuresOf(answers);
  return { ...evaluate(expression!, figures), asked };
}

describe('verdicts, with the measured sides beside them', () => {
  it.each([
    [
      'checkout.availability during outage >= 99.9 %',
      { 'checkout availability': 0.962 },
      false,
      '96.2 % >= 99.9 %: false',
      ['checkout availability 20s 80s'],
    ],
    [
      'shoppers.latency.p99 <= 300ms',
      { 'shoppers latency p99': 250_000 },
      true,
      '250ms <= 300ms: true',
      ['shoppers latency p99 0 300s'],
    ],
    [
      'p99.9 of shoppers.latency <= 2s',
      { 'shoppers latency p99.9': 3.5 * S },
      false,
      '3.5s <= 2s: false',
      ['shoppers latency p99.9 0 300s'],
    ],
    [
      'max of orders.visible <= 4000',
      { 'orders visible max': 3017 },
      true,
      '3017 <= 4000: true',
      ['orders visible max 0 300s'],
    ],
    [
      'mean of inventory.busy during outage > 17',
      { 'inventory busy mean': 17.9312 },
      true,
      '17.93 > 17: true',
      ['inventory busy mean 20s 80s'],
    ],
    [
      'orders.sent - orders.deleted = 0',
      { 'orders sent': 900, 'orders deleted': 898 },
      false,
      '2 = 0: false',
      ['orders sent total 0 300s', 'orders deleted total 0 300s'],
    ],
    [
      'workers.duplicates = 0',
      { 'workers duplicates': 0 },
      true,
      '0 = 0: true',
      ['workers duplicates total 0 300s'],
    ],
    [
      'time until orders.depth <= 50 after outage < 90s',
      { 'orders depth <=': 143.8 * S },
      true,
      '63.8s < 90s: true',
      ['orders depth <= 50 80s'],
    ],
    [
      'time until checkout.busy >= 50 during outage < 5s',
      { 'checkout busy >=': 21 * S },
      true,
      '1s < 5s: true',
      ['checkout busy >= 50 20s'],
    ],
    [
      'time until orders.depth <= 50 after outage < 90s',
      { 'orders depth <=': Number.POSITIVE_INFINITY },
      false,
      'never < 90s: false',
      ['orders depth <= 50 80s'],
    ],
    ['requests.open = 0', { '* open': 3 }, false, '3 = 0: false', ['* open 0 300s']],
    ['shoppers.open = 0', { 'shoppers open last': 0 }, true, '0 = 0: true', ['shoppers open last 0 300s']],
    ['cost <= 0.40', { cost: 0.3712 }, true, '$0.3712 <= $0.4: true', ['cost']],
    [
      'max of orders.oldest before outage < 1s',
      { 'orders oldest max': 40_000 },
      true,
      '40ms < 1s: true',
      ['orders oldest max 0 20s'],
    ],
    [
      'orders.sent.rate after outage >= 49/s',
      { 'orders sent rate': 49.7 },
      true,
      '49.7/s >= 49/s: true',
      ['orders sent rate 80s 300s'],
    ],
    [
      '2690 <= max of orders.depth <= 3310',
      { 'orders depth max': 3046 },
      true,
      '2690 <= 3046 <= 3310: true',
      ['orders depth max 0 300s'],
    ],
    [
      'max of orders.depth <= 50/s * 60s * 1.1',
      { 'orders depth max': 3046 },
      true,
      '3046 <= 3300: true',
      ['orders depth max 0 300s'],
    ],
    [
      'orders.sent / 60s > 40/s',
      { 'orders sent': 3000 },
      true,
      '50/s > 40/s: true',
      ['orders sent total 0 300s'],
    ],
    [
      'orders.depth / 50/s < 1m',
      { 'orders depth': 100 },
      true,
      '2s < 60s: true',
      ['orders depth last 0 300s'],
    ],
    [
      'checkout.failed / checkout.arrived <= 1 %',
      { 'checkout failed': 2, 'checkout arrived': 1000 },
      true,
      '0.2 % <= 1 %: true',
      ['checkout failed total 0 300s', 'checkout arrived total 0 300s'],
    ],
  ] as const)('%s', (claim, answers, verdict, says, asked) => {
    const result = judge(claim, answers as unknown as Record<string, number>);
    expect(result).toMatchObject({ verdict, text: says, asked });
  });

  it('tells sides apart that differ by little, and takes 99.9 % for 999 of 1000', () => {
    const claim = 'checkout.availability >= 99.9 %';
    expect(judge(claim, { checkout: 0.999 }).verdict).toBe(true);
    expect(judge(claim, { checkout: 0.99899 })).toMatchObject({
      verdict: false,
      text: '99.899 % >= 99.9 %: false',
    });
  });

  it('is undecided when nothing was measured, and only then', () => {
    const none = { verdict: 'undecided', text: 'nothing <= 300ms: undecided, nothing to measure' };
    expect(judge('shoppers.latency.p99 <= 300ms', {})).toMatchObject(none);
    expect(judge('checkout.failed / checkout.arrived <= 1 %', { checkout: 0 }).verdict).toBe('undecided');
    expect(judge('shoppers.latency.p99 <= 300ms and checkout.busy = 3', { checkout: 4 }).verdict).toBe(false);
    expect(judge('shoppers.latency.p99 <= 300ms or checkout.busy = 4', { checkout: 4 }).verdict).toBe(true);
    expect(judge('shoppers.latency.p99 <= 300ms or checkout.busy = 3', { checkout: 4 }).verdict).toBe(
      'undecided',
    );
    expect(judge('not shoppers.latency.p99 <= 300ms', {}).verdict).toBe('undecided');
  });

  it('and binds closer than or, not closer than and; brackets change it', () => {
    const one = { checkout: 1 };
    const yes = 'checkout.busy = 1';
    const no = 'checkout.busy = 2';
    expect(judge(`${yes} or ${no} and ${no}`, one).verdict).toBe(true);
    expect(judge(`(${yes} or ${no}) and ${no}`, one).verdict).toBe(false);
    expect(judge(`not ${no} and ${yes}`, one)).toMatchObject({
      verdict: true,
      text: 'not (1 = 2) and 1 = 1: true',
    });
  });
});

it('calculates as at school', () => {
  const value = (e: string) => measure(readExpression(e, scope).expression!, figuresOf({}).figures);
  expect([
    value('1 + 2 * 3'),
    value('(1 + 2) * 3'),
    value('-2 * -3'),
    value('7 - 2 - 1'),
    value('8 / 4 / 2'),
  ]).toEqual([7, 9, 6, 4, 1]);
  expect([value('1m 30s'), value('90s'), value('2 * 45s'), value('1_000'), value('25 %')]).toEqual([
    90 * S,
    90 * S,
    90 * S,
    1000,
    0.25,
  ]);
});

it('writes values for people', () => {
  expect([
    written(0.99953, 'share'),
    written(1, 'share'),
    written(12, 'duration'),
    written(1500, 'duration'),
    written(12_345_678, 'number'),
    written(1 / 3, 'number'),
  ]).toEqual(['99.95 %', '100 %', '12us', '1.5ms', '12345678', '0.3333']);
});

describe('what cannot be meant is refused, where it stands', () => {
  it.each([
    ['checkout.availability > 99.9', 24, 'Write 99.9 %'],
    ['shoppers.latency.p99 <= 300', 24, 'needs its unit'],
    ['shoppers.latency.p99 <= 5/s', 24, 'a duration (60s) and a rate'],
    ['shoppers.latency <= 300ms', 0, 'choose a statistic'],
    ['p42 of shoppers.latency <= 300ms', 0, 'Expected one of last, mean'],
    ['meen of checkout.busy <= 3', 0, 'Did you mean mean?'],
    ['max of checkout.arrived <= 3', 0, 'no statistic of a counter "max"'],
    ['checkout.busy.mx <= 3', 14, 'Did you mean max?'],
    ['max of checkout.busy.mean <= 3', 21, 'too much'],
    ['chekout.busy <= 3', 0, 'Did you mean checkout?'],
    ['checkout.busi <= 3', 9, 'Did you mean busy?'],
    ['checkout <= 3', 0, 'no figure'],
    ['inventory.availability >= 99 %', 10, 'only for users and the parts at their door (shoppers, checkout)'],
    ['checkout.availability.max >= 99 %', 22, 'has no max'],
    ['checkout.busy during lunch <= 3', 21, 'no window "lunch"'],
    ['checkout.busy <= 3 during outage', 19, 'Expected and, or'],
    ['time until checkout.latency.p99 <= 3s < 4s', 11, 'can wait for a level'],
    ['time until checkout.busy <= checkout.waiting < 4s', 28, 'may not change meanwhile'],
    ['time until checkout.busy <= 3 before outage < 4s', 30, 'during or after'],
    ['time until checkout.busy <= 3s < 4s', 28, 'compare a number and a duration'],
    ['cost during outage <= 1', 12, 'has no window'],
    ['cost <= checkout.busy', 8, 'an amount of money and a number'],
    ['1 < 2 + (3 = 3)', 11, 'cannot calculate with true and false'],
    ['checkout.busy and 1 = 1', 0, 'stand comparisons'],
    ['checkout.busy', 0, 'true or false'],
    ['checkout.busy = = 3', 16, 'found "="'],
    ['(checkout.busy = 3', 18, 'closing bracket'],
    ['checkout.busy <= 3 $', 19, 'means nothing'],
    ['alert`1`', 5, 'means nothing'],
    ['constructor.name = 1', 0, 'no part "constructor"'],
    ['checkout.constructor = 1', 9, 'no figure of checkout'],
    ['', 0, 'found the end'],
    [`${'('.repeat(60)}1${')'.repeat(60)} = 1`, 41, 'at most 40 levels'],
  ])('%s', (claim, at, says) => {
    const { expression, problems } = readClaim(claim, scope);
    expect(expression).toBeNull();
    expect(problems[0]).toMatchObject({ at, says: expect.stringContaining(says) });
  });

  it('says everything that is wrong with the names at once', () => {
    const { problems } = readClaim(
      'chekout.busy + checkout.busi <= 3 during lunch'.replace(' <= 3 during lunch', ' during lunch <= 3'),
      scope,
    );
    expect(problems.map((p) => p.at)).toEqual([0, 24, 36]);
  });
});

it('is plain data through and through', () => {
  const { expression } = readClaim(
    'not time until orders.depth <= 50 after outage < 90s or cost <= 1',
    scope,
  );
  expect(JSON.parse(JSON.stringify(expression))).toEqual(expression);
  expect(structuredClone(expression)).toEqual(expression);
});
