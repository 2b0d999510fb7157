/** Names, and names after a dot. https://go.dev/ref/spec#Selectors */
import { expressionText } from '../syntax/text.ts';
import type { Identifier, SelectorExpr } from '../syntax/tree.ts';
import { isExported, isInvalid } from './basics.ts';
import { type Checker, find, need, posOf, UNKNOWN } from './checker.ts';
import { resolve } from './declare.ts';
import { valueOrType } from './expressions.ts';
import { isInterfacePointer, underlying } from './identical.ts';
import { pointerText } from './implements.ts';
import { lookup } from './lookup.ts';
import type { Func, GoObject, Package, Selection, Signature, Type, Var } from './model.ts';
import { invalid, type Operand, operand, operandText, refuse, text } from './operands.ts';

/** @param wantType it stands where a type must */
export function identifier(c: Checker, e: Identifier, wantType: boolean): Operand {
  const { name } = e;
  const found = find(c, name);
  if (found === null) {
    return refuse(c, e, name === '_' ? 'cannot use _ as value or type' : `undefined: ${name}`);
  }
  const { object, scope } = found;
  c.info.uses.set(e, object);
  const through = c.dotImports.get(scope)?.get(name);
  if (through !== undefined) through.used = true;
  const isType = object.kind === 'type';
  if (wantType && !isType) {
    if (object.kind === 'var') object.used = true;
    return refuse(c, e, `${name} is not a type`);
  }
  const unknown = 'type' in object && object.type === UNKNOWN;
  if (unknown || (isType && wantType) || object.kind === 'func') resolve(c, object);
  return named(c, e, object);
}

function named(c: Checker, e: Identifier | SelectorExpr, object: GoObject): Operand {
  need(c, object);
  switch (object.kind) {
    case 'const': {
      if (isInvalid(object.type)) return invalid(e);
      if (object.package !== null || object.name !== 'iota') {
        return operand('constant', e, object.type, object.value);
      }
      const { iota } = c.environment;
      if (iota === null) return refuse(c, e, 'cannot use iota outside constant declaration');
      return operand('constant', e, object.type, { kind: 'int', value: BigInt(iota) });
    }
    case 'type':
      return operand('type', e, object.type);
    case 'var':
      if (object.package === c.package) object.used = true;
      return isInvalid(object.type) ? invalid(e) : operand('variable', e, object.type);
    case 'func':
      return operand('value', e, object.type);
    case 'builtin':
      return operand('builtin', e, UNKNOWN);
    case 'nil':
      return operand('nil', e, { kind: 'basic', name: 'untyped nil', alias: null });
    case 'package':
      return refuse(c, e, `use of package ${object.name} not in selector`);
    case 'label':
      return refuse(c, e, `undefined: ${object.name}`);
  }
}

export function selector(c: Checker, e: SelectorExpr, wantType: boolean): Operand {
  const { operand: before, selector: id } = e;
  if (before.kind === 'Identifier') {
    const found = find(c, before.name)?.object;
    if (found?.kind === 'package') {
      c.info.uses.set(before, found);
      found.used = true;
      return imported(c, e, found.imported);
    }
  }
  const x = valueOrType(c, before, false);
  if (x.mode === 'invalid') return invalid(e);
  if (x.mode === 'builtin') {
    return refuse(c, e, `invalid use of ${operandText(c, x)} in selector expression`, posOf(e));
  }
  if (wantType) return refuse(c, e, `${expressionText(e)} is not a type`, id);
  const found = lookup(x.type, x.mode === 'variable', c.package, id.name);
  if (found === null || typeof found === 'string') return missing(c, e, x, found);
  const { object, path, indirect, kind } = found;
  if (object.kind === 'func') resolve(c, object.origin);
  const record = (how: Selection['kind'], type: Type): void => {
    c.info.uses.set(id, object);
    c.info.selections.set(e, { kind: how, receiver: x.type, object, path, indirect, type });
  };
  if (x.mode === 'type') {
    if (object.kind !== 'func') return refuse(c, e, undefinedText(e, x, noMethod(c, x.type, id.name)), id);
    const type = methodExpressionType(object, x.type);
    record('methodExpression', type);
    need(c, object.origin);
    return operand('value', e, type);
  }
  if (object.kind === 'func') {
    const type: Signature = { ...object.type, receiver: null };
    record('method', type);
    need(c, object.origin);
    return operand('value', e, type);
  }
  record(kind, object.type);
  return operand(x.mode === 'variable' || indirect ? 'variable' : 'value', e, object.type);
}

function imported(c: Checker, e: SelectorExpr, from: Package): Operand {
  const { name } = e.selector;
  const object = from.scope.names.get(name);
  // The compiler sees but what is exported, and what that is made of.
  if (object === undefined || !isExported(name)) {
    // Of a package that could not be imported nothing is known.
    return c.absent.has(from) ? invalid(e) : refuse(c, e, `undefined: ${expressionText(e)}`, e.selector);
  }
  c.info.uses.set(e.selector, object);
  return named(c, e, object);
}

/** A method with its receiver as first parameter. */
function methodExpressionType(method: Func, receiver: Type): Signature {
  const { type } = method;
  // Parameters have names all or none.
  const name = type.parameters[0]?.name ? type.receiver?.name || '_' : '';
  const first: Var = {
    kind: 'var',
    name,
    package: method.package,
    at: null,
    type: receiver,
    field: false,
    embedded: false,
    global: false,
    used: true,
  };
  return { ...type, receiver: null, parameters: [first, ...type.parameters] };
}

const undefinedText = (e: SelectorExpr, x: Operand, why: string): string =>
  `${expressionText(x.expression)}.${e.selector.name} undefined (${why})`;

const noMethod = (c: Checker, type: Type, name: string): string =>
  `type ${text(c, type)} has no method ${name}`;

function missing(
  c: Checker,
  e: SelectorExpr,
  x: Operand,
  found: 'pointer receiver' | 'ambiguous' | null,
): Operand {
  const { name } = e.selector;
  const no = (message: string): Operand => refuse(c, e, message, e.selector);
  if (isInvalid(underlying(x.type))) return invalid(e);
  const type = text(c, x.type);
  if (found === 'ambiguous') return no(`ambiguous selector ${expressionText(x.expression)}.${name}`);
  if (found === 'pointer receiver') {
    return no(
      x.mode === 'type'
        ? `invalid method expression ${type}.${name} (needs pointer receiver (*${type}).${name})`
        : `cannot call pointer method ${name} on ${type}`,
    );
  }
  if (isInterfacePointer(x.type)) return no(undefinedText(e, x, pointerText(x.type, c.package)));
  const other = lookup(x.type, x.mode === 'variable', c.package, name, true);
  const object = other !== null && typeof other === 'object' ? other.object : null;
  return no(undefinedText(e, x, lookupError(c, x.type, name, object, false)));
}

/** What there is instead of a name that is not found: a different spelling, or something that is hidden. */
export function lookupError(
  c: Checker,
  type: Type,
  name: string,
  other: Var | Func | null,
  inLiteral: boolean,
): string {
  const what = other?.kind === 'func' ? 'method' : 'field';
  const on = text(c, type);
  const head = inLiteral
    ? `unknown field ${name} in struct literal of type ${on}`
    : `type ${on} has no field or method ${name}`;
  if (other === null) return head;
  const here = other.package === c.package;
  const tails = name.slice(1) === other.name.slice(1);
  const hidden = !here && !isExported(other.name);
  if (hidden && name === other.name) {
    const where = inLiteral ? ` in struct literal of type ${on}` : '';
    return `cannot refer to unexported ${inLiteral ? 'field' : what} ${other.name}${where}`;
  }
  if (hidden && !(isExported(name) && tails)) return head;
  if (!here && !hidden && !isExported(name) && !tails) return head;
  const kind = inLiteral ? '' : ` ${what}`;
  return `${head}, but does have${hidden ? ' unexported' : ''}${kind} ${other.name}`;
}
