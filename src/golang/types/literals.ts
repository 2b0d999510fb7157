/** Composite literals. https://go.dev/ref/spec#Composite_literals */
import { expressionText } from '../syntax/text.ts';
import type { CompositeLit, Expression, KeyedElement } from '../syntax/tree.ts';
import { assign } from './assign.ts';
import { INVALID, isExported, isInvalid } from './basics.ts';
import { type Checker, report } from './checker.ts';
import { constantText } from './constants.ts';
import { element, use, value } from './expressions.ts';
import { identical, sameName } from './identical.ts';
import { constantIndex } from './indexing.ts';
import type { ArrayOf, Constant, MapOf, Struct, Type } from './model.ts';
import { invalid, type Operand, operand, refuse, text } from './operands.ts';
import { lookupError } from './selectors.ts';
import { typeOf, variableType } from './typeExpressions.ts';
import { coreType } from './typeSet.ts';
import { isPlainInterface, recordType } from './untyped.ts';

type Element = Expression | KeyedElement;

/** @param hint what an element without a type of its own is */
export function compositeLiteral(c: Checker, e: CompositeLit, hint: Type | null): Operand {
  const open = e.type?.kind === 'ArrayType' && e.type.length === null ? e.type : null;
  let type: Type = INVALID;
  if (open !== null) type = { kind: 'array', length: -1, element: variableType(c, open.element) };
  else if (e.type !== null) type = typeOf(c, e.type);
  else if (hint !== null) type = hint;
  else report(c, e, 'missing type in composite literal');
  let base = type;
  if (e.type === null) {
    const core = coreType(type);
    // An element `{...}` of a slice of pointers is `&T{...}`.
    if (core?.kind === 'pointer') base = core.element;
  }
  const core = coreType(base);
  switch (core?.kind) {
    case 'struct':
      structElements(c, e, core, base);
      break;
    case 'array': {
      const length = indexedElements(c, e.elements, core.element, core.length);
      if (open === null) break;
      const whole: ArrayOf = { kind: 'array', length, element: core.element };
      recordType(c, open, whole);
      return operand('value', e, whole);
    }
    case 'slice':
      indexedElements(c, e.elements, core.element, -1);
      break;
    case 'map':
      mapElements(c, e.elements, core);
      break;
    default: {
      use(c, e.elements.map(valueIn));
      if (core !== null && isInvalid(core)) return invalid(e);
      const which = e.type === null ? ' element' : '';
      const why = core === null ? ' (no core type)' : '';
      return refuse(c, e, `invalid composite literal${which} type ${text(c, type)}${why}`);
    }
  }
  return operand('value', e, type);
}

const valueIn = (one: Element): Expression => (one.kind === 'KeyedElement' ? one.value : one);

const MIXTURE = 'mixture of field:value and value elements in struct literal';

function structElements(c: Checker, e: CompositeLit, { fields }: Struct, type: Type): void {
  const seen = new Set<number>();
  const keyed = e.elements[0]?.kind === 'KeyedElement';
  for (const [i, one] of e.elements.entries()) {
    if ((one.kind === 'KeyedElement') !== keyed) {
      report(c, one, MIXTURE);
      continue;
    }
    if (one.kind === 'KeyedElement') {
      field(c, one, fields, type, seen);
      continue;
    }
    const x = value(c, one);
    const to = fields[i];
    if (to === undefined) {
      report(c, one, `too many values in struct literal of type ${text(c, type)}`);
      break;
    }
    if (!isExported(to.name) && to.package !== c.package) {
      const where = `${to.name} in struct literal of type ${text(c, type)}`;
      report(c, one, `implicit assignment to unexported field ${where}`);
    } else assign(c, x, to.type, 'struct literal');
  }
  if (!keyed && e.elements.length > 0 && e.elements.length < fields.length) {
    const close = { start: e.end - 1, end: e.end };
    report(c, close, `too few values in struct literal of type ${text(c, type)}`);
  }
}

function field(c: Checker, one: KeyedElement, fields: Struct['fields'], type: Type, seen: Set<number>): void {
  const { key } = one;
  if (key.kind !== 'Identifier') {
    value(c, one.value);
    report(c, one, `invalid field name ${expressionText(key)} in struct literal`);
    return;
  }
  const { name } = key;
  const at = fields.findIndex((each) => name !== '_' && sameName(each, { name, package: c.package }));
  const to = fields[at];
  const x = value(c, one.value);
  if (to === undefined) {
    const like = name.toLowerCase();
    const other = fields.find((each) => name !== '_' && each.name.toLowerCase() === like) ?? null;
    report(c, key, lookupError(c, type, name, other, true));
    return;
  }
  c.info.uses.set(key, to);
  assign(c, x, to.type, 'struct literal');
  if (seen.has(at)) report(c, one, `duplicate field name ${name} in struct literal`);
  seen.add(at);
}

/** @returns one more than the greatest index */
function indexedElements(c: Checker, elements: readonly Element[], type: Type, length: number): number {
  const seen = new Set<number>();
  let next = 0;
  let most = 0;
  for (const one of elements) {
    let valid = false;
    if (one.kind === 'KeyedElement') {
      const at = constantIndex(c, one.key, length);
      valid = !isInvalid(at.type) && at.value >= 0;
      if (valid) next = at.value;
      else if (!isInvalid(at.type))
        report(c, one, `index ${expressionText(one.key)} must be integer constant`);
    } else if (length >= 0 && next >= length) {
      report(c, one, `index ${next} is out of bounds (>= ${length})`);
    } else valid = true;
    if (valid && seen.has(next)) report(c, one, `duplicate index ${next} in array or slice literal`);
    if (valid) seen.add(next);
    next++;
    most = Math.max(most, next);
    assign(c, element(c, valueIn(one), type), type, 'array or slice literal');
  }
  return most;
}

function mapElements(c: Checker, elements: readonly Element[], type: MapOf): void {
  const mixed = isPlainInterface(type.key);
  const seen = new Map<string, Type[]>();
  for (const one of elements) {
    if (one.kind !== 'KeyedElement') {
      report(c, one, 'missing key in map literal');
      continue;
    }
    const key = assign(c, element(c, one.key, type.key), type.key, 'map literal');
    if (key.mode === 'invalid') continue;
    if (key.mode === 'constant' && key.value !== null) {
      const types = seen.get(constantKey(key.value)) ?? [];
      seen.set(constantKey(key.value), [...types, key.type]);
      // In a map of interfaces 1 and 1.0 are different keys.
      if (mixed ? types.some((other) => identical(other, key.type)) : types.length > 0) {
        report(c, one.key, `duplicate key ${constantText(key.value)} in map literal`);
        continue;
      }
    }
    assign(c, element(c, one.value, type.element), type.element, 'map literal');
  }
}

/** Equal for equal values. */
export function constantKey(value: Constant): string {
  switch (value.kind) {
    case 'float':
      return value.denominator === 1n ? `${value.numerator}` : `${value.numerator}/${value.denominator}`;
    case 'complex': {
      const imaginary = constantKey(value.imaginary);
      return imaginary === '0' ? constantKey(value.real) : `${constantKey(value.real)}+${imaginary}i`;
    }
    case 'string':
      return `"${value.value}`;
    case 'unknown':
      return '?';
    default:
      return `${value.value}`;
  }
}
