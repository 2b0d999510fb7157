import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPARISONS } from '../../scenario/claim.ts';
import { readSyntax } from '../../scenario/claimSyntax.ts';
import {
  type Asked,
  type Built,
  CONDITIONS_MAX,
  type Condition,
  type FigureAsked,
  readBuilt,
  type WindowAsked,
  writeBuilt,
} from './built.ts';

const id = fc.constantFrom('checkout', 'orders', 'inventory-db', 'requests', 'a1', 'p99');
const metric = fc.constantFrom('busy', 'availability', 'dead-letters', 'latency', 'p50');
const name = fc.tuple(id, metric).map((both) => both.join('.'));
const value = fc.oneof(
  fc.nat(100_000).map(String),
  fc.constantFrom('4_000', '0.5', '99.9 %', '60s', '1h 30m', '250ms', '50/s', '1e-7', '0.40'),
);
const sign = fc.constantFrom(...COMPARISONS);
const windowOf = (...words: readonly ('during' | 'before' | 'after')[]): fc.Arbitrary<WindowAsked> =>
  fc.option(
    fc.record({ word: fc.constantFrom(...words), window: fc.constantFrom('outage', 'the-end', 'calm') }),
  );
const figure: fc.Arbitrary<FigureAsked> = fc.record({
  is: fc.constant('figure' as const),
  name,
  stat: fc.constantFrom(null, 'last', 'mean', 'max', 'p99', 'p99.9', 'count', 'rate'),
  window: windowOf('during', 'before', 'after'),
});
const asked: fc.Arbitrary<Asked> = fc.oneof(
  figure,
  fc.record({
    is: fc.constant('wait' as const),
    name,
    sign,
    value,
    window: windowOf('during', 'after'),
  }),
  fc.constant({ is: 'cost' as const }),
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ of: asked, sign, against: fc.record({ is: fc.constant('value' as const), value }) }),
  fc.record({
    of: asked,
    sign: fc.constant('<=' as const),
    against: fc.record({ is: fc.constant('between' as const), least: value, most: value }),
  }),
  fc.record({
    of: asked,
    sign,
    against: fc.record({
      is: fc.constant('figure' as const),
      factor: fc.option(fc.constantFrom('0.99', '2', '99 %')),
      of: figure,
    }),
  }),
);
const built: fc.Arbitrary<Built> = fc
  .record({
    join: fc.constantFrom('and' as const, 'or' as const),
    conditions: fc.array(condition, { minLength: 1, maxLength: CONDITIONS_MAX }),
  })
  // Between one condition there is no word.
  .map((one) => (one.conditions.length === 1 ? { ...one, join: 'and' } : one));

describe('an expression as a form', () => {
  it('is read back as the form that wrote it', () => {
    fc.assert(
      fc.property(built, (form) => {
        const text = writeBuilt(form);
        expect('problem' in readSyntax(text)).toBe(false);
        expect(readBuilt(text)).toEqual(form);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['checkout.busy.max >= 3', 'max of checkout.busy >= 3'],
    ['50 <= checkout.busy', 'checkout.busy >= 50'],
    ['99 % > requests.availability during outage', 'requests.availability during outage < 99 %'],
    ['(a.b >= 1) and (c.d >= 2 and e.f = 3)', 'a.b >= 1 and c.d >= 2 and e.f = 3'],
    ['database.answered >= requests.successes * 0.99', 'database.answered >= 0.99 * requests.successes'],
    ['shoppers.latency.p99.9 ≤ 2s during run', null],
    ['shoppers.latency.p99.9 during run ≤ 2s', 'p99.9 of shoppers.latency <= 2s'],
  ])('%s', (text, written) => {
    const form = readBuilt(text);
    expect(form && writeBuilt(form)).toBe(written);
  });

  it.each([
    'not (checkout.busy >= 1)',
    'checkout.busy >= 1 and (a.b >= 1 or c.d >= 1)',
    'a.b >= 1 and c.d >= 1 or e.f >= 1',
    'a.b - c.d = 0',
    'a.b >= 2.5 * (c.d - e.f)',
    '1 < a.b <= 3',
    '1 <= 2',
    'a.b >= -1',
    'time until a.b >= 2 * 3 < 5s',
    'a.b.c.d >= 1',
    'checkout >= 1',
    'a.b',
    'a.b >=',
    '',
    Array.from({ length: CONDITIONS_MAX + 1 }, () => 'a.b >= 1').join(' and '),
  ])('leaves alone what is more than it can say: %s', (text) => {
    expect(readBuilt(text)).toBeNull();
  });
});
