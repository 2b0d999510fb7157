/**
 * FilterCriteria of an event source mapping: which messages of a queue a function gets. The grammar is Lambda's own; it
 * looks like that of SNS filter policies and of EventBridge, and differs from both.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
import type { Json, Read } from '../quantity.ts';

/** One of several is enough. */
export interface FilterCriteria {
  readonly filters: readonly EventFilter[];
}

/** `json` looks into a body that is a JSON object, `text` at one that is not; of a filter without either nothing is asked. */
export interface EventFilter {
  readonly json?: Pattern;
  readonly text?: readonly Rule[];
}

/** All keys must match, and of every group under `$or` at least one pattern. */
export interface Pattern {
  readonly keys: readonly (readonly [string, Pattern | readonly Rule[]])[];
  readonly or: readonly (readonly Pattern[])[];
}

export type Rule =
  | { readonly is: 'equals'; readonly value: Leaf }
  | { readonly is: 'anything-but'; readonly values: readonly Leaf[] }
  | { readonly is: 'prefix' | 'suffix' | 'equals-ignore-case'; readonly text: string }
  | { readonly is: 'numeric'; readonly tests: readonly (readonly [NumericOperator, number])[] }
  | { readonly is: 'exists'; readonly there: boolean };

type Leaf = string | number | boolean | null;
const NUMERIC = ['=', '<', '<=', '>', '>='] as const;
type NumericOperator = (typeof NUMERIC)[number];

/** Five by default, ten with a higher quota. */
const FILTERS_MAX = 10;
const PATTERN_MAX = 4096;
const OPERATORS = ['prefix', 'suffix', 'equals-ignore-case', 'anything-but', 'numeric', 'exists'];

type Map = { readonly [key: string]: Json };
const isMap = (value: Json): value is Map =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isLeaf = (value: Json): value is Leaf => typeof value !== 'object' || value === null;
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** What was expected instead of a piece of the document. */
interface Wrong {
  readonly expected: string;
}
const wrong = (expected: string): Wrong => ({ expected });
const isWrong = (value: object): value is Wrong => 'expected' in value;

/** Reads `{ Filters: [{ Pattern: ... }] }`; a pattern is a text, as in AWS, or the document itself. */
export function readFilterCriteria(raw: Json): Read<FilterCriteria> {
  const list = isMap(raw) && Object.keys(raw).every((key) => key === 'Filters') ? raw.Filters : undefined;
  if (list === undefined || !isList(list) || list.length === 0 || list.length > FILTERS_MAX) {
    const example = '{ Filters: [{ Pattern: { body: { kind: [digital] } } }] }';
    return { ok: false, expected: `1 to ${FILTERS_MAX} filters such as ${example}` };
  }
  const filters: EventFilter[] = [];
  for (const [i, one] of list.entries()) {
    const filter = readFilter(one);
    if (isWrong(filter)) return { ok: false, expected: `for filter ${i + 1} ${filter.expected}` };
    filters.push(filter);
  }
  return { ok: true, value: { filters } };
}

function readFilter(raw: Json): EventFilter | Wrong {
  const written = isMap(raw) && Object.keys(raw).length === 1 ? raw.Pattern : undefined;
  if (written === undefined) return wrong('a map with a Pattern and nothing else');
  const pattern = typeof written === 'string' ? parsed(written) : written;
  if (pattern === undefined || !isMap(pattern))
    return wrong('a Pattern that is a JSON object such as { body: { kind: [digital] } }');
  if (JSON.stringify(pattern).length > PATTERN_MAX)
    return wrong(`a Pattern of at most ${PATTERN_MAX} characters`);
  const other = Object.keys(pattern).find((key) => key !== 'body');
  if (other !== undefined)
    return wrong(`a Pattern about body alone, and not ${other}: for SQS there is no other key`);
  const { body } = pattern;
  if (body === undefined) return {};
  if (isList(body)) {
    const text = readRules(body, 'body');
    return isWrong(text) ? text : { text };
  }
  if (!isMap(body)) return wrong('a map of keys, or a list of rules for a plain text, under body');
  const json = readPattern(body);
  return isWrong(json) ? json : { json };
}

/** @returns undefined for what is no JSON */
function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function readPattern(raw: Map): Pattern | Wrong {
  const keys: [string, Pattern | readonly Rule[]][] = [];
  const or: (readonly Pattern[])[] = [];
  for (const [key, value] of Object.entries(raw)) {
    if (key === '$or') {
      const group = readGroup(value);
      if (!Array.isArray(group)) return group as Wrong;
      or.push(group as readonly Pattern[]);
      continue;
    }
    const read = isList(value) ? readRules(value, key) : isMap(value) ? readPattern(value) : null;
    if (read === null) return wrong(`a list of rules, or a map, under ${key}`);
    if (isWrong(read)) return read;
    keys.push([key, read]);
  }
  if (keys.length === 0 && or.length === 0) return wrong('at least one key in every map');
  return { keys, or };
}

function readGroup(value: Json): readonly Pattern[] | Wrong {
  if (!isList(value) || value.length < 2 || !value.every(isMap)) return wrong('two or more maps under $or');
  const group: Pattern[] = [];
  for (const one of value) {
    const pattern = readPattern(one);
    if (isWrong(pattern)) return pattern;
    group.push(pattern);
  }
  return group;
}

function readRules(list: readonly Json[], key: string): readonly Rule[] | Wrong {
  if (list.length === 0) return wrong(`at least one rule under ${key}`);
  const rules: Rule[] = [];
  for (const one of list) {
    const rule = isLeaf(one) ? ({ is: 'equals', value: one } as const) : readRule(one, key);
    if (isWrong(rule)) return rule;
    rules.push(rule);
  }
  return rules;
}

function readRule(raw: Json, key: string): Rule | Wrong {
  const names = isMap(raw) ? Object.keys(raw) : [];
  const name = names[0] ?? '';
  if (names.length !== 1 || !OPERATORS.includes(name))
    return wrong(`one of ${OPERATORS.join(', ')} in a rule under ${key}`);
  const value = (raw as Map)[name]!;
  switch (name) {
    case 'exists':
      return typeof value === 'boolean'
        ? { is: name, there: value }
        : wrong(`true or false for exists under ${key}`);
    case 'anything-but': {
      const values = isList(value) ? value : [value];
      const plain = values.length > 0 && values.every(isLeaf);
      return plain
        ? { is: name, values: values as readonly Leaf[] }
        : wrong(`texts or numbers for anything-but under ${key}`);
    }
    case 'numeric':
      return readNumeric(value, key);
    default:
      return typeof value === 'string'
        ? { is: name as 'prefix', text: value }
        : wrong(`a text for ${name} under ${key}`);
  }
}

/** `["=", n]`, one bound, or a lower and an upper one. */
function readNumeric(value: Json, key: string): Rule | Wrong {
  const expected = wrong(`["=", 100] or [">", 10, "<=", 20] for numeric under ${key}`);
  if (!isList(value) || (value.length !== 2 && value.length !== 4)) return expected;
  const tests: [NumericOperator, number][] = [];
  for (let i = 0; i < value.length; i += 2) {
    const operator = value[i];
    const n = value[i + 1];
    if (!NUMERIC.includes(operator as NumericOperator) || typeof n !== 'number') return expected;
    tests.push([operator as NumericOperator, n]);
  }
  if (tests.length === 2) {
    const [[low, from], [high, to]] = tests as [[NumericOperator, number], [NumericOperator, number]];
    if (!low.startsWith('>') || !high.startsWith('<') || from >= to) return expected;
  }
  return { is: 'numeric', tests };
}

/** Whether a function gets a message with this body. A body whose format is not the filter's never matches. */
export function matchesAny(criteria: FilterCriteria, body: string): boolean {
  const document = parsed(body);
  const json = document !== undefined && isMap(document) ? document : null;
  return criteria.filters.some((filter) => {
    if (filter.json) return json !== null && matches(filter.json, json);
    if (filter.text) return json === null && filter.text.some((rule) => holds(rule, body));
    return true;
  });
}

const isRules = (asked: Pattern | readonly Rule[]): asked is readonly Rule[] => Array.isArray(asked);

function matches({ keys, or }: Pattern, value: Json | undefined): boolean {
  // In a list of maps one of them must match as a whole.
  if (value !== undefined && isList(value)) return value.some((one) => matches({ keys, or }, one));
  const map = value !== undefined && isMap(value) ? value : {};
  return (
    keys.every(([key, asked]) => {
      const found = Object.hasOwn(map, key) ? map[key] : undefined;
      return isRules(asked) ? asked.some((rule) => holds(rule, found)) : matches(asked, found);
    }) && or.every((group) => group.some((pattern) => matches(pattern, map)))
  );
}

/** @param value undefined where the key is not there; of a list one element must match */
function holds(rule: Rule, value: Json | undefined): boolean {
  if (rule.is === 'exists') return (value !== undefined && !isMap(value)) === rule.there;
  if (value === undefined || isMap(value)) return false;
  return isList(value) ? value.some((one) => holdsFor(rule, one)) : holdsFor(rule, value);
}

function holdsFor(rule: Rule, value: Json): boolean {
  switch (rule.is) {
    case 'equals':
      return value === rule.value;
    case 'anything-but':
      return isLeaf(value) && !rule.values.includes(value);
    case 'prefix':
      return typeof value === 'string' && value.startsWith(rule.text);
    case 'suffix':
      return typeof value === 'string' && value.endsWith(rule.text);
    case 'equals-ignore-case':
      return typeof value === 'string' && value.toLowerCase() === rule.text.toLowerCase();
    case 'numeric':
      return typeof value === 'number' && rule.tests.every(([operator, n]) => compares(value, operator, n));
    default:
      return false;
  }
}

function compares(value: number, operator: NumericOperator, n: number): boolean {
  switch (operator) {
    case '=':
      return value === n;
    case '<':
      return value < n;
    case '<=':
      return value <= n;
    case '>':
      return value > n;
    case '>=':
      return value >= n;
  }
}
