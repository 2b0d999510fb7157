/** Whether a function can come to its end without a `return`. https://go.dev/ref/spec#Terminating_statements */
import type { Block, Statement } from '../syntax/statementTree.ts';
import { bare } from './assign.ts';
import type { Checker } from './checker.ts';

export function terminates(c: Checker, body: Block): boolean {
  return ends(c, body.statements);
}

function ends(c: Checker, list: readonly Statement[]): boolean {
  const last = list.findLast(({ kind }) => kind !== 'EmptyStmt');
  return last !== undefined && isEnd(c, last, '');
}

function isEnd(c: Checker, s: Statement, label: string): boolean {
  switch (s.kind) {
    case 'LabeledStmt':
      return isEnd(c, s.statement, s.label.name);
    case 'ExpressionStmt':
      return c.panics.has(bare(s.expression));
    case 'ReturnStmt':
      return true;
    case 'BranchStmt':
      return s.keyword === 'goto' || s.keyword === 'fallthrough';
    case 'Block':
      return ends(c, s.statements);
    case 'IfStmt':
      return s.otherwise !== null && ends(c, s.body.statements) && isEnd(c, s.otherwise, '');
    case 'ExpressionSwitch':
    case 'TypeSwitch':
      return s.clauses.some(({ cases }) => cases === null) && clausesEnd(c, s.clauses, label);
    case 'SelectStmt':
      return clausesEnd(c, s.clauses, label);
    case 'ForStmt':
      return s.condition === null && !breaks(s.body.statements, label, true);
    default:
      return false;
  }
}

function clausesEnd(
  c: Checker,
  clauses: readonly { readonly body: readonly Statement[] }[],
  label: string,
): boolean {
  return clauses.every(({ body }) => ends(c, body) && !breaks(body, label, true));
}

/** Whether a `break` leaves the statement of this label, or with `direct` the one around without naming it. */
function breaks(list: readonly Statement[], label: string, direct: boolean): boolean {
  return list.some((s) => isBreak(s, label, direct));
}

function isBreak(s: Statement, label: string, direct: boolean): boolean {
  switch (s.kind) {
    case 'LabeledStmt':
      return isBreak(s.statement, label, direct);
    case 'BranchStmt':
      return s.keyword === 'break' && (s.label === null ? direct : s.label.name === label);
    case 'Block':
      return breaks(s.statements, label, direct);
    case 'IfStmt':
      return (
        breaks(s.body.statements, label, direct) ||
        (s.otherwise !== null && isBreak(s.otherwise, label, direct))
      );
    case 'ExpressionSwitch':
    case 'TypeSwitch':
    case 'SelectStmt':
      return label !== '' && s.clauses.some(({ body }) => breaks(body, label, false));
    case 'ForStmt':
    case 'RangeStmt':
      return label !== '' && breaks(s.body.statements, label, false);
    default:
      return false;
  }
}
