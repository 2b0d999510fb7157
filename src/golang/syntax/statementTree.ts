/** The statements of the syntax tree; see tree.ts for what holds of all nodes. */
import type { AssignmentOperator, ConstDecl, Expression, Identifier, TypeDecl, VarDecl } from './tree.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

/** What may stand before a condition, in a `for` clause and in a `case` of a select. */
export type SimpleStatement = ExpressionStmt | SendStmt | IncDecStmt | Assignment | ShortVarDecl;

export type Statement =
  | SimpleStatement
  | EmptyStmt
  | DeclarationStmt
  | LabeledStmt
  | GoStmt
  | DeferStmt
  | ReturnStmt
  | BranchStmt
  | Block
  | IfStmt
  | ExpressionSwitch
  | TypeSwitch
  | SelectStmt
  | ForStmt
  | RangeStmt;

/** In braces. The closing one is the last character. */
export interface Block extends Span {
  readonly kind: 'Block';
  readonly statements: readonly Statement[];
}

export interface EmptyStmt extends Span {
  readonly kind: 'EmptyStmt';
}

export interface ExpressionStmt extends Span {
  readonly kind: 'ExpressionStmt';
  readonly expression: Expression;
}

export interface SendStmt extends Span {
  readonly kind: 'SendStmt';
  readonly channel: Expression;
  readonly value: Expression;
  /** Where the arrow stands. */
  readonly at: number;
}

export interface IncDecStmt extends Span {
  readonly kind: 'IncDecStmt';
  readonly operator: '++' | '--';
  readonly operand: Expression;
  readonly at: number;
}

export interface Assignment extends Span {
  readonly kind: 'Assignment';
  readonly left: readonly Expression[];
  readonly operator: AssignmentOperator;
  readonly right: readonly Expression[];
  /** Where the operator stands. */
  readonly at: number;
}

export interface ShortVarDecl extends Span {
  readonly kind: 'ShortVarDecl';
  /** Names; the checker refuses anything else. */
  readonly left: readonly Expression[];
  readonly right: readonly Expression[];
  readonly at: number;
}

export interface DeclarationStmt extends Span {
  readonly kind: 'DeclarationStmt';
  readonly declaration: ConstDecl | TypeDecl | VarDecl;
}

export interface LabeledStmt extends Span {
  readonly kind: 'LabeledStmt';
  readonly label: Identifier;
  readonly statement: Statement;
}

export interface GoStmt extends Span {
  readonly kind: 'GoStmt';
  /** A CallExpr; the checker refuses anything else. */
  readonly call: Expression;
}

export interface DeferStmt extends Span {
  readonly kind: 'DeferStmt';
  readonly call: Expression;
}

export interface ReturnStmt extends Span {
  readonly kind: 'ReturnStmt';
  readonly results: readonly Expression[];
}

export interface BranchStmt extends Span {
  readonly kind: 'BranchStmt';
  readonly keyword: 'break' | 'continue' | 'goto' | 'fallthrough';
  readonly label: Identifier | null;
}

export interface IfStmt extends Span {
  readonly kind: 'IfStmt';
  readonly init: SimpleStatement | null;
  readonly condition: Expression;
  readonly body: Block;
  readonly otherwise: Block | IfStmt | null;
}

export interface ExpressionSwitch extends Span {
  readonly kind: 'ExpressionSwitch';
  readonly init: SimpleStatement | null;
  /** Null: `true` is meant. */
  readonly tag: Expression | null;
  readonly clauses: readonly CaseClause[];
}

/** `switch name := operand.(type)` */
export interface TypeSwitch extends Span {
  readonly kind: 'TypeSwitch';
  readonly init: SimpleStatement | null;
  readonly name: Identifier | null;
  readonly operand: Expression;
  readonly clauses: readonly CaseClause[];
}

export interface CaseClause extends Span {
  readonly kind: 'CaseClause';
  /** Null: `default`. Types in a type switch, and `nil`. */
  readonly cases: readonly Expression[] | null;
  readonly body: readonly Statement[];
  readonly colon: number;
}

export interface SelectStmt extends Span {
  readonly kind: 'SelectStmt';
  readonly clauses: readonly CommClause[];
}

export interface CommClause extends Span {
  readonly kind: 'CommClause';
  /** Null: `default`. A send, or a receive alone, assigned or declared; the checker refuses the rest. */
  readonly comm: SimpleStatement | null;
  readonly body: readonly Statement[];
  readonly colon: number;
}

export interface ForStmt extends Span {
  readonly kind: 'ForStmt';
  readonly init: SimpleStatement | null;
  /** Null: for ever. */
  readonly condition: Expression | null;
  readonly post: SimpleStatement | null;
  readonly body: Block;
}

export interface RangeStmt extends Span {
  readonly kind: 'RangeStmt';
  /** None, a key, or key and value; the checker refuses more. */
  readonly left: readonly Expression[];
  /** Whether `:=` makes new variables; false with `=` and with nothing on the left. */
  readonly defines: boolean;
  /** An array, a slice, a string, a map, a channel, an integer or a function. */
  readonly operand: Expression;
  readonly body: Block;
}
