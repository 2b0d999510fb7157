/** A compiled program: plain data that the machine only reads. */

/** Numbers by what their arithmetic does. `d` of the arithmetic instructions is the index in this list. */
export const NUMBER_KINDS = [
  'int', // 64 bits
  'int8',
  'int16',
  'int32',
  'int64',
  'uint', // 64 bits
  'uint8',
  'uint16',
  'uint32',
  'uint64',
  'uintptr',
  'float32',
  'float64',
  'complex64',
  'complex128',
  'string',
] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

/** A value of the machine; see machine/state.ts, which tells what each Go type is made of. */
export type ConstantValue =
  | number
  | bigint
  | string
  | boolean
  | null
  | { readonly re: number; readonly im: number };

/** What a container is made of. Slots that hold an aggregate hold a container of their own, which stays in its place. */
export type Layout =
  | {
      readonly kind: 'struct' | 'box';
      /** By slot: the layout of an aggregate, or -1 for a scalar. A box has one slot. */
      readonly inner: readonly number[];
      /** By slot: the zero value of a scalar; null of an aggregate. */
      readonly zeros: readonly ConstantValue[];
      /** By slot: names for messages. */
      readonly names: readonly string[];
      /** As the gc compiler lays it out. */
      readonly bytes: number;
    }
  | {
      readonly kind: 'array';
      readonly inner: number;
      readonly zero: ConstantValue;
      /** Of an array type; -1 for what stands behind slices. */
      readonly length: number;
      /** Of one element. */
      readonly bytes: number;
    };

/** Types as a running program knows them: in interfaces, for printing, hashing and comparing. */
export interface RuntimeType {
  /** As %T prints it: `main.User`, `*main.User`, `map[string]int`. */
  readonly text: string;
  readonly kind:
    | 'bool'
    | 'number'
    | 'string'
    | 'pointer'
    | 'slice'
    | 'array'
    | 'map'
    | 'chan'
    | 'struct'
    | 'func'
    | 'interface'
    | 'unsafe';
  /** Of numbers. */
  readonly number: NumberKind | null;
  /** Whether it is a defined type (its text then names it). */
  readonly named: boolean;
  /** Index in `types` of the element of pointer, slice, array, map, chan; -1 else. */
  readonly element: number;
  /** Of a map. */
  readonly key: number;
  /** Of an aggregate itself, of what a slice's array has, of what a pointer to a scalar has not: -1. */
  readonly layout: number;
  /** Of a struct. */
  readonly fields: readonly {
    readonly name: string;
    readonly type: number;
    readonly embedded: boolean;
    readonly exported: boolean;
  }[];
  readonly comparable: boolean;
  /** Of a concrete type: methods by name id (index in `names`) -> index in `functions`; the receiver is the first argument, as it lies in the interface. */
  readonly methods: Readonly<Record<number, number>>;
  /** Of an interface: the ids of its methods, sorted by name. */
  readonly wants: readonly number[];
  /** Of a chan. */
  readonly direction: 'both' | 'send' | 'receive';
  readonly zero: ConstantValue;
  /** Size of a value, bytes. */
  readonly bytes: number;
}

/** A cost comment of the source: `// cost: 20ms io`, `// cost: 5ms cpu, 48MiB`, `// cost: call`. */
export interface Cost {
  readonly kind: 'io' | 'cpu' | 'call';
  /** Virtual nanoseconds; of a call, which takes as long as its answer, the least that there is. */
  readonly nanoseconds: number;
  /** Of a call: over which wire of the part, from 1; 0 else. */
  readonly wire: number;
  /** Held while the function runs, bytes. */
  readonly bytes: number;
}

export interface Code {
  /** As in Go's traces: `main.(*Cache).Get`, `main.main.func1`. */
  readonly name: string;
  readonly file: number;
  readonly parameters: number;
  readonly results: number;
  readonly registers: number;
  readonly code: Int32Array;
  readonly constants: readonly ConstantValue[];
  readonly extras: readonly Extra[];
  /** By instruction (pc / WIDTH): offset in the source of the file. */
  readonly positions: Int32Array;
  /** Where a function goes on that recovered: loads the named results and returns; -1 without defers. */
  readonly deferReturn: number;
  /** Names that stand in registers, for the screen: a box when `boxed`. */
  readonly variables: readonly {
    readonly name: string;
    readonly register: number;
    readonly type: number;
    readonly boxed: boolean;
  }[];
  /** By captured place. */
  readonly captures: readonly { readonly name: string; readonly boxed: boolean }[];
  /** Spent at every call, by a COST instruction that begins it; here to be shown. */
  readonly cost: Cost | null;
  /** Of the prelude's packages: the learner does not step through it, and no learner's line stands in it. */
  readonly library: boolean;
  /** Offset of `func`. */
  readonly start: number;
  /** Made by the compiler around another function: traces leave it out, and recover looks through it. */
  readonly wrapper?: boolean;
}

export type Extra =
  | { readonly kind: 'slice'; readonly low: number; readonly high: number; readonly max: number }
  | {
      readonly kind: 'call';
      readonly how: 'function' | 'value' | 'method' | 'native';
      /** Index in functions, register of the value, index in names, index in natives. */
      readonly target: number;
      readonly count: number;
    }
  | {
      readonly kind: 'select';
      readonly cases: readonly {
        readonly send: boolean;
        /** Register of the channel. */
        readonly channel: number;
        /** Register of what is sent; where what is received goes (and whether it was sent in the next), or -1. */
        readonly value: number;
        /** Offset of the case in the source. */
        readonly at: number;
      }[];
      readonly hasDefault: boolean;
    }
  | { readonly kind: 'cost'; readonly cost: Cost }
  | { readonly kind: 'print'; readonly types: readonly number[]; readonly line: boolean };

export type SliceExtra = Extract<Extra, { kind: 'slice' }>;
export type CallExtra = Extract<Extra, { kind: 'call' }>;
export type SelectExtra = Extract<Extra, { kind: 'select' }>;
export type CostExtra = Extract<Extra, { kind: 'cost' }>;
export type PrintExtra = Extract<Extra, { kind: 'print' }>;

export interface Program {
  readonly functions: readonly Code[];
  readonly types: readonly RuntimeType[];
  readonly layouts: readonly Layout[];
  /** Names of methods: exported ones as they are, others with their package's path before a dot. */
  readonly names: readonly string[];
  /** `sync.(*Mutex).Lock`: functions of the prelude without a body. */
  readonly natives: readonly string[];
  /** Package variables: the layout of an aggregate, or of a box. `name` as `main.cache`. */
  readonly globals: readonly { readonly name: string; readonly layout: number; readonly type: number }[];
  /** Calls of functions[entry] initialise all packages and then run main.main. */
  readonly entry: number;
  /** The learner's functions that can be called by name from outside: index in functions by name (`GetUser`, `TestX`). */
  readonly byName: Readonly<Record<string, number>>;
  readonly files: readonly {
    readonly name: string;
    readonly source: string;
    readonly lineStarts: readonly number[];
    readonly library: boolean;
  }[];
  /** Indices in `types` that the machine itself needs, by text: `string`, `int`, `error`, `runtime.Error` values ... those that occur. */
  readonly typeByText: Readonly<Record<string, number>>;
}
