/** Functions: declared ones and their instances, literals, and those that the compiler makes around others. */
import type { Block } from '../syntax/statementTree.ts';
import type { FunctionDecl, FunctionLit, FunctionType, Identifier, ParameterDecl } from '../syntax/tree.ts';
import { substitute, substitution } from '../types/generics.ts';
import type { CheckedPackage } from '../types/info.ts';
import type { Func, Signature, Type, Var } from '../types/model.ts';
import { ERROR } from '../types/universe.ts';
import { costOf } from './costs.ts';
import {
  constant,
  declare,
  emit,
  extra,
  type Fn,
  finish,
  into,
  jump,
  localOf,
  newFn,
  newLabel,
  place,
  scoped,
  temp,
} from './emit.ts';
import { findEscapes } from './escape.ts';
import { boxLayout, isAggregate } from './layouts.ts';
import { plainWrapper } from './methods.ts';
import * as op from './ops.ts';
import { bind, move, writesAll, zero } from './places.ts';
import type { CallExtra, Code, Cost } from './program.ts';
import { leave } from './returns.ts';
import { block } from './statements.ts';
import { typeKey } from './typeNames.ts';
import { baseOf, functionName, idOf, intern, refuse, type Unit } from './unit.ts';

/** What a call calls; see CallExtra. */
export type Callee = Pick<CallExtra, 'how' | 'target'>;

/** In the place of code that is still being made. */
export const UNFINISHED = null as unknown as Code;

/** Types that double from instance to instance have no end that anybody could wait for. */
const KEY_MAX = 20_000;
const TOO_LARGE = "this lab's Go does not make instances of types that are so large";

/** A declared function or method with these type arguments (of a method: its type's); compiled when it is first asked for. */
export function instance(unit: Unit, func: Func, args: readonly Type[]): Callee {
  const { origin } = func;
  const { declaration } = origin;
  if (declaration?.body === null) {
    const name = functionName(origin);
    // What it writes is not seen here.
    const { receiver, parameters } = origin.type;
    for (const { type } of receiver === null ? parameters : [receiver, ...parameters]) {
      if (type.kind === 'pointer' || type.kind === 'slice') writesAll(unit, type.element);
    }
    return { how: 'native', target: intern(unit.natives, name, () => name) };
  }
  const key = `${idOf(unit, origin)}[${args.map((one) => typeKey(unit, one)).join()}]`;
  const target = intern(unit.functions, key, () => {
    const file = declaration === null ? undefined : unit.fileOf.get(declaration);
    if (key.length > KEY_MAX && file !== undefined && declaration !== null) {
      if (unit.errors.length === 0) refuse(unit, file, declaration.name, TOO_LARGE);
      return UNFINISHED;
    }
    unit.work.push(() => {
      unit.functions.list[target] = compileDeclared(unit, origin, args);
    });
    return UNFINISHED;
  });
  return { how: 'function', target };
}

/** The type parameters as the declaration names them. */
function parametersOf({ type }: Func): Signature['typeParameters'] {
  const base = type.receiver === null ? null : baseOf(type.receiver.type);
  if (base === null) return type.typeParameters;
  const own = base.typeArguments.flatMap((one) => (one.kind === 'typeParam' ? [one] : []));
  return own.length > 0 ? own : base.typeParameters;
}

function compileDeclared(unit: Unit, func: Func, args: readonly Type[]): Code {
  const { declaration } = func;
  const pkg = func.package === null ? undefined : unit.packages.get(func.package);
  const file = declaration === null ? undefined : unit.fileOf.get(declaration);
  if (declaration === null || !declaration.body || pkg === undefined || file === undefined) return UNFINISHED;
  const escapes = unit.escapes.get(declaration) ?? findEscapes(pkg, declaration, unit.version);
  unit.escapes.set(declaration, escapes);
  const map = args.length === 0 ? null : substitution(parametersOf(func), args);
  const { receiver, type, body, start } = declaration;
  const isInit = func.name === 'init' && receiver === null;
  const f = newFn({
    unit,
    pkg,
    file,
    name: isInit ? initName(pkg, declaration) : functionName(func),
    map,
    escapes,
    start,
    results: resultTypes(func.type, map),
    epilogue: escapes.defers.has(declaration) ? newLabel() : null,
    initial: isInit ? 'init' : 'no',
    cost: costOf(unit, file, start),
  });
  return compileBody(f, receiver === null ? type.parameters : [receiver, ...type.parameters], type, body);
}

/** There may be many: `main.init.0`, `main.init.1`. */
function initName({ package: { path }, functions }: CheckedPackage, declaration: FunctionDecl): string {
  const all = functions.filter(({ name, receiver }) => name.name === 'init' && receiver === null);
  return `${path}.init.${all.indexOf(declaration)}`;
}

function resultTypes({ results }: Signature, map: Fn['map']): readonly Type[] {
  return results.map(({ type }) => (map === null ? type : substitute(type, map)));
}

/** Parameters stand in the first registers. */
function compileBody(f: Fn, given: readonly ParameterDecl[], type: FunctionType, body: Block): Code {
  const parameters = given.flatMap((one): readonly (Identifier | null)[] =>
    one.names.length === 0 ? [null] : one.names,
  );
  temp(f, parameters.length);
  if (f.cost !== null) spend(f, f.cost);
  parameters.forEach((id, register) => {
    const v = id === null ? null : f.pkg.info.defs.get(id);
    if (v?.kind === 'var' && v.name !== '_') bind(f, v, register);
  });
  resultVariables(f, type);
  block(f, body);
  f.at = body.end - 1;
  return ended(f, parameters.length);
}

/** A call that was answered badly is what the function returns, where it has an error to return. */
function spend(f: Fn, cost: Cost): void {
  emit(f, op.COST, extra(f, { kind: 'cost', cost }));
  const { results, unit } = f;
  if (cost.kind !== 'call' || results.at(-1) !== ERROR) return;
  scoped(f, () => {
    const base = temp(f, results.length);
    const error = base + results.length - 1;
    const name = 'runtime.callFailed';
    emit(
      f,
      op.CALL_NATIVE,
      error,
      intern(unit.natives, name, () => name),
    );
    const isNil = temp(f);
    const well = newLabel();
    emit(f, op.SAME, isNil, error, constant(f, null));
    jump(f, op.JUMP_IF, well, isNil);
    results.slice(0, -1).forEach((type, i) => {
      zero(f, type, base + i);
    });
    emit(f, op.RETURN, base, results.length);
    place(f, well);
  });
}

/** Results have variables when they have names, and when something else than the return itself may set or need them. */
function resultVariables(f: Fn, type: FunctionType): void {
  const names = type.results.flatMap((one) => one.names);
  if (f.results.length === 0 || (names.length === 0 && f.epilogue === null && !f.escapes.rangesFunctions))
    return;
  f.resultVariables = f.results.map((one, i) => {
    const id = names[i];
    const named = id === undefined ? null : f.pkg.info.defs.get(id);
    const v = named?.kind === 'var' ? named : hiddenVar('', one);
    const register = zero(f, one);
    const kept = named?.kind !== 'var' && f.escapes.rangesFunctions && !isAggregate(one);
    if (kept) boxInPlace(f, v, register);
    else bind(f, v, register);
    return v;
  });
}

/** A variable that no source has. */
export const hiddenVar = (name: string, type: Type): Var => ({
  kind: 'var',
  name,
  package: null,
  at: null,
  type,
  field: false,
  embedded: false,
  global: false,
  used: true,
});

export function boxInPlace(f: Fn, v: Var, register: number): void {
  emit(f, op.BOX, register, register, boxLayout(f.unit, v.name, v.type));
  declare(f, v, register, true);
}

function ended(f: Fn, parameters: number): Code {
  if (f.epilogue !== null) {
    place(f, f.epilogue);
    emit(f, op.RUN_DEFERS);
    leave(f);
  } else if (f.results.length === 0) emit(f, op.RETURN, 0, 0);
  return finish(f, parameters, f.epilogue?.at ?? -1);
}

// Literals

/** A function within another one: it is compiled at once, then given what it captures. */
export function innerFunction(
  f: Fn,
  parts: Pick<Fn, 'name' | 'start' | 'results'> & Partial<Fn>,
  compile: (inner: Fn) => Code,
  to: number,
): number {
  const { unit, pkg, file, escapes, map } = f;
  const inner = newFn({ unit, pkg, file, escapes, map, outer: f, ...parts });
  const place = unit.functions.list.push(UNFINISHED) - 1;
  unit.functions.list[place] = compile(inner);
  const made = into(f, to);
  const mark = f.next;
  const base = temp(f, inner.captures.length);
  for (const [i, { variable }] of inner.captures.entries()) move(f, localOf(f, variable).register, base + i);
  f.at = parts.start;
  emit(f, op.FUNCTION, made, place, base, inner.captures.length);
  f.next = mark;
  return made;
}

export function functionLiteral(f: Fn, e: FunctionLit, to: number): number {
  const number = ++f.literals.count;
  const type = f.pkg.info.types.get(e)?.type;
  return innerFunction(
    f,
    {
      name: `${f.name}${f.outer === null ? '.func' : '.'}${number}`,
      start: e.start,
      results: type?.kind === 'signature' ? resultTypes(type, f.map) : [],
      epilogue: f.escapes.defers.has(e) ? newLabel() : null,
      cost: costOf(f.unit, f.file, e.start),
    },
    (inner) => compileBody(inner, e.type.parameters, e.type, e.body),
    to,
  );
}

export function functionValue(f: Fn, func: Func, args: readonly Type[], to: number): number {
  return functionOf(f, instance(f.unit, func, args), func, to);
}

function functionOf(f: Fn, callee: Callee, func: Func, to: number): number {
  const made = into(f, to);
  emit(f, op.FUNCTION, made, callee.how === 'native' ? plainWrapper(f.unit, callee, func) : callee.target);
  return made;
}
