/** One function while it is being compiled: its registers, instructions, jumps and names. */
import type { Statement } from '../syntax/statementTree.ts';
import type { Expression, SourceFile } from '../syntax/tree.ts';
import { type Substitution, substitute } from '../types/generics.ts';
import type { CheckedPackage } from '../types/info.ts';
import type { Type, Var } from '../types/model.ts';
import type { Escapes } from './escape.ts';
import { isAggregate } from './layouts.ts';
import { CAPTURED, CONST, JUMP, JUMP_IF, JUMP_UNLESS, NUMBER } from './ops.ts';
import type { Code, ConstantValue, Cost, Extra } from './program.ts';
import { typeIndex } from './runtimeTypes.ts';
import { isLibrary, refuse, type Unit, type Written } from './unit.ts';

/** A place in the code that jumps lead to. */
export interface Label {
  at: number;
  /** Places of operands that wait for it. */
  readonly uses: number[];
}

/** Where a variable is: the register that holds its value, its container, or its box. */
export interface Local {
  readonly register: number;
  readonly boxed: boolean;
}

/** What `break` and `continue` lead out of. */
export interface Target {
  readonly name: string | null;
  readonly onBreak: Label;
  readonly onContinue: Label | null;
}

/** The body of a range over a function: a function of its own that leaves through the one around it. */
export interface LoopBody {
  /** Why the loop was left, as a number; 0 while it was not. A variable of the function around. */
  readonly state: Var;
  /** What the function around has to do when the loop was left for the reason of that number (from 1). */
  readonly exits: ((outer: Fn) => void)[];
}

export interface Fn {
  readonly unit: Unit;
  readonly pkg: CheckedPackage;
  readonly file: SourceFile;
  readonly name: string;
  /** What the type parameters stand for here. */
  readonly map: Substitution | null;
  /** Of a function literal: the function around it. */
  readonly outer: Fn | null;
  readonly escapes: Escapes;
  readonly start: number;
  /** Types of the results, and their variables where they have names or must be kept. */
  readonly results: readonly Type[];
  resultVariables: readonly Var[];
  readonly code: number[];
  readonly positions: number[];
  readonly constants: ConstantValue[];
  readonly extras: Extra[];
  /** Offset in the source of what is being compiled. */
  at: number;
  /** The next free register, and how many were ever in use. */
  next: number;
  most: number;
  readonly locals: Map<Var, Local>;
  readonly captures: { readonly variable: Var; readonly boxed: boolean }[];
  readonly variables: { name: string; register: number; type: number; boxed: boolean }[];
  readonly targets: Target[];
  readonly labels: Map<string, Label>;
  /** Set by a label for the loop, switch or select that it stands before. */
  labelled: { readonly name: string; readonly statement: Statement } | null;
  /** Where `fallthrough` leads. */
  nextClause: Label | null;
  /** Where all returns go that have to run defers. */
  readonly epilogue: Label | null;
  readonly loopBody: LoopBody | null;
  /** How many function literals it has had. */
  readonly literals: { count: number; rangeBodies: number };
  /** It initialises package variables: what it writes was not there before. */
  readonly initial: 'no' | 'initializer' | 'init';
  readonly cost: Cost | null;
  readonly reads: { readonly at: number; readonly key: Written }[];
  readonly wrapper: boolean;
  /** Expressions whose values are there already. */
  readonly given: Map<Expression, { readonly register: number; readonly type: Type }>;
}

export type FnParts = Pick<Fn, 'unit' | 'pkg' | 'file' | 'name' | 'escapes' | 'start' | 'results'> &
  Partial<Fn>;

export function newFn(parts: FnParts): Fn {
  return {
    map: null,
    outer: null,
    resultVariables: [],
    code: [],
    positions: [],
    constants: [],
    extras: [],
    at: parts.start,
    next: 0,
    most: 0,
    locals: new Map(),
    captures: [],
    variables: [],
    targets: [],
    labels: new Map(),
    labelled: null,
    nextClause: null,
    epilogue: null,
    loopBody: null,
    literals: { count: 0, rangeBodies: 0 },
    initial: 'no',
    cost: null,
    reads: [],
    wrapper: false,
    given: new Map(),
    ...parts,
  };
}

/** @returns the place of the instruction */
export function emit(f: Fn, op: number, a = 0, b = 0, c = 0, d = 0): number {
  const place = f.code.length;
  f.code.push(op, a, b, c, d);
  f.positions.push(f.at);
  return place;
}

/** @returns the first of `count` registers that nothing else uses */
export function temp(f: Fn, count = 1): number {
  const register = f.next;
  f.next += count;
  f.most = Math.max(f.most, f.next);
  return register;
}

/** Gives the registers back that the work took. */
export function scoped<R>(f: Fn, work: () => R): R {
  const mark = f.next;
  const result = work();
  f.next = mark;
  return result;
}

/** The register wanted, or a new one where none is (-1). */
export const into = (f: Fn, to: number): number => (to < 0 ? temp(f) : to);

// Jumps

export const newLabel = (): Label => ({ at: -1, uses: [] });

/** The operands of jumps come before the label, which is the next one. */
export function jump(f: Fn, op: number, label: Label, a = 0, b = 0): void {
  const place = emit(f, op, a, b);
  const use = place + (op === JUMP ? 1 : op === JUMP_IF || op === JUMP_UNLESS ? 2 : 3);
  if (label.at >= 0) f.code[use] = label.at;
  else label.uses.push(use);
}

export function place(f: Fn, label: Label): void {
  label.at = f.code.length;
  for (const use of label.uses) f.code[use] = label.at;
}

// Values that are known

export function constant(f: Fn, value: ConstantValue, to = -1): number {
  const register = into(f, to);
  if (typeof value === 'number' && (value | 0) === value && !Object.is(value, -0)) {
    emit(f, NUMBER, register, value);
    return register;
  }
  let at = f.constants.findIndex((one) => Object.is(one, value));
  if (at < 0) at = f.constants.push(value) - 1;
  emit(f, CONST, register, at);
  return register;
}

export const extra = (f: Fn, one: Extra): number => f.extras.push(one) - 1;

// Types

export const subst = (f: Fn, type: Type): Type => (f.map === null ? type : substitute(type, f.map));

// Variables

export function declare(f: Fn, v: Var, register: number, boxed: boolean): void {
  f.locals.set(v, { register, boxed });
  if (v.name === '' || v.name === '_' || v.at === null || isLibrary(f.unit, f.pkg.package)) return;
  f.variables.push({ name: v.name, register, type: typeIndex(f.unit, subst(f, v.type)), boxed });
}

/** Whether the variable must lie in a box: a function literal or a pointer shares it. */
export function isBoxed(f: Fn, v: Var): boolean {
  return f.escapes.boxed.has(v) && !isAggregate(subst(f, v.type));
}

/** Where the variable is; of the function around: brought here. */
export function localOf(f: Fn, v: Var): Local {
  const own = f.locals.get(v);
  if (own !== undefined) return own;
  const place = capture(f, v);
  const register = temp(f);
  emit(f, CAPTURED, register, place);
  return { register, boxed: f.captures[place]!.boxed };
}

function capture(f: Fn, v: Var): number {
  const before = f.captures.findIndex((one) => one.variable === v);
  return before >= 0 ? before : f.captures.push({ variable: v, boxed: boxedIn(f.outer, v) }) - 1;
}

function boxedIn(f: Fn | null, v: Var): boolean {
  return f !== null && (f.locals.get(v)?.boxed ?? boxedIn(f.outer, v));
}

// The end

export function finish(f: Fn, parameters: number, deferReturn: number): Code {
  if ([...f.labels.values()].some(({ at }) => at < 0)) {
    const message = "this lab's Go has no goto out of the body of a range over a function";
    refuse(f.unit, f.file, { start: f.start, end: f.start }, message);
  }
  const code = Int32Array.from(f.code);
  const { unit, file, name, results, most, constants, extras, start, cost, reads } = f;
  for (const { at, key } of reads) unit.finalSites.push({ code, at, key });
  const place = unit.files.get(file) ?? unit.files.size;
  unit.files.set(file, place);
  return {
    name,
    file: place,
    parameters,
    results: results.length,
    registers: most,
    code,
    constants,
    extras,
    positions: Int32Array.from(f.positions),
    deferReturn,
    variables: f.variables,
    captures: f.captures.map(({ variable, boxed }) => ({ name: variable.name, boxed })),
    cost,
    library: isLibrary(unit, f.pkg.package),
    start,
    wrapper: f.wrapper,
  };
}
