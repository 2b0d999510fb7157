/**
 * The grammar of a filter policy. What is refused first, and in which words, is as SNS reads: token by token, from the left.
 * The order is that of the recorded refusals and, where none is recorded, of https://github.com/aws/event-ruler, whose words
 * they are; what is known of neither is marked.
 */
import type { Json } from '../quantity.ts';
import { addressOf, looksLikeAddress } from './addresses.ts';
import { NUMBER_MOST, scaledOf } from './conditions.ts';
import { isOr } from './flatten.ts';
import { type Token, tokensOf } from './policyTokens.ts';

export interface Complaint {
  readonly says: string;
  /** Where the reader stands; null where SNS does not say. */
  readonly column: number | null;
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

/** A step of the grammar: null where all is well, and then the reader stands on the last token that was read. */
type Step = Complaint | null;

const ONE_KEY = 'Only one key allowed in match expression';
const TOO_MANY = 'Too many elements in numeric expression';

/** @param policy an object, shallow enough to be walked through @returns the first thing that is wrong */
export function complaintAbout(policy: Json): Complaint | null {
  const reader: Reader = { tokens: tokensOf(policy), at: 0 };
  if (here(reader).kind !== 'object') return lost(reader, 'Filter is not an object');
  return object(reader, policy as { readonly [key: string]: Json });
}

const here = ({ tokens, at }: Reader): Token => tokens[at]!;

function next(reader: Reader): Token {
  reader.at++;
  return here(reader);
}

const lost = (reader: Reader, says: string): Complaint => ({ says, column: here(reader).column });
/** As `lost`, when the text of the token has been read. */
const lostBehind = (reader: Reader, says: string): Complaint => ({ says, column: here(reader).end });

/** The value goes along with the tokens: whether `$or` is an "or" is not seen from its first one. */
function object(reader: Reader, value: { readonly [key: string]: Json }): Step {
  const names = Object.keys(value);
  for (const name of names) {
    next(reader);
    const inside = value[name]!;
    const { kind } = next(reader);
    const wrong = isOr(name, inside)
      ? branches(reader, inside)
      : kind === 'object'
        ? object(reader, inside as { readonly [key: string]: Json })
        : kind === 'list'
          ? conditions(reader)
          : lost(reader, `"${name}" must be an object or an array`);
    if (wrong) return wrong;
  }
  next(reader);
  return names.length === 0 ? lost(reader, 'Empty objects are not allowed') : null;
}

function branches(reader: Reader, values: readonly { readonly [key: string]: Json }[]): Step {
  for (const value of values) {
    next(reader);
    const wrong = object(reader, value);
    if (wrong) return wrong;
  }
  next(reader);
  return null;
}

function conditions(reader: Reader): Step {
  const first = reader.at;
  while (next(reader).kind !== 'end of list') {
    const { kind } = here(reader);
    if (kind === 'list') return lost(reader, 'Match value must be String, number, true, false, or null');
    const wrong = kind === 'object' ? operator(reader) : null;
    if (wrong) return wrong;
  }
  return reader.at === first + 1 ? lost(reader, 'Empty arrays are not allowed') : null;
}

function operator(reader: Reader): Step {
  const { kind, text } = next(reader);
  if (kind !== 'key') return lost(reader, 'Match expression name not found');
  switch (text) {
    case 'prefix':
    case 'suffix':
    case 'equals-ignore-case':
      return pattern(reader, text) ?? closed(reader, ONE_KEY);
    case 'cidr':
      // The words are the prefix's indeed.
      return pattern(reader, 'prefix') ?? block(here(reader).text) ?? closed(reader, ONE_KEY);
    case 'exists':
      return /^(?:true|false)$/.test(next(reader).text) && here(reader).kind === 'word'
        ? closed(reader, ONE_KEY)
        : lost(reader, 'exists match pattern must be either true or false.');
    case 'numeric':
      if (next(reader).kind !== 'list') return lost(reader, 'Value of numeric must be an array.');
      return numeric(reader) ?? closed(reader, TOO_MANY);
    case 'anything-but':
      return anythingBut(reader);
    default:
      return lost(reader, `Unrecognized match type ${text}`);
  }
}

function pattern(reader: Reader, name: string): Step {
  return next(reader).kind === 'text' ? null : lost(reader, `${name} match pattern must be a string`);
}

function closed(reader: Reader, otherwise: string): Step {
  return next(reader).kind === 'end of object' ? null : lost(reader, otherwise);
}

function anythingBut(reader: Reader): Step {
  const { kind, text } = next(reader);
  if (kind === 'object') return anythingButPrefix(reader);
  if (kind === 'list') return anythingButList(reader) ?? closed(reader, TOO_MANY);
  if (kind !== 'text' && kind !== 'number')
    return lost(reader, 'Value of anything-but must be an array or single string/number value.');
  if (kind === 'number' && !isComparable(Number(text))) return { says: OUT_OF_RANGE, column: null };
  return closed(reader, TOO_MANY);
}

function anythingButPrefix(reader: Reader): Step {
  const { kind, text } = next(reader);
  if (kind !== 'key') return lost(reader, 'Anything-But expression name not found');
  if (text !== 'prefix') return lost(reader, `Unsupported anything-but pattern: ${text}`);
  const wrong = pattern(reader, 'prefix');
  if (wrong) return wrong;
  if (here(reader).text === '') return lostBehind(reader, 'Null prefix not allowed');
  return closed(reader, ONE_KEY) ?? closed(reader, ONE_KEY);
}

function anythingButList(reader: Reader): Step {
  let texts = 0;
  let numbers = 0;
  while (next(reader).kind !== 'end of list') {
    const { kind, text } = here(reader);
    if (kind === 'text') texts++;
    else if (kind === 'number') numbers++;
    else return lost(reader, 'Inside anything but list, start|null|boolean is not supported.');
    if (kind === 'number' && !isComparable(Number(text))) return lost(reader, OUT_OF_RANGE);
  }
  return texts > 0 === numbers > 0
    ? lost(
        reader,
        'Inside anything but list, either all values are number or string, mixed type is not supported',
      )
    : null;
}

/** From the range that SNS's guide gives; that SNS words it like this is not recorded. */
const OUT_OF_RANGE = 'Value must be between -1.0E9 and 1.0E9, inclusive';
const isComparable = (n: number): boolean => Math.abs(n) <= NUMBER_MOST;

function numeric(reader: Reader): Step {
  const first = next(reader);
  if (first.kind !== 'text') return lost(reader, `Invalid member in numeric match: ${first.text}`);
  const sign = first.text;
  const { kind, text } = next(reader);
  if (!['=', '<', '<=', '>', '>='].includes(sign))
    return lost(reader, `Unrecognized numeric range operator: ${sign}`);
  if (kind !== 'number') return lost(reader, `Value of ${sign === '=' ? 'equals' : sign} must be numeric`);
  const bound = Number(text);
  if (next(reader).kind === 'end of list') return isComparable(bound) ? null : lost(reader, OUT_OF_RANGE);
  return sign === '>' || sign === '>=' ? upperBound(reader, bound) : lost(reader, TOO_MANY);
}

function upperBound(reader: Reader, bottom: number): Step {
  const { kind, text: sign } = here(reader);
  if (kind !== 'text') return lost(reader, `Bad value in numeric range: ${sign}`);
  if (sign !== '<' && sign !== '<=') return lostBehind(reader, `Bad numeric range operator: ${sign}`);
  const value = next(reader);
  if (value.kind !== 'number') return lost(reader, `Value of ${sign} must be numeric`);
  if (next(reader).kind !== 'end of list') return lost(reader, 'Too many terms in numeric range expression');
  const top = Number(value.text);
  if (!isComparable(bottom) || !isComparable(top)) return lost(reader, OUT_OF_RANGE);
  return scaledOf(bottom) < scaledOf(top) ? null : lost(reader, 'Bottom must be less than top');
}

/** Of these SNS does not say where they stand. */
function block(text: string): Step {
  const says = wrongBlock(text);
  return says === null ? null : { says, column: null };
}

function wrongBlock(text: string): string | null {
  const pieces = text.split('/');
  if (pieces.length !== 2 || pieces[1] === '') return "Malformed CIDR, one '/' required";
  const [ip, bits] = pieces as [string, string];
  if (!/^[+-]?\d{1,9}$/.test(bits)) return 'Malformed CIDR, mask bits must be an integer';
  if (Number(bits) < 0) return 'Malformed CIDR, mask bits must not be negative';
  const address = addressOf(ip);
  if (!address) return `${looksLikeAddress(ip) ? 'Invalid' : 'Nonstandard'} IP address: ${ip}`;
  const most = address.length * 8;
  return Number(bits) < most ? null : `IPv${most === 32 ? 4 : 6} mask bits must be < ${most}`;
}
