/** Statements. https://go.dev/ref/spec#Statements */
import { branchFaults } from './branches.ts';
import { constDecl, typeDecl, varDecl } from './parseDeclarations.ts';
import { expressions, primary, unparen } from './parseExpressions.ts';
import { clauses, header, switchStatement } from './parseHeaders.ts';
import {
  enter,
  got,
  grow,
  identifier,
  isAt,
  leave,
  type Parser,
  skipTo,
  syntaxError,
  syntaxErrorAt,
  want,
} from './parser.ts';
import { simple, simpleBehind } from './parseSimple.ts';
import { next } from './scanner.ts';
import { report } from './scanState.ts';
import type { Block, BranchStmt, CommClause, IfStmt, LabeledStmt, Statement } from './statementTree.ts';
import type { Expression, Identifier } from './tree.ts';

export function functionBody(p: Parser): Block {
  const outerBracketed = p.bracketed;
  const told = p.reports.length - p.branchReports;
  p.functions++;
  const body = block(p, '');
  p.functions--;
  p.bracketed = outerBracketed;
  if (p.reports.length - p.branchReports === told) branchFaults(p, body);
  return body;
}

/** @param context what the brace stands behind, when it may be missing */
export function block(p: Parser, context: string): Block {
  const { start } = p;
  if (!got(p, '{')) {
    syntaxError(p, `expected { after ${context}`);
    skipTo(p, 'name', '}');
    if (got(p, '}')) return { kind: 'Block', start, end: p.previousEnd, statements: [] };
  }
  const inner = statements(p);
  want(p, '}');
  return { kind: 'Block', start, end: p.previousEnd, statements: inner };
}

export function statements(p: Parser): readonly Statement[] {
  const all: Statement[] = [];
  while (!isAt(p, 'EOF') && !isAt(p, '}') && !isAt(p, 'case') && !isAt(p, 'default')) {
    const one = statementOrNull(p);
    if (one === null) break;
    all.push(one);
    if (!got(p, ';') && !isAt(p, '}')) {
      syntaxError(p, 'at end of statement');
      skipTo(p, ';', '}', 'case', 'default');
      got(p, ';');
    }
  }
  return all;
}

function statementOrNull(p: Parser): Statement | null {
  const outside = enter(p);
  const statement = anyStatement(p);
  leave(p, outside);
  return statement;
}

function anyStatement(p: Parser): Statement | null {
  const { start } = p;
  switch (p.token) {
    case 'name': {
      const left = expressions(p);
      const [first] = left;
      if (left.length === 1 && first!.kind === 'Identifier' && isAt(p, ':')) return labeled(p, first!);
      return simpleBehind(p, left);
    }
    case 'var':
      return { kind: 'DeclarationStmt', start, declaration: varDecl(p), end: p.previousEnd };
    case 'const':
      return { kind: 'DeclarationStmt', start, declaration: constDecl(p), end: p.previousEnd };
    case 'type':
      return { kind: 'DeclarationStmt', start, declaration: typeDecl(p), end: p.previousEnd };
    case '{':
      return block(p, '');
    case 'operator':
      return '+-!^&'.includes(p.operator) ? simple(p) : null;
    case '*':
    case '<-':
    case 'literal':
    case 'func':
    case '(':
    case '[':
    case 'chan':
    case 'interface':
    case 'map':
    case 'struct':
      return simple(p);
    case 'for':
      return forStatement(p);
    case 'switch':
      return switchStatement(p);
    case 'select':
      return selectStatement(p);
    case 'if':
      return ifStatement(p);
    case 'fallthrough':
    case 'break':
    case 'continue':
    case 'goto':
      return branch(p, p.token);
    case 'go':
    case 'defer':
      return goOrDefer(p, p.token);
    case 'return': {
      next(p);
      const results = isAt(p, ';') || isAt(p, '}') ? [] : expressions(p);
      return { kind: 'ReturnStmt', start, end: p.previousEnd, results };
    }
    case ';':
      return { kind: 'EmptyStmt', start, end: start };
    default:
      return null;
  }
}

function labeled(p: Parser, label: Identifier): LabeledStmt | null {
  const colon = p.start;
  want(p, ':');
  const { start } = label;
  if (isAt(p, '}')) {
    const statement = { kind: 'EmptyStmt', start: p.previousEnd, end: p.previousEnd } as const;
    return { kind: 'LabeledStmt', start, end: p.previousEnd, label, statement };
  }
  const statement = statementOrNull(p);
  if (statement !== null) return { kind: 'LabeledStmt', start, end: statement.end, label, statement };
  syntaxErrorAt(p, colon, colon + 1, 'missing statement after label');
  return null;
}

function branch(p: Parser, keyword: BranchStmt['keyword']): BranchStmt {
  const { start } = p;
  next(p);
  const named = keyword === 'goto' || (keyword !== 'fallthrough' && isAt(p, 'name'));
  const label = named ? identifier(p) : null;
  return { kind: 'BranchStmt', start, end: p.previousEnd, keyword, label };
}

function goOrDefer(p: Parser, keyword: 'go' | 'defer'): Statement {
  const { start } = p;
  next(p);
  const read = primary(p, null);
  const call: Expression = unparen(read);
  if (call !== read) {
    report(p, read.start, read.end, `expression in ${keyword} must not be parenthesized`);
  }
  return { kind: keyword === 'go' ? 'GoStmt' : 'DeferStmt', start, end: p.previousEnd, call };
}

/** A chain of `else if` is read in a loop: it is long, not deep. */
function ifStatement(p: Parser): IfStmt {
  const links: Pick<IfStmt, 'start' | 'init' | 'condition' | 'body'>[] = [];
  let otherwise: IfStmt['otherwise'] = null;
  do {
    const { start } = p;
    next(p);
    const { init, condition } = header(p, 'if');
    links.push({ start, init, condition: condition!, body: block(p, 'if clause') });
    if (!got(p, 'else')) break;
    if (isAt(p, '{')) otherwise = block(p, '');
    else if (!isAt(p, 'if')) {
      syntaxError(p, 'else must be followed by if or statement block');
      skipTo(p, 'name', '}');
      break;
    }
  } while (otherwise === null);
  const end = p.previousEnd;
  for (let i = links.length - 1; i > 0; i--) {
    otherwise = { kind: 'IfStmt', end, ...links[i]!, otherwise };
    grow(p);
  }
  return { kind: 'IfStmt', end, ...links[0]!, otherwise };
}

function forStatement(p: Parser): Statement {
  const { start } = p;
  next(p);
  const { init, condition, post, range } = header(p, 'for');
  const body = block(p, 'for clause');
  const end = body.end;
  if (range !== null) return { kind: 'RangeStmt', start, end, ...range, body };
  return { kind: 'ForStmt', start, end, init, condition, post, body };
}

function selectStatement(p: Parser): Statement {
  const { start } = p;
  next(p);
  if (!got(p, '{')) {
    syntaxError(p, 'missing { after select clause');
    skipTo(p, 'case', 'default', '}');
  }
  const all = clauses(p, (at, isDefault): CommClause => {
    const comm = isDefault ? null : simple(p);
    const colon = p.start;
    want(p, ':');
    const body = statements(p);
    return { kind: 'CommClause', start: at, end: p.previousEnd, comm, body, colon };
  });
  want(p, '}');
  return { kind: 'SelectStmt', start, end: p.previousEnd, clauses: all };
}
