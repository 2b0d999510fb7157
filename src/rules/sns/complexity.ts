/** What SNS counts in a filter policy before it takes it. */
import type { Json } from '../quantity.ts';
import { isObject, isOr } from './flatten.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
export const KEYS_MOST = 5;
export const COMBINATIONS_MOST = 150;
export const POLICY_BYTES_MOST = 256 * 1024;

/**
 * "The total combination of values": a key weighs as many as its values times the levels it is nested, keys multiply, and the
 * branches of an `$or` add up. @param policy shallow enough to be walked through
 */
export function combinationsOf(policy: Json, level = 1): number {
  if (!isObject(policy)) return 1;
  let combinations = 1;
  for (const [key, value] of Object.entries(policy)) {
    if (isOr(key, value))
      combinations *= value.reduce((sum, branch) => sum + combinationsOf(branch, level), 0);
    else combinations *= Array.isArray(value) ? value.length * level : combinationsOf(value, level + 1);
  }
  return combinations;
}

/** Whether a key has keys of its own: only bodies do. */
export function isNested(policy: Json): boolean {
  if (!isObject(policy)) return false;
  return Object.entries(policy).some(([key, value]) =>
    isOr(key, value) ? value.some(isNested) : isObject(value),
  );
}
