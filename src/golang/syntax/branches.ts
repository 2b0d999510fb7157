/** Labels, and where break, continue, goto and fallthrough lead: the compiler tells of them before it knows a type. */
import type { Parser } from './parser.ts';
import { positionAt } from './positions.ts';
import { report } from './scanState.ts';
import type { Block, BranchStmt, LabeledStmt, Statement } from './statementTree.ts';
import type { Expression, Identifier } from './tree.ts';

/** A label is known from where it stands. */
interface Label {
  readonly statement: LabeledStmt;
  readonly scope: Scope;
  used: boolean;
}

/** A goto that has not met its label yet. */
interface Jump {
  readonly label: Identifier;
  /** The clock of the scope that it waits in, when it came there. */
  since: number;
}

/** A block or a clause, within one function. */
interface Scope {
  readonly outer: Scope | null;
  readonly start: number;
  /** By the label's name: those that a label further down may still serve. */
  readonly waiting: Map<string, Jump[]>;
  clock: number;
  /** The last variable declared here: the jumps that waited before it would miss it. */
  variable: { readonly name: string; readonly at: number; readonly clock: number } | null;
}

type Loop = 'for' | 'switch' | 'typeSwitch' | 'select';

/** What a statement stands in. */
interface Around {
  readonly scope: Scope;
  readonly breaks: Loop | null;
  readonly continues: boolean;
  /** Directly in a clause of a switch: whether that is the last one. */
  readonly clause: 'last' | 'other' | null;
  /** The labelled statements around. */
  readonly labels: ReadonlySet<LabeledStmt>;
}

interface Walk {
  readonly p: Parser;
  readonly labels: Map<string, Label>;
}

export function branchFaults(p: Parser, body: Block): void {
  const walk: Walk = { p, labels: new Map() };
  const scope = newScope(null, body.start);
  const around: Around = { scope, breaks: null, continues: false, clause: null, labels: new Set() };
  visitAll(walk, body.statements, around);
  for (const jumps of scope.waiting.values()) {
    for (const { label } of jumps) {
      const into = walk.labels.get(label.name);
      const what =
        into === undefined
          ? `label ${label.name} not defined`
          : `goto ${label.name} jumps into block starting at ${place(p, into.scope.start)}`;
      if (into) into.used = true;
      tell(p, label, what);
    }
  }
  for (const { used, statement } of walk.labels.values()) {
    if (!used) tell(p, statement.label, `label ${statement.label.name} defined and not used`);
  }
}

function tell(p: Parser, at: Identifier | BranchStmt, message: string): void {
  report(p, at.start, at.end, message);
  p.branchReports++;
}

function place(p: Parser, offset: number): string {
  const { line, column } = positionAt(p.source, p.lineStarts, offset);
  return `${p.file}:${line}:${column}`;
}

function newScope(outer: Scope | null, start: number): Scope {
  return { outer, start, waiting: new Map(), clock: 0, variable: null };
}

/** Visits the statements of an inner block; jumps that found no label there wait further in the outer one. */
function visitInner(
  walk: Walk,
  start: number,
  statements: readonly Statement[],
  around: Around,
  change: Partial<Around> = {},
): void {
  const scope = newScope(around.scope, start);
  visitAll(walk, statements, { ...around, clause: null, ...change, scope });
  for (const jumps of scope.waiting.values()) for (const jump of jumps) wait(around.scope, jump);
}

function wait(scope: Scope, jump: Jump): void {
  jump.since = ++scope.clock;
  const { name } = jump.label;
  const others = scope.waiting.get(name);
  if (others) others.push(jump);
  else scope.waiting.set(name, [jump]);
}

function visitAll(walk: Walk, statements: readonly Statement[], around: Around): void {
  let last = statements.length - 1;
  while (last > 0 && statements[last]!.kind === 'EmptyStmt') last--;
  statements.forEach((one, i) => {
    visit(walk, one, i < last && around.clause !== null ? { ...around, clause: null } : around);
  });
}

function visit(walk: Walk, statement: Statement, around: Around): void {
  switch (statement.kind) {
    case 'DeclarationStmt': {
      const { declaration } = statement;
      if (declaration.kind !== 'VarDecl') return;
      for (const { names, start } of declaration.specs) declared(around.scope, names, start);
      return;
    }
    case 'ShortVarDecl':
      return declared(around.scope, statement.left, statement.at);
    case 'LabeledStmt':
      return labeled(walk, statement, around);
    case 'BranchStmt':
      return branch(walk, statement, around);
    case 'Block':
      return visitInner(walk, statement.start, statement.statements, around);
    case 'IfStmt':
      visitInner(walk, statement.body.start, statement.body.statements, around);
      if (statement.otherwise !== null) visit(walk, statement.otherwise, { ...around, clause: null });
      return;
    case 'ForStmt':
    case 'RangeStmt': {
      const { start, statements } = statement.body;
      return visitInner(walk, start, statements, around, { breaks: 'for', continues: true });
    }
    case 'ExpressionSwitch':
    case 'TypeSwitch': {
      const { clauses } = statement;
      const breaks = statement.kind === 'TypeSwitch' ? 'typeSwitch' : 'switch';
      clauses.forEach(({ start, body }, i) => {
        const clause = i === clauses.length - 1 ? 'last' : 'other';
        visitInner(walk, start, body, around, { breaks, clause });
      });
      return;
    }
    case 'SelectStmt':
      for (const { start, body } of statement.clauses) {
        visitInner(walk, start, body, around, { breaks: 'select' });
      }
  }
}

function declared(scope: Scope, names: readonly Expression[], at: number): void {
  const [first] = names;
  const name = first?.kind === 'Identifier' ? first.name : '_';
  scope.variable = { name, at, clock: ++scope.clock };
}

function labeled(walk: Walk, statement: LabeledStmt, around: Around): void {
  const { p, labels } = walk;
  const { name } = statement.label;
  if (name !== '_') {
    const before = labels.get(name);
    if (before) {
      const at = place(p, before.statement.start);
      tell(p, statement.label, `label ${name} already defined at ${at}`);
    } else labels.set(name, { statement, scope: around.scope, used: arrive(p, name, around.scope) });
  }
  visit(walk, statement.statement, { ...around, labels: new Set(around.labels).add(statement) });
}

/** The jumps that waited for this label. @returns whether there were any */
function arrive(p: Parser, name: string, scope: Scope): boolean {
  const jumps = scope.waiting.get(name);
  if (!jumps) return false;
  scope.waiting.delete(name);
  const { variable } = scope;
  for (const { label, since } of jumps) {
    if (variable === null || since > variable.clock) continue;
    const over = `${variable.name} at ${place(p, variable.at)}`;
    tell(p, label, `goto ${name} jumps over declaration of ${over}`);
  }
  return true;
}

function branch(walk: Walk, statement: BranchStmt, around: Around): void {
  const { keyword, label } = statement;
  if (keyword === 'fallthrough') return fallthroughFault(walk, statement, around);
  if (keyword === 'goto') return jump(walk, label!, around.scope);
  if (label !== null) return labeledBranch(walk, label, keyword, around);
  if (keyword === 'break' && around.breaks === null) {
    tell(walk.p, statement, 'break is not in a loop, switch, or select');
  } else if (keyword === 'continue' && !around.continues) {
    tell(walk.p, statement, 'continue is not in a loop');
  }
}

function fallthroughFault({ p }: Walk, statement: BranchStmt, { breaks, clause }: Around): void {
  if (breaks === 'typeSwitch') tell(p, statement, 'cannot fallthrough in type switch');
  else if (clause === null) tell(p, statement, 'fallthrough statement out of place');
  else if (clause === 'last') tell(p, statement, 'cannot fallthrough final case in switch');
}

/** Back to a label of a block around, or on to one that may come. */
function jump(walk: Walk, label: Identifier, scope: Scope): void {
  const known = walk.labels.get(label.name);
  if (known) {
    known.used = true;
    for (let around: Scope | null = scope; around !== null; around = around.outer) {
      if (around === known.scope) return;
    }
  }
  wait(scope, { label, since: 0 });
}

const LOOPS: ReadonlySet<Statement['kind']> = new Set(['ForStmt', 'RangeStmt'] as const);
const BREAKABLE: ReadonlySet<Statement['kind']> = new Set([
  'ForStmt',
  'RangeStmt',
  'ExpressionSwitch',
  'TypeSwitch',
  'SelectStmt',
] as const);

function labeledBranch(
  { p, labels }: Walk,
  label: Identifier,
  keyword: 'break' | 'continue',
  around: Around,
): void {
  const known = labels.get(label.name);
  if (!known) return tell(p, label, `${keyword} label not defined: ${label.name}`);
  known.used = true;
  const fits = (keyword === 'break' ? BREAKABLE : LOOPS).has(known.statement.statement.kind);
  if (!fits || !around.labels.has(known.statement)) {
    tell(p, label, `invalid ${keyword} label ${label.name}`);
  }
}
