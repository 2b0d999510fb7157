/** What the checker tells of a package: its types by the nodes of the tree. */
import type { GoError } from '../syntax/errors.ts';
import type { CaseClause } from '../syntax/statementTree.ts';
import type { Expression, FunctionDecl, Identifier, SelectorExpr, SourceFile } from '../syntax/tree.ts';
import type { GoObject, Initializer, Package, Selection, Type, TypeAndValue, Var } from './model.ts';

/** As go/types tells it, keyed by the nodes themselves. Of a generic function the types are those with parameters in them. */
export interface Info {
  /** Every expression, types included; a call of two results has a tuple; `v, ok := m[k]` has the tuple (V, bool) at `m[k]`. */
  readonly types: ReadonlyMap<Expression, TypeAndValue>;
  /** Names where they are declared; null for the variable of a type switch, whose clauses have one each. */
  readonly defs: ReadonlyMap<Identifier, GoObject | null>;
  readonly uses: ReadonlyMap<Identifier, GoObject>;
  readonly selections: ReadonlyMap<SelectorExpr, Selection>;
  /** The type arguments of a generic function or type, by the identifier that names it. */
  readonly instances: ReadonlyMap<
    Identifier,
    { readonly typeArguments: readonly Type[]; readonly type: Type }
  >;
  /** The variable that a clause of a type switch declares. */
  readonly clauseVariables: ReadonlyMap<CaseClause, Var>;
}

export interface CheckedPackage {
  readonly package: Package;
  readonly files: readonly SourceFile[];
  readonly info: Info;
  /** Package variables in the order in which they are initialised. */
  readonly initializers: readonly Initializer[];
  /** In the order of the text. */
  readonly functions: readonly FunctionDecl[];
  readonly imports: readonly Package[];
}

export interface CheckOptions {
  /** The sources of an importable package; null when there is none of that path. */
  readonly sourceOf: (path: string) => readonly { readonly name: string; readonly source: string }[] | null;
  /** The version that go.mod names, as a minor number: 21 for Go 1.21 (loop variables per loop), 24 when absent. */
  readonly version?: number;
  /** Tests are called by name: there need not be a main function. */
  readonly tests?: boolean;
  /** Packages that were checked before, which are taken from here, and to which those are added that were not. `sourceOf` must always answer the same. */
  readonly kept?: Kept;
}

/** By version and path. */
export type Kept = Map<string, CheckedPackage>;

export interface Checked {
  /** The package asked for last, all it imports before it, in the order in which they are initialised. Empty when there are errors. */
  readonly packages: readonly CheckedPackage[];
  /** Sorted by place; Go's own messages. At most 10 a file are printed by Go; here are all. */
  readonly errors: readonly GoError[];
}
