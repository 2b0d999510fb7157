/**
 * The syntax tree: plain data, one union discriminated by `kind`, named by the words of the Go specification.
 * Every node spans the offsets [start, end) of the source; what is absent is null or an empty list, never undefined.
 * A type in the place of an expression is an expression here too: only the checker knows what a name means.
 */
import type { Block } from './statementTree.ts';
import type { ArithmeticOperator, BinaryOperator, UnaryOperator } from './tokens.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface SourceFile extends Span {
  readonly kind: 'SourceFile';
  /** As the messages print it. */
  readonly name: string;
  readonly source: string;
  /** The offset where each line begins; see positions.ts. */
  readonly lineStarts: readonly number[];
  readonly packageName: Identifier;
  readonly declarations: readonly Declaration[];
  /** All of them, in the order of the text. */
  readonly comments: readonly Comment[];
}

/** A comment with its slashes, without the newline that ends it. */
export interface Comment extends Span {
  readonly kind: 'Comment';
  readonly text: string;
}

// Declarations. A group in parentheses is one declaration of several specs.

export type Declaration = ImportDecl | ConstDecl | TypeDecl | VarDecl | FunctionDecl;

export interface ImportDecl extends Span {
  readonly kind: 'ImportDecl';
  readonly specs: readonly ImportSpec[];
}

export interface ImportSpec extends Span {
  readonly kind: 'ImportSpec';
  /** `.` and `_` are names here. */
  readonly name: Identifier | null;
  readonly path: BasicLit;
}

export interface ConstDecl extends Span {
  readonly kind: 'ConstDecl';
  readonly specs: readonly ConstSpec[];
}

export interface ConstSpec extends Span {
  readonly kind: 'ConstSpec';
  readonly names: readonly Identifier[];
  readonly type: Expression | null;
  /** Empty: type and values of the nearest spec above are meant. */
  readonly values: readonly Expression[];
  /** Its place in the group, from 0. */
  readonly iota: number;
}

export interface VarDecl extends Span {
  readonly kind: 'VarDecl';
  readonly specs: readonly VarSpec[];
}

export interface VarSpec extends Span {
  readonly kind: 'VarSpec';
  readonly names: readonly Identifier[];
  readonly type: Expression | null;
  readonly values: readonly Expression[];
}

export interface TypeDecl extends Span {
  readonly kind: 'TypeDecl';
  readonly specs: readonly TypeSpec[];
}

export interface TypeSpec extends Span {
  readonly kind: 'TypeSpec';
  readonly name: Identifier;
  readonly typeParameters: readonly TypeParameterDecl[];
  /** `type A = B` gives B a second name; without the sign A is a type of its own. */
  readonly alias: boolean;
  readonly type: Expression;
}

/** A function, or a method when there is a receiver. */
export interface FunctionDecl extends Span {
  readonly kind: 'FunctionDecl';
  readonly receiver: ParameterDecl | null;
  readonly name: Identifier;
  readonly typeParameters: readonly TypeParameterDecl[];
  readonly type: FunctionType;
  /** Null: implemented elsewhere. */
  readonly body: Block | null;
}

/** `K, V comparable` */
export interface TypeParameterDecl extends Span {
  readonly kind: 'TypeParameterDecl';
  readonly names: readonly Identifier[];
  readonly constraint: TypeElement;
}

/** `a, b int`, `int` or `xs ...int` */
export interface ParameterDecl extends Span {
  readonly kind: 'ParameterDecl';
  /** Empty when the list has types only. */
  readonly names: readonly Identifier[];
  readonly type: Expression;
  readonly variadic: boolean;
}

// Types

export type Type = ArrayType | SliceType | StructType | FunctionType | InterfaceType | MapType | ChannelType;

export interface ArrayType extends Span {
  readonly kind: 'ArrayType';
  /** Null: `[...]`, as many as the composite literal has. */
  readonly length: Expression | null;
  readonly element: Expression;
}

export interface SliceType extends Span {
  readonly kind: 'SliceType';
  readonly element: Expression;
}

export interface StructType extends Span {
  readonly kind: 'StructType';
  readonly fields: readonly (FieldDecl | EmbeddedField)[];
}

export interface FieldDecl extends Span {
  readonly kind: 'FieldDecl';
  readonly names: readonly Identifier[];
  readonly type: Expression;
  readonly tag: BasicLit | null;
}

export interface EmbeddedField extends Span {
  readonly kind: 'EmbeddedField';
  /** A type name, an instance of one, or a StarExpr of either. */
  readonly type: Expression;
  readonly tag: BasicLit | null;
}

export interface FunctionType extends Span {
  readonly kind: 'FunctionType';
  readonly parameters: readonly ParameterDecl[];
  readonly results: readonly ParameterDecl[];
}

export interface InterfaceType extends Span {
  readonly kind: 'InterfaceType';
  readonly elements: readonly (MethodSpec | TypeElement)[];
}

export interface MethodSpec extends Span {
  readonly kind: 'MethodSpec';
  readonly name: Identifier;
  readonly type: FunctionType;
}

/** `~int | string`; a constraint or an embedded interface is a union of one. */
export interface TypeElement extends Span {
  readonly kind: 'TypeElement';
  readonly terms: readonly TypeTerm[];
}

export interface TypeTerm extends Span {
  readonly kind: 'TypeTerm';
  readonly tilde: boolean;
  readonly type: Expression;
}

export interface MapType extends Span {
  readonly kind: 'MapType';
  readonly key: Expression;
  readonly element: Expression;
}

export interface ChannelType extends Span {
  readonly kind: 'ChannelType';
  readonly direction: 'both' | 'send' | 'receive';
  readonly element: Expression;
}

// Expressions

export type Expression =
  | Identifier
  | BasicLit
  | CompositeLit
  | FunctionLit
  | ParenExpr
  | SelectorExpr
  | IndexExpr
  | SliceExpr
  | TypeAssertion
  | CallExpr
  | StarExpr
  | UnaryExpr
  | BinaryExpr
  | BadExpr
  | Type;

export interface Identifier extends Span {
  readonly kind: 'Identifier';
  readonly name: string;
}

export type LiteralKind = 'int' | 'float' | 'imaginary' | 'rune' | 'string';

export interface BasicLit extends Span {
  readonly kind: 'BasicLit';
  readonly literal: LiteralKind;
  /** As it is written; it is valid, and whoever needs its value reads it from here. */
  readonly text: string;
}

export interface CompositeLit extends Span {
  readonly kind: 'CompositeLit';
  /** Null: an element whose type the literal around it gives. */
  readonly type: Expression | null;
  readonly elements: readonly (Expression | KeyedElement)[];
  /** Where the brace opens. */
  readonly open: number;
}

export interface KeyedElement extends Span {
  readonly kind: 'KeyedElement';
  /** A field's name, an index or a key: the checker decides by the type. */
  readonly key: Expression;
  readonly value: Expression;
}

export interface FunctionLit extends Span {
  readonly kind: 'FunctionLit';
  readonly type: FunctionType;
  readonly body: Block;
}

export interface ParenExpr extends Span {
  readonly kind: 'ParenExpr';
  readonly inner: Expression;
}

/** A field, a method, or a name of a package. */
export interface SelectorExpr extends Span {
  readonly kind: 'SelectorExpr';
  readonly operand: Expression;
  readonly selector: Identifier;
}

/** An element, or a generic function or type with type arguments: the checker decides. */
export interface IndexExpr extends Span {
  readonly kind: 'IndexExpr';
  readonly operand: Expression;
  /** At least one; several only where they are types. */
  readonly indices: readonly Expression[];
  /** Where the bracket opens. */
  readonly open: number;
}

export interface SliceExpr extends Span {
  readonly kind: 'SliceExpr';
  readonly operand: Expression;
  readonly low: Expression | null;
  readonly high: Expression | null;
  /** Not null in a full slice expression `a[i:j:k]` only. */
  readonly max: Expression | null;
  readonly open: number;
}

export interface TypeAssertion extends Span {
  readonly kind: 'TypeAssertion';
  readonly operand: Expression;
  /** Null: `x.(type)`, which stands in a type switch only; elsewhere the checker refuses it. */
  readonly type: Expression | null;
}

/** A call or a conversion; arguments may be types (`make([]int, 3)`). */
export interface CallExpr extends Span {
  readonly kind: 'CallExpr';
  readonly operand: Expression;
  readonly arguments: readonly Expression[];
  /** `f(xs...)` */
  readonly spread: boolean;
  /** Where the parenthesis opens. */
  readonly open: number;
}

/** `*x`: what a pointer points to, or a pointer type. */
export interface StarExpr extends Span {
  readonly kind: 'StarExpr';
  readonly operand: Expression;
}

export interface UnaryExpr extends Span {
  readonly kind: 'UnaryExpr';
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export interface BinaryExpr extends Span {
  readonly kind: 'BinaryExpr';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  /** Where the operator stands. */
  readonly at: number;
}

/** Nothing that means anything; an error tells of it. */
export interface BadExpr extends Span {
  readonly kind: 'BadExpr';
}

// The statements stand in statementTree.ts.

export type AssignmentOperator = '=' | `${ArithmeticOperator}=`;
