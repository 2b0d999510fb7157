import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attribute } from '../letter.ts';
import type { Json } from '../quantity.ts';
import { compile, judge, matches } from './filterPolicy.ts';

interface Case {
  readonly name: string;
  readonly policy: Json;
  readonly message: Json;
  readonly expected: boolean;
}

const { attribute, body } = JSON.parse(readFileSync('tests/conformance/sns-filter.json', 'utf8')) as {
  readonly attribute: readonly Case[];
  readonly body: readonly Case[];
};

const text = (value: string): Attribute => ({ type: 'String', value });
const number = (value: number): Attribute => ({ type: 'Number', value: String(value) });

const over = (policy: Json, attributes: Record<string, Attribute>): boolean =>
  matches(compile(policy), 'MessageAttributes', { attributes });
const inBody = (policy: Json, said: Json): boolean => matches(compile(policy), 'MessageBody', { body: said });

describe('over attributes', () => {
  test.each(attribute.map((one) => [one.name, one] as const))('%s', (_, { policy, message, expected }) => {
    const attributes = Object.fromEntries(
      Object.entries(message as Record<string, { Type: string; Value: string }>).map(
        ([name, { Type, Value }]) => [name, { type: Type, value: Value }],
      ),
    );
    expect(matches(policy === null ? null : compile(policy), 'MessageAttributes', { attributes })).toBe(
      expected,
    );
  });

  test('the reason', () => {
    const policy = compile({ size: [3] });
    const why = (attributes: Record<string, Attribute>) =>
      judge(policy, 'MessageAttributes', { attributes, body: '{"size":3}' });
    expect(why({})).toBe('NoMessageAttributes');
    expect(why({ size: text('3') })).toBe('MessageAttributes');
    expect(why({ size: { type: 'Number', value: 'three' } })).toBe('InvalidAttributes');
    expect(why({ size: { type: 'String.Array', value: '3' } })).toBe('InvalidAttributes');
    expect(why({ size: number(3) })).toBe('accepted');
    expect(why({ size: number(3), other: { type: 'String.Array', value: '[' } })).toBe('accepted');
  });

  test('a way without what cannot be read is a way', () => {
    const policy = compile({ $or: [{ size: [3] }, { kind: ['tea'] }] });
    const attributes = { size: { type: 'Number', value: 'three' }, kind: text('tea') };
    expect(judge(policy, 'MessageAttributes', { attributes })).toBe('accepted');
  });
});

describe('over bodies', () => {
  test.each(body.map((one) => [one.name, one] as const))('%s', (_, { policy, message, expected }) => {
    expect(inBody(policy, message)).toBe(expected);
    // As a text it is the same message, and one that is an object is also one as a text.
    if (typeof message === 'object') expect(inBody(policy, JSON.stringify(message))).toBe(expected);
  });

  test('the reason', () => {
    const policy = compile({ size: [3] });
    expect(judge(policy, 'MessageBody', { body: 'three' })).toBe('InvalidMessageBody');
    expect(judge(policy, 'MessageBody', { body: '{"size":4}' })).toBe('MessageBody');
    expect(judge(policy, 'MessageBody', { attributes: { size: number(3) } })).toBe('InvalidMessageBody');
    expect(judge(policy, 'MessageBody', { body: '{"size":3}' })).toBe('accepted');
  });

  test('a body that is nothing but levels is refused, not walked into', () => {
    const deep = `{"a":${'['.repeat(100_000)}1${']'.repeat(100_000)}}`;
    expect(judge(compile({ a: [1] }), 'MessageBody', { body: deep })).toBe('InvalidMessageBody');
  });
});

test('a policy is plain data, and a copy of it works', () => {
  for (const { policy, message, expected } of body.filter((one) => one.policy !== null)) {
    const copy = structuredClone(compile(policy));
    expect(matches(copy, 'MessageBody', { body: message })).toBe(expected);
  }
});

describe('whatever is said', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'ß', '.'), maxLength: 3 });
  const size = fc.double({ min: -1e9, max: 1e9, noNaN: true });
  const scalar = fc.oneof(word, size, fc.boolean(), fc.constant(null));
  const condition = fc.oneof(
    scalar,
    fc.record({ prefix: word }),
    fc.record({ suffix: word }),
    fc.record({ 'equals-ignore-case': word }),
    fc.record({ 'anything-but': word }),
    fc.record({ exists: fc.boolean() }),
    fc.record({ numeric: fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>='), size) }),
  ) as fc.Arbitrary<Json>;
  const conditions = fc.array(condition, { minLength: 1, maxLength: 3 });
  const said = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
    { noNullPrototype: true },
  ) as fc.Arbitrary<Record<string, Json>>;

  test('anything but some words is the opposite of these words, for a single value', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 3 }), word, (words, value) => {
        const but = over({ a: [{ 'anything-but': words }] }, { a: text(value) });
        expect(but).toBe(!over({ a: words }, { a: text(value) }));
      }),
    );
  });

  test('anything but a beginning is the opposite of the beginning', () => {
    fc.assert(
      fc.property(word, word, (prefix, value) => {
        const but = over({ a: [{ 'anything-but': { prefix } }] }, { a: text(value) });
        expect(but).toBe(!over({ a: [{ prefix }] }, { a: text(value) }));
      }),
    );
  });

  test('a key is met when one of its conditions is', () => {
    fc.assert(
      fc.property(conditions, said, (all, message) => {
        expect(inBody({ a: all }, message)).toBe(all.some((one) => inBody({ a: [one] }, message)));
      }),
    );
  });

  test('keys multiply: both are met when each is', () => {
    fc.assert(
      fc.property(conditions, conditions, said, (a, b, message) => {
        expect(inBody({ a, b }, message)).toBe(inBody({ a }, message) && inBody({ b }, message));
      }),
    );
  });

  test('an or is met when one of its branches is, and with a key beside it both', () => {
    fc.assert(
      fc.property(conditions, conditions, conditions, said, (a, b, c, message) => {
        const either = inBody({ a }, message) || inBody({ b }, message);
        expect(inBody({ $or: [{ a }, { b }] }, message)).toBe(either);
        expect(inBody({ c, $or: [{ a }, { b }] }, message)).toBe(either && inBody({ c }, message));
      }),
    );
  });

  test('the same under a key, with a dot or nested', () => {
    fc.assert(
      fc.property(conditions, said, (a, message) => {
        const flat = inBody({ a }, message);
        for (const policy of [{ 'x.a': a }, { x: { a } }] as Json[])
          for (const nested of [{ x: message }, { x: [message] }] as Json[])
            expect(inBody(policy, nested)).toBe(flat);
      }),
    );
  });

  test('at most n is below n or n, and above the rest', () => {
    fc.assert(
      fc.property(size, size, (bound, value) => {
        const is = (sign: string) => over({ a: [{ numeric: [sign, bound] }] }, { a: number(value) });
        expect(is('<=')).toBe(is('<') || is('='));
        expect(is('>=')).toBe(is('>') || is('='));
        expect(is('>')).toBe(!is('<='));
        expect(is('=')).toBe(over({ a: [bound] }, { a: number(value) }));
      }),
    );
  });

  test('a list with one value more is met at least as well', () => {
    const positive = conditions.filter((all) => !JSON.stringify(all).includes('"exists":false'));
    fc.assert(
      fc.property(positive, fc.array(scalar, { maxLength: 3 }), scalar, (a, list, more) => {
        if (inBody({ a }, { a: list })) expect(inBody({ a }, { a: [...list, more] })).toBe(true);
      }),
    );
  });
});

test('fast enough for every delivery', () => {
  const policy = compile({ kind: ['tea', 'coffee'], size: [{ numeric: ['>', 2, '<=', 9] }] });
  const attributes = { kind: text('coffee'), size: text('x'), total: number(3) };
  const right = { ...attributes, size: number(7) };
  const begin = performance.now();
  let accepted = 0;
  for (let i = 0; i < 200_000; i++)
    if (matches(policy, 'MessageAttributes', { attributes: i % 2 ? right : attributes })) accepted++;
  expect(accepted).toBe(100_000);
  // A tenth of a second at leisure; a busy machine gets a multiple of it.
  expect(performance.now() - begin).toBeLessThan(20_000);
});
