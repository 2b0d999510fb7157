import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../quantity.ts';
import { type BlobFacts, evaluate, tierAfter, warmsOnAccess } from './lifecycle.ts';
import type { Policy } from './lifecyclePolicy.ts';
import { readPolicy } from './lifecycleRead.ts';
import { runLifecycle, warmOnAccess } from './lifecycleRun.ts';
import type { StoreAnswer } from './requests.ts';
import { newAccount, perform } from './store.ts';
import { DAY } from './tiers.ts';
import { TIERS } from './types.ts';

function policyOf(...rules: readonly { actions: Json; filters?: object; enabled?: boolean }[]): Policy {
  const read = readPolicy({
    rules: rules.map(({ actions, filters, enabled = true }, n) => ({
      name: `rule ${n}`,
      enabled,
      type: 'Lifecycle',
      definition: { filters: { blobTypes: ['blockBlob', 'appendBlob'], ...filters }, actions },
    })) as Json,
  });
  if (!read.ok) throw new Error(read.expected);
  return read.value;
}
const modified = (n: number): Json => ({ daysAfterModificationGreaterThan: n });
const base = (actions: Json): { actions: Json } => ({ actions: { baseBlob: actions } });

const FRESH: BlobFacts = {
  kind: 'BlockBlob',
  path: 'scans/1911/map',
  tags: {},
  tier: 'hot',
  sinceModification: 0,
  sinceCreation: 0,
  sinceAccess: null,
  sinceTierChange: null,
};
const aged = (days: number, more: Partial<BlobFacts> = {}): BlobFacts => ({
  ...FRESH,
  sinceModification: days,
  sinceCreation: days,
  ...more,
});
const actionOf = (policy: Policy, facts: BlobFacts) => evaluate(policy, facts)?.action ?? null;

const LADDER = policyOf(
  base({
    tierToCool: modified(30),
    tierToCold: modified(60),
    tierToArchive: modified(90),
    delete: modified(365),
  }),
);

test('greater than is greater than: on the day itself nothing happens', () => {
  const on = (days: number) => actionOf(LADDER, aged(days));
  expect([30, 31, 60, 61, 90, 91, 365, 366].map(on)).toEqual([
    ...[
      null,
      'tierToCool',
      'tierToCool',
      'tierToCold',
      'tierToCold',
      'tierToArchive',
      'tierToArchive',
      'delete',
    ],
  ]);
});

test('of several that are due the cheapest: delete, archive, cold, cool, also over rules', () => {
  const rules = [
    base({ tierToCool: modified(1) }),
    base({ delete: modified(4) }),
    base({ tierToCold: modified(2) }),
    base({ tierToArchive: modified(3) }),
  ];
  const policy = policyOf(...rules);
  expect([2, 3, 4, 5].map((days) => evaluate(policy, aged(days)))).toEqual([
    { action: 'tierToCool', rule: 'rule 0' },
    { action: 'tierToCold', rule: 'rule 2' },
    { action: 'tierToArchive', rule: 'rule 3' },
    { action: 'delete', rule: 'rule 1' },
  ]);
});

describe('which blobs', () => {
  const filtered = (filters: object) => policyOf({ ...base({ delete: modified(0) }), filters });
  const hits = (filters: object, more: Partial<BlobFacts> = {}) =>
    actionOf(filtered(filters), aged(1, more)) !== null;

  test('one of the prefixes, with the container', () => {
    expect(hits({ prefixMatch: ['audio/', 'scans/19'] })).toBe(true);
    expect(hits({ prefixMatch: ['audio/', '1911'] })).toBe(false);
  });

  test('all of the tags, to the letter', () => {
    const blobIndexMatch = [
      { name: 'a', op: '==', value: '1' },
      { name: 'b', op: '==', value: '2' },
    ];
    expect(hits({ blobIndexMatch }, { tags: { a: '1', b: '2', c: '3' } })).toBe(true);
    expect(hits({ blobIndexMatch }, { tags: { a: '1', b: 'two' } })).toBe(false);
    expect(hits({ blobIndexMatch: [{ name: 'constructor', op: '==', value: '' }] })).toBe(false);
  });

  test('by type: page blobs never, append blobs are only deleted', () => {
    expect(hits({}, { kind: 'PageBlob' })).toBe(false);
    expect(hits({ blobTypes: ['blockBlob'] }, { kind: 'AppendBlob' })).toBe(false);
    expect(actionOf(LADDER, aged(100, { kind: 'AppendBlob' }))).toBeNull();
    expect(actionOf(LADDER, aged(366, { kind: 'AppendBlob' }))).toBe('delete');
  });

  test('no disabled rule acts', () => {
    expect(actionOf(policyOf({ ...base({ delete: modified(0) }), enabled: false }), aged(9))).toBeNull();
  });
});

test('an age that nobody keeps is no age; a tier that never changed needs no waiting', () => {
  const byAccess = policyOf(base({ tierToCool: { daysAfterLastAccessTimeGreaterThan: 30 } }));
  expect(actionOf(byAccess, aged(99))).toBeNull();
  expect(actionOf(byAccess, aged(99, { sinceAccess: 31 }))).toBe('tierToCool');
  const both = { daysAfterModificationGreaterThan: 90, daysAfterLastTierChangeGreaterThan: 7 };
  const back = policyOf(base({ tierToArchive: both }));
  expect(actionOf(back, aged(91))).toBe('tierToArchive');
  // Just rehydrated: not back at once.
  expect(actionOf(back, aged(91, { sinceTierChange: 7 }))).toBeNull();
  expect(actionOf(back, aged(91, { sinceTierChange: 8 }))).toBe('tierToArchive');
});

test('where there is no Archive, the next best', () => {
  expect(evaluate(LADDER, aged(91), 'baseBlob', false)?.action).toBe('tierToCold');
  expect(evaluate(LADDER, aged(91, { tier: 'cold' }), 'baseBlob', false)).toBeNull();
});

test('nothing is ever warmed, and nothing moved to where it is', () => {
  const day = fc.integer({ min: 0, max: 400 });
  const actions = fc.record(
    { tierToCool: day, tierToCold: day, tierToArchive: day, delete: day },
    { requiredKeys: ['tierToCool'] },
  );
  const ages = fc.record({ tier: fc.constantFrom(...TIERS), days: day });
  fc.assert(
    fc.property(fc.array(actions, { minLength: 1, maxLength: 4 }), ages, (rules, { tier, days }) => {
      const written = rules.map((one) =>
        base(Object.fromEntries(Object.entries(one).map(([key, n]) => [key, modified(n)])) as Json),
      );
      const verdict = evaluate(policyOf(...written), aged(days, { tier }));
      const due = rules.flatMap((one) =>
        TIERS.filter((to) => {
          const n = {
            hot: undefined,
            cool: one.tierToCool,
            cold: one.tierToCold,
            archive: one.tierToArchive,
          }[to];
          return n !== undefined && days > n && TIERS.indexOf(to) > TIERS.indexOf(tier);
        }),
      );
      const gone = rules.some((one) => one.delete !== undefined && days > one.delete);
      const coldest = TIERS.findLast((to) => due.includes(to)) ?? null;
      if (gone) expect(verdict?.action).toBe('delete');
      else expect(verdict ? tierAfter(verdict.action) : null).toBe(coldest);
    }),
  );
});

describe('over an account', () => {
  const at = (name: string) => ({ container: 'scans', name });
  const stocked = (names: readonly string[], tracksAccess = false) => {
    const account = newAccount({ tracksAccess });
    perform(account, { op: 'createContainer', container: 'scans' }, 0);
    for (const name of names)
      perform(account, { op: 'putBlob', ...at(name), kind: 'BlockBlob', size: 10 }, 0);
    return account;
  };

  test('moves, deletes, and says what each cost', () => {
    const account = stocked(['a', 'b']);
    perform(account, { op: 'setMetadata', ...at('b'), metadata: {} }, 300 * DAY);
    const run = runLifecycle(account, LADDER, 366 * DAY);
    expect(run.deeds.map(({ name, action }) => [name, action])).toEqual([
      ['a', 'delete'],
      ['b', 'tierToCold'],
    ]);
    expect(run.charges.map(({ kind, tier }) => [kind, tier])).toEqual([
      ['free', 'hot'],
      ['write', 'cold'],
    ]);
    expect(run.early).toEqual([]);
    expect(runLifecycle(account, LADDER, 366 * DAY).deeds).toEqual([]);
  });

  test('what is leased or has snapshots is not deleted; snapshots have rules of their own', () => {
    const account = stocked(['leased', 'snapped']);
    perform(account, { op: 'leaseBlob', ...at('leased'), action: 'acquire', durationS: -1 }, 0);
    perform(account, { op: 'snapshotBlob', ...at('snapped') }, 5 * DAY);
    const run = runLifecycle(account, LADDER, 366 * DAY);
    expect([run.refused, run.deeds]).toEqual([2, []]);
    const days = { daysAfterCreationGreaterThan: 100 };
    const policy = policyOf({ actions: { snapshot: { delete: days }, baseBlob: { delete: modified(200) } } });
    expect(runLifecycle(account, policy, 105 * DAY).deeds).toEqual([]);
    expect(runLifecycle(account, policy, 106 * DAY).deeds).toMatchObject([
      { name: 'snapped', snapshot: 5 * DAY },
    ]);
    expect(runLifecycle(account, policy, 366 * DAY).deeds).toMatchObject([
      { name: 'snapped', snapshot: null },
    ]);
  });

  test('a read brings a blob back to Hot, once in 30 days', () => {
    const account = stocked(['a'], true);
    const days = { daysAfterLastAccessTimeGreaterThan: 10 };
    const policy = policyOf(base({ tierToCool: days, enableAutoTierToHotFromCool: true }));
    const readOn = (day: number) => {
      perform(account, { op: 'getBlob', ...at('a') }, day * DAY);
      const warmed = warmOnAccess(account, policy, 'scans', 'a', day * DAY) !== null;
      const { blob } = perform(account, { op: 'getProperties', ...at('a') }, day * DAY) as StoreAnswer;
      return [warmed, blob!.tier];
    };
    expect(readOn(1)).toEqual([false, 'hot']);
    runLifecycle(account, policy, 12 * DAY);
    expect(readOn(13)).toEqual([true, 'hot']);
    runLifecycle(account, policy, 24 * DAY);
    expect(readOn(25)).toEqual([false, 'cool']);
    expect(readOn(43)).toEqual([true, 'hot']);
    expect(warmsOnAccess(LADDER, aged(1, { tier: 'cool', sinceAccess: 0 }), null)).toBe(false);
  });
});
