/** What all parts of the checker share: the state, messages, scopes, and what is recorded for the compiler. */
import type { GoError, Report } from '../syntax/errors.ts';
import { positionAt } from '../syntax/positions.ts';
import type { CaseClause } from '../syntax/statementTree.ts';
import type { Expression, FunctionDecl, Identifier, SelectorExpr, SourceFile, TypeSpec } from '../syntax/tree.ts';
import type { Info } from './info.ts';
import type {
  Basic,
  Constant,
  GoObject,
  Named,
  Package,
  PackageName,
  Scope,
  Selection,
  Signature,
  Type,
  TypeAndValue,
  Var,
} from './model.ts';

/** A place in the file that is being checked. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What a name at package level (or a method) was declared by. */
export interface Declaration {
  readonly file: SourceFile;
  readonly scope: Scope;
  readonly type: Expression | null;
  readonly value: Expression | null;
  /** The value is that of a constant further up. */
  readonly inherited: boolean;
  readonly iota: number;
  /** All the variables that one call initialises. */
  readonly variables: readonly Var[] | null;
  readonly spec: TypeSpec | null;
  readonly func: FunctionDecl | null;
  /** What a function's body or an initialiser mentions. */
  readonly needs: Set<GoObject>;
  state: 'new' | 'open' | 'done';
}

/** Where we are. */
export interface Environment {
  readonly file: SourceFile;
  readonly scope: Scope;
  readonly declaration: Declaration | null;
  /** Of the function around. */
  readonly signature: Signature | null;
  readonly iota: number | null;
  /** Mistakes in a value that a constant inherits are told at the constant. */
  readonly errorsAt: Place | null;
}

/** An expression whose type the context will give. */
export interface Untyped {
  mode: TypeAndValue['mode'];
  type: Basic;
  value: Constant | null;
  /** It is shifted by what is no constant, so its type must be an integer's in the end. */
  shifted: boolean;
}

interface Records {
  readonly types: Map<Expression, TypeAndValue>;
  readonly defs: Map<Identifier, GoObject | null>;
  readonly uses: Map<Identifier, GoObject>;
  readonly selections: Map<SelectorExpr, Selection>;
  readonly instances: Map<Identifier, { readonly typeArguments: readonly Type[]; readonly type: Type }>;
  readonly clauseVariables: Map<CaseClause, Var>;
}

export interface Checker {
  readonly package: Package;
  readonly version: number;
  readonly files: readonly SourceFile[];
  /** Finds, and checks when need be, what is imported; a string says why it cannot. */
  readonly load: (path: string) => Package | string;
  readonly imports: Package[];
  readonly importNames: { readonly name: PackageName; readonly at: Place; readonly file: SourceFile }[];
  /** By file scope and name: through which import a name came into the file. */
  readonly dotImports: Map<Scope, Map<string, PackageName>>;
  readonly info: Records;
  readonly untyped: Map<Expression, Untyped>;
  readonly declarations: Map<GoObject, Declaration>;
  /** What is being declared, each needed by the one before. */
  readonly open: GoObject[];
  /** What a type was declared as, which may be a named type itself. */
  readonly declaredAs: Map<Named, Type>;
  /** What can be said only when all types are known. */
  readonly delayed: (() => void)[];
  /** Local variables, which must be used, and where they stand. */
  readonly locals: { readonly variable: Var; readonly file: SourceFile }[];
  readonly homes: Map<Identifier, SourceFile>;
  readonly errors: GoError[];
  readonly panics: Set<Expression>;
  environment: Environment;
  /** Within the constraints of a list of type parameters. */
  inTypeParameters: boolean;
  /** A call or a receive was seen: `len` of an array is then no constant. */
  called: boolean;
  /** Something whose type could not be told, though nothing may have been said about it. */
  unexplained: { readonly at: Place; readonly file: SourceFile } | null;
}

export function infoOf({ info }: Checker): Info {
  return info;
}

/** `at` tells the place where what is said in the first line stands; the lines below carry their own. */
export function report(c: Checker, at: Place, message: string): void {
  // What follows from another mistake would only confuse.
  if (c.errors.length > 0 && /.(?:invalid operand|invalid type)/.test(message.split('\n', 1)[0] ?? '')) return;
  const { file, errorsAt } = c.environment;
  reportIn(c, file, errorsAt ?? at, versioned(message, c.version));
}

/** The compiler knows the version from go.mod. */
function versioned(message: string, version: number): string {
  if (!/requires go\d+\.\d+ or later/.test(message)) return message;
  return `${message} (-lang was set to go1.${version}; check go.mod)`;
}

export function reportIn(c: Checker, file: SourceFile, at: Place, message: string): void {
  c.errors.push(errorIn(file, { start: at.start, end: at.end, message }));
}

export function errorIn(file: SourceFile, { start, end, message }: Report): GoError {
  return { file: file.name, ...positionAt(file.source, file.lineStarts, start), start, end, message };
}

/** A further line of a message, about another place. */
export function note(c: Checker, at: Identifier, text: string): string {
  const { name, source, lineStarts } = c.homes.get(at) ?? c.environment.file;
  const { line, column } = positionAt(source, lineStarts, at.start);
  return `\n\t${name}:${line}:${column}: ${text}`;
}

/** The same, about a place in the file that is being checked. */
export function noteHere(c: Checker, at: Place, text: string): string {
  const { name, source, lineStarts } = c.environment.file;
  const { line, column } = positionAt(source, lineStarts, at.start);
  return `\n\t${name}:${line}:${column}: ${text}`;
}

/** Does it elsewhere and comes back. */
export function within<R>(c: Checker, change: Partial<Environment>, work: () => R): R {
  const outside = c.environment;
  c.environment = { ...outside, ...change };
  const result = work();
  c.environment = outside;
  return result;
}

export function inScope<R>(c: Checker, work: () => R): R {
  return within(c, { scope: newScope(c.environment.scope) }, work);
}

export function newScope(parent: Scope | null): Scope {
  return { parent, names: new Map() };
}

/** Later, but as if it were here. */
export function later(c: Checker, work: () => void): void {
  const { environment } = c;
  c.delayed.push(() => within(c, environment, work));
}

export function settleDelayed(c: Checker, from: number): void {
  for (let i = from; i < c.delayed.length; i++) c.delayed[i]!();
  c.delayed.length = from;
}

export function find(c: Checker, name: string): { readonly object: GoObject; readonly scope: Scope } | null {
  for (let scope: Scope | null = c.environment.scope; scope !== null; scope = scope.parent) {
    const object = scope.names.get(name);
    if (object !== undefined) return { object, scope };
  }
  return null;
}

export function declare(c: Checker, scope: Scope, id: Identifier, object: GoObject): void {
  if (!c.info.defs.has(id)) c.info.defs.set(id, object);
  if (object.name === '_') return;
  const other = scope.names.get(object.name);
  if (other === undefined) scope.names.set(object.name, object);
  else report(c, id, `${object.name} redeclared in this block${otherDeclaration(c, other)}`);
}

export function otherDeclaration(c: Checker, { at, name }: GoObject): string {
  return at === null ? '' : note(c, at, `other declaration of ${name}`);
}

/** A use by what is being declared at package level. */
export function need(c: Checker, object: GoObject): void {
  if (c.declarations.has(object)) c.environment.declaration?.needs.add(object);
}

/** Not known yet; to whoever looks at it a type about which nothing is said. */
export const UNKNOWN: Basic = { kind: 'basic', name: 'invalid type', alias: null };

export function newVar(c: Checker, at: Identifier | null, name: string, type: Type, change: Partial<Var> = {}): Var {
  const made: Var = {
    kind: 'var',
    name,
    package: c.package,
    at,
    type,
    field: false,
    embedded: false,
    global: false,
    used: false,
    ...change,
  };
  return made;
}
