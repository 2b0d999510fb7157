/** Calls and conversions, and generic functions with their type arguments. https://go.dev/ref/spec#Calls */
import { expressionText } from '../syntax/text.ts';
import type { CallExpr, Expression, IndexExpr } from '../syntax/tree.ts';
import { assign } from './assign.ts';
import { builtinCall } from './builtins.ts';
import { type Checker, later, type Place, placeText, posOf, report } from './checker.ts';
import { convert } from './conversions.ts';
import {
  anything,
  noType,
  notGeneric,
  single,
  type Target,
  unpack,
  use,
  value,
  valueOrType,
} from './expressions.ts';
import { instantiate, mentions, renameTypeParameters, substitute, substitution } from './generics.ts';
import { isTypeParam, underlying } from './identical.ts';
import { index } from './indexing.ts';
import { infer } from './infer.ts';
import type { Signature, Tuple, Type, TypeParam, Var } from './model.ts';
import { invalid, type Operand, operand, operandText, refuse, text, typesSummary } from './operands.ts';
import { recordInstance, typeArguments, verify } from './typeExpressions.ts';
import { coreType, typeSet } from './typeSet.ts';
import { record } from './untyped.ts';

/** Type arguments as they are written, perhaps not all. */
interface Given {
  readonly types: readonly Type[];
  readonly list: readonly Expression[];
}

const NOTHING: Given = { types: [], list: [] };

interface Argument {
  readonly x: Operand;
  readonly given: Given;
}

export function call(c: Checker, e: CallExpr): Operand {
  const { fun, instance } = callee(c, e.operand);
  const failed = (): Operand => {
    use(c, e.arguments);
    return invalid(e);
  };
  if (fun.mode === 'invalid') return failed();
  if (fun.mode === 'type') return conversion(c, e, fun);
  if (fun.mode === 'builtin') {
    const x = builtinCall(c, e);
    if (x.mode !== 'invalid' && x.mode !== 'constant') c.called = true;
    return x;
  }
  const core = coreType(fun.type);
  if (core?.kind !== 'signature') {
    return refuse(c, e, `invalid operation: cannot call non-function ${operandText(c, fun)}`);
  }
  let signature = core;
  let given = NOTHING;
  if (instance !== null) {
    const found = givenArguments(c, signature, instance);
    if (found === null) return failed();
    given = found;
    // With all of them the parameters are known, whatever the arguments are.
    if (given.types.length === signature.typeParameters.length) {
      signature = instanceOf(c, posOf(instance), instance, signature, given);
      given = NOTHING;
    }
  }
  const args = genericValues(c, e.arguments);
  const done = passArguments(c, e, signature, given, args) ?? signature;
  if (core.typeParameters.length > 0 && done.typeParameters.length === 0) {
    c.info.types.set(e.operand, { mode: 'value', type: done, value: null });
  }
  c.called = true;
  return callResult(e, done);
}

function callee(c: Checker, e: Expression): { readonly fun: Operand; readonly instance: IndexExpr | null } {
  if (e.kind !== 'IndexExpr') return { fun: valueOrType(c, e, true), instance: null };
  const { x, generic } = index(c, e);
  const fun = { ...x, expression: e };
  record(c, fun);
  return { fun, instance: generic ? e : null };
}

function callResult(e: CallExpr, { results, typeParameters }: Signature): Operand {
  const [first] = results;
  const tuple: Tuple = {
    kind: 'tuple',
    elements: results.map(({ type }) => type),
    names: results.map(({ name }) => name),
  };
  if (first === undefined) return operand('noValue', e, tuple, null, 'statement');
  const type = results.length === 1 ? first.type : tuple;
  // Its type arguments could not be found.
  if (typeParameters.length > 0 && mentions(type, typeParameters)) return invalid(e);
  return operand('value', e, type, null, 'statement');
}

function conversion(c: Checker, e: CallExpr, fun: Operand): Operand {
  const target = notGeneric(c, fun, null);
  const no = (message: string, at: Place = e): Operand => {
    report(c, at, message);
    return { ...invalid(e), effect: 'conversion' };
  };
  if (target.mode === 'invalid') return { ...invalid(e), effect: 'conversion' };
  const { type } = target;
  const [first] = e.arguments;
  if (first === undefined) return no(`missing argument in conversion to ${text(c, type)}`);
  if (e.arguments.length > 1) {
    use(c, e.arguments);
    return no(`too many arguments in conversion to ${text(c, type)}`, e.arguments.at(-1));
  }
  const x = value(c, first);
  if (x.mode === 'invalid') return { ...invalid(e), effect: 'conversion' };
  const under = underlying(type);
  if (under.kind === 'interface' && !isTypeParam(type)) {
    const { terms, comparable } = typeSet(under);
    if (terms !== null || comparable) {
      return no(
        `cannot use interface ${text(c, type)} in conversion (contains specific type constraints or is comparable)`,
      );
    }
  }
  if (e.spread) return no(`invalid use of ... in conversion to ${text(c, type)}`, first);
  return { ...convert(c, x, type), expression: e, effect: 'conversion' };
}

/** The type arguments written after a generic function; null when they are wrong. */
function givenArguments(c: Checker, { typeParameters }: Signature, { indices }: IndexExpr): Given | null {
  const types = typeArguments(c, indices);
  if (types === null) return null;
  const wanted = typeParameters.length;
  if (types.length <= wanted) return { types, list: indices };
  report(c, indices[wanted]!, `got ${types.length} type arguments but want ${wanted}`);
  return null;
}

function instanceOf(
  c: Checker,
  at: Place,
  e: Expression,
  generic: Signature,
  { types, list }: Given,
): Signature {
  const made = instantiate(generic, types);
  recordInstance(c, e, types, made);
  later(c, () => verify(c, at, generic.typeParameters, types, list));
  return made;
}

/** A generic function as a value: what is not written of its type arguments follows from where it goes. */
export function instantiateFor(c: Checker, x: Operand, e: IndexExpr | null, target: Target | null): Operand {
  const { type: generic } = x;
  const expression = e ?? x.expression;
  if (generic.kind !== 'signature') return invalid(expression);
  let given: Given | null = e === null ? NOTHING : givenArguments(c, generic, e);
  if (given === null) return invalid(expression);
  const at = posOf(expression);
  if (given.types.length < generic.typeParameters.length) {
    const plain: Signature = { ...generic, typeParameters: [], receiver: null };
    const renamed = renameTypeParameters(generic.typeParameters, plain);
    const found = infer({
      typeParameters: renamed.typeParameters,
      given: given.types,
      parameters: target === null ? [] : [renamed.type],
      args: target === null ? [] : [{ type: target.type, isNil: false, text: target.name }],
      from: c.package,
      placeOf: (object) => (object.at === null ? '' : placeText(c, object.at)),
      reverse: target !== null,
    });
    if ('error' in found) {
      if (found.error !== '') report(c, at, found.error);
      return invalid(expression);
    }
    given = { types: found.types, list: given.list };
  }
  return operand('value', expression, instanceOf(c, at, expression, generic, given));
}

/** Arguments: generic functions among them get their type arguments together with the callee. */
function genericValues(c: Checker, list: readonly Expression[]): readonly Argument[] {
  const plain = (x: Operand): Argument => ({ x, given: NOTHING });
  const [first] = list;
  if (list.length === 1 && first !== undefined && first.kind !== 'IndexExpr') {
    return unpack(noType(c, anything(c, first, { generic: true })), false).list.map(plain);
  }
  return list.map((e): Argument => {
    if (e.kind !== 'IndexExpr') return plain(single(c, noType(c, anything(c, e, { generic: true }))));
    const found = index(c, e);
    const x = { ...found.x, expression: e };
    if (!found.generic) {
      record(c, x);
      return plain(single(c, noType(c, x)));
    }
    if (x.type.kind !== 'signature') return plain(invalid(e));
    const given = givenArguments(c, x.type, e);
    if (given === null) return plain(invalid(e));
    if (given.types.length < x.type.typeParameters.length) return { x, given };
    const done = operand('value', e, instanceOf(c, posOf(e), e, x.type, given));
    record(c, done);
    return plain(done);
  });
}

/**
 * Whether the arguments fit. Of a generic function the signature with its type arguments is the answer, of any other
 * the very signature; null when it went wrong.
 */
export function passArguments(
  c: Checker,
  e: CallExpr,
  signature: Signature,
  given: Given,
  args: readonly Argument[],
): Signature | null {
  const parameters = parametersFor(
    c,
    e,
    signature,
    args.map(({ x }) => x),
  );
  if (parameters === null) return null;
  const found = inferAll(c, e, signature, given, args, parameters);
  if (found === null) return null;
  const context = `argument to ${expressionText(e.operand)}`;
  for (const [i, x] of found.operands.entries()) assign(c, x, found.parameters[i]!, context);
  return found.signature;
}

/** A type for each argument; null when there are too few or too many of them. */
function parametersFor(
  c: Checker,
  e: CallExpr,
  { parameters, variadic }: Signature,
  args: readonly Operand[],
): readonly Type[] | null {
  const types = parameters.map(({ type }) => type);
  const name = expressionText(e.operand);
  const last = types.at(-1);
  let wanted = types.length;
  if (variadic && last?.kind === 'slice') {
    const [first] = e.arguments;
    if (e.spread && e.arguments.length === 1 && first !== undefined && args.length > 1) {
      report(c, e, `cannot use ... with ${args.length}-valued ${expressionText(first)}`);
      return null;
    }
    if (!e.spread) {
      wanted--;
      if (args.length >= wanted) {
        return args.map((_, i) => (i < wanted ? types[i]! : last.element));
      }
    }
  } else if (e.spread) {
    report(c, e, `cannot use ... in call to non-variadic ${name}`);
    return null;
  }
  if (args.length === wanted) return types;
  const many = args.length > wanted;
  const at = (many ? args[wanted] : args.at(-1))?.expression ?? { start: e.end - 1, end: e.end };
  const have = typesSummary(
    c,
    args.map(({ type }) => type),
    e.spread ? 'spread' : null,
  );
  const want = typesSummary(c, types, variadic ? 'variadic' : null);
  report(
    c,
    args.length === 0 ? e : at,
    `${many ? 'too many' : 'not enough'} arguments in call to ${name}\n\thave ${have}\n\twant ${want}`,
  );
  return null;
}

interface Passed {
  readonly signature: Signature;
  readonly parameters: readonly Type[];
  readonly operands: readonly Operand[];
}

function inferAll(
  c: Checker,
  e: CallExpr,
  signature: Signature,
  given: Given,
  args: readonly Argument[],
  parameters: readonly Type[],
): Passed | null {
  const own = signature.typeParameters;
  // A call of the function in its own body must not take its parameters for those to be found.
  const renamed = renameAll(own, parameters);
  const all: TypeParam[] = [...renamed.typeParameters];
  const types: (Type | null)[] = own.map((_, i) => given.types[i] ?? null);
  const operands = args.map(({ x, given: some }): Operand => {
    const { type } = x;
    if (x.mode === 'invalid' || type.kind !== 'signature' || type.typeParameters.length === 0) return x;
    const fresh = renameTypeParameters(type.typeParameters, { ...type, typeParameters: [] });
    all.push(...fresh.typeParameters);
    types.push(...fresh.typeParameters.map((_, i) => some.types[i] ?? null));
    return { ...x, type: { ...fresh.type, typeParameters: fresh.typeParameters } };
  });
  if (all.length === 0) return { signature, parameters, operands };
  // Of a wrong argument no type can follow.
  if (operands.some((x) => x.mode === 'invalid')) return null;
  const found = infer({
    typeParameters: all,
    given: types,
    parameters: renamed.types,
    args: operands.map((x) => ({
      type: x.type,
      isNil: x.mode === 'nil',
      text: expressionText(x.expression),
    })),
    from: c.package,
    placeOf: (object) => (object.at === null ? '' : placeText(c, object.at)),
  });
  if ('error' in found) {
    const at = operands[found.argument]?.expression ?? posOf(e);
    if (found.error !== '') report(c, at, `in call to ${expressionText(e.operand)}, ${found.error}`);
    return null;
  }
  const mine = found.types.slice(0, own.length);
  let from = own.length;
  const done = operands.map((x, i): Operand => {
    const generic = args[i]!.x.type;
    if (generic.kind !== 'signature' || generic.typeParameters.length === 0) return x;
    const next = from + generic.typeParameters.length;
    const some = { types: found.types.slice(from, next), list: [] };
    from = next;
    const instance = { ...x, type: instanceOf(c, posOf(e), x.expression, generic, some) };
    record(c, instance);
    return instance;
  });
  const map = substitution(own, mine);
  return {
    signature:
      own.length === 0
        ? signature
        : instanceOf(c, posOf(e), e.operand, signature, { types: mine, list: given.list }),
    parameters: parameters.map((type) => substitute(type, map)),
    operands: done,
  };
}

function renameAll(
  own: readonly TypeParam[],
  types: readonly Type[],
): { readonly typeParameters: readonly TypeParam[]; readonly types: readonly Type[] } {
  if (own.length === 0) return { typeParameters: own, types };
  const tuple: Tuple = { kind: 'tuple', elements: types };
  const { typeParameters, type } = renameTypeParameters(own, tuple);
  return { typeParameters, types: type.elements };
}

export function variadicOf(c: Checker, element: Type, first: Type): Signature {
  const one = (type: Type): Var => ({
    kind: 'var',
    name: '',
    package: c.package,
    at: null,
    type,
    field: false,
    embedded: false,
    global: false,
    used: true,
  });
  return {
    kind: 'signature',
    receiver: null,
    typeParameters: [],
    parameters: [one(first), one({ kind: 'slice', element })],
    results: [one(first)],
    variadic: true,
  };
}
