/** Simple statements: what may stand in a header too. https://go.dev/ref/spec#SimpleStmt */
import { expression, expressions } from './parseExpressions.ts';
import { got, isAt, type Parser, skipTo, syntaxError } from './parser.ts';
import { next } from './scanner.ts';
import type { SimpleStatement } from './statementTree.ts';
import type { ArithmeticOperator } from './tokens.ts';
import type { Expression, Identifier } from './tree.ts';

/** `left := range operand`, as far as the header reads it. */
export interface RangeClause {
  readonly left: readonly Expression[];
  readonly defines: boolean;
  readonly operand: Expression;
}

/** `name := operand.(type)` */
export interface TypeGuard {
  readonly name: Identifier | null;
  readonly operand: Expression;
}

/** What a header may hold besides statements. */
export type HeaderPart =
  | { readonly is: 'statement'; readonly statement: SimpleStatement }
  | { readonly is: 'range'; readonly range: RangeClause }
  | { readonly is: 'guard'; readonly guard: TypeGuard; readonly start: number; readonly end: number };

export function simple(p: Parser): SimpleStatement {
  return simpleBehind(p, expressions(p));
}

/** Behind the expressions on the left. */
export function simpleBehind(p: Parser, left: readonly Expression[]): SimpleStatement {
  const [first] = left as readonly [Expression];
  const { start } = first;
  const { start: at, operator } = p;
  if (left.length === 1) {
    switch (p.token) {
      case 'op=': {
        next(p);
        const value = expression(p);
        const assign = `${operator as ArithmeticOperator}=` as const;
        return { kind: 'Assignment', start, end: value.end, left, operator: assign, right: [value], at };
      }
      case '++': {
        next(p);
        const step = operator === '+' ? '++' : '--';
        return { kind: 'IncDecStmt', start, end: p.previousEnd, operator: step, operand: first, at };
      }
      case '<-': {
        next(p);
        const value = expression(p);
        return { kind: 'SendStmt', start, end: value.end, channel: first, value, at };
      }
      case '=':
      case ':=':
        break;
      default:
        return { kind: 'ExpressionStmt', start, end: first.end, expression: first };
    }
  }
  if (isAt(p, '=') || isAt(p, ':=')) {
    const defines = isAt(p, ':=');
    next(p);
    return assigned(left, defines, at, expressions(p));
  }
  syntaxError(p, 'expected := or = or comma');
  skipTo(p, ';', '}');
  return { kind: 'ExpressionStmt', start, end: first.end, expression: first };
}

function assigned(
  left: readonly Expression[],
  defines: boolean,
  at: number,
  right: readonly Expression[],
): SimpleStatement {
  const start = left[0]!.start;
  const end = right[right.length - 1]!.end;
  if (defines) return { kind: 'ShortVarDecl', start, end, left, right, at };
  return { kind: 'Assignment', start, end, left, operator: '=', right, at };
}

/** A simple statement in the header of `keyword`: there it may also be a range clause or a type switch's guard. */
export function headerPart(p: Parser, keyword: 'if' | 'for' | 'switch' | null): HeaderPart {
  if (keyword === 'for' && got(p, 'range')) {
    return { is: 'range', range: { left: [], defines: false, operand: expression(p) } };
  }
  const left = expressions(p);
  const at = p.start;
  const defines = isAt(p, ':=');
  if (!defines && !isAt(p, '=')) return guardOr(simpleBehind(p, left), keyword);
  next(p);
  if (keyword === 'for' && got(p, 'range')) {
    return { is: 'range', range: { left, defines, operand: expression(p) } };
  }
  const right = expressions(p);
  const only = right[0]!;
  const [name] = left;
  const isGuard = only.kind === 'TypeAssertion' && only.type === null && right.length === 1;
  if (keyword === 'switch' && defines && isGuard && left.length === 1 && name?.kind === 'Identifier') {
    return { is: 'guard', guard: { name, operand: only.operand }, start: name.start, end: only.end };
  }
  return { is: 'statement', statement: assigned(left, defines, at, right) };
}

function guardOr(statement: SimpleStatement, keyword: string | null): HeaderPart {
  if (keyword === 'switch' && statement.kind === 'ExpressionStmt') {
    const { expression: x, start, end } = statement;
    if (x.kind === 'TypeAssertion' && x.type === null) {
      return { is: 'guard', guard: { name: null, operand: x.operand }, start, end };
    }
  }
  return { is: 'statement', statement };
}
