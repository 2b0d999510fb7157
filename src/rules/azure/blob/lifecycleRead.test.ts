import { describe, expect, test } from 'vitest';
import type { Json } from '../../quantity.ts';
import type { Policy } from './lifecyclePolicy.ts';
import { readPolicy } from './lifecycleRead.ts';

function read(written: string | Json): Policy {
  const policy = readPolicy(written);
  if (!policy.ok) throw new Error(policy.expected);
  return policy.value;
}
const refused = (written: string | Json): string => {
  const policy = readPolicy(written);
  return policy.ok ? 'taken' : policy.expected;
};

const days = (modified: number): Json => ({ daysAfterModificationGreaterThan: modified });
const rule = (more: object = {}, actions: Json = { baseBlob: { delete: days(365) } }, filters?: Json): Json =>
  ({
    name: 'one',
    enabled: true,
    type: 'Lifecycle',
    definition: { filters: filters ?? { blobTypes: ['blockBlob'] }, actions },
    ...more,
  }) as Json;
const withRule = (one: Json): Json => ({ rules: [one] });

const PASTED = `{
  "rules": [
    {
      "enabled": true,
      "name": "scans-go-down",
      "type": "Lifecycle",
      "definition": {
        "actions": {
          "baseBlob": {
            "tierToCool": { "daysAfterLastAccessTimeGreaterThan": 30 },
            "tierToCold": { "daysAfterCreationGreaterThan": 60 },
            "tierToArchive": { "daysAfterModificationGreaterThan": 90, "daysAfterLastTierChangeGreaterThan": 7 },
            "delete": { "daysAfterModificationGreaterThan": 2555 },
            "enableAutoTierToHotFromCool": true
          },
          "snapshot": { "delete": { "daysAfterCreationGreaterThan": 90 } },
          "version": { "tierToCool": { "daysAfterCreationGreaterThan": 7 } }
        },
        "filters": {
          "blobTypes": ["blockBlob"],
          "prefixMatch": ["scans/1911", "audio"],
          "blobIndexMatch": [{ "name": "project", "op": "==", "value": "attic" }]
        }
      }
    }
  ]
}`;

describe('accepted as pasted', () => {
  test('everything a rule can say', () => {
    const due = (since: string, moreThan: number, tierChangedMoreThan: number | null = null) => ({
      since,
      moreThan,
      tierChangedMoreThan,
    });
    expect(read(PASTED).rules).toEqual([
      {
        name: 'scans-go-down',
        enabled: true,
        blobTypes: ['blockBlob'],
        prefixes: ['scans/1911', 'audio'],
        tags: [{ name: 'project', value: 'attic' }],
        actions: {
          baseBlob: {
            tierToCool: due('access', 30),
            tierToCold: due('creation', 60),
            tierToArchive: due('modification', 90, 7),
            delete: due('modification', 2555),
          },
          snapshot: { delete: due('creation', 90) },
          version: { tierToCool: due('creation', 7) },
        },
        autoTierToHotFromCool: true,
      },
    ]);
  });

  test('bare, or with what Azure writes around it', () => {
    const bare = JSON.parse(PASTED) as Json;
    const wrapped: Json[] = [
      { policy: bare },
      { properties: { policy: bare } },
      {
        name: 'DefaultManagementPolicy',
        type: 'Microsoft.Storage/storageAccounts/managementPolicies',
        properties: { lastModifiedTime: '2026-01-01T00:00:00Z', policy: bare },
      },
    ];
    for (const one of [bare, ...wrapped]) expect(read(one)).toEqual(read(PASTED));
  });

  test('enabled and filters may be missing', () => {
    const { rules } = read(
      withRule({ name: 'a', type: 'Lifecycle', definition: { actions: { baseBlob: { delete: days(0) } } } }),
    );
    expect(rules[0]).toMatchObject({ enabled: true, blobTypes: ['blockBlob'], prefixes: [], tags: [] });
  });

  test('the most of everything', () => {
    const prefixMatch = Array.from({ length: 10 }, (_, n) => `c/${n}`);
    const blobIndexMatch = Array.from({ length: 10 }, (_, n) => ({ name: `t${n}`, op: '==', value: '' }));
    const filters = { blobTypes: ['blockBlob', 'appendBlob'], prefixMatch, blobIndexMatch };
    const rules = Array.from({ length: 100 }, (_, n) =>
      rule({ name: `${n}`.padEnd(256, 'x') }, undefined, filters),
    );
    expect(read({ rules }).rules).toHaveLength(100);
  });
});

describe('refused, with the place', () => {
  test.each<[string, string | Json]>([
    ['the policy: expected a lifecycle policy in JSON, and found "{"', '{'],
    ['the policy: expected a map with rules, and found [1]', [1]],
    ['rules: expected a list of 1 to 100 rules, and found nothing', {}],
    ['rules: expected a list of 1 to 100 rules, and found 0 of them', { rules: [] }],
    ['rule: expected only rules, and found "rule"', { rule: [] }],
    ['rules[0].name: expected a name of 1 to 256 characters, and found ""', withRule(rule({ name: '' }))],
    ['rules[0].enabled: expected true or false, and found "yes"', withRule(rule({ enabled: 'yes' }))],
    ['rules[0].type: expected "Lifecycle", and found nothing', withRule(rule({ type: undefined }))],
    [
      'rules[0].filter: expected only name, enabled, type, definition, and found "filter"',
      withRule(rule({ filter: {} })),
    ],
    ['rules[1].name: expected a name that no other rule has, and found "one"', { rules: [rule(), rule()] }],
    [
      'properties.policy.rules[0]: expected a rule: name, enabled, type, definition, and found 7',
      { properties: { policy: { rules: [7] } } },
    ],
  ])('%s', (expected, written) => expect(refused(written)).toBe(expected));

  test('101 rules', () => {
    const rules = Array.from({ length: 101 }, (_, n) => rule({ name: `rule ${n}` }));
    expect(refused({ rules })).toBe('rules: expected a list of 1 to 100 rules, and found 101 of them');
  });

  const inActions = 'rules[0].definition.actions';
  test.each<[string, Json]>([
    [
      `${inActions}.baseBlob.tierToHot: expected only tierToCool, tierToCold, tierToArchive, delete, enableAutoTierToHotFromCool, and found "tierToHot"`,
      { baseBlob: { tierToHot: days(1) } },
    ],
    [
      `${inActions}.baseBlob.tierToCool.daysAfterModificationGreaterThan: expected a whole number of days from 0 up, and found "30"`,
      { baseBlob: { tierToCool: { daysAfterModificationGreaterThan: '30' } } },
    ],
    [
      `${inActions}.baseBlob.tierToCool.daysAfterModificationGreaterThan: expected a whole number of days from 0 up, and found -1`,
      { baseBlob: { tierToCool: days(-1) } },
    ],
    [
      `${inActions}.baseBlob.tierToCool.daysAfterModificationGreaterThan: expected a whole number of days from 0 up, and found 1.5`,
      { baseBlob: { tierToCool: days(1.5) } },
    ],
    [
      `${inActions}.baseBlob.delete: expected one of daysAfterModificationGreaterThan, daysAfterCreationGreaterThan, daysAfterLastAccessTimeGreaterThan, and found {}`,
      { baseBlob: { delete: {} } },
    ],
    [
      `${inActions}.snapshot.delete.daysAfterModificationGreaterThan: expected only daysAfterCreationGreaterThan, and found "daysAfterModificationGreaterThan"`,
      { snapshot: { delete: days(3) } },
    ],
    [
      `${inActions}.baseBlob.enableAutoTierToHotFromCool: expected a tierToCool with daysAfterLastAccessTimeGreaterThan beside it, and found true`,
      { baseBlob: { tierToCool: days(3), enableAutoTierToHotFromCool: true } },
    ],
    [`${inActions}: expected at least one action, and found {"baseBlob":{}}`, { baseBlob: {} }],
    [
      `${inActions}.blob: expected only baseBlob, snapshot, version, and found "blob"`,
      { blob: { delete: days(3) } },
    ],
  ])('%s', (expected, actions) => expect(refused(withRule(rule({}, actions)))).toBe(expected));

  test('two ages for one action', () => {
    const both = { daysAfterModificationGreaterThan: 3, daysAfterCreationGreaterThan: 4 };
    expect(refused(withRule(rule({}, { baseBlob: { delete: both } })))).toMatch(
      /delete: expected one of days/,
    );
  });

  test('the last tier change counts for Archive alone', () => {
    const asked = { daysAfterModificationGreaterThan: 3, daysAfterLastTierChangeGreaterThan: 4 };
    expect(refused(withRule(rule({}, { baseBlob: { tierToArchive: asked } })))).toBe('taken');
    expect(refused(withRule(rule({}, { baseBlob: { tierToCool: asked } })))).toMatch(
      /tierToCool\.daysAfterLastTierChangeGreaterThan: expected only/,
    );
  });

  const inFilters = 'rules[0].definition.filters';
  test.each<[string, Json]>([
    [`${inFilters}.blobTypes: expected a list of "blockBlob" and "appendBlob", and found nothing`, {}],
    [
      `${inFilters}.blobTypes[0]: expected "blockBlob" or "appendBlob", and found "pageBlob"`,
      { blobTypes: ['pageBlob'] },
    ],
    [
      `${inFilters}.prefixMatch: expected at most 10 prefixes, and found 11 of them`,
      { blobTypes: ['blockBlob'], prefixMatch: Array(11).fill('c') },
    ],
    [
      `${inFilters}.prefixMatch[0]: expected a prefix that begins with the name of a container, and found "/c"`,
      { blobTypes: ['blockBlob'], prefixMatch: ['/c'] },
    ],
    [
      `${inFilters}.blobIndexMatch: expected at most 10 conditions, and found 11 of them`,
      { blobTypes: ['blockBlob'], blobIndexMatch: Array(11).fill({ name: 'a', op: '==', value: '' }) },
    ],
    [
      `${inFilters}.blobIndexMatch[0].op: expected "==", and found ">"`,
      { blobTypes: ['blockBlob'], blobIndexMatch: [{ name: 'a', op: '>', value: '' }] },
    ],
  ])('%s', (expected, filters) => expect(refused(withRule(rule({}, undefined, filters)))).toBe(expected));

  test('a rule for append blobs alone that moves them', () => {
    const actions = { baseBlob: { tierToCool: days(1) } };
    expect(refused(withRule(rule({}, actions, { blobTypes: ['appendBlob'] })))).toBe(
      `${inActions}.baseBlob.tierToCool: expected only delete for append blobs, and found "tierToCool"`,
    );
    expect(refused(withRule(rule({}, actions, { blobTypes: ['appendBlob', 'blockBlob'] })))).toBe('taken');
  });

  test('all that is wrong is told, the first in words', () => {
    const policy = readPolicy({ rules: [rule({ name: 7, enabled: 7, type: 7 })] });
    expect(policy.ok ? [] : policy.faults.map(({ where }) => where)).toEqual([
      'rules[0].name',
      'rules[0].enabled',
      'rules[0].type',
    ]);
  });
});
