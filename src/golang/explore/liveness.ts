/**
 * Which registers of a frame can still matter. Two states that differ only in registers nobody reads again are one state:
 * without this, what lies about from earlier statements would make states countless.
 *
 * Backwards over the instructions until nothing changes; arithmetic whose result nobody reads reads nothing itself.
 */
import * as op from '../code/ops.ts';
import type { CallExtra, Code, Program, SelectExtra, SliceExtra } from '../code/program.ts';

/** By operand a, b, c, d: d = set, D = it and the next are set, u = read (negative: none). Those marked pure cannot panic: without a reader they read nothing. */
const PURE: Readonly<Record<string, readonly number[]>> = {
  du: [
    op.MOVE,
    op.NEG,
    op.COMPLEMENT,
    op.NOT,
    op.CONVERT,
    op.REAL,
    op.IMAG,
    op.STRING_LENGTH,
    op.STRING_CONVERT,
  ],
  d: [op.CONST, op.NUMBER, op.ZERO, op.GLOBAL, op.CAPTURED, op.LITERAL],
  duu: [
    ...[op.ADD, op.SUB, op.MUL, op.AND, op.OR, op.XOR, op.AND_NOT, op.ADD_INT, op.SUB_INT, op.COMPLEX],
    ...[op.LESS, op.LESS_EQUAL, op.SAME, op.SAME_REF],
  ],
  // biome-ignore format: one line each
  'du.': [op.BOX, op.LENGTH, op.CAPACITY, op.WRAP, op.IS_TYPE, op.UNWRAP, op.CHAN_CAPACITY],
};
const OTHER: Readonly<Record<string, readonly number[]>> = {
  du: [
    ...[op.FIELD, op.FIELD_FINAL, op.INNER, op.COPY, op.REF, op.LOAD, op.SLICE_TO_ARRAY],
    ...[op.MAP_LENGTH, op.MAP_RANGE, op.BIND, op.CHAN_LENGTH],
  ],
  d: [op.RECOVER],
  'd.u': [op.MAKE_CHAN],
  'd.uu': [op.MAKE_SLICE],
  duu: [
    ...[
      op.QUO,
      op.REM,
      op.SHL,
      op.SHR,
      op.EQUAL,
      op.STRING_AT,
      op.AT,
      op.INNER_AT,
      op.REF_AT,
      op.REF_ELEMENT,
    ],
    ...[op.ELEMENT, op.INNER_ELEMENT, op.APPEND_SLICE, op.COPY_SLICE, op.MAP_GET],
  ],
  Duu: [op.STRING_RUNE, op.MAP_GET_OK],
  duuu: [op.STRING_SLICE],
  u: [op.CHECK_NIL, op.CLEAR_SLICE, op.MAP_CLEAR, op.PANIC, op.CLOSE, op.JUMP_IF, op.JUMP_UNLESS],
  uu: [
    op.ASSIGN,
    op.STORE,
    op.MAP_BEGIN,
    op.MAP_DELETE,
    op.MAP_BEGIN_DELETE,
    op.SEND,
    op.JUMP_LESS,
    op.JUMP_NOT_LESS,
  ],
  'u.u': [op.SET_FIELD, op.SET_ELEMENT_NEW, op.SET_FIELD_NEW],
  uuu: [op.SET_AT, op.SET_ELEMENT, op.MAP_SET],
};

interface Shape {
  readonly operands: string;
  readonly pure: boolean;
}
const SHAPES: readonly (Shape | undefined)[] = (() => {
  const all: (Shape | undefined)[] = [];
  for (const [table, pure] of [
    [PURE, true],
    [OTHER, false],
  ] as const)
    for (const [operands, ops] of Object.entries(table)) for (const one of ops) all[one] = { operands, pure };
  return all;
})();

/** Where else an instruction may go on: which operand names the place. */
const TARGETS = new Map<number, number>([
  [op.JUMP, 1],
  [op.JUMP_IF, 2],
  [op.JUMP_UNLESS, 2],
  [op.JUMP_LESS, 3],
  [op.JUMP_NOT_LESS, 3],
  [op.MAP_BEGIN_DELETE, 3],
  [op.MAP_NEXT, 3],
]);
const NO_NEXT: readonly number[] = [op.JUMP, op.RETURN, op.PANIC];

/** By pc / WIDTH: the registers that may be read from there on, sorted; then captured values as -1 - place. */
export type Live = readonly Int32Array[];

/** Of a function: which of its parameters and captured values decide something in it. */
export interface Decisive {
  readonly parameters: readonly boolean[];
  readonly captures: readonly boolean[];
}

/** Functions of the library that print their arguments and do nothing else with them, or make a text of them. */
const PRINTS = /^(fmt\.Print(ln|f)?|log\.Print(ln|f)?)$/;
const MAKES_TEXT = /^(fmt\.Sprint(ln|f)?|strconv\.(Itoa|Quote))$/;

/**
 * With `decisive`, what it says of other functions, registers count only when their value may decide what happens: those
 * that are no more than printed in the end are left out.
 * @throws TypeError for an instruction it does not know, which is a fault of this table
 */
export function livenessOf(
  program: Program,
  code: Code,
  decisive: ((code: number) => Decisive) | null = null,
): Live {
  const words = code.code;
  const count = words.length / op.WIDTH;
  const wide = code.registers + code.captures.length;
  const stride = (wide + 31) >> 5 || 1;
  const live = new Int32Array((count + 1) * stride);
  const now = new Int32Array(stride);
  const use = (r: number) => {
    if (r >= 0) now[r >> 5] = (now[r >> 5] as number) | (1 << (r & 31));
  };
  const kill = (r: number) => {
    now[r >> 5] = (now[r >> 5] as number) & ~(1 << (r & 31));
  };
  const read = (r: number) => ((now[r >> 5] as number) & (1 << (r & 31))) !== 0;
  const join = (at: number) => {
    for (let i = 0; i < stride; i++) now[i] = (now[i] as number) | (live[at * stride + i] as number);
  };
  const range = (from: number, length: number, what: (r: number) => void) => {
    for (let r = from; r < from + length; r++) what(r);
  };
  /** The arguments of a call of functions[callee]. */
  const pass = (callee: number, from: number, count: number, textRead: boolean) => {
    const name = decisive === null ? '' : (program.functions[callee]?.name ?? '');
    if (PRINTS.test(name) || (MAKES_TEXT.test(name) && !textRead)) return;
    const wanted = decisive === null || name === '' ? null : decisive(callee).parameters;
    for (let i = 0; i < count; i++) if (wanted?.[i] !== false) use(from + i);
  };

  const step = (at: number) => {
    const p = at * op.WIDTH;
    const [o, a, b, c, d] = [words[p], words[p + 1], words[p + 2], words[p + 3], words[p + 4]] as [
      number,
      number,
      number,
      number,
      number,
    ];
    now.fill(0);
    if (!NO_NEXT.includes(o)) join(at + 1);
    const shape = SHAPES[o];
    if (o === op.MAP_NEXT) range(b, 2, kill);
    const target = TARGETS.get(o);
    if (target !== undefined) join((words[p + target] as number) / op.WIDTH);
    if (shape !== undefined) {
      const quiet = decisive !== null && (o === op.SET_ELEMENT_NEW || o === op.SET_FIELD_NEW);
      // What has methods may do anything when it is printed.
      const speaks = decisive !== null && o === op.WRAP && !isPlain(program, c);
      const needed = speaks || (!shape.pure && !quiet) || read(a);
      for (let i = 0; i < shape.operands.length; i++) {
        const kind = shape.operands[i];
        const r = words[p + 1 + i] as number;
        if (kind === 'd' || kind === 'D') kill(r);
        if (kind === 'D') kill(r + 1);
      }
      if (!needed) return;
      for (let i = 0; i < shape.operands.length; i++)
        if (shape.operands[i] === 'u') use(words[p + 1 + i] as number);
      if (o === op.CAPTURED) use(code.registers + b);
      return;
    }
    switch (o) {
      case op.JUMP:
      case op.RUN_DEFERS:
      case op.APPEND_LAYOUT:
      case op.COST:
        return;
      case op.RECEIVE:
        kill(a);
        if (c === 1) kill(a + 1);
        use(b);
        return;
      case op.ASSERT:
      case op.ASSERT_INTERFACE:
        kill(a);
        if (d === 1) kill(a + 1);
        use(b);
        return;
      case op.SLICE: {
        kill(a);
        use(b);
        const extra = code.extras[c] as SliceExtra;
        use(extra.low);
        use(extra.high);
        use(extra.max);
        return;
      }
      case op.APPEND:
        kill(a);
        use(b);
        range(c, d, use);
        return;
      case op.MAKE_MAP:
        kill(a);
        return;
      case op.MAP_NEXT:
        use(a);
        return;
      case op.FUNCTION: {
        const needed = read(a);
        const wanted = decisive?.(b).captures;
        kill(a);
        for (let i = 0; i < d && needed; i++) if (wanted?.[i] !== false) use(c + i);
        return;
      }
      case op.CALL: {
        const textRead = read(a);
        range(a, Math.max(c, program.functions[b]?.results ?? 0), kill);
        pass(b, a, c, textRead);
        return;
      }
      case op.CALL_VALUE:
        range(a, c, kill);
        range(a, c, use);
        use(b);
        return;
      case op.CALL_METHOD:
      case op.CALL_NATIVE:
        range(a, c, kill);
        range(a, c, use);
        return;
      case op.RETURN:
        range(a, b, use);
        return;
      case op.GO:
      case op.DEFER: {
        const extra = code.extras[b] as CallExtra;
        if (extra.how === 'function') pass(extra.target, a, extra.count, false);
        else range(a, extra.count, use);
        if (extra.how === 'value') use(extra.target);
        // In the body of a range over a function: the box by which the frame is found.
        if (o === op.DEFER && d > 0) use(d - 1);
        return;
      }
      case op.SELECT: {
        kill(a);
        for (const one of (code.extras[b] as SelectExtra).cases) {
          use(one.channel);
          if (one.send) use(one.value);
        }
        return;
      }
      case op.PRINT:
        if (decisive === null) range(a, b, use);
        return;
      default:
        throw new TypeError(`What instruction ${o} reads is not told.`);
    }
  };

  // A panic may take any instruction to where a recovered function goes on.
  const after = code.deferReturn < 0 ? -1 : code.deferReturn / op.WIDTH;
  for (let changed = true; changed; ) {
    changed = false;
    for (let at = count - 1; at >= 0; at--) {
      step(at);
      if (after >= 0 && at !== after) join(after);
      for (let i = 0; i < stride; i++) {
        if (live[at * stride + i] === now[i]) continue;
        live[at * stride + i] = now[i] as number;
        changed = true;
      }
    }
  }
  return Array.from({ length: count }, (_, at) => {
    const list: number[] = [];
    for (let r = 0; r < wide; r++)
      if (((live[at * stride + (r >> 5)] as number) & (1 << (r & 31))) !== 0)
        list.push(r < code.registers ? r : code.registers - 1 - r);
    return Int32Array.from(list);
  });
}

function isPlain({ types }: Program, type: number): boolean {
  const one = types[type];
  if (one === undefined || Object.keys(one.methods).length > 0) return false;
  return one.kind === 'number' || one.kind === 'string' || one.kind === 'bool';
}

/** Tells of every function what decides something in it. Of one that calls itself, everything. */
export function decisiveIn(program: Program): (code: number) => Decisive {
  const known: (Decisive | undefined)[] = [];
  return function of(index) {
    const found = known[index];
    if (found !== undefined) return found;
    const code = program.functions[index];
    const none: Decisive = { parameters: [], captures: [] };
    known[index] = none;
    if (code === undefined || code.file < 0) return none;
    const live = new Set(livenessOf(program, code, of)[0]);
    const decisive = {
      parameters: Array.from({ length: code.parameters }, (_, i) => live.has(i)),
      captures: code.captures.map((_, i) => live.has(-1 - i)),
    };
    known[index] = decisive;
    return decisive;
  };
}
