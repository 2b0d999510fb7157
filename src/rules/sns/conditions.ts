/** One condition of a filter policy, such as `{"prefix": "order-"}`, and the values that meet it. */
import type { Json } from '../quantity.ts';
import { type AddressRange, addressOf, blockOf, within } from './addresses.ts';

/** What a key of a message can be compared with: no lists and no objects. */
export type Scalar = string | number | boolean | null;

/** Plain data. Numbers are counted in hundred thousandths, as far as SNS tells them apart. */
export type Condition =
  | { readonly is: 'exactly'; readonly value: string | boolean | null }
  | { readonly is: 'number'; readonly value: number; readonly scaled: number }
  | { readonly is: 'prefix' | 'suffix' | 'anyCase' | 'notPrefix'; readonly text: string }
  | { readonly is: 'between'; readonly least: number; readonly most: number }
  | { readonly is: 'exists'; readonly wanted: boolean }
  | { readonly is: 'address'; readonly range: AddressRange }
  | { readonly is: 'not'; readonly texts: readonly string[]; readonly scaled: readonly number[] }
  | { readonly is: 'never' };

/** "The value can range from -10^9 to 10^9, with five digits of accuracy after the decimal point." */
export const NUMBER_MOST = 1e9;
const STEPS = 1e5;

/** In hundred thousandths; NaN beyond what SNS compares. */
export function scaledOf(value: number): number {
  return Math.abs(value) <= NUMBER_MOST ? Math.round(value * STEPS) : Number.NaN;
}

const NEVER: Condition = { is: 'never' };

/** @param written a sound one; what SNS refuses meets nothing */
export function conditionOf(written: Json): Condition {
  if (typeof written === 'number') return { is: 'number', value: written, scaled: scaledOf(written) };
  if (typeof written !== 'object' || written === null) return { is: 'exactly', value: written };
  const [entry] = Object.entries(written);
  return entry === undefined || Array.isArray(written) ? NEVER : operatorOf(entry[0], entry[1]);
}

function operatorOf(name: string, value: Json): Condition {
  if (name === 'exists') return typeof value === 'boolean' ? { is: 'exists', wanted: value } : NEVER;
  if (name === 'anything-but') return anythingBut(value);
  if (name === 'numeric') return Array.isArray(value) ? betweenOf(value) : NEVER;
  if (typeof value !== 'string') return NEVER;
  if (name === 'prefix' || name === 'suffix') return { is: name, text: value };
  if (name === 'equals-ignore-case') return { is: 'anyCase', text: folded(value) };
  const range = name === 'cidr' ? blockOf(value) : null;
  return range ? { is: 'address', range } : NEVER;
}

function anythingBut(value: Json): Condition {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { prefix } = value as { readonly prefix?: Json };
    return typeof prefix === 'string' ? { is: 'notPrefix', text: prefix } : NEVER;
  }
  const values = Array.isArray(value) ? value : [value];
  return {
    is: 'not',
    texts: values.filter((one) => typeof one === 'string'),
    scaled: values.filter((one) => typeof one === 'number').map(scaledOf),
  };
}

/** `[">", 0, "<=", 150]`: as whole hundred thousandths, above 0 is from 1. */
function betweenOf(terms: readonly Json[]): Condition {
  let least = -NUMBER_MOST * STEPS;
  let most = NUMBER_MOST * STEPS;
  for (let i = 0; i + 1 < terms.length; i += 2) {
    const n = scaledOf(Number(terms[i + 1]));
    if (terms[i] === '=' || terms[i] === '>=') least = n;
    if (terms[i] === '=' || terms[i] === '<=') most = n;
    if (terms[i] === '>') least = n + 1;
    if (terms[i] === '<') most = n - 1;
  }
  return { is: 'between', least, most };
}

/** Capitals and small letters alike, one letter for one letter: the German sharp s is not two. */
export function folded(text: string): string {
  let out = '';
  for (const letter of text) {
    const capital = instead(letter, letter.toUpperCase());
    out += instead(capital, capital.toLowerCase());
  }
  return out;
}

const instead = (letter: string, other: string): string => (other.length === letter.length ? other : letter);

/** @param value of a key that is there */
export function meets(value: Scalar, condition: Condition): boolean {
  switch (condition.is) {
    case 'exactly':
      return value === condition.value;
    case 'number':
      return typeof value === 'number' && (value === condition.value || scaledOf(value) === condition.scaled);
    case 'prefix':
      return typeof value === 'string' && value.startsWith(condition.text);
    case 'suffix':
      return typeof value === 'string' && value.endsWith(condition.text);
    case 'anyCase':
      return typeof value === 'string' && folded(value) === condition.text;
    case 'notPrefix':
      return typeof value !== 'string' || !value.startsWith(condition.text);
    case 'between': {
      const scaled = typeof value === 'number' ? scaledOf(value) : Number.NaN;
      return scaled >= condition.least && scaled <= condition.most;
    }
    case 'exists':
      // "The key must have a non-null and non-empty value."
      return condition.wanted && value !== null && value !== '';
    case 'address': {
      const address = typeof value === 'string' ? addressOf(value) : null;
      return address !== null && within(address, condition.range);
    }
    case 'not':
      return typeof value === 'string'
        ? !condition.texts.includes(value)
        : typeof value !== 'number' || !condition.scaled.includes(scaledOf(value));
    case 'never':
      return false;
  }
}
