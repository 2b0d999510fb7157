/** What stands between if, for or switch and the body's brace, and the clauses of switch and select. */
import { expressions } from './parseExpressions.ts';
import { badExpr, got, isAt, type Parser, skipTo, syntaxError, syntaxErrorAt, want } from './parser.ts';
import { type HeaderPart, headerPart, type RangeClause, simple, type TypeGuard } from './parseSimple.ts';
import { statements } from './parseStatements.ts';
import { next } from './scanner.ts';
import type { CaseClause, SimpleStatement, Statement } from './statementTree.ts';
import { expressionText, simpleText } from './text.ts';
import type { Expression } from './tree.ts';

interface Header {
  readonly init: SimpleStatement | null;
  /** Never null in `if`. */
  readonly condition: Expression | null;
  readonly post: SimpleStatement | null;
  readonly range: RangeClause | null;
  readonly guard: TypeGuard | null;
}

const EMPTY: Header = { init: null, condition: null, post: null, range: null, guard: null };

/** The semicolon behind the first statement, which may be a newline that should not be there. */
interface Semicolon {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function header(p: Parser, keyword: 'if' | 'for' | 'switch'): Header {
  if (isAt(p, '{')) {
    if (keyword !== 'if') return EMPTY;
    syntaxError(p, 'missing condition in if statement');
    return { ...EMPTY, condition: badExpr(p) };
  }
  const outside = p.bracketed;
  p.bracketed = -1;
  const read = parts(p, keyword);
  p.bracketed = outside;
  return read;
}

function parts(p: Parser, keyword: 'if' | 'for' | 'switch'): Header {
  let first: HeaderPart | null = null;
  if (!isAt(p, ';')) {
    if (got(p, 'var')) syntaxError(p, `var declaration not allowed in ${keyword} initializer`);
    first = headerPart(p, keyword);
    if (first.is === 'range') return { ...EMPTY, range: first.range };
  }
  if (isAt(p, '{')) return { ...EMPTY, ...conditionOf(p, keyword, first, null) };
  const init = first === null ? null : statementOf(first);
  let semicolon: Semicolon | null = null;
  if (isAt(p, ';')) {
    semicolon = { start: p.start, end: p.end, text: p.text };
    next(p);
  } else {
    // The brace is what is more likely meant.
    want(p, '{');
    if (!isAt(p, '{')) skipTo(p, '{', '}');
  }
  if (keyword === 'for') return forClause(p, init, semicolon);
  const second = isAt(p, '{') ? null : headerPart(p, keyword);
  return { ...EMPTY, init, ...conditionOf(p, keyword, second, semicolon) };
}

/** Behind the first semicolon. */
function forClause(p: Parser, init: SimpleStatement | null, semicolon: Semicolon | null): Header {
  let condition: HeaderPart | null = null;
  let post: SimpleStatement | null = null;
  if (!isAt(p, ';')) {
    if (isAt(p, '{')) {
      syntaxError(p, 'expected for loop condition');
      return { ...EMPTY, init };
    }
    condition = { is: 'statement', statement: simple(p) };
  }
  want(p, ';');
  if (!isAt(p, '{')) {
    post = simple(p);
    if (post.kind === 'ShortVarDecl') {
      syntaxErrorAt(p, post.at, post.at + 2, 'cannot declare in post statement of for loop');
    }
  }
  return { ...EMPTY, init, ...conditionOf(p, 'for', condition, semicolon), post };
}

function statementOf(part: HeaderPart): SimpleStatement | null {
  if (part.is === 'statement') return part.statement;
  if (part.is === 'range') return null;
  const { start, end, guard } = part;
  const operand: Expression = { kind: 'TypeAssertion', start, end, operand: guard.operand, type: null };
  return { kind: 'ExpressionStmt', start, end, expression: operand };
}

function conditionOf(
  p: Parser,
  keyword: 'if' | 'for' | 'switch',
  part: HeaderPart | null,
  semicolon: Semicolon | null,
): Pick<Header, 'condition' | 'guard'> {
  if (part === null) {
    if (keyword !== 'if') return { condition: null, guard: null };
    if (semicolon !== null) {
      const { start, end, text } = semicolon;
      const newline = text !== 'semicolon';
      const what = newline
        ? `unexpected ${text}, expected { after if clause`
        : 'missing condition in if statement';
      syntaxErrorAt(p, start, end, what);
    }
    return { condition: badExpr(p), guard: null };
  }
  if (part.is === 'guard') return { condition: null, guard: part.guard };
  if (part.is === 'range') return { condition: null, guard: null };
  const { statement } = part;
  if (statement.kind === 'ExpressionStmt') return { condition: statement.expression, guard: null };
  const { at } = statement;
  syntaxErrorAt(p, at, statement.end, `cannot use ${valueText(statement)} as value`);
  return { condition: badExpr(p), guard: null };
}

/** `=` where `==` is meant is the usual slip, so both sides are shown as one would read them. */
function valueText(statement: SimpleStatement): string {
  if (statement.kind !== 'Assignment' || statement.operator !== '=') return simpleText(statement);
  const [left, right] = [statement.left, statement.right].map((side) => {
    const text = side.map((one) => expressionText(one)).join(', ');
    return side.length === 1 && side[0]!.kind === 'BinaryExpr' ? `(${text})` : text;
  });
  return `assignment ${left} = ${right}`;
}

export function switchStatement(p: Parser): Statement {
  const { start } = p;
  next(p);
  const { init, condition, guard } = header(p, 'switch');
  if (!got(p, '{')) {
    syntaxError(p, 'missing { after switch clause');
    skipTo(p, 'case', 'default', '}');
  }
  const all = clauses(p, (at, isDefault): CaseClause => {
    const cases = isDefault ? null : expressions(p);
    const colon = p.start;
    want(p, ':');
    const body = statements(p);
    return { kind: 'CaseClause', start: at, end: p.previousEnd, cases, body, colon };
  });
  want(p, '}');
  const end = p.previousEnd;
  if (guard !== null) return { kind: 'TypeSwitch', start, end, init, ...guard, clauses: all };
  return { kind: 'ExpressionSwitch', start, end, init, tag: condition, clauses: all };
}

/** Reads clauses up to the closing brace. */
export function clauses<T>(p: Parser, read: (start: number, isDefault: boolean) => T): readonly T[] {
  const all: T[] = [];
  while (!isAt(p, 'EOF') && !isAt(p, '}')) {
    const { start } = p;
    const isCase = isAt(p, 'case');
    if (isCase || isAt(p, 'default')) next(p);
    else {
      syntaxError(p, 'expected case or default or }');
      skipTo(p, ':', 'case', 'default', '}');
    }
    all.push(read(start, !isCase));
  }
  return all;
}
