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
  const sections = Array.isArray(document) ? byScope(document) : document;
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

/** Matches without sections: what is held against attributes is known by their types. */
function byScope(cases: readonly Json[]): {
  readonly attribute: readonly Json[];
  readonly body: readonly Json[];
} {
  const isAttribute = (one: Json): boolean => {
    const { message, scope } = matchIn(one);
    if (scope !== undefined) return scope === 'MessageAttributes';
    return (
      isObject(message) && Object.values(message).every((value) => isObject(value) && typeOf(value) !== '')
    );
  };
  return { attribute: cases.filter(isAttribute), body: cases.filter((one) => !isAttribute(one)) };
}

/** A list of `{ name, policy, awsError: { Code, Message }, http }`, or a map of such lists. Without an error: it is taken. */
export function snsPolicy(document: Json): number {
  const lists = isObject(document) ? Object.values(document).filter(Array.isArray) : [document];
  if (!lists.every(Array.isArray) || lists.length === 0) throw new UsageError(POLICY_SHAPE);
  let exact = 0;
  const { cases, missed } = tallied('policy', lists.flat(), (one) => {
    const { expected, refused } = refusalIn(one);
    if (expected === null) {
      if (refused === null) exact++;
      return refused === null ? null : `expected it to be taken, found ${says(refused)}`;
    }
    if (refused === null) return `expected ${expected.code} "${firstLine(expected.message)}", it was taken`;
    if (refused.message === expected.message) exact++;
    const same =
      (expected.code === '' || refused.code === expected.code) &&
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
    const [policy, expected] = Array.isArray(one)
      ? one
      : isObject(one)
        ? [one.policy!, one.expected ?? one.combinations ?? null]
        : [];
    return differs(combinationsOf(policy ?? null), expected ?? null);
  },
  flatten_policy: (one) => {
    const [policy, expected] = listIn(one, ['policy', 'expected']);
    return differs(flattenPolicy(policy!), expected!);
  },
  flatten_payload: (one) => {
    const parts = listIn(one, ['payload', 'policy', 'expected']);
    const [body, policies, expected] = parts as unknown as readonly [Fields, readonly Flat[], Json];
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

/** The parts of a case that is a list of them, or a map. */
function listIn(one: Json, names: readonly string[]): readonly Json[] {
  const parts: readonly (Json | undefined)[] = Array.isArray(one)
    ? one
    : isObject(one)
      ? names.map((name) => one[name])
      : [];
  if (parts.length !== names.length || parts.includes(undefined)) throw new UsageError(FILTER_SHAPE);
  return parts as readonly Json[];
}

interface Match {
  readonly policy: Json;
  readonly message: Json;
  readonly expected: Json;
  readonly scope?: Json;
}

/** Without a message: one that says nothing and has no attributes. */
function matchIn(one: Json): Match {
  // A name may stand before the three.
  if (Array.isArray(one)) {
    const [policy, message, expected] = listIn(one.slice(-3), ['policy', 'message', 'expected']);
    return { policy: policy!, message: message!, expected: expected! };
  }
  if (!isObject(one) || one.policy === undefined || one.expected === undefined)
    throw new UsageError(FILTER_SHAPE);
  const { policy, message = one.attributes ?? one.body ?? {}, expected, scope } = one;
  return { policy, message, expected, ...(scope !== undefined && { scope }) };
}

function matched(policy: Json, scope: FilterScope, message: FilterMessage, expected: Json): string | null {
  return differs(policy === null ? true : matches(compile(policy), scope, message), expected);
}

function typeOf(attribute: Fields): string {
  return String(attribute.Type ?? attribute.DataType ?? attribute.type ?? '');
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
          type: typeOf(one),
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

/** `expected` is null where the policy is sound, and its code is empty where the case has none. */
function refusalIn(one: Json): { expected: Worded | null; refused: Worded | null } {
  if (!isObject(one) || one.policy === undefined) throw new UsageError(POLICY_SHAPE);
  const { awsError = null, http = 400, policy } = one;
  if (awsError !== null && !(isObject(awsError) && typeof awsError.Message === 'string'))
    throw new UsageError(POLICY_SHAPE);
  const message = awsError === null ? '' : String(awsError.Message);
  const expected =
    awsError === null ? null : { code: String(awsError.Code ?? ''), message, status: Number(http) };
  // A record has the words that came back, and not always the call: they tell which one it was.
  const call = message.includes('Attributes Reason') ? 'Subscribe' : 'SetSubscriptionAttributes';
  const ofAttributes = message.includes('scope MessageAttributes') || !isNested(parsed(policy));
  const scope = one.scope ?? (ofAttributes ? 'MessageAttributes' : 'MessageBody');
  return { expected, refused: validate(policy, scope as FilterScope, call) };
}

/** A policy that is written as a text; what is no JSON stays one. */
function parsed(policy: Json): Json {
  try {
    return typeof policy === 'string' ? (JSON.parse(policy) as Json) : policy;
  } catch {
    return policy;
  }
}

const firstLine = (text: string): string => text.split('\n')[0]!;
const says = ({ code, message, status }: Worded): string => `${status} ${code} "${firstLine(message)}"`;
