/** Values in the verbs of fmt. */
import { encodeRune } from '../../types/bytes.ts';
import type { Complex } from '../arithmetic.ts';
import { toil } from '../effort.ts';
import { implementsInterface } from '../interfaceOperations.ts';
import { slotOf } from '../memory.ts';
import type { Container, InterfaceValue, Ref, Value } from '../state.ts';
import {
  addressOf,
  elementsOf,
  entriesOf,
  fieldsOf,
  held,
  lengthOf,
  type Operand,
  type Reader,
  read,
  typed,
} from './operands.ts';
import {
  type Flags,
  floatingText,
  hexText,
  integerText,
  noFlags,
  pad,
  runeText,
  stringText,
} from './padding.ts';
import { inside } from './reflection.ts';

/** What a method of a value says, which only Go code can find out. */
export interface Asked {
  readonly value: InterfaceValue;
  /** The verb; `#v` for GoString. */
  readonly verb: string;
}

export interface Printer {
  readonly reader: Reader;
  f: Flags;
  /** In the order in which they come. */
  readonly asked: Asked[];
  /** What the n-th asked says; null: nobody was asked yet. A text to be taken as it is: `raw`. */
  readonly answers: ((n: number) => { readonly text: string; readonly raw: boolean }) | null;
  /** Whether %w is allowed. */
  readonly wraps: boolean;
  /** While a mistake is told no methods are called. */
  telling: boolean;
}

export function newPrinter(reader: Reader, wraps: boolean, answers: Printer['answers']): Printer {
  return { reader, f: noFlags(), asked: [], answers, wraps, telling: false };
}

/** An operand of Print or of a verb. */
export function argument(p: Printer, operand: Operand | null, verb: string): string {
  if (operand === null) return verb === 'T' || verb === 'v' ? pad(p.f, '<nil>') : badVerb(p, null, verb);
  if (verb === 'T') return stringText(p.f, operand.type.text, 's');
  if (verb === 'p') return pointer(p, operand, verb);
  if (operand.type.text === 'reflect.Value') {
    const held = inside(p.reader, operand.value);
    return held === null ? pad(p.f, '<invalid reflect.Value>') : shown(p, held, verb);
  }
  return shown(p, operand, verb);
}

function shown(p: Printer, operand: Operand, verb: string): string {
  return byMethod(p, operand, verb) ?? printed(p, operand, verb, 0);
}

export function badVerb(p: Printer, operand: Operand | null, verb: string): string {
  p.telling = true;
  const what = operand === null ? '<nil>' : `${operand.type.text}=${argument(p, operand, 'v')}`;
  p.telling = false;
  return `%!${verb}(${what})`;
}

/** What the value's own method says; null when none is asked. */
function byMethod(p: Printer, { type, id, value, hidden }: Operand, verb: string): string | null {
  if (p.telling || hidden) return null;
  const { m } = p.reader;
  const has = (name: string): boolean => {
    const wanted = m.program.typeByText[name];
    return wanted !== undefined && implementsInterface(m, id, wanted);
  };
  if (verb === 'w') {
    if (!p.wraps || !has('error')) return badVerb(p, { type, id, value, hidden }, verb);
    verb = 'v';
  }
  if (p.f.sharpV ? !has('fmt.GoStringer') : !'vsxXq'.includes(verb) || !(has('error') || has('fmt.Stringer')))
    return null;
  const n = p.asked.push({ value: { is: 'interface', type: id, value }, verb: p.f.sharpV ? '#v' : verb }) - 1;
  const { text, raw } = p.answers?.(n) ?? { text: '', raw: true };
  return raw ? text : stringText(p.f, text, p.f.sharpV || verb === 'v' ? 's' : verb);
}

function printed(p: Printer, operand: Operand, verb: string, depth: number): string {
  const { type, value } = operand;
  const { f, reader } = p;
  if (reader.accesses === null) toil(reader.m, 20);
  if (depth > 0 && type.kind !== 'interface') {
    const text = byMethod(p, operand, verb);
    if (text !== null) return text;
  }
  const inside = (one: Operand, sub = verb): string => printed(p, one, sub, depth + 1);
  const separator = f.sharpV ? ', ' : ' ';
  const name = f.sharpV ? type.text : '';
  switch (type.kind) {
    case 'bool':
      return verb === 't' || verb === 'v' ? pad(f, String(value)) : badVerb(p, operand, verb);
    case 'number':
      return number(p, operand, verb);
    case 'string':
      if (verb === 'v') return stringText(f, value as string, f.sharpV ? 'q' : 's');
      return 'sxXq'.includes(verb) ? stringText(f, value as string, verb) : badVerb(p, operand, verb);
    case 'map': {
      if (f.sharpV && value === null) return `${name}(nil)`;
      const entries = entriesOf(reader, operand).map(([key, one]) => `${inside(key)}:${inside(one)}`);
      return f.sharpV ? `${name}{${entries.join(separator)}}` : `map[${entries.join(separator)}]`;
    }
    case 'struct': {
      const texts = fieldsOf(reader, operand).map((field, i) => {
        const label = f.plusV || f.sharpV ? `${type.fields[i]?.name}:` : '';
        const dynamic = field.type.kind === 'interface' ? held(reader, field.value, field.hidden) : null;
        return label + inside(dynamic ?? field);
      });
      return `${name}{${texts.join(separator)}}`;
    }
    case 'interface': {
      const dynamic = held(reader, value, operand.hidden);
      if (dynamic === null) return f.sharpV ? `${name}(nil)` : '<nil>';
      return inside(dynamic);
    }
    case 'slice':
    case 'array': {
      const { types } = reader.m.program;
      const isBytes = types[type.element].number === 'uint8';
      if (isBytes && 'sqxX'.includes(verb)) {
        const bytes = elementsOf(reader, operand).map((one) => String.fromCharCode(one.value as number));
        return stringText(f, bytes.join(''), verb);
      }
      // Of []byte itself, not of a defined type.
      if (depth === 0 && isBytes && type.text === '[]uint8' && (verb === 'v' || verb === 'd')) {
        if (f.sharpV && value === null) return '[]byte(nil)';
        const all = elementsOf(reader, operand).map((one) =>
          f.sharpV ? hexText(f, one.value as number, true) : integerText(f, one.value as number, 'd'),
        );
        return f.sharpV ? `[]byte{${all.join(separator)}}` : `[${all.join(separator)}]`;
      }
      if (f.sharpV && type.kind === 'slice' && value === null) return `${name}(nil)`;
      if (reader.accesses === null && lengthOf(reader.m, type, value) === 0)
        return f.sharpV ? `${name}{}` : '[]';
      const all = elementsOf(reader, operand).map((one) => inside(one));
      return f.sharpV ? `${name}{${all.join(separator)}}` : `[${all.join(separator)}]`;
    }
    case 'pointer': {
      const target = reader.m.program.types[type.element];
      if (depth === 0 && value !== null && /^(array|slice|struct|map)$/.test(target.kind))
        return `&${inside(typed(reader, type.element, pointed(p, value as Container | Ref), operand.hidden))}`;
    }
  }
  return pointer(p, operand, verb);
}

/** What lies where a pointer leads: the aggregate itself, or what its slot holds. */
function pointed({ reader }: Printer, pointer: Container | Ref): Value {
  if (pointer.is !== 'ref') return pointer;
  read(reader, pointer.o, pointer.i);
  return slotOf(reader.m, pointer.o, pointer.i);
}

function pointer(p: Printer, operand: Operand, verb: string): string {
  const { type, value } = operand;
  if (!/^(pointer|chan|func|map|slice|unsafe)$/.test(type.kind)) return badVerb(p, operand, verb);
  const address = addressOf(p.reader, value);
  const { f } = p;
  if (verb === 'v' && f.sharpV) return `(${type.text})(${address === 0 ? 'nil' : hexText(f, address, true)})`;
  if (verb === 'v' && value === null) return pad(f, '<nil>');
  if (verb === 'v' || verb === 'p') return hexText(f, address, !f.sharp);
  return 'bodxX'.includes(verb) ? integerText(f, address, verb) : badVerb(p, operand, verb);
}

function number(p: Printer, operand: Operand, verb: string): string {
  const { f } = p;
  const { type, value } = operand;
  const kind = type.number ?? 'int';
  if (kind.startsWith('complex')) {
    const { re, im } = value as Complex;
    const bits = kind === 'complex64' ? 32 : 64;
    const real = floating(f, re, verb, bits);
    if (real === null) return badVerb(p, operand, verb);
    return `(${real}${floating({ ...f, plus: true }, im, verb, bits)}i)`;
  }
  if (kind.startsWith('float'))
    return floating(f, value as number, verb, kind === 'float32' ? 32 : 64) ?? badVerb(p, operand, verb);
  const whole = value as number | bigint;
  if (verb === 'v')
    return f.sharpV && kind.startsWith('u') ? hexText(f, whole, true) : integerText(f, whole, 'd');
  if ('bodOxX'.includes(verb)) return integerText(f, whole, verb);
  return 'cqU'.includes(verb) ? runeText(f, whole, verb) : badVerb(p, operand, verb);
}

function floating(f: Flags, value: number, verb: string, bits: number): string | null {
  if (verb === 'v') return floatingText(f, value, 'g', -1, bits);
  if ('fFeE'.includes(verb)) return floatingText(f, value, verb === 'F' ? 'f' : verb, 6, bits);
  return 'bgGxX'.includes(verb) ? floatingText(f, value, verb, -1, bits) : null;
}

/** A verb as it is written in messages. */
export const verbText = (code: number): string => encodeRune(code);
