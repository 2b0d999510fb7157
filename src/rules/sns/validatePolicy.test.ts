import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../quantity.ts';
import { combinationsOf } from './complexity.ts';
import { compile, type FilterScope, matches } from './filterPolicy.ts';
import { readFilterPolicy, validate } from './validatePolicy.ts';

interface Recorded {
  readonly name: string;
  readonly policy: Json;
  readonly scope?: FilterScope;
  readonly awsError: { readonly Code: string; readonly Message: string };
  readonly http: number;
}

const file = (name: string): unknown => JSON.parse(readFileSync(`tests/conformance/${name}.json`, 'utf8'));
const refusals = file('sns-policy') as readonly Recorded[];
const { complexity } = file('sns-filter') as {
  readonly complexity: readonly { readonly policy: Json; readonly expected: number }[];
};

const ofWords = (n: number): string[] => Array.from({ length: n }, (_, i) => `w${i}`);
const saidOf = (written: Json): string | undefined => validate(written, 'MessageBody')?.message;

describe('refused', () => {
  test.each(refusals.map((one) => [one.name, one] as const))('%s', (_, { policy, scope, awsError, http }) => {
    const call = awsError.Message.includes('Attributes Reason') ? 'Subscribe' : 'SetSubscriptionAttributes';
    expect(validate(policy, scope ?? 'MessageAttributes', call)).toEqual({
      code: awsError.Code,
      message: awsError.Message,
      status: http,
    });
  });

  test('what is no JSON', () => {
    expect(saidOf('{"kind": [')).toBe(
      'Invalid parameter: Attributes Reason: FilterPolicy: failed to parse JSON.',
    );
    expect(saidOf('{"kind": [tea]}')).toContain('failed to parse JSON');
  });

  test('a text and its value are refused alike, however the text is laid out', () => {
    for (const { policy } of refusals) {
      expect(saidOf(JSON.stringify(policy, null, 2))).toBe(saidOf(policy));
    }
  });

  test('of a long policy the first 500 letters are shown', () => {
    const policy = { kind: [...ofWords(100), ['x']] };
    const source = JSON.stringify(policy);
    const message = saidOf(policy)!;
    expect(message).toContain(`(String)"${source.slice(0, 500)}"[truncated ${source.length - 500} chars]`);
    // Behind the bracket of the inner list.
    expect(message).toContain(`column: ${source.indexOf('["x"') + 2}]`);
  });

  test('more than 256 KiB, as a text or as a value', () => {
    const policy = { kind: ['x'.repeat(256 * 1024)] };
    expect(saidOf(policy)).toContain('too long');
    expect(saidOf(JSON.stringify(policy))).toContain('too long');
    expect(saidOf({ kind: ['x'.repeat(256 * 1024 - 20)] })).toBeUndefined();
  });

  test('levels without end', () => {
    expect(saidOf(`{"a":${'{"a":'.repeat(5000)}["x"]${'}'.repeat(5001)}`)).toContain('failed to parse JSON');
  });
});

describe('taken', () => {
  const sound: readonly Json[] = [
    {},
    '',
    '{}',
    { kind: ['tea', 1, true, null, { exists: false }] },
    { kind: [{ 'anything-but': 'tea' }, { 'anything-but': [1, 2.5] }, { 'anything-but': { prefix: 'o' } }] },
    { kind: [{ prefix: '' }, { suffix: '.png' }, { 'equals-ignore-case': 'Tea' }] },
    { size: [{ numeric: ['=', -1e9] }, { numeric: ['>', 0, '<=', 1e9] }, { numeric: ['<', 5] }] },
    { size: [123456789012] },
    { ip: [{ cidr: '10.0.0.0/0' }, { cidr: '2001:db8::/127' }] },
    { $or: [{ a: ['x'] }, { b: ['y'] }], c: ['z'] },
    { $or: ['x'] },
    { order: { lines: { sku: ['x'] } } },
    { a: ofWords(15), b: ofWords(10) },
    { a: ['x'], b: ['x'], c: ['x'], d: ['x'], e: ['x'] },
  ];
  test.each(sound.map((policy) => [JSON.stringify(policy).slice(0, 60), policy] as const))(
    '%s',
    (_, policy) => {
      expect(validate(policy, 'MessageBody')).toBeNull();
      expect(readFilterPolicy(policy).ok).toBe(true);
    },
  );

  test('150 combinations, and not one more', () => {
    const three = (n: number): Json => ({
      a: ofWords(3),
      $or: [{ b: ofWords(n) }, { c: { d: ofWords(5) } }],
    });
    expect(combinationsOf(three(40))).toBe(150);
    expect(validate(three(40), 'MessageBody')).toBeNull();
    expect(saidOf(three(41))).toBe(
      'Invalid parameter: Attributes Reason: FilterPolicy: Filter policy is too complex',
    );
  });

  test('whatever is made of sound pieces', () => {
    const word = fc.string({ maxLength: 4 });
    const size = fc.integer({ min: -1000, max: 1000 });
    const condition = fc.oneof(
      word,
      size,
      fc.boolean(),
      fc.constant(null),
      fc.record({ prefix: word }),
      fc.record({ 'anything-but': fc.array(word, { minLength: 1, maxLength: 3 }) }),
      fc.record({ exists: fc.boolean() }),
      fc
        .tuple(size, fc.integer({ min: 1, max: 9 }))
        .map(([from, more]) => ({ numeric: ['>', from, '<', from + more] })),
    );
    const conditions = fc.array(condition, { minLength: 1, maxLength: 2 });
    const policies = fc.record({ a: conditions, b: fc.record({ c: conditions }) }) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(policies, (policy) => {
        expect(validate(policy, 'MessageBody')).toBeNull();
        expect(validate(policy, 'MessageAttributes')?.message).toContain('does not support nested');
      }),
    );
  });
});

test('whatever is written, it is taken or refused, and what is taken can be used', () => {
  const operator = fc.constantFrom(
    'prefix',
    'anything-but',
    'numeric',
    'exists',
    'cidr',
    '$or',
    '=',
    '>',
    'a',
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(operator, fc.double(), fc.boolean(), fc.constant(null)),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(operator, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
    ),
  }));
  fc.assert(
    fc.property(tree, (made) => {
      const policy = JSON.parse(JSON.stringify(made)) as Json;
      const read = readFilterPolicy(policy === null ? {} : policy);
      if (read.ok) matches(read.value, 'MessageBody', { body: { a: 1 } });
      else expect(read.expected).toMatch(/^a filter policy that SNS takes; of this it says ".+"$/);
    }),
    { numRuns: 500 },
  );
});

test.each(complexity.map(({ policy, expected }) => [expected, policy] as const))(
  '%i combinations',
  (expected, policy) => {
    expect(combinationsOf(policy)).toBe(expected);
  },
);

test('the setting holds what compile makes, from a document or its text', () => {
  const policy = { kind: ['tea'] };
  for (const written of [policy, JSON.stringify(policy)])
    expect(readFilterPolicy(written)).toEqual({ ok: true, value: compile(policy) });
  expect(readFilterPolicy({ kind: 'tea' })).toEqual({
    ok: false,
    expected: 'a filter policy that SNS takes; of this it says ""kind" must be an object or an array"',
  });
});
