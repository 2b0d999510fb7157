/**
 * What a message says: the content (`engine/contents.ts`) of a user's request and of whatever is sent on its behalf.
 * In its texts `{n}` stands for the number of the request, from 0: so a million orders are one letter, and each still
 * has a body of its own.
 */
import type { Content } from '../engine/contents.ts';
import { type Json, type Read, readShare, readSize } from './quantity.ts';

export interface Letter {
  readonly body: string;
  /** Of an e-mail, and of a notification. */
  readonly subject?: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** MessageGroupId. */
  readonly group?: string;
  /** MessageDeduplicationId. */
  readonly deduplication?: string;
  /** DelaySeconds of this message alone, in ticks. */
  readonly delay?: number;
  /** Of an object in a bucket. */
  readonly key?: string;
  /** Bytes: of that object, or of the message, where the body only stands for something bigger. */
  readonly size?: number;
  /**
   * Id of the topic in whose envelope it travels, where delivery is not raw. The text (`sns/envelope.ts`) is made when
   * somebody opens it: `due` of the delivery's call is the uid of the published message.
   */
  readonly envelope?: string;
}

/** A message attribute as SQS and SNS know it; `String.Array` holds a JSON list. */
export interface Attribute {
  readonly type: string;
  readonly value: string;
}

/** One kind of message among those that a source makes. */
export interface Kind {
  /** How many of all are of this kind, as a weight. */
  readonly share: number;
  readonly letter: Letter;
  /** `{from..to}` in the group: one of these numbers, each as likely as the others; null when there is none. */
  readonly groups: readonly [number, number] | null;
}

/** A row whose content is a letter; of others an empty body. */
export function letterOf(content: Content): Letter {
  return 'body' in content ? (content as Letter) : EMPTY;
}

const EMPTY: Letter = { body: '' };

/** @param request its number, -1 for a message of nobody's */
export function filled(text: string, request: number): string {
  return text.replaceAll('{n}', String(Math.max(0, request)));
}

/** Bytes as SQS and SNS count them: the body, and each attribute's name, type and value. UTF-8. */
export function sizeOf(letter: Letter, request: number): number {
  const attributes = Object.entries(letter.attributes ?? {});
  // What names an object in a bucket only points to it: the object itself is not sent.
  const pointed = letter.key !== undefined;
  const own = (pointed ? undefined : letter.size) ?? bytesOf(filled(letter.body, request));
  return attributes.reduce(
    (sum, [name, { type, value }]) => sum + bytesOf(name) + bytesOf(type) + bytesOf(value),
    own,
  );
}

export function bytesOf(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

/** The letter with its group settled. @param draw a whole number in 0..n-1 */
export function written({ letter, groups }: Kind, draw: (n: number) => number): Letter {
  if (!groups || letter.group === undefined) return letter;
  const [from, to] = groups;
  return { ...letter, group: letter.group.replace(GROUPS, String(from + draw(to - from + 1))) };
}

const GROUPS = /\{(\d{1,9})\.\.(\d{1,9})\}/;
const KEYS = ['share', 'body', 'subject', 'attributes', 'group', 'deduplication', 'key', 'size'];
const EXPECTED =
  'a list of kinds such as [{ share: 70 %, body: "order {n}", attributes: { kind: digital } }], at most 50';
const KINDS_MAX = 50;

/**
 * Kinds of messages as written in a scenario. An attribute's type follows from what is written: a text is a String, a
 * number a Number, a list a String.Array.
 */
export function readKinds(raw: Json): Read<readonly Kind[]> {
  if (!Array.isArray(raw) || raw.length === 0 || raw.length > KINDS_MAX)
    return { ok: false, expected: EXPECTED };
  const kinds: Kind[] = [];
  for (const [i, one] of raw.entries()) {
    const kind = readKind(one);
    if (typeof kind === 'string') return { ok: false, expected: `for kind ${i + 1} ${kind}` };
    kinds.push(kind);
  }
  return { ok: true, value: kinds };
}

/** @returns what was expected instead, as a text */
function readKind(raw: Json): Kind | string {
  if (!isMap(raw)) return 'a map such as { share: 70 %, body: "order {n}" }';
  const unknown = Object.keys(raw).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return `only ${KEYS.join(', ')}, and not ${unknown}`;
  const share = readShare(raw.share ?? 1);
  if (!share.ok || share.value <= 0) return 'a share above 0';
  const texts: Record<string, string> = { body: '{"request": {n}}' };
  for (const name of ['body', 'subject', 'group', 'deduplication', 'key']) {
    const text = raw[name];
    if (text === undefined) continue;
    if (typeof text !== 'string' || text.length > 10_000)
      return `a text for ${name}, at most 10000 characters`;
    texts[name] = text;
  }
  const size = raw.size === undefined ? null : readSize(raw.size);
  if (size && !size.ok) return `${size.expected} for size`;
  const attributes = readAttributes(raw.attributes ?? {});
  if (typeof attributes === 'string') return attributes;
  const some = Object.keys(attributes).length > 0 ? { attributes } : {};
  const letter: Letter = { body: '', ...texts, ...some, ...(size?.ok && { size: size.value }) };
  const range = GROUPS.exec(letter.group ?? '');
  const groups = range ? ([Number(range[1]), Number(range[2])] as const) : null;
  if (groups && groups[1] < groups[0]) return 'a range such as {1..20} in group';
  return { share: share.value, letter, groups };
}

function readAttributes(raw: Json): Record<string, Attribute> | string {
  if (!isMap(raw)) return 'a map of attributes such as { kind: digital, total: 12 }';
  const attributes: Record<string, Attribute> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (typeof value === 'string') attributes[name] = { type: 'String', value };
    else if (typeof value === 'number') attributes[name] = { type: 'Number', value: String(value) };
    else if (Array.isArray(value)) attributes[name] = { type: 'String.Array', value: JSON.stringify(value) };
    else return `a text, a number or a list for the attribute ${name}`;
  }
  return attributes;
}

function isMap(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
