/** Cases about SNS that were written elsewhere: does a message match a filter policy, and in which words is one refused. */
import type { Attribute } from '../../rules/letter.ts';
import type { Json } from '../../rules/quantity.ts';
import { combinationsOf, isNested } from '../../rules/sns/complexity.ts';
import { compile, type FilterMessage, type FilterScope, matches } from '../../rules/sns/filterPolicy.ts';
import { agree, type Flat, flattenPolicy, isObject, type Leaf, leavesOf } from '../../rules/sns/flatten.ts';
import { validate } from '../../rules/sns/validatePolicy.ts';
import { UsageError } from './terminal.ts';

interface Tally {
  readonly cases: number;
  /** A line for each case that came out differently. */
  readonly missed: readonly string[];
}

type Fields = { readonly [key: string]: Json };

/** A map of sections; those that are lists have cases, and the others say where they come from. */
export function snsFilter(document: Json): number {
  const sections = Array.isArray(document) ? { attribute: document } : document;
  if (!isObject(sections)) throw new UsageError(FILTER_SHAPE);
  let mismatches = 0;
  const matching = { cases: 0, right: 0 };
  for (const [section, cases] of Object.entries(sections)) {
    if (!Array.isArray(cases)) continue;
    if (!Object.hasOwn(SECTIONS, section))
      throw new UsageError(`There is no section "${section}"; ${FILTER_SHAPE}`);
    const { missed } = tallied(section, cases, SECTIONS[section]!);
    mismatches += missed.length;
    console.log(`${section}: ${cases.length - missed.length}/${cases.length}`);
    if (section !== 'attribute' && section !== 'body') continue;
    matching.cases += cases.length;
    matching.right += cases.length - missed.length;
  }
  console.log(`matching: ${matching.right}/${matching.cases}, ${mismatches} mismatches`);
  return mismatches;
}

/** A list of `{ name, policy, awsError: { Code, Message }, http }`. */
export function snsPolicy(document: Json): number {
  if (!Array.isArray(document)) throw new UsageError(POLICY_SHAPE);
  let exact = 0;
  const { cases, missed } = tallied('policy', document, (one) => {
    const { expected, refused } = refusalIn(one);
    if (refused === null) return `expected ${expected.code} "${firstLine(expected.message)}", it was taken`;
    if (refused.message === expected.message) exact++;
    const same =
      refused.code === expected.code &&
      refused.status === expected.status &&
      firstLine(refused.message) === firstLine(expected.message);
    return same ? null : `expected ${says(expected)}, found ${says(refused)}`;
  });
  console.log(
    `refusals: ${cases - missed.length}/${cases}, to the last letter ${exact}, ${missed.length} mismatches`,
  );
  return missed.length;
}

const FILTER_SHAPE =
  'expected { attribute, body, complexity, flatten_policy, flatten_payload }, lists of { name?, policy, message, expected } or of [policy, ..., expected].';
const POLICY_SHAPE = 'Expected a list of { name, policy, awsError: { Code, Message }, http }.';

/** @returns what came out instead; null: what was expected */
type Check = (one: Json) => string | null;

const SECTIONS: Readonly<Record<string, Check>> = {
  attribute: (one) => {
    const { policy, message, expected } = matchIn(one);
    return matched(policy, 'MessageAttributes', { attributes: attributesIn(message) }, expected);
  },
  body: (one) => {
    const { policy, message, expected } = matchIn(one);
    return matched(policy, 'MessageBody', { body: message }, expected);
  },
  complexity: (one) => {
    const [policy, expected] = Array.isArray(one) ? one : isObject(one) ? [one.policy!, one.expected!] : [];
    return differs(combinationsOf(policy ?? null), expected ?? null);
  },
  flatten_policy: (one) => {
    const [policy, expected] = one as readonly [Json, Json];
    return differs(flattenPolicy(policy), expected);
  },
  flatten_payload: (one) => {
    const [body, policies, expected] = one as readonly [Fields, readonly Flat[], Json];
    return differs(waysThrough(body, [...new Set(policies.flatMap(Object.keys))]), expected);
  },
};

function tallied(section: string, cases: readonly Json[], check: Check): Tally {
  const missed: string[] = [];
  cases.forEach((one, i) => {
    const name = isObject(one) && typeof one.name === 'string' ? one.name.trim() : `${section} ${i + 1}`;
    const found = check(one);
    if (found !== null) missed.push(`MISMATCH ${section} ${i + 1} (${name}): ${found}`);
  });
  for (const line of missed) console.log(line);
  return { cases: cases.length, missed };
}

function matchIn(one: Json): { policy: Json; message: Json; expected: Json } {
  if (!isObject(one) || one.policy === undefined || one.message === undefined || one.expected === undefined)
    throw new UsageError(FILTER_SHAPE);
  return { policy: one.policy, message: one.message, expected: one.expected };
}

function matched(policy: Json, scope: FilterScope, message: FilterMessage, expected: Json): string | null {
  return differs(policy === null ? true : matches(compile(policy), scope, message), expected);
}

/** Attributes as SNS writes them, `{ Type, Value }`, as a publisher does, `{ DataType, StringValue }`, or as this lab does. */
function attributesIn(message: Json): Record<string, Attribute> {
  if (!isObject(message)) throw new UsageError(FILTER_SHAPE);
  return Object.fromEntries(
    Object.entries(message).map(([name, written]) => {
      const one = isObject(written) ? written : {};
      const value = one.Value ?? one.StringValue ?? one.value ?? '';
      return [
        name,
        {
          type: String(one.Type ?? one.DataType ?? one.type ?? ''),
          value: typeof value === 'string' ? value : JSON.stringify(value),
        },
      ];
    }),
  );
}

const differs = (found: unknown, expected: Json): string | null =>
  sorted(found as Json) === sorted(expected)
    ? null
    : `expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`;

/** The order of keys means nothing. */
function sorted(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (!isObject(value)) return JSON.stringify(value);
  return `{${Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${sorted(value[key]!)}`)
    .join()}}`;
}

/** Every choice of one value a key that a body allows, of the keys that a policy asks for. */
function waysThrough(body: Fields, keys: readonly string[]): readonly Flat[] {
  const leaves = leavesOf(body, null);
  let ways: readonly { readonly flat: Flat; readonly chosen: readonly Leaf[] }[] = [{ flat: {}, chosen: [] }];
  for (const key of keys) {
    const candidates = leaves?.get(key);
    if (!candidates) continue;
    ways = ways.flatMap(({ flat, chosen }) =>
      candidates
        .filter((leaf) => chosen.every((other) => agree(leaf, other)))
        .map((leaf) => ({ flat: { ...flat, [key]: leaf.value }, chosen: [...chosen, leaf] })),
    );
  }
  return ways.map(({ flat }) => flat);
}

interface Worded {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

function refusalIn(one: Json): { expected: Worded; refused: Worded | null } {
  if (!isObject(one) || one.policy === undefined || !isObject(one.awsError))
    throw new UsageError(POLICY_SHAPE);
  const { Code, Message } = one.awsError;
  const expected = { code: String(Code), message: String(Message), status: Number(one.http ?? 400) };
  // A record has the words that came back, and not always the call: they tell which one it was.
  const call = expected.message.includes('Attributes Reason') ? 'Subscribe' : 'SetSubscriptionAttributes';
  const ofAttributes = expected.message.includes('scope MessageAttributes') || !isNested(one.policy);
  const scope = one.scope ?? (ofAttributes ? 'MessageAttributes' : 'MessageBody');
  return { expected, refused: validate(one.policy, scope as FilterScope, call) };
}

const firstLine = (text: string): string => text.split('\n')[0]!;
const says = ({ code, message, status }: Worded): string => `${status} ${code} "${firstLine(message)}"`;
