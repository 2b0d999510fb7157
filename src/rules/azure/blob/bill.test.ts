import { describe, expect, test } from 'vitest';
import {
  ASSUMED_PRICES,
  addCharge,
  addDays,
  billOf,
  costOfDay,
  costOfEarlyDeletion,
  DAYS_PER_MONTH,
  GB,
  newUsage,
  type Price,
  type PriceList,
  zeroPerTier,
} from './bill.ts';
import { chargeOfMove } from './tiers.ts';
import { TIERS } from './types.ts';

const PRICES: PriceList = ASSUMED_PRICES;

test('every price says that it is assumed, and when', () => {
  const prices = (value: unknown): Price[] =>
    typeof value !== 'object' || value === null
      ? []
      : 'usd' in value
        ? [value as Price]
        : Object.values(value).flatMap(prices);
  const all = prices(PRICES);
  expect(all).toHaveLength(23);
  for (const { usd, source } of all) {
    expect(usd).toBeGreaterThanOrEqual(0);
    expect(source).toMatch(/^assumption of this lab, \d{4}-\d{2}$/);
  }
});

test('the colder, the cheaper to keep and the dearer to take out', () => {
  const row = (of: keyof PriceList) => TIERS.map((tier) => (PRICES[of] as Record<string, Price>)[tier]!.usd);
  const capacity = row('capacity');
  expect(capacity).toEqual(capacity.toSorted((a, b) => b - a));
  expect(row('reads')).toEqual(row('reads').toSorted((a, b) => a - b));
  expect(row('retrieval').slice(0, 3)).toEqual(
    row('retrieval')
      .slice(0, 3)
      .toSorted((a, b) => a - b),
  );
  expect(PRICES.highPriorityRetrieval.usd).toBeGreaterThan(PRICES.retrieval.archive.usd);
});

describe('reckoned by hand', () => {
  test('1,000 GB of Hot for a year is twelve months', () => {
    const usage = newUsage();
    addDays(usage, { ...zeroPerTier(), hot: 1000 * GB }, 365);
    expect(billOf(usage, PRICES, 'LRS').total).toBeCloseTo(1000 * 0.018 * 12, 9);
    expect(billOf(usage, PRICES, 'GRS').capacity.hot).toBeCloseTo(2 * 1000 * 0.018 * 12, 9);
    const day = costOfDay({ ...zeroPerTier(), hot: 1000 * GB }, PRICES, 'LRS').hot;
    expect(day * 365).toBeCloseTo(216, 9);
  });

  test('nine days of Cool, 135 of Archive', () => {
    const fee = (tier: 'cool' | 'archive', days: number) =>
      costOfEarlyDeletion({ tier, bytes: 100 * GB, days }, PRICES, 'LRS');
    expect(fee('cool', 9)).toBeCloseTo((100 * 0.01 * 9) / DAYS_PER_MONTH, 12);
    expect(fee('archive', 135)).toBeCloseTo((100 * 0.00099 * 135) / DAYS_PER_MONTH, 12);
  });

  test('a million scans into Cool, and 10 GB back from Archive at either priority', () => {
    const cooled = newUsage();
    addCharge(cooled, chargeOfMove('hot', 'cool', 5), 1_000_000);
    expect(billOf(cooled, PRICES, 'LRS').total).toBeCloseTo(100 * 0.1, 9);
    const back = (high: boolean) => {
      const usage = newUsage();
      addCharge(usage, chargeOfMove('archive', 'hot', 10 * GB, high));
      return billOf(usage, PRICES, 'LRS').total;
    };
    expect(back(false)).toBeCloseTo(5 / 10_000 + 10 * 0.02, 12);
    expect(back(true)).toBeCloseTo(50 / 10_000 + 10 * 0.1, 12);
  });

  test('what is written travels, where there is a second region', () => {
    const usage = newUsage();
    addCharge(usage, { kind: 'write', tier: 'hot', retrieved: 0, high: false, written: 3 * GB });
    expect(billOf(usage, PRICES, 'ZRS').geoReplication).toBe(0);
    expect(billOf(usage, PRICES, 'GZRS').geoReplication).toBeCloseTo(0.06, 12);
  });
});
