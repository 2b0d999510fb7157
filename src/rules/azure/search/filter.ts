/**
 * The part of OData's $filter that security trimming needs: eq ne gt ge lt le, and or not, brackets, any and all over a
 * collection, search.in. https://learn.microsoft.com/azure/search/search-query-odata-filter
 * A filter is checked against the fields of its index, as the service does: a name that is wrong is refused, not ignored.
 */
import type { ServiceError } from '../../serviceError.ts';
import { type Piece, piecesOf, quoted } from './filterText.ts';

export const FIELD_TYPES = [
  'Edm.String',
  'Edm.Double',
  'Edm.Boolean',
  'Edm.DateTimeOffset',
  'Collection(Edm.String)',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];
/** A moment is a text such as 2026-01-31 or 2026-01-31T12:00:00Z. */
export type FieldValue = string | number | boolean | null | readonly string[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly filterable: boolean;
  readonly searchable: boolean;
  /** Whether an answer may show it. Group ids should not be. */
  readonly retrievable: boolean;
}

type Literal = string | number | boolean | null;
type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';

/** Plain data. Of an item of a collection the field is null. */
export type Filter =
  | { readonly is: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly is: 'not'; readonly of: Filter }
  | {
      readonly is: 'compare';
      readonly field: string | null;
      readonly by: Comparison;
      readonly with: Literal;
      readonly moment: boolean;
    }
  | { readonly is: 'in'; readonly field: string | null; readonly values: readonly string[] }
  | { readonly is: 'any' | 'all'; readonly field: string; readonly of: Filter | null };

export type FilterRead =
  | { readonly ok: true; readonly value: Filter }
  | { readonly ok: false; readonly at: number; readonly message: string };

/** As the service answers a filter that it cannot take. */
export const filterError = (message: string): ServiceError => ({
  code: 'InvalidRequestParameter',
  message: `Invalid expression: ${message}\r\nParameter name: $filter`,
  status: 400,
});

/** Bounds of this lab. */
const LETTERS_MOST = 16_384;
const DEPTH_MOST = 50;

/** Where reading stopped, and why. */
interface Refusal {
  readonly at: number;
  readonly message: string;
}
interface Reader {
  readonly filter: string;
  readonly fields: readonly Field[];
  readonly pieces: readonly Piece[];
  place: number;
  depth: number;
  refusal: Refusal | null;
  /** The name of the item inside any( ) or all( ). */
  item: string | null;
}

const NOTHING: Filter = { is: 'or', of: [] };

export function readFilter(filter: string, fields: readonly Field[]): FilterRead {
  const tooLong = filter.length > LETTERS_MOST;
  const pieces = tooLong ? { at: LETTERS_MOST } : piecesOf(filter);
  if (!('length' in pieces)) return { ok: false, at: pieces.at, message: syntax(filter, pieces.at) };
  const reader: Reader = { filter, fields, pieces, place: 0, depth: 0, refusal: null, item: null };
  const value = either(reader);
  if (!reader.refusal && next(reader).is !== 'end') refuse(reader);
  const { refusal } = reader;
  return refusal ? { ok: false, ...refusal } : { ok: true, value };
}

const syntax = (filter: string, at: number): string =>
  `Syntax error at position ${at} in '${filter.slice(0, 200)}'.`;
const next = (reader: Reader): Piece => reader.pieces[reader.place]!;

/** The first refusal stands; reading goes on over nothing until it has unwound. */
function refuse(reader: Reader, message?: string, at = next(reader).at): Filter {
  reader.refusal ??= { at, message: message ?? syntax(reader.filter, at) };
  return NOTHING;
}

function take(reader: Reader, is: Piece['is'], text?: string): Piece | null {
  const piece = next(reader);
  if (reader.refusal || piece.is !== is || (text !== undefined && piece.text !== text)) return null;
  if (piece.is !== 'end') reader.place++;
  return piece;
}

function demand(reader: Reader, text: string): void {
  if (!take(reader, 'mark', text)) refuse(reader);
}

function either(reader: Reader): Filter {
  const of = [both(reader)];
  while (take(reader, 'name', 'or')) of.push(both(reader));
  return of.length === 1 ? of[0]! : { is: 'or', of };
}

function both(reader: Reader): Filter {
  const of = [one(reader)];
  while (take(reader, 'name', 'and')) of.push(one(reader));
  return of.length === 1 ? of[0]! : { is: 'and', of };
}

function one(reader: Reader): Filter {
  if (reader.depth >= DEPTH_MOST) return refuse(reader, `More than ${DEPTH_MOST} levels of nesting.`);
  reader.depth++;
  const filter = oneOf(reader);
  reader.depth--;
  return filter;
}

function oneOf(reader: Reader): Filter {
  if (take(reader, 'name', 'not')) return { is: 'not', of: one(reader) };
  if (take(reader, 'mark', '(')) {
    const inside = either(reader);
    demand(reader, ')');
    return inside;
  }
  if (take(reader, 'name', 'search.in')) return listed(reader);
  const name = take(reader, 'name');
  if (!name) return refuse(reader);
  if (name.text === reader.item) return compared(reader, null, 'Edm.String');
  const field = fieldOf(reader, name);
  if (!field) return NOTHING;
  if (take(reader, 'mark', '/')) return overItems(reader, field, name.at);
  if (field.type === 'Collection(Edm.String)') return refuse(reader);
  if (field.type === 'Edm.Boolean' && !isComparison(next(reader).text))
    return { is: 'compare', field: field.name, by: 'eq', with: true, moment: false };
  return compared(reader, field.name, field.type);
}

function fieldOf(reader: Reader, name: Piece): Field | null {
  const field = reader.fields.find((one) => one.name === name.text);
  if (!field) {
    const what = `Could not find a property named '${name.text}' on type 'search.document'.`;
    refuse(reader, what, name.at);
    return null;
  }
  if (field.filterable) return field;
  const what = `'${name.text}' is not a filterable field. Only filterable fields can be used in filter expressions.`;
  refuse(reader, what, name.at);
  return null;
}

const isComparison = (text: string): text is Comparison => /^(?:eq|ne|gt|ge|lt|le)$/.test(text);

function compared(reader: Reader, field: string | null, type: FieldType): Filter {
  const by = take(reader, 'name');
  if (!by || !isComparison(by.text)) return refuse(reader, undefined, by?.at);
  const literal = next(reader);
  const value = literalOf(literal);
  if (value === undefined) return refuse(reader);
  if (value !== null && !fits(literal, type)) {
    const what = `A binary operator with incompatible types was detected. Found operand types '${type}' and '${typeOf(literal)}' for operator kind '${by.text}'.`;
    return refuse(reader, what);
  }
  reader.place++;
  return { is: 'compare', field, by: by.text, with: value, moment: type === 'Edm.DateTimeOffset' };
}

function literalOf(piece: Piece): Literal | undefined {
  if (piece.is === 'text' || piece.is === 'moment') return piece.text;
  if (piece.is === 'number') return Number(piece.text);
  if (piece.is !== 'name') return undefined;
  return piece.text === 'null'
    ? null
    : piece.text === 'true'
      ? true
      : piece.text === 'false'
        ? false
        : undefined;
}

function typeOf(piece: Piece): FieldType {
  if (piece.is === 'text') return 'Edm.String';
  if (piece.is === 'number') return 'Edm.Double';
  return piece.is === 'moment' ? 'Edm.DateTimeOffset' : 'Edm.Boolean';
}

const fits = (piece: Piece, type: FieldType): boolean => typeOf(piece) === type;

/** search.in(field, 'a,b') or search.in(field, 'a|b', '|'): spaces and commas part the values unless told otherwise. */
function listed(reader: Reader): Filter {
  demand(reader, '(');
  const name = take(reader, 'name');
  if (!name) return refuse(reader);
  const isItem = name.text === reader.item;
  const field = isItem ? null : fieldOf(reader, name);
  if (field && field.type !== 'Edm.String') return refuse(reader, undefined, name.at);
  demand(reader, ',');
  const values = take(reader, 'text');
  const delimiters = take(reader, 'mark', ',') ? take(reader, 'text') : { text: ' ,' };
  if (!values || !delimiters) return refuse(reader);
  demand(reader, ')');
  return { is: 'in', field: field?.name ?? null, values: partsOf(values.text, delimiters.text) };
}

/** Every character of the delimiters parts; what is empty is no value. */
function partsOf(text: string, delimiters: string): string[] {
  const parts = [''];
  for (const letter of text) {
    if (delimiters.includes(letter)) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts.filter((part) => part !== '');
}

/** group_ids/any(g: ...), tags/all(t: ...), tags/any(). */
function overItems(reader: Reader, field: Field, at: number): Filter {
  const is = take(reader, 'name');
  if (!is || (is.text !== 'any' && is.text !== 'all')) return refuse(reader, undefined, is?.at);
  if (field.type !== 'Collection(Edm.String)' || reader.item !== null) return refuse(reader, undefined, at);
  demand(reader, '(');
  if (is.text === 'any' && take(reader, 'mark', ')')) return { is: 'any', field: field.name, of: null };
  const item = take(reader, 'name');
  demand(reader, ':');
  if (!item) return refuse(reader);
  reader.item = item.text;
  const of = either(reader);
  reader.item = null;
  demand(reader, ')');
  return { is: is.text, field: field.name, of };
}

/** Whether a document passes. A field that it does not have is null. */
export function passes(filter: Filter, values: FieldValues, item: string | null = null): boolean {
  switch (filter.is) {
    case 'and':
      return filter.of.every((one) => passes(one, values, item));
    case 'or':
      return filter.of.some((one) => passes(one, values, item));
    case 'not':
      return !passes(filter.of, values, item);
    case 'in': {
      const value = fieldIn(values, filter.field, item);
      return typeof value === 'string' && filter.values.includes(value);
    }
    case 'compare':
      return meets(fieldIn(values, filter.field, item), filter.by, filter.with, filter.moment);
    default: {
      const list = fieldIn(values, filter.field, null);
      const items = Array.isArray(list) ? (list as readonly string[]) : [];
      const { of } = filter;
      if (of === null) return items.length > 0;
      const each = (one: string) => passes(of, values, one);
      return filter.is === 'any' ? items.some(each) : items.every(each);
    }
  }
}

function fieldIn(values: FieldValues, field: string | null, item: string | null): FieldValue {
  if (field === null) return item;
  return Object.hasOwn(values, field) ? values[field]! : null;
}

function meets(value: FieldValue, by: Comparison, other: Literal, moment: boolean): boolean {
  if (by === 'eq' || by === 'ne') return equal(value, other, moment) === (by === 'eq');
  if (value === null || other === null || typeof value === 'object') return false;
  const [a, b] = moment ? [momentOf(value), momentOf(other)] : [value, other];
  if (by === 'gt') return a > b;
  if (by === 'ge') return a >= b;
  return by === 'lt' ? a < b : a <= b;
}

const equal = (value: FieldValue, other: Literal, moment: boolean): boolean =>
  moment && value !== null && other !== null ? momentOf(value) === momentOf(other) : value === other;

/** 2026-01-31 and 2026-01-31T00:00:00Z are one moment; written alike, moments are in the order of their letters. UTC only. */
function momentOf(value: FieldValue): string {
  const [day, time = '00:00:00'] = String(value).split('T');
  return `${day}T${time.replace(/(?:Z|\+00:00)$/, '').padEnd(8, ':00')}`;
}

/** Security trimming: documents that one of the groups may read. A reader without groups finds nothing. */
export function groupsFilter(groups: readonly string[], field = 'group_ids'): string {
  // A bar parts the groups, so that a group's name may have a comma or a space in it.
  return `${field}/any(g: search.in(g, ${quoted(groups.join('|'))}, '|'))`;
}
