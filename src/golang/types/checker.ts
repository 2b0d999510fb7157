/** What all parts of the checker share: the state, messages, scopes, and what is recorded for the compiler. */
import type { GoError, Report } from '../syntax/errors.ts';
import { positionAt } from '../syntax/positions.ts';
import type { CaseClause } from '../syntax/statementTree.ts';
import type {
  Expression,
  FunctionDecl,
  Identifier,
  SelectorExpr,
  SourceFile,
  TypeSpec,
} from '../syntax/tree.ts';
import type { Info } from './info.ts';
import type { Instantiation } from './instanceCycles.ts';
import type {
  Basic,
  Constant,
  Func,
  GoObject,
  Named,
  Package,
  PackageName,
  Scope,
  Selection,
  Signature,
  Type,
  TypeAndValue,
  TypeName,
  TypeParam,
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
  /** Those of them that wait for what they were declared as. */
  readonly waiting: Set<Named>;
  /** Types that do not contain themselves. */
  readonly sound: Set<Named>;
  /** What can be said only when all types are known. */
  readonly delayed: (() => void)[];
  /** Local variables, which must be used, and where they stand. */
  readonly locals: { readonly variable: Var; readonly file: SourceFile }[];
  /** The files of names at package level. */
  readonly homes: Map<Place, SourceFile>;
  /** By the name of their type, until that has been declared. */
  readonly methods: Map<TypeName, Func[]>;
  /** Packages that could not be imported: nothing is said about what is missing in them. */
  readonly absent: Set<Package>;
  readonly errors: GoError[];
  readonly panics: Set<Expression>;
  /** All that were declared in the package, and which of them are a receiver's names for those of its type. */
  readonly typeParameters: TypeParam[];
  readonly sameParameter: Map<TypeParam, TypeParam>;
  readonly instantiations: Instantiation[];
  environment: Environment;
  /** How many expressions, types and declarations we are in; see DEPTH_MAX. */
  depth: number;
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
  if (c.errors.length > 0 && /.(?:invalid operand|invalid type)/s.test(message)) return;
  const { file, errorsAt } = c.environment;
  reportIn(c, file, errorsAt ?? at, versioned(message, c.version));
}

/** The compiler knows the version from go.mod. */
function versioned(message: string, version: number): string {
  if (!/requires go\d+\.\d+ or later/.test(message)) return message;
  return `${message} (-lang was set to go1.${version}; check go.mod)`;
}

/** What is said twice of a line is said once. */
export function reportIn(c: Checker, file: SourceFile, at: Place, message: string): void {
  const start = startOf(at, file.source);
  const error = errorIn(file, { start, end: Math.max(at.end, start), message });
  const before = c.errors.at(-1);
  if (before?.message === message && before.line === error.line && before.file === error.file) return;
  c.errors.push(error);
}

export function errorIn(file: SourceFile, { start, end, message }: Report): GoError {
  return { file: file.name, ...positionAt(file.source, file.lineStarts, start), start, end, message };
}

/** `file:line:column` of a declared name, or of a place in the file that is being checked. */
export function placeText(c: Checker, at: Place): string {
  const { name, source, lineStarts } = c.homes.get(at) ?? c.environment.file;
  const { line, column } = positionAt(source, lineStarts, startOf(at, source));
  return `${name}:${line}:${column}`;
}

/** A further line of a message, about another place. */
export function note(c: Checker, at: Place, text: string): string {
  return `\n\t${placeText(c, at)}: ${text}`;
}

/** Where Go says that something begins: with what stands leftmost in it, but `s[i:j]` and `func(x)` at the bracket. */
function startOf(at: Place, source: string): number {
  let e = at as Expression;
  for (;;) {
    switch (e.kind) {
      case 'SliceExpr':
        return e.open;
      case 'FunctionType':
        return source.indexOf('(', e.start);
      case 'SelectorExpr':
      case 'IndexExpr':
      case 'TypeAssertion':
      case 'CallExpr':
        e = e.operand;
        break;
      case 'BinaryExpr':
        e = e.left;
        break;
      default:
        return e === at ? at.start : e.start;
    }
  }
}

/** Where Go says that an operation stands: at its sign. */
export function posOf(e: Expression): Place {
  const at = (start: number): Place => ({ start, end: start + 1 });
  switch (e.kind) {
    case 'BinaryExpr':
      return { start: e.at, end: e.at + e.operator.length };
    case 'SelectorExpr':
      return at(e.operand.end);
    case 'CallExpr':
    case 'IndexExpr':
    case 'SliceExpr':
    case 'CompositeLit':
      return at(e.open);
    case 'TypeAssertion':
      return at(e.operand.end);
    default:
      return e;
  }
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
  if (other === undefined) {
    scope.names.set(object.name, object);
    const local = object.kind === 'var' && !object.global && !object.used;
    if (local) c.locals.push({ variable: object, file: c.environment.file });
  } else report(c, id, `${object.name} redeclared in this block${otherDeclaration(c, other)}`);
}

export function otherDeclaration(c: Checker, { at, name }: GoObject): string {
  return at === null ? '' : note(c, at, `other declaration of ${name}`);
}

/** A use by what is being declared at package level. */
export function need(c: Checker, object: GoObject): void {
  if (object.kind !== 'type' && c.declarations.has(object)) c.environment.declaration?.needs.add(object);
}

/**
 * The parser bounds how high an expression is, but declarations too may need each other in long rows: beyond 200 of
 * them, or 500 calls and selectors in a row, the program is refused for want of stack.
 */
const DEPTH_MAX = 1000;

/** Goes a level deeper; false when that is too deep, which has been told. `c.depth` is to be lowered again. */
export function enter(c: Checker, at: Place, levels = 1): boolean {
  if (c.depth > DEPTH_MAX) {
    report(c, at, 'nested too deeply: in too long a row one needs the other');
    return false;
  }
  c.depth += levels;
  return true;
}

/** Not known yet; to whoever looks at it a type about which nothing is said. */
export const UNKNOWN: Basic = { kind: 'basic', name: 'invalid type', alias: null };

export function newVar(
  c: Checker,
  at: Identifier | null,
  name: string,
  type: Type,
  change: Partial<Var> = {},
): Var {
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
