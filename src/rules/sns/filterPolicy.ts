/**
 * What a subscription lets through: messages held against an SNS filter policy. Keys must all match, of a key's conditions one.
 * Sources: https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html and the pages under it; where they
 * are silent, the open engine that SNS shares its error texts with: https://github.com/aws/event-ruler.
 */
import type { Attribute } from '../letter.ts';
import type { Json } from '../quantity.ts';
import { type Condition, conditionOf, meets, type Scalar } from './conditions.ts';
import { agree, flattenPolicy, isObject, type Leaf, leavesOf, wayTo } from './flatten.ts';

export type FilterScope = 'MessageAttributes' | 'MessageBody';

/** What a policy is held against; only the half that the scope names is looked at. */
export interface FilterMessage {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** As a text, or parsed already. */
  readonly body?: Json;
}

interface KeyTest {
  readonly key: string;
  readonly conditions: readonly Condition[];
}

/** Plain data, made by `compile`. */
export interface FilterPolicy {
  /** As written. */
  readonly written: Json;
  /** One for each way through the `$or`s. */
  readonly branches: readonly (readonly KeyTest[])[];
  /** The keys of all branches, and every level of a body on the way to them. */
  readonly asked: Readonly<Record<string, true>>;
}

/** Why a message was let through or not: NumberOfNotificationsFilteredOut has a twin for each of the reasons. */
export type FilterVerdict =
  | 'accepted'
  | 'MessageAttributes'
  | 'MessageBody'
  | 'NoMessageAttributes'
  | 'InvalidAttributes'
  | 'InvalidMessageBody';

/** @param policy as written, and sound: `validate` finds what is not */
export function compile(policy: Json): FilterPolicy {
  const branches = flattenPolicy(policy).map((flat) =>
    Object.entries(flat).map(([key, value]) => ({
      key,
      conditions: (Array.isArray(value) ? value : [value]).map(conditionOf),
    })),
  );
  return { written: policy, branches, asked: wayTo(branches.flat().map(({ key }) => key)) };
}

/** @param policy null: none, which everything matches */
export function matches(policy: FilterPolicy | null, scope: FilterScope, message: FilterMessage): boolean {
  return judge(policy, scope, message) === 'accepted';
}

/** As `matches`, with the reason. */
export function judge(
  policy: FilterPolicy | null,
  scope: FilterScope,
  message: FilterMessage,
): FilterVerdict {
  // An empty policy is none.
  if (!policy || policy.branches.every((tests) => tests.length === 0)) return 'accepted';
  return scope === 'MessageBody'
    ? judgeBody(policy, message.body)
    : judgeAttributes(policy, message.attributes ?? {});
}

function judgeAttributes(
  policy: FilterPolicy,
  attributes: Readonly<Record<string, Attribute>>,
): FilterVerdict {
  // "exists: false only matches if at least one attribute is present."
  let any = false;
  for (const _ in attributes) {
    any = true;
    break;
  }
  if (!any) return 'NoMessageAttributes';
  let invalid = false;
  for (const tests of policy.branches) {
    let met = true;
    for (const { key, conditions } of tests) {
      const attribute = Object.hasOwn(attributes, key) ? attributes[key]! : undefined;
      const values = attribute ? valuesOf(attribute) : NONE;
      if (values === null) invalid = true;
      if (
        values === null ||
        !(values.length === 0 ? meetsAbsent(conditions) : someMeets(values, conditions))
      ) {
        met = false;
        break;
      }
    }
    if (met) return 'accepted';
  }
  return invalid ? 'InvalidAttributes' : 'MessageAttributes';
}

const NONE: readonly Scalar[] = [];
const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** @returns nothing for what SNS passes over; null for what cannot be read */
function valuesOf({ type, value }: Attribute): readonly Scalar[] | null {
  if (type.endsWith('.Array')) return scalarsIn(value);
  if (type === 'String' || type.startsWith('String.')) return [value];
  if (type === 'Number' || type.startsWith('Number.')) return NUMBER.test(value) ? [Number(value)] : null;
  return NONE;
}

function scalarsIn(text: string): readonly Scalar[] | null {
  const list = parsed(text);
  if (!Array.isArray(list)) return null;
  return list.filter((one): one is Scalar => typeof one !== 'object' || one === null);
}

/** @returns undefined for what is no JSON */
function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function someMeets(values: readonly Scalar[], conditions: readonly Condition[]): boolean {
  for (const value of values) for (const condition of conditions) if (meets(value, condition)) return true;
  return false;
}

/** Of a key that is not there. */
function meetsAbsent(conditions: readonly Condition[]): boolean {
  for (const condition of conditions) if (condition.is === 'exists' && !condition.wanted) return true;
  return false;
}

function judgeBody(policy: FilterPolicy, written: Json | undefined): FilterVerdict {
  const body = typeof written === 'string' ? parsed(written) : written;
  const leaves = isObject(body) ? leavesOf(body, policy.asked) : null;
  if (!leaves) return 'InvalidMessageBody';
  for (const tests of policy.branches) if (meetsAll(tests, 0, leaves, [])) return 'accepted';
  return 'MessageBody';
}

/** Tries a value for each key in turn; in lists of objects all of them must come from one object. */
function meetsAll(
  tests: readonly KeyTest[],
  nth: number,
  leaves: ReadonlyMap<string, readonly Leaf[]>,
  chosen: readonly Leaf[],
): boolean {
  const test = tests[nth];
  if (!test) return true;
  const candidates = leaves.get(test.key);
  if (!candidates) return meetsAbsent(test.conditions) && meetsAll(tests, nth + 1, leaves, chosen);
  for (const leaf of candidates) {
    if (!test.conditions.some((condition) => meets(leaf.value, condition))) continue;
    // What is in no list agrees with everything, and no other candidate could do better.
    if (leaf.places.length === 0) return meetsAll(tests, nth + 1, leaves, chosen);
    if (!chosen.every((other) => agree(leaf, other))) continue;
    if (meetsAll(tests, nth + 1, leaves, [...chosen, leaf])) return true;
  }
  return false;
}
