/** The native of package fmt, which puts texts together; what methods say of their values comes from Go (prelude/fmt.go). */
import { textMade, toil } from '../effort.ts';
import type { Access, Machine, Native } from '../machine.ts';
import { copyContainer, slotOf, store } from '../memory.ts';
import type { Container, Frame, Goroutine, InterfaceValue, SliceValue, Value } from '../state.ts';
import { formatText, lineText, printText } from './format.ts';
import { held, type Reader } from './operands.ts';
import { newPrinter, type Printer } from './printer.ts';

/** Added to the mode: what is to be asked is wanted, and not the text. */
const ASKING = 4;

function valuesOf(m: Machine, slice: SliceValue | null): readonly Value[] {
  if (slice === null) return [];
  return Array.from({ length: slice.length }, (_, i) => slotOf(m, slice.array, slice.offset + i));
}

/** Of one text, in instructions that take as long. */
const WORK = 30;

interface Printed {
  readonly printer: Printer;
  readonly text: string;
  /** A bit for each operand of %w. */
  readonly wrapped: number;
}

function print(reader: Reader, frame: Frame, base: number): Printed {
  const { m } = reader;
  const [mode, format, a, asks, texts] = frame.registers.slice(base, base + 5);
  const how = (mode as number) % ASKING;
  const operands = valuesOf(m, a as SliceValue | null).map((one) => held(reader, one));
  const [asked, said] = [asks, texts].map((one) => valuesOf(m, one as SliceValue | null));
  const isFilled = mode === how && asks !== null;
  const answers = isFilled
    ? (n: number) => ({ text: (said?.[n] as string) ?? '', raw: asked?.[n] === null })
    : null;
  const printer = newPrinter(reader, how === 3, answers);
  const wrapped = new Set<number>();
  const text =
    how === 0
      ? printText(printer, operands)
      : how === 1
        ? lineText(printer, operands)
        : formatText(printer, format as string, operands, wrapped);
  let bits = 0n;
  for (const place of wrapped) if (place < 52) bits |= 1n << BigInt(place);
  return { printer, text, wrapped: Number(bits) };
}

function tell(m: Machine, slice: Value, i: number, value: Value): void {
  const { array, offset } = slice as SliceValue;
  store(m, array, offset + i, value);
}

/** The value as `any`, that a method may have for its own. */
function apart(m: Machine, g: Goroutine, value: InterfaceValue): InterfaceValue {
  const { kind } = m.program.types[value.type];
  const isAggregate = kind === 'struct' || kind === 'array';
  return isAggregate ? { ...value, value: copyContainer(m, g, value.value as Container) } : value;
}

/** Whether anything is printed that others might reach. */
function isSimple(m: Machine, a: SliceValue | null): boolean {
  return valuesOf(m, a).every((one) => {
    const value = one === null ? null : (one as InterfaceValue).value;
    return value === null || typeof value !== 'object';
  });
}

export const fmtNatives: readonly Native[] = [
  {
    name: 'fmt.format',
    access: (m, g, frame, base) => {
      if (isSimple(m, frame.registers[base + 2] as SliceValue | null)) return [];
      const accesses: Access[] = [];
      print({ m, g, accesses }, frame, base);
      return accesses;
    },
    run: (m, g, frame, base) => {
      const { printer, text, wrapped } = print({ m, g, accesses: null }, frame, base);
      textMade(m, text.length);
      toil(m, WORK);
      const { registers } = frame;
      const [mode, asks, texts] = [registers[base] as number, registers[base + 3], registers[base + 4]];
      if (mode >= ASKING)
        printer.asked.forEach(({ value, verb }, i) => {
          tell(m, asks, i, apart(m, g, value));
          tell(m, texts, i, verb);
        });
      registers[base] = text;
      registers[base + 1] = printer.asked.length;
      registers[base + 2] = wrapped;
      return 'done';
    },
  },
  {
    name: 'fmt.isNil',
    run: (m, _g, frame, base) => {
      const one = frame.registers[base] as InterfaceValue | null;
      frame.registers[base] =
        one !== null && one.value === null && m.program.types[one.type].kind === 'pointer';
      return 'done';
    },
  },
];
