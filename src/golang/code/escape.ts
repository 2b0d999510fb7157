/** Which local variables need a place in memory of their own, and which functions defer. Found in one walk before a function is compiled. */
import type { BranchStmt, ForStmt, RangeStmt, Statement } from '../syntax/statementTree.ts';
import type { Expression, FunctionDecl, FunctionLit, Identifier, UnaryExpr } from '../syntax/tree.ts';
import { underlying } from '../types/identical.ts';
import type { CheckedPackage } from '../types/info.ts';
import { hasPointerReceiver } from '../types/lookup.ts';
import type { GoObject, Var } from '../types/model.ts';
import { coreType } from '../types/typeSet.ts';

export interface Escapes {
  /** Scalars that a pointer or (being assigned again) a function literal shares: they lie in boxes. Aggregates never need one. */
  readonly boxed: ReadonlySet<Var>;
  /** Everything of which a pointer or a function literal may know. */
  readonly shared: ReadonlySet<Var>;
  /** Functions (declarations and literals) with a defer of their own. */
  readonly defers: ReadonlySet<object>;
  /** Whether there is a range over a function in it: results must then lie where its body can set them. */
  readonly rangesFunctions: boolean;
}

export interface TreeNode {
  readonly kind: string;
}

const isNode = (value: unknown): value is TreeNode =>
  typeof value === 'object' && value !== null && 'kind' in value;

export function eachChild(node: object, visit: (child: TreeNode) => void): void {
  for (const value of Object.values(node)) {
    if (isNode(value)) visit(value);
    else if (Array.isArray(value)) for (const one of value) if (isNode(one)) visit(one);
  }
}

export function withoutParens(e: Expression): Expression {
  return e.kind === 'ParenExpr' ? withoutParens(e.inner) : e;
}

function isFunctionRange({ info }: CheckedPackage, { operand }: RangeStmt): boolean {
  const type = info.types.get(operand)?.type;
  return type !== undefined && coreType(type)?.kind === 'signature';
}

type Known = Statement | Expression | FunctionDecl | BranchStmt | ForStmt;

/** @param version before 22 the variables of a loop are shared by its rounds */
export function findEscapes(pkg: CheckedPackage, root: TreeNode, version: number): Escapes {
  const { info } = pkg;
  const homes = new Map<Var, object>();
  const captured = new Set<Var>();
  const assigned = new Set<Var>();
  const addressed = new Set<Var>();
  const defers = new Set<object>();
  let rangesFunctions = false;
  /** The function that a body of a range over a function is part of. */
  const functionOf = new Map<object, object>();

  const localOf = (id: Identifier): Var | null => {
    const object: GoObject | null | undefined = info.defs.get(id) ?? info.uses.get(id);
    return object?.kind === 'var' && !object.global && !object.field ? object : null;
  };
  /** The variable whose own memory the expression is part of. */
  const rootOf = (given: Expression): Var | null => {
    const e = withoutParens(given);
    if (e.kind === 'Identifier') return localOf(e);
    if (e.kind !== 'SelectorExpr' && e.kind !== 'IndexExpr') return null;
    const type = info.types.get(e.operand)?.type;
    const inPlace = type !== undefined && ['struct', 'array'].includes(underlying(type).kind);
    return inPlace || type?.kind === 'typeParam' ? rootOf(e.operand) : null;
  };
  const mark = (set: Set<Var>, v: Var | null): void => {
    if (v !== null) set.add(v);
  };
  const assign = (e: Expression): void => {
    const target = withoutParens(e);
    if (target.kind === 'Identifier' && !info.defs.get(target)) mark(assigned, localOf(target));
  };

  const walk = (node: TreeNode, home: object): void => {
    const each = (child: TreeNode): void => walk(child, home);
    const e = node as Known;
    switch (e.kind) {
      case 'Identifier': {
        const v = localOf(e);
        if (v === null) return;
        const declaredIn = homes.get(v);
        if (info.defs.has(e) || declaredIn === undefined) homes.set(v, home);
        else if (declaredIn !== home) captured.add(v);
        return;
      }
      case 'SelectorExpr': {
        const selection = info.selections.get(e);
        if (selection?.kind === 'method' && selection.object.kind === 'func' && !selection.indirect) {
          const direct = underlying(selection.receiver).kind !== 'pointer';
          if (direct && hasPointerReceiver(selection.object)) mark(addressed, rootOf(e.operand));
        }
        each(e.operand);
        return;
      }
      case 'UnaryExpr':
        if ((e as UnaryExpr).operator === '&') mark(addressed, rootOf(e.operand));
        break;
      case 'SliceExpr':
        mark(addressed, rootOf(e.operand));
        break;
      case 'Assignment':
      case 'ShortVarDecl':
        e.left.forEach(assign);
        break;
      case 'IncDecStmt':
        assign(e.operand);
        break;
      case 'DeferStmt':
        defers.add(functionOf.get(home) ?? home);
        break;
      case 'FunctionLit':
        eachChild(e, (child) => walk(child, e as FunctionLit));
        return;
      case 'ForStmt':
        if (version < 22 && e.init?.kind === 'ShortVarDecl') for (const one of e.init.left) again(one);
        break;
      case 'RangeStmt':
        if (!e.defines || version < 22) for (const one of e.left) again(one);
        if (!isFunctionRange(pkg, e)) break;
        rangesFunctions = true;
        functionOf.set(e, functionOf.get(home) ?? home);
        each(e.operand);
        // The names are parameters of the body where the loop declares them.
        for (const one of e.left) walk(one, e.defines ? e : home);
        if (!e.defines) for (const one of e.left) markCaptured(one);
        walk(e.body, e);
        return;
      case 'TypeSwitch': {
        const { clauses, name: _, ...head } = e;
        eachChild(head, each);
        for (const clause of clauses) {
          const v = info.clauseVariables.get(clause);
          if (v !== undefined) homes.set(v, home);
          each(clause);
        }
        return;
      }
    }
    eachChild(node, each);
  };
  const again = (e: Expression): void => {
    if (e.kind === 'Identifier') mark(assigned, localOf(e));
  };
  const markCaptured = (e: Expression): void => mark(captured, rootOf(e));

  walk(root, root);
  const results = resultsOf(root).flatMap((id) => localOf(id) ?? []);
  for (const v of results) assigned.add(v);
  // A body of a range over a function may set the results of any function around it.
  if (rangesFunctions) for (const v of results) captured.add(v);
  const boxed = new Set([...addressed, ...[...captured].filter((v) => assigned.has(v))]);
  return { boxed, shared: new Set([...addressed, ...captured]), defers, rangesFunctions };
}

/** Names of results, of all functions in the tree: `return` assigns them. */
function resultsOf(node: TreeNode): readonly Identifier[] {
  const found: Identifier[] = [];
  const visit = (one: TreeNode): void => {
    if (one.kind === 'FunctionType') {
      for (const { names } of (one as unknown as FunctionDecl['type']).results) found.push(...names);
    }
    eachChild(one, visit);
  };
  visit(node);
  return found;
}
