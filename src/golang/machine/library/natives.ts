/** The natives of the plain packages: all but sync, sync/atomic, time and runtime. */
import { fitted, kindIndex } from '../arithmetic.ts';
import { draw } from '../chance.ts';
import { grow, textMade, toil } from '../effort.ts';
import { endProgram } from '../endings.ts';
import { implementsInterface } from '../interfaceOperations.ts';
import type { Machine, Native } from '../machine.ts';
import { assignContainer, copyContainer, isAggregate, layoutOf, slotOf, store } from '../memory.ts';
import { output } from '../output.ts';
import type { Container, Goroutine, InterfaceValue, Ref, SliceValue, Value } from '../state.ts';
import { fmtNatives } from './fmtNatives.ts';
import { log } from './logarithms.ts';
import { mathFunctions } from './mathFunctions.ts';
import { reflections, reflectNatives } from './reflection.ts';
import { textNatives } from './texts.ts';

/** Of values alone: it touches nothing. Many results are an array. */
type Plain = (...args: never[]) => Value | readonly Value[];
/** Arguments follow the machine and the goroutine. */
type Reaching = (m: Machine, g: Goroutine, ...args: never[]) => Value | readonly Value[];

const UINT64 = kindIndex('uint64');

/** The state and the number that come after a state: SplitMix64. */
function step(state: number | bigint): readonly Value[] {
  const next = BigInt.asUintN(64, BigInt(state) + 0x9e3779b97f4a7c15n);
  let z = BigInt.asUintN(64, (next ^ (next >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return [fitted(next, UINT64), fitted(z ^ (z >> 31n), UINT64)];
}

const RANDOM = {
  'math/rand/v2.step': step,
  'math/rand/v2.normal': (s: number) => Math.sqrt((-2 * log(s)) / s),
  'math/rand/v2.exponential': (u: number) => -log(1 - u),
};

const isComparable = (m: Machine, _g: Goroutine, value: InterfaceValue | null): boolean =>
  value === null || m.program.types[value.type].comparable;

/** errors.As for one error: see prelude/errors.go. */
function fitError(m: Machine, g: Goroutine, error: InterfaceValue, target: InterfaceValue | null): number {
  if (target === null) return 2;
  const { types, typeByText } = m.program;
  const pointer = types[target.type];
  if (pointer.kind !== 'pointer' || target.value === null) return 3;
  const wanted = types[pointer.element];
  const isInterface = wanted.kind === 'interface';
  const errorType = typeByText.error;
  if (!isInterface && errorType !== undefined && !implementsInterface(m, pointer.element, errorType))
    return 4;
  if (isInterface ? !implementsInterface(m, error.type, pointer.element) : error.type !== pointer.element)
    return 0;
  if (isAggregate(wanted)) assignContainer(m, target.value as Container, error.value as Container);
  else {
    const { o, i } = target.value as Ref;
    if (isShared(m, g, o)) m.races?.write(m, g, o, i);
    store(m, o, i, isInterface ? error : error.value);
  }
  return 1;
}

/** What it reaches there others can reach, too. */
const isShared = (m: Machine, g: Goroutine, { owner }: Container): boolean =>
  owner !== g.id && m.state.goroutines.length > 1;

/** sort.Slice: two elements of a slice of any type change places. Arguments: the slice, i, j. */
const swap: Native = {
  name: 'sort.swap',
  access: (m, g, { registers }, base) => {
    const { array, offset } = (registers[base] as InterfaceValue).value as SliceValue;
    if (!isShared(m, g, array)) return [];
    return [1, 2].map((n) => ({
      kind: 'write',
      object: array,
      slot: offset + (registers[base + n] as number),
    }));
  },
  run(m, g, { registers }, base) {
    const { array, offset } = (registers[base] as InterfaceValue).value as SliceValue;
    const [a, b] = [offset + (registers[base + 1] as number), offset + (registers[base + 2] as number)];
    const [x, y] = [slotOf(m, array, a), slotOf(m, array, b)];
    if (isShared(m, g, array)) {
      m.races?.write(m, g, array, a);
      m.races?.write(m, g, array, b);
    }
    const layout = layoutOf(m, array);
    if (layout.kind === 'array' && layout.inner >= 0) {
      // Aggregates stay in their places, because of pointers to them: what is in them changes.
      const kept = copyContainer(m, g, x as Container);
      assignContainer(m, x as Container, y as Container);
      assignContainer(m, y as Container, kept);
    } else {
      store(m, array, a, y);
      store(m, array, b, x);
    }
    return 'done';
  },
};

const REACHING: Readonly<Record<string, Reaching>> = {
  'errors.comparable': isComparable,
  'context.comparable': isComparable,
  'context.typeText': (m, _g, value: InterfaceValue) => m.program.types[value.type].text,
  'errors.fit': fitError,
  'sort.length': (_m, _g, slice: InterfaceValue) => (slice.value as SliceValue | null)?.length ?? 0,
  'math/rand/v2.chance': (m) => fitted((BigInt(draw(m)) << 32n) | BigInt(draw(m)), UINT64),
  'os.write': (m, _g, stream: number, bytes: string) => {
    if (stream > 0) output(m, bytes);
    return null;
  },
  'os.open': ({ state, options }, _g, n: number) => {
    if (state.openFiles + n > options.openFilesLimit) return false;
    state.openFiles += n;
    return true;
  },
  'os.exit': (m, g, exitCode: number) => {
    endProgram(m, { kind: 'exit', exitCode, text: '', goroutine: g.id });
    return null;
  },
  ...reflections,
};

/** Of a call, in instructions that take as long. */
const WORK = 4;

function native(
  name: string,
  count: number,
  call: (m: Machine, g: Goroutine, args: readonly Value[]) => Value | readonly Value[],
): Native {
  return {
    name,
    run(m, g, { registers }, base) {
      m.effort.done += WORK;
      const result = call(m, g, registers.slice(base, base + count));
      if (Array.isArray(result))
        result.forEach((one: Value, i) => {
          registers[base + i] = one;
        });
      else registers[base] = result as Value;
      return 'done';
    },
  };
}

/** These go over their text and make nothing of it; others take it to pieces. */
const LIGHT = /Index|Prefix|Suffix|Compare|repeat|Decode/;
/** Of a text that is taken to pieces, bytes of JavaScript's heap for each of its own. */
const PIECE = 24;
const LONG = 1024;

const plain = (name: string, f: Plain): Native => {
  const piece = LIGHT.test(name) ? 0 : PIECE;
  return native(name, f.length, (m, _g, args) => {
    for (const one of args)
      if (typeof one === 'string' && one.length > LONG) {
        toil(m, one.length / 4);
        grow(m, one.length * piece);
      }
    const result = (f as (...args: readonly Value[]) => Value | readonly Value[])(...args);
    if (typeof result === 'string') textMade(m, result.length);
    return result;
  });
};

export const plainNatives: readonly Native[] = [
  ...Object.entries({ ...textNatives, ...RANDOM }).map(([name, f]) => plain(name, f)),
  ...Object.entries(mathFunctions).map(([name, f]) => plain(`math.${name}`, f)),
  ...Object.entries(REACHING).map(([name, f]) =>
    native(name, f.length - 2, (m, g, args) =>
      (f as (m: Machine, g: Goroutine, ...args: readonly Value[]) => Value | readonly Value[])(m, g, ...args),
    ),
  ),
  swap,
  ...fmtNatives,
  ...reflectNatives,
];
