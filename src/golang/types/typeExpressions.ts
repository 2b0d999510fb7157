/** Types as they are written. https://go.dev/ref/spec#Types */
import { expressionText } from '../syntax/text.ts';
import type { Expression, Identifier, IndexExpr } from '../syntax/tree.ts';
import { BASIC, INVALID, isInteger, isInvalid, isUntyped } from './basics.ts';
import { type Checker, enter, find, later, type Place, posOf, report } from './checker.ts';
import { interfaceType, structType } from './compositeTypes.ts';
import { represent } from './constants.ts';
import { use, value } from './expressions.ts';
import { signatureOf } from './functions.ts';
import { instantiate, isGeneric as isGenericType, substitute, substitution } from './generics.ts';
import { isComparable, isTypeParam, underlying } from './identical.ts';
import { satisfies } from './implements.ts';
import { recordInstantiation } from './instanceCycles.ts';
import type { Named, Type, TypeParam } from './model.ts';
import { type Operand, operandText, text } from './operands.ts';
import { identifier, selector } from './selectors.ts';
import { typeSet } from './typeSet.ts';
import { recordType } from './untyped.ts';

/** A type or a function that stands for many until it gets arguments. */
export const isGeneric = (type: Type): boolean =>
  type.kind === 'signature' ? type.typeParameters.length > 0 : isGenericType(type);

export function typeOf(c: Checker, e: Expression): Type {
  if (!enter(c, e)) return INVALID;
  let type = written(c, e);
  c.depth--;
  if (isGeneric(type)) {
    report(c, e, `cannot use generic type ${text(c, type)} without instantiation`);
    type = INVALID;
  }
  recordType(c, e, type);
  return type;
}

/** The type of something that is stored: constraints are none. */
export function variableType(c: Checker, e: Expression): Type {
  const type = typeOf(c, e);
  validVariableType(c, e, type);
  return type;
}

export function validVariableType(c: Checker, e: Expression, type: Type): void {
  if (isTypeParam(type) || type.kind === 'basic') return;
  later(c, () => {
    const under = underlying(type);
    if (under.kind !== 'interface') return;
    const { comparable, terms } = typeSet(under);
    if (!comparable && terms === null) return;
    const why = comparable ? 'interface is (or embeds) comparable' : 'interface contains type constraints';
    report(c, e, `cannot use type ${text(c, type)} outside a type constraint: ${why}`);
  });
}

function written(c: Checker, e: Expression): Type {
  switch (e.kind) {
    case 'BadExpr':
      return INVALID;
    case 'Identifier':
      return named(c, identifier(c, e, true));
    case 'SelectorExpr':
      return named(c, selector(c, e, true));
    case 'IndexExpr':
      return instance(c, e);
    case 'ParenExpr':
      return typeOf(c, e.inner);
    case 'StarExpr': {
      const element = variableType(c, e.operand);
      return isInvalid(element) ? INVALID : { kind: 'pointer', element };
    }
    case 'ArrayType': {
      if (e.length === null) report(c, e, 'invalid use of [...] array (outside a composite literal)');
      const length = e.length === null ? -1 : arrayLength(c, e.length);
      const element = variableType(c, e.element);
      return length < 0 ? INVALID : { kind: 'array', length, element };
    }
    case 'SliceType':
      return { kind: 'slice', element: variableType(c, e.element) };
    case 'MapType': {
      const key = variableType(c, e.key);
      const element = variableType(c, e.element);
      later(c, () => {
        if (isComparable(key, true)) return;
        const why = isTypeParam(key) ? ' (missing comparable constraint)' : '';
        report(c, e.key, `invalid map key type ${text(c, key)}${why}`);
      });
      return { kind: 'map', key, element };
    }
    case 'ChannelType':
      return { kind: 'chan', direction: e.direction, element: variableType(c, e.element) };
    case 'StructType':
      return structType(c, e);
    case 'InterfaceType':
      return interfaceType(c, e);
    case 'FunctionType':
      return signatureOf(c, e, null, []).type;
    default:
      report(c, e, `${expressionText(e)} is not a type`);
      use(c, [e]);
      return INVALID;
  }
}

function named(c: Checker, x: Operand): Type {
  if (x.mode === 'type') return x.type;
  if (x.mode !== 'invalid') report(c, x.expression, `${operandText(c, x)} is not a type`);
  return INVALID;
}

/** Null when one of them is none; all have been looked at. */
export function typeArguments(c: Checker, list: readonly Expression[]): readonly Type[] | null {
  const types = list.map((e) => variableType(c, e));
  return types.some(isInvalid) ? null : types;
}

/** A generic type without its arguments. */
export function genericType(
  c: Checker,
  e: Expression,
): { readonly type: Named | null; readonly why: string } {
  const type = written(c, e);
  recordType(c, e, type);
  if (type.kind === 'named' && isGeneric(type)) return { type, why: '' };
  return { type: null, why: isInvalid(type) ? '' : `${text(c, type)} is not a generic type` };
}

function instance(c: Checker, e: IndexExpr): Type {
  const { type: generic, why } = genericType(c, e.operand);
  if (why !== '') {
    const list = e.indices.map(expressionText).join(', ');
    report(c, e.operand, `invalid operation: ${expressionText(e.operand)}[${list}] (${why})`);
  }
  if (generic === null) return INVALID;
  const args = typeArguments(c, e.indices);
  if (args === null) return INVALID;
  const wanted = generic.typeParameters.length;
  if (args.length !== wanted) {
    const what = args.length < wanted ? 'not enough' : 'too many';
    const name = generic.object.name;
    report(
      c,
      posOf(e.operand),
      `${what} type arguments for type ${name}: have ${args.length}, want ${wanted}`,
    );
    return INVALID;
  }
  const type = instantiate(generic, args);
  recordInstance(c, e.operand, args, type);
  later(c, () => verify(c, posOf(e.operand), generic.typeParameters, args, e.indices));
  return type;
}

export function recordInstance(c: Checker, e: Expression, typeArguments: readonly Type[], type: Type): void {
  const name = instanceName(e);
  if (name !== null) c.info.instances.set(name, { typeArguments, type });
}

function instanceName(e: Expression): Identifier | null {
  switch (e.kind) {
    case 'Identifier':
      return e;
    case 'SelectorExpr':
      return e.selector;
    case 'IndexExpr':
      return instanceName(e.operand);
    case 'ParenExpr':
      return instanceName(e.inner);
    default:
      return null;
  }
}

/** Whether the arguments are what the constraints ask for. */
export function verify(
  c: Checker,
  at: Place,
  parameters: readonly TypeParam[],
  args: readonly Type[],
  list: readonly Expression[],
): void {
  const map = substitution(parameters, args);
  const wrong = parameters.some(({ constraint }, i) => {
    const type = args[i];
    if (type === undefined) return true;
    const why = satisfies(type, substitute(constraint, map), c.package);
    if (why !== null) report(c, list[i] ?? at, why);
    return why !== null;
  });
  if (!wrong) recordInstantiation(c, at, parameters, args, list);
}

/** @returns -1 when it is none, and that has been told */
function arrayLength(c: Checker, e: Expression): number {
  if (e.kind === 'Identifier') {
    const found = find(c, e.name)?.object;
    // It may have been meant as a type parameter.
    if (found?.kind !== 'const') {
      const what =
        found === undefined
          ? `undefined array length ${e.name} or missing type constraint`
          : `invalid array length ${e.name}`;
      report(c, e, what);
      return -1;
    }
  }
  const x = value(c, e);
  if (x.mode === 'invalid') return -1;
  if (x.mode !== 'constant' || x.value === null) {
    report(c, e, `array length ${operandText(c, x)} must be constant`);
    return -1;
  }
  if (x.value.kind === 'unknown') return -1;
  const whole = isUntyped(x.type) || isInteger(x.type) ? represent(x.value, BASIC.int) : null;
  if (whole?.kind === 'int' && whole.value >= 0n) return Number(whole.value);
  const shown = operandText(c, x);
  report(c, e, isInteger(x.type) ? `invalid array length ${shown}` : `array length ${shown} must be integer`);
  return -1;
}
