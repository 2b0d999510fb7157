/** What a visible step does, in the words of the line that it stands on. */
import * as ops from '../code/ops.ts';
import type { Code, SelectExtra } from '../code/program.ts';
import { accessesAt } from '../machine/accesses.ts';
import { topFrame } from '../machine/goroutines.ts';
import { keyOf } from '../machine/hashing.ts';
import type { Machine } from '../machine/machine.ts';
import { placeInSource } from '../machine/scheduler.ts';
import type { GoMap, Goroutine, MapIterator, Value } from '../machine/state.ts';
import { lineAt } from '../syntax/positions.ts';
import { type Names, nameOf, plain } from './names.ts';

export interface StepPlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** As Go's traces name it. */
  readonly function: string;
}

export function placeOfStep(m: Machine, g: Goroutine): StepPlace {
  const { code, at } = placeInSource(m, g);
  const one = m.program.functions[code];
  const file = m.program.files[one?.file ?? -1];
  return { file: file?.name ?? '', line: lineAt(file?.lineStarts ?? [0], at), function: one?.name ?? '' };
}

/** `read cache["42"]`, `mu.Lock()`, `send 3 to jobs`. @param nth of a select: which case */
export function stepWords(m: Machine, names: Names, g: Goroutine, nth = 0): string {
  const frame = topFrame(g);
  const one = m.program.functions[frame.code];
  if (one === undefined) return '';
  const [op = 0, a = 0, b = 0, c = 0] = one.code.subarray(frame.pc, frame.pc + ops.WIDTH);
  const r = frame.registers;
  const named = (value: Value | undefined) => nameValue(m, names, value);
  switch (op) {
    case ops.SEND:
      return `send ${plain(r[b])} to ${named(r[a])}`;
    case ops.RECEIVE:
      return `receive from ${named(r[b])}`;
    case ops.CLOSE:
      return `close ${named(r[a])}`;
    case ops.SELECT:
      return caseWords(m, names, g, one.extras[b] as SelectExtra, nth);
    case ops.MAP_GET:
    case ops.MAP_GET_OK: {
      const met = markMet(r[b], g);
      const finds = met === '' ? `: ${isThere(m, r[b], r[c]) ? 'there' : 'not there'}` : met;
      return `read ${named(r[b])}[${plain(r[c])}]${finds}`;
    }
    case ops.MAP_BEGIN:
    case ops.MAP_BEGIN_DELETE:
      return `mark ${named(r[a])} as being written${markMet(r[a], g)}`;
    case ops.MAP_SET:
      return `write ${named(r[a])}[${plain(r[b])}], take the mark away`;
    case ops.MAP_DELETE:
      return `delete ${named(r[a])}[${plain(r[b])}], take the mark away`;
    case ops.MAP_CLEAR:
      return `clear ${named(r[a])}, take the mark away`;
    case ops.MAP_RANGE:
      return `begin to range over ${named(r[b])}${markMet(r[b], g)}`;
    case ops.MAP_NEXT:
      return `next entry of the map${markMet((r[a] as MapIterator).map, g)}`;
    case ops.CALL_NATIVE:
      return nativeWords(m, names, g, m.program.natives[b] ?? '', r.slice(a, a + c));
    default:
      return accessWords(m, names, g);
  }
}

function nameValue(m: Machine, names: Names, value: Value | undefined): string {
  if (typeof value !== 'object' || value === null || !('is' in value)) return 'nil';
  if (value.is === 'ref') return nameOf(m, names, value.o, value.i);
  return value.is === 'container' || value.is === 'map' || value.is === 'chan'
    ? nameOf(m, names, value, -1)
    : plain(value);
}

/** Another goroutine is between the two steps of its write: whoever comes to the map now ends the program. */
function markMet(map: Value | undefined, g: Goroutine): string {
  const { writing } = (map ?? { writing: 0 }) as GoMap;
  return writing === 0 || writing === g.id ? '' : ` while goroutine ${writing} is writing it`;
}

function isThere(m: Machine, map: Value | undefined, key: Value | undefined): boolean {
  if (map === null || map === undefined) return false;
  const { index, type } = map as GoMap;
  return index.has(keyOf(m, m.program.types[type]?.key ?? -1, key ?? null));
}

function caseWords(m: Machine, names: Names, g: Goroutine, { cases }: SelectExtra, nth: number): string {
  const chosen = cases[nth];
  if (chosen === undefined) return 'take the default of its select';
  const { registers } = topFrame(g);
  const channel = nameValue(m, names, registers[chosen.channel]);
  return chosen.send
    ? `select: send ${plain(registers[chosen.value])} to ${channel}`
    : `select: receive from ${channel}`;
}

/** The native before which it stands: `sync.(*Mutex).Lock`; empty for any other instruction. */
export function nativeAt(m: Machine, g: Goroutine): string {
  const frame = g.frames.at(-1);
  const code = m.program.functions[frame?.code ?? -1]?.code;
  if (frame === undefined || code?.[frame.pc] !== ops.CALL_NATIVE) return '';
  return m.program.natives[code[frame.pc + 2] ?? -1] ?? '';
}

const METHOD = /^(?:.*\/)?(\w+)\.\(\*(\w+)\)\.(\w+)$/;
/** What a Cond does inside itself, as its user knows it. */
const CONDS: Readonly<Record<string, string>> = {
  'sync.notifyAdd': 'Wait(): get in line',
  'sync.notifyWait': 'Wait(): wait for the signal',
  'sync.notifyOne': 'Signal()',
  'sync.notifyAll': 'Broadcast()',
};

function nativeWords(
  m: Machine,
  names: Names,
  g: Goroutine,
  native: string,
  args: readonly (Value | undefined)[],
): string {
  const method = METHOD.exec(native);
  const [first, ...rest] = args;
  if (method !== null) {
    const [, , type, name] = method;
    const what = nameValue(m, names, first);
    if (type === 'WaitGroup' && name === 'Add' && rest[0] === -1) return `${what}.Done()`;
    if (type === 'RWMutex' && name === 'Lock' && g.woken !== undefined)
      return `${what}.Lock(): wait for the readers inside`;
    return `${what}.${name}(${rest.map((one) => plain(one)).join(', ')})`;
  }
  const [access] = accessesAt(m, g);
  const on = access?.object ? nameOf(m, names, access.object, access.slot) : '';
  const cond = CONDS[native];
  if (cond !== undefined) return `${on.replace(/\.list$/, '')}.${cond}`;
  const name = native.slice(native.lastIndexOf('/') + 1);
  return on === '' ? name : `${name} of ${on}`;
}

/** Which operand holds what is written. */
const WRITTEN: Readonly<Record<number, number>> = {
  [ops.SET_FIELD]: 3,
  [ops.SET_AT]: 3,
  [ops.SET_ELEMENT]: 3,
  [ops.STORE]: 2,
};

/** Plain memory: who reads or writes what. */
function accessWords(m: Machine, names: Names, g: Goroutine): string {
  const told = accessesAt(m, g).flatMap(({ kind, object, slot }) =>
    object === null ? [] : [`${kind} ${nameOf(m, names, object, slot)}`],
  );
  const words = [...new Set(told)].slice(0, 2).join(', ');
  const { code, pc, registers } = topFrame(g);
  const instructions = m.program.functions[code]?.code;
  const operand = WRITTEN[instructions?.[pc] ?? 0];
  return operand === undefined ? words : `${words} = ${plain(registers[instructions?.[pc + operand] ?? 0])}`;
}

/** "hidden step 1 of 2": which of the visible instructions of its line this one is; empty where the line has one only. */
export function hiddenPart(m: Machine, g: Goroutine): string {
  const frame = topFrame(g);
  const one = m.program.functions[frame.code];
  if (one === undefined || one.library) return '';
  const lineStarts = m.program.files[one.file]?.lineStarts ?? [0];
  const lineOf = (pc: number) => lineAt(lineStarts, one.positions[pc / ops.WIDTH] ?? 0);
  const line = lineOf(frame.pc);
  const steps = touchingPlaces(one).filter((pc) => lineOf(pc) === line);
  const place = steps.indexOf(frame.pc);
  return steps.length > 1 && place >= 0 ? `hidden step ${place + 1} of ${steps.length}` : '';
}

/** Instructions that touch memory or a map; what waits or wakes is a step that anybody sees. */
const TOUCHING: ReadonlySet<number> = new Set([
  ops.FIELD,
  ops.SET_FIELD,
  ops.AT,
  ops.SET_AT,
  ops.LOAD,
  ops.STORE,
  ops.ELEMENT,
  ops.SET_ELEMENT,
  ops.COPY,
  ops.ASSIGN,
  ops.APPEND,
  ops.MAP_GET,
  ops.MAP_GET_OK,
  ops.MAP_BEGIN,
  ops.MAP_SET,
  ops.MAP_BEGIN_DELETE,
  ops.MAP_DELETE,
]);

function touchingPlaces({ code }: Code): readonly number[] {
  const places: number[] = [];
  for (let pc = 0; pc < code.length; pc += ops.WIDTH) if (TOUCHING.has(code[pc] ?? 0)) places.push(pc);
  return places;
}
