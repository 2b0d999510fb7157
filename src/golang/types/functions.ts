/** Signatures, type parameters, receivers, and bodies. */

import type { Block } from '../syntax/statementTree.ts';
import { expressionText } from '../syntax/text.ts';
import type {
  Expression,
  FunctionType,
  Identifier,
  IndexExpr,
  ParameterDecl,
  TypeParameterDecl,
} from '../syntax/tree.ts';
import { bare } from './assign.ts';
import { INVALID, isInvalid } from './basics.ts';
import { type Checker, declare, later, newScope, newVar, type Place, report, within } from './checker.ts';
import { constraintType } from './compositeTypes.ts';
import { instantiate, substitute, substitution } from './generics.ts';
import { underlying } from './identical.ts';
import type { Scope, Signature, Type, TypeName, TypeParam, Var } from './model.ts';
import { measure, text } from './operands.ts';
import { terminates } from './returns.ts';
import { statements } from './statements.ts';
import { genericType, recordInstance, variableType } from './typeExpressions.ts';
import { recordType } from './untyped.ts';

export interface FunctionParts {
  readonly type: Signature;
  /** Its parameters; the names of its body come into it too. */
  readonly scope: Scope;
}

export function signatureOf(
  c: Checker,
  e: FunctionType,
  receiverDecl: ParameterDecl | null,
  typeParameterDecls: readonly TypeParameterDecl[],
): FunctionParts {
  const scope = newScope(c.environment.scope);
  const type = within(c, { scope }, (): Signature => {
    const receiver = receiverDecl === null ? null : receiverOf(c, receiverDecl);
    const typeParameters = typeParametersOf(c, typeParameterDecls, () => {});
    const parameters = parametersOf(c, e.parameters, true);
    const results = parametersOf(c, e.results, false);
    const receiverName = receiverDecl?.names[0];
    if (receiver !== null && receiverName !== undefined) declare(c, scope, receiverName, receiver);
    for (const [list, vars] of [
      [e.parameters, parameters],
      [e.results, results],
    ] as const) {
      const names = list.flatMap((one) => one.names);
      for (const [i, id] of names.entries()) declare(c, scope, id, vars[i]!);
    }
    const variadic = e.parameters.at(-1)?.variadic === true;
    return { kind: 'signature', receiver, typeParameters, parameters, results, variadic };
  });
  return { type, scope };
}

function parametersOf(c: Checker, list: readonly ParameterDecl[], variadicAllowed: boolean): readonly Var[] {
  return list.flatMap(({ names, type: e, variadic }, i) => {
    const element = variableType(c, e);
    let type = element;
    if (variadic && variadicAllowed && i === list.length - 1 && names.length < 2)
      type = { kind: 'slice', element };
    else if (variadic) report(c, ellipsis(c, e), 'can only use ... with final parameter in list');
    if (names.length === 0) return [newVar(c, null, '', type, { used: true })];
    return names.map((id) => newVar(c, id, id.name, type, { used: true }));
  });
}

/** The tree has no place for it. */
function ellipsis(c: Checker, { start }: Expression): Place {
  const at = c.environment.file.source.lastIndexOf('...', start);
  return { start: at, end: at + 3 };
}

/** @param early is told the parameters before their constraints are looked at, which may speak of them */
export function typeParametersOf(
  c: Checker,
  list: readonly TypeParameterDecl[],
  early: (parameters: readonly TypeParam[]) => void,
): readonly TypeParam[] {
  const made = list.flatMap(({ names }) => names).map((id, i) => declareTypeParameter(c, id, i));
  early(made);
  const outside = c.inTypeParameters;
  c.inTypeParameters = true;
  let at = 0;
  for (const { names, constraint } of list) {
    const type = constraintType(c, constraint);
    for (const _ of names) made[at++]!.constraint = type;
  }
  c.inTypeParameters = outside;
  return made;
}

function declareTypeParameter(c: Checker, id: Identifier, index: number): TypeParam {
  const object: TypeName = {
    kind: 'type',
    name: id.name,
    package: c.package,
    at: id,
    type: INVALID,
    alias: false,
  };
  const made: TypeParam = { kind: 'typeParam', object, index, constraint: INVALID };
  object.type = made;
  c.typeParameters.push(made);
  declare(c, c.environment.scope, id, object);
  return made;
}

/** What the receiver's type is written with: `*List[T]`. */
export function receiverParts(e: Expression): {
  readonly pointer: boolean;
  readonly base: Expression;
  readonly instance: IndexExpr | null;
} {
  let base = bare(e);
  const pointer = base.kind === 'StarExpr';
  if (base.kind === 'StarExpr') base = bare(base.operand);
  const instance = base.kind === 'IndexExpr' ? base : null;
  return { pointer, base: instance === null ? base : instance.operand, instance };
}

function receiverOf(c: Checker, { names, type: e }: ParameterDecl): Var {
  const { base, instance } = receiverParts(e);
  const type = instance === null ? variableType(c, e) : genericReceiver(c, e, instance);
  const id = names[0] ?? null;
  const receiver = newVar(c, id, id?.name ?? '', type, { used: true });
  later(c, () => validReceiver(c, base, type));
  return receiver;
}

/** `func (l *List[E]) ...` names the type's parameters anew. */
function genericReceiver(c: Checker, e: Expression, instance: IndexExpr): Type {
  const { pointer } = receiverParts(e);
  const { type: generic, why } = genericType(c, instance.operand);
  if (why !== '') report(c, instance.operand, why);
  const own = instance.indices.map((one, i) => {
    if (one.kind !== 'Identifier') {
      report(c, one, `receiver type parameter ${expressionText(one)} must be an identifier`);
    }
    const id: Identifier =
      one.kind === 'Identifier' ? one : { kind: 'Identifier', start: one.start, end: one.end, name: '_' };
    const made = declareTypeParameter(c, id, i);
    c.info.uses.set(id, made.object);
    recordType(c, one, made);
    return made;
  });
  if (generic === null) return INVALID;
  const wanted = generic.typeParameters;
  if (own.length !== wanted.length) {
    const got = measure(own.length, 'type parameter');
    report(c, instance.operand, `receiver declares ${got}, but receiver base type declares ${wanted.length}`);
    return INVALID;
  }
  const map = substitution(wanted, own);
  own.forEach((one, i) => {
    one.constraint = substitute(wanted[i]!.constraint, map);
    c.sameParameter.set(one, wanted[i]!);
  });
  const made = instantiate(generic, own);
  recordInstance(c, instance.operand, own, made);
  const type: Type = pointer ? { kind: 'pointer', element: made } : made;
  for (let at = e, inner: Type = type; ; ) {
    recordType(c, at, inner);
    if (at.kind === 'ParenExpr') at = at.inner;
    else if (at.kind === 'StarExpr') {
      at = at.operand;
      inner = made;
    } else return type;
  }
}

function validReceiver(c: Checker, at: Expression, type: Type): void {
  const base = type.kind === 'pointer' ? type.element : type;
  if (isInvalid(base)) return;
  const foreign = `cannot define new methods on non-local type ${text(c, base)}`;
  if (base.kind === 'basic') report(c, at, foreign);
  else if (base.kind !== 'named') report(c, at, `invalid receiver type ${text(c, type)}`);
  else if (base.object.package !== c.package) report(c, at, foreign);
  else if (/^(?:pointer|interface)$/.test(underlying(base).kind)) {
    report(c, at, `invalid receiver type ${text(c, base)} (pointer or interface type)`);
  }
}

export function functionBody(c: Checker, signature: Signature, scope: Scope, body: Block): void {
  within(c, { scope, signature, iota: null, errorsAt: null }, () => {
    statements(c, body.statements);
    if (signature.results.length > 0 && !terminates(c, body)) {
      report(c, { start: body.end - 1, end: body.end }, 'missing return');
    }
  });
}
