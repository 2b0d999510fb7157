/** Declarations at package level, in whatever order they need each other, and those inside functions. */

import { expressionText } from '../syntax/text.ts';
import type {
  ConstDecl,
  ConstSpec,
  Expression,
  Identifier,
  TypeDecl,
  TypeSpec,
  VarDecl,
  VarSpec,
} from '../syntax/tree.ts';
import { assign, initialize, initializeAll, targetOf } from './assign.ts';
import { INVALID, isConstantType, isInvalid } from './basics.ts';
import {
  type Checker,
  type Declaration,
  declare,
  enter,
  inScope,
  later,
  newVar,
  note,
  otherDeclaration,
  placeText,
  report,
  settleDelayed,
  UNKNOWN,
  within,
} from './checker.ts';
import { value } from './expressions.ts';
import { functionBody, signatureOf, typeParametersOf } from './functions.ts';
import { newNamed } from './generics.ts';
import { isTypeParam, underlying } from './identical.ts';
import type { Const, Func, GoObject, Named, Signature, Type, TypeName, Var } from './model.ts';
import { isBad, operandText, text } from './operands.ts';
import { typeOf, variableType } from './typeExpressions.ts';
import { objectText } from './typeText.ts';
import { validType } from './validType.ts';

/** Finds out what something at package level is; it may be on the way already, which is then a cycle. */
export function resolve(c: Checker, object: GoObject): void {
  const d = c.declarations.get(object);
  if (d === undefined || d.state === 'done') return;
  if (d.state === 'open') return cycle(c, object);
  if (!enter(c, object.at ?? NOWHERE, LEVELS)) {
    d.state = 'done';
    if (object.kind === 'type' || object.kind === 'const' || object.kind === 'var') object.type = INVALID;
    return;
  }
  const { file, scope } = d;
  d.state = 'open';
  c.open.push(object);
  const environment = { file, scope, declaration: d, signature: null, iota: null, errorsAt: null };
  const { inTypeParameters } = c;
  c.inTypeParameters = false;
  within(c, environment, () => {
    if (object.kind === 'const') constant(c, object, d.type, d.value, d.inherited ? object.at : null, d.iota);
    else if (object.kind === 'var') variable(c, object, d.variables, d.type, d.value);
    else if (object.kind === 'type' && d.spec !== null) typeSpec(c, object, d.spec);
    else if (object.kind === 'func') func(c, object, d);
  });
  c.inTypeParameters = inTypeParameters;
  c.open.pop();
  c.depth -= LEVELS;
  d.state = 'done';
}

/** What a declaration takes of the stack. */
const LEVELS = 3;
const NOWHERE = { start: 0, end: 0 };

/** Values that need each other are told of when the order of initialisation is sought. */
function cycle(c: Checker, object: GoObject): void {
  const path = c.open.slice(c.open.indexOf(object));
  const values = path.filter(({ kind }) => kind === 'const' || kind === 'var').length;
  const defined = path.some((one) => one.kind === 'type' && !one.alias);
  const throughParameters =
    c.inTypeParameters &&
    path.some(
      (one) => one.kind === 'type' && one.type.kind === 'named' && one.type.typeParameters.length > 0,
    );
  const fine = !throughParameters && (values === path.length || (values === 0 && defined));
  const functions = path.every(({ kind }) => kind === 'func');
  if (!fine && !functions) cycleError(c, path, firstOf(c, path));
  if ((object.kind === 'const' || object.kind === 'var') && (!fine || object.type === UNKNOWN))
    object.type = INVALID;
  if (object.kind === 'type' && !fine) object.type = INVALID;
}

/** The one that stands first in the text. */
function firstOf(c: Checker, path: readonly GoObject[]): number {
  const rank = ({ at }: GoObject): number => {
    const file = at === null ? undefined : c.homes.get(at);
    return (file === undefined ? 0 : c.files.indexOf(file)) * 1e9 + (at?.start ?? 0);
  };
  return path.reduce((first, one, i) => (rank(one) < rank(path[first]!) ? i : first), 0);
}

export function cycleError(c: Checker, path: readonly GoObject[], start: number): void {
  const turned = [...path.slice(start), ...path.slice(0, start)];
  const first = turned[0]!;
  const name = (object: GoObject): string => objectText(object, c.package);
  const isType = first.kind === 'type';
  let message = `invalid ${isType ? 'recursive type' : 'cycle in declaration'}`;
  if (turned.length === 1) message += `: ${name(first)} refers to itself`;
  else {
    message += `${isType ? '' : ' of'} ${name(first)}`;
    turned.forEach((one, i) => {
      const next = turned[(i + 1) % turned.length]!;
      if (one.at !== null) message += note(c, one.at, `${name(one)} refers to ${name(next)}`);
    });
  }
  const file = first.at === null ? undefined : c.homes.get(first.at);
  within(c, { errorsAt: null, ...(file === undefined ? {} : { file }) }, () => {
    report(c, first.at ?? { start: 0, end: 0 }, message);
  });
}

function constant(
  c: Checker,
  object: Const,
  typeExpression: Expression | null,
  given: Expression | null,
  errorsAt: Identifier | null,
  iota: number,
): void {
  let type: Type = UNKNOWN;
  if (typeExpression !== null) {
    type = typeOf(c, typeExpression);
    if (!isConstantType(type)) {
      if (!isInvalid(underlying(type))) report(c, typeExpression, `invalid constant type ${text(c, type)}`);
      object.type = INVALID;
      return;
    }
    object.type = type;
  }
  const x =
    given === null
      ? null
      : within(c, { iota, errorsAt }, () => {
          const one = value(c, given);
          if (isBad(one)) return null;
          if (one.mode !== 'constant') {
            report(c, given, `${operandText(c, one)} is not constant`);
            return null;
          }
          return assign(c, one, type === UNKNOWN ? one.type : type, 'constant declaration');
        });
  if (x === null || x.mode === 'invalid') {
    if (object.type === UNKNOWN) object.type = INVALID;
    return;
  }
  if (object.type === UNKNOWN) object.type = x.type;
  if (x.value !== null) object.value = x.value;
}

function variable(
  c: Checker,
  object: Var,
  variables: readonly Var[] | null,
  typeExpression: Expression | null,
  given: Expression | null,
): void {
  if (typeExpression !== null) object.type = variableType(c, typeExpression);
  if (given === null) {
    if (typeExpression === null) object.type = INVALID;
    return;
  }
  if (variables === null || variables.length === 1) {
    initialize(c, object, value(c, given, targetOf(object.type, object.name)), 'variable declaration');
    return;
  }
  if (typeExpression !== null) for (const one of variables) one.type = object.type;
  initializeAll(c, variables, [given]);
}

function func(c: Checker, object: Func, d: Declaration): void {
  const decl = d.func;
  if (decl === null) return;
  const { type, scope } = signatureOf(c, decl.type, decl.receiver, decl.typeParameters);
  object.type = type;
  const { body } = decl;
  if (decl.typeParameters.length > 0 && body === null && c.package.path === 'main') {
    report(c, decl.name, 'generic function is missing function body');
  }
  if (body !== null) later(c, () => functionBody(c, type, scope, body));
}

function typeSpec(c: Checker, object: TypeName, spec: TypeSpec): void {
  if (spec.alias) {
    if (spec.typeParameters.length > 0) report(c, spec.name, "this lab's Go has no generic type aliases");
    else object.type = typeOf(c, spec.type);
    if (object.type === UNKNOWN) object.type = INVALID;
    return;
  }
  const named = newNamed(object);
  object.type = named;
  later(c, () => validType(c, named));
  const right = (): void => {
    const type = typeOf(c, spec.type);
    if (isTypeParam(type)) {
      report(c, spec.type, 'cannot use a type parameter as RHS in type declaration');
      define(c, named, INVALID);
    } else define(c, named, type);
  };
  if (spec.typeParameters.length === 0) right();
  else {
    inScope(c, () => {
      typeParametersOf(c, spec.typeParameters, (parameters) => {
        named.typeParameters = parameters;
      });
      right();
    });
  }
  addMethods(c, object, named);
}

/** A type declared as another one that is in the making gets what lies under that when it is known. */
function define(c: Checker, named: Named, type: Type): void {
  c.declaredAs.set(named, type);
  const chain: Named[] = [];
  for (let at: Type | undefined = named; at?.kind === 'named'; at = c.declaredAs.get(at.origin)) {
    const { origin } = at;
    const seen = chain.indexOf(origin);
    if (seen >= 0) {
      const path = chain.slice(seen).map(({ object }) => object);
      for (const one of chain) c.declaredAs.set(one, INVALID);
      return cycleError(c, path, firstOf(c, path));
    }
    chain.push(origin);
  }
  c.waiting.add(named);
  for (let more = true; more; ) {
    more = false;
    for (const one of c.waiting) {
      const under = underlying(c.declaredAs.get(one) ?? INVALID);
      if (isInvalid(under)) continue;
      one.underlying = under;
      c.waiting.delete(one);
      more = true;
    }
  }
}

function addMethods(c: Checker, object: TypeName, named: Named): void {
  for (const method of c.methods.get(object) ?? []) {
    const other = named.methods.find(({ name }) => name === method.name);
    const { at } = method;
    if (other === undefined) named.methods.push(method);
    else if (at !== null) {
      const where = other.at === null ? '' : placeText(c, other.at);
      within(c, { file: c.homes.get(at) ?? c.environment.file }, () =>
        report(c, at, `method ${object.name}.${method.name} already declared at ${where}`),
      );
    }
  }
  if (named.methods.length === 0) return;
  later(c, () => {
    const under = underlying(named);
    for (const field of under.kind === 'struct' ? under.fields : []) {
      const method = field.name === '_' ? undefined : named.methods.find(({ name }) => name === field.name);
      const at = method?.at;
      if (!at) continue;
      within(c, { file: c.homes.get(at) ?? c.environment.file }, () =>
        report(c, at, `field and method with the same name ${field.name}${otherDeclaration(c, field)}`),
      );
    }
  });
}

/** Which values belong to each constant of a group: those of the nearest one above that has some. */
export function constantSpecs({ specs }: ConstDecl): readonly {
  readonly spec: ConstSpec;
  readonly from: ConstSpec;
  readonly inherited: boolean;
}[] {
  let from: ConstSpec | null = null;
  return specs.map((spec) => {
    const own = spec.type !== null || spec.values.length > 0 || from === null;
    if (own) from = spec;
    return { spec, from: from ?? spec, inherited: !own };
  });
}

/** As many values as names. */
export function arity(
  c: Checker,
  names: readonly Identifier[],
  given: readonly Expression[],
  { constants, inherited }: { readonly constants: boolean; readonly inherited: boolean },
): void {
  const [l, r] = [names.length, given.length];
  const extra = given[l];
  if (extra !== undefined) {
    if (inherited) report(c, names[0] ?? extra, `extra init expr at ${placeText(c, extra)}`);
    else report(c, extra, `extra init expr ${expressionText(extra)}`);
  } else if (l > r && (constants || r !== 1)) {
    const name = names[r]!;
    report(c, name, `missing init expr for ${name.name}`);
  }
}

export const newConst = (c: Checker, at: Identifier): Const => ({
  kind: 'const',
  name: at.name,
  package: c.package,
  at,
  type: UNKNOWN,
  value: { kind: 'unknown' },
});

export const newTypeName = (c: Checker, at: Identifier, alias: boolean): TypeName => ({
  kind: 'type',
  name: at.name,
  package: c.package,
  at,
  type: UNKNOWN,
  alias,
});

/** Inside a function. */
export function declareLocally(c: Checker, decl: ConstDecl | TypeDecl | VarDecl): void {
  if (decl.kind === 'ConstDecl') localConstants(c, decl);
  else if (decl.kind === 'VarDecl') for (const spec of decl.specs) localVariables(c, spec);
  else for (const spec of decl.specs) localType(c, spec);
}

function localConstants(c: Checker, decl: ConstDecl): void {
  const { scope } = c.environment;
  for (const { spec, from, inherited } of constantSpecs(decl)) {
    const top = c.delayed.length;
    const made = spec.names.map((id, i) => {
      const object = newConst(c, id);
      constant(c, object, from.type, from.values[i] ?? null, inherited ? id : null, spec.iota);
      return object;
    });
    arity(c, spec.names, from.values, { constants: true, inherited });
    settleDelayed(c, top);
    for (const [i, id] of spec.names.entries()) declare(c, scope, id, made[i]!);
  }
}

function localVariables(c: Checker, { names, type, values }: VarSpec): void {
  const top = c.delayed.length;
  const made = names.map((id) => newVar(c, id, id.name, UNKNOWN));
  const [first] = values;
  if (values.length === 1 && first !== undefined && made.length > 1) variable(c, made[0]!, made, type, first);
  else for (const [i, v] of made.entries()) variable(c, v, null, type, values[i] ?? null);
  if (type === null || values.length > 0) arity(c, names, values, { constants: false, inherited: false });
  settleDelayed(c, top);
  for (const [i, id] of names.entries()) declare(c, c.environment.scope, id, made[i]!);
}

function localType(c: Checker, spec: TypeSpec): void {
  const object = newTypeName(c, spec.name, spec.alias);
  declare(c, c.environment.scope, spec.name, object);
  const { file, scope } = c.environment;
  const d: Declaration = {
    file,
    scope,
    type: null,
    value: null,
    inherited: false,
    iota: 0,
    variables: null,
    spec,
    func: null,
    needs: new Set(),
    state: 'open',
  };
  c.declarations.set(object, d);
  c.open.push(object);
  typeSpec(c, object, spec);
  c.open.pop();
  d.state = 'done';
}

export const NO_SIGNATURE: Signature = {
  kind: 'signature',
  receiver: null,
  typeParameters: [],
  parameters: [],
  results: [],
  variadic: false,
};
