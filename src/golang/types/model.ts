/**
 * Go's types and the things that names stand for, as the checker makes them. One union discriminated by `kind`.
 * Named types are filled in while they are checked; everything else is finished when it is made.
 * Whether two types are the same is asked of `identical`, never of `===`.
 */
import type { Expression, FunctionDecl, Identifier } from '../syntax/tree.ts';

export type BasicName =
  | 'bool'
  | 'int'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'uintptr'
  | 'float32'
  | 'float64'
  | 'complex64'
  | 'complex128'
  | 'string'
  /** Written as its package has it. */
  | 'unsafe.Pointer'
  | 'untyped bool'
  | 'untyped int'
  | 'untyped rune'
  | 'untyped float'
  | 'untyped complex'
  | 'untyped string'
  | 'untyped nil'
  /** What a mistake has; nothing further is said about it. */
  | 'invalid type';

export type Type =
  | Basic
  | Named
  | Pointer
  | Slice
  | ArrayOf
  | MapOf
  | Chan
  | Struct
  | Signature
  | Interface
  | Tuple
  | TypeParam
  | Union;

export interface Basic {
  readonly kind: 'basic';
  readonly name: BasicName;
  /** `byte` and `rune` are written as they were declared, and identical to uint8 and int32. */
  readonly alias: 'byte' | 'rune' | null;
}

/** A defined type, or an instance of a generic one. */
export interface Named {
  readonly kind: 'named';
  readonly object: TypeName;
  /** Never itself a named type; 'invalid type' until it is known. */
  underlying: Type;
  /** The methods declared on it, in the order of the text; those of an instance are made from its origin's. */
  methods: Func[];
  /** Of a generic type; empty otherwise. */
  typeParameters: readonly TypeParam[];
  /** Of an instance; empty otherwise. */
  readonly typeArguments: readonly Type[];
  /** Of an instance: the generic type; of any other, itself. */
  readonly origin: Named;
}

export interface Pointer {
  readonly kind: 'pointer';
  readonly element: Type;
}

export interface Slice {
  readonly kind: 'slice';
  readonly element: Type;
}

export interface ArrayOf {
  readonly kind: 'array';
  readonly length: number;
  readonly element: Type;
}

export interface MapOf {
  readonly kind: 'map';
  readonly key: Type;
  readonly element: Type;
}

export interface Chan {
  readonly kind: 'chan';
  readonly direction: 'both' | 'send' | 'receive';
  readonly element: Type;
}

export interface Struct {
  readonly kind: 'struct';
  readonly fields: readonly Var[];
  readonly tags: readonly string[];
}

export interface Signature {
  readonly kind: 'signature';
  /** Not part of identity. */
  readonly receiver: Var | null;
  readonly typeParameters: readonly TypeParam[];
  readonly parameters: readonly Var[];
  readonly results: readonly Var[];
  /** The last parameter's type is then a slice. */
  readonly variadic: boolean;
}

export interface Interface {
  readonly kind: 'interface';
  /** Declared here, sorted by name. */
  readonly methods: readonly Func[];
  /** Embedded: interfaces, unions, and other types where it is a constraint. */
  readonly embedded: readonly Type[];
  readonly comparable: boolean;
  /** Of a constraint written without `interface{}` around it: `[T ~int | string]`; messages write it so. */
  readonly implicit?: true;
}

/** The results of a call; never the type of a value that is stored. */
export interface Tuple {
  readonly kind: 'tuple';
  readonly elements: readonly Type[];
  /** Of named results, for messages. */
  readonly names?: readonly string[];
}

export interface TypeParam {
  readonly kind: 'typeParam';
  readonly object: TypeName;
  readonly index: number;
  /** An interface, known after the list of parameters is. */
  constraint: Type;
}

export interface Union {
  readonly kind: 'union';
  readonly terms: readonly { readonly tilde: boolean; readonly type: Type }[];
}

// What names stand for.

export type GoObject = PackageName | Const | TypeName | Var | Func | Builtin | Nil | Label;

/** A package as it was checked. */
export interface Package {
  /** As it is imported: `sync/atomic`. The learner's own is `main`. */
  readonly path: string;
  readonly name: string;
  readonly scope: Scope;
}

interface Declared {
  readonly name: string;
  /** Null: it belongs to the language. */
  readonly package: Package | null;
  /** Where it is declared, null where nothing was written. */
  readonly at: Identifier | null;
}

export interface PackageName extends Declared {
  readonly kind: 'package';
  readonly imported: Package;
  used: boolean;
}

export interface Const extends Declared {
  readonly kind: 'const';
  type: Type;
  value: Constant;
}

export interface TypeName extends Declared {
  readonly kind: 'type';
  /** The named type, or what an alias stands for. */
  type: Type;
  readonly alias: boolean;
}

export interface Var extends Declared {
  readonly kind: 'var';
  type: Type;
  /** A field of a struct; an embedded one has its type's name. */
  readonly field: boolean;
  readonly embedded: boolean;
  /** Declared at package level. */
  readonly global: boolean;
  used: boolean;
}

export interface Func extends Declared {
  readonly kind: 'func';
  /** With its receiver, where it is a method. */
  type: Signature;
  /** Null for methods of interfaces. */
  readonly declaration: FunctionDecl | null;
  /** The generic function or method that this one is an instance of; itself otherwise. */
  readonly origin: Func;
}

export interface Builtin extends Declared {
  readonly kind: 'builtin';
}

export interface Nil extends Declared {
  readonly kind: 'nil';
}

export interface Label extends Declared {
  readonly kind: 'label';
}

/** Names of a block, and the block around it. */
export interface Scope {
  readonly parent: Scope | null;
  readonly names: Map<string, GoObject>;
}

// Constants: exact values. A rune is an integer; a float is a fraction in lowest terms with a positive denominator.

export type Constant =
  | { readonly kind: 'bool'; readonly value: boolean }
  /** A Go string as bytes: one character of 0..255 each. */
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly numerator: bigint; readonly denominator: bigint }
  | { readonly kind: 'complex'; readonly real: Constant; readonly imaginary: Constant }
  /** Of a mistake. */
  | { readonly kind: 'unknown' };

/** How a name after a dot was found. */
export interface Selection {
  readonly kind: 'field' | 'method' | 'methodExpression';
  /** The type of what stands before the dot. */
  readonly receiver: Type;
  readonly object: Var | Func;
  /** The way through embedded fields: indices of fields, and last the field's index (of a method: its place, which nobody needs). */
  readonly path: readonly number[];
  /** Whether a pointer was followed on the way. */
  readonly indirect: boolean;
  /** Of a field its type; of a method its signature without receiver; of a method expression with it as first parameter. */
  readonly type: Type;
}

/** What an expression turned out to be. */
export interface TypeAndValue {
  readonly mode:
    | 'noValue'
    | 'builtin'
    | 'type'
    | 'constant'
    | 'variable'
    | 'mapIndex'
    | 'value'
    | 'nil'
    | 'commaOk';
  /** After untyped constants got their final type; of `nil` the type it becomes. */
  readonly type: Type;
  readonly value: Constant | null;
}

/** An initialiser at package level: `a, b = f()` has two variables. */
export interface Initializer {
  readonly variables: readonly Var[];
  readonly value: Expression;
}
