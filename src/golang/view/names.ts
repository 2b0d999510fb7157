/** What the learner calls things: names of heap objects by the variables and fields through which they are reached. */
import type { Program } from '../code/program.ts';
import type { Machine } from '../machine/machine.ts';
import type {
  Container,
  FunctionValue,
  GoChan,
  GoMap,
  InterfaceValue,
  Ref,
  SliceValue,
  Value,
} from '../machine/state.ts';
import { quoted } from '../types/bytes.ts';

export type Heap = Container | GoMap | GoChan;
export type Names = ReadonlyMap<Heap, string>;

/** What lies deeper, or further along in a long list, has no name on the screen. */
const DEPTH_MAX = 5;
const ELEMENTS_MAX = 50;

/** The shortest way counts, package variables first, then those of goroutines in the order of their numbers. */
export function namesOf(m: Machine): Names {
  const names = new Map<Heap, string>();
  let level: { readonly value: Value | undefined; readonly path: string }[] = [];
  const prefix = ownPrefix(m.program);
  m.program.globals.forEach(({ name }, i) => {
    if (!name.startsWith(prefix)) return;
    const path = name.slice(prefix.length);
    const value = m.state.globals[i];
    level.push({ value, path });
    // What it holds comes before what registers hold, some of which are left over from earlier instructions.
    if (isBox(m.program, value)) level.push({ value: value.slots[0], path });
  });
  for (const g of m.state.goroutines) {
    for (const { code, registers, captured } of g?.frames ?? []) {
      const one = m.program.functions[code];
      if (one === undefined || one.library) continue;
      for (const { name, register } of one.variables) level.push({ value: registers[register], path: name });
      for (const [i, { name }] of one.captures.entries()) level.push({ value: captured[i], path: name });
    }
  }
  for (let depth = 0; depth <= DEPTH_MAX && level.length > 0; depth++) {
    const next: { value: Value | undefined; path: string }[] = [];
    for (const { value, path } of level) visit(m.program, names, value, path, next);
    level = next;
  }
  return names;
}

/** A variable that others may reach is a container of one value. */
function isBox(program: Program, value: Value | undefined): value is Container {
  if (typeof value !== 'object' || value === null || !('is' in value) || value.is !== 'container')
    return false;
  const kind = program.layouts[value.layout]?.kind;
  return kind !== 'struct' && kind !== 'array';
}

/** Names of the learner's package begin with its own. */
function ownPrefix({ functions }: Program): string {
  const name = functions.find(({ library, file }) => !library && file >= 0)?.name ?? '';
  return name.slice(0, name.indexOf('.') + 1);
}

function visit(
  program: Program,
  names: Map<Heap, string>,
  value: Value | undefined,
  path: string,
  next: { value: Value | undefined; path: string }[],
): void {
  if (typeof value !== 'object' || value === null || !('is' in value)) return;
  const reach = (one: Value | undefined, way: string): void => {
    next.push({ value: one, path: way });
  };
  const all = (values: readonly (Value | undefined)[], way: (i: number) => string): void => {
    for (const [i, one] of values.slice(0, ELEMENTS_MAX).entries()) reach(one, way(i));
  };
  if (value.is === 'container' || value.is === 'map' || value.is === 'chan') {
    if (names.has(value)) return;
    names.set(value, path);
  }
  switch (value.is) {
    case 'container':
      return all(value.slots, (i) => slotPath(program.layouts[value.layout], path, i));
    case 'map':
      return all(value.values, (i) => `${path}[${plain(value.keys[i])}]`);
    case 'chan':
      return all(value.buffer, (i) => `${path}'s value ${i + 1}`);
    case 'ref':
      return reach((value as Ref).o, path);
    case 'slice':
      return reach((value as SliceValue).array, path);
    case 'interface':
      return reach((value as InterfaceValue).value, path);
    case 'function':
      return all((value as FunctionValue).captured, () => path);
  }
}

function slotPath(layout: Program['layouts'][number] | undefined, path: string, slot: number): string {
  if (layout?.kind === 'struct') return `${path}.${layout.names[slot] ?? slot}`;
  return layout?.kind === 'array' ? `${path}[${slot}]` : path;
}

/** `cache`, `c.hits`, `results[3]`; an object that nothing named leads to is told by what it is. */
export function nameOf(m: Machine, names: Names, object: Heap, slot: number): string {
  const path = names.get(object);
  if (object.is !== 'container') return path ?? (object.is === 'map' ? 'a map' : 'a channel');
  const layout = m.program.layouts[object.layout];
  if (path === undefined)
    return layout?.kind === 'struct' && slot >= 0
      ? `a field ${layout.names[slot] ?? ''}`.trim()
      : 'a variable';
  return slot < 0 ? path : slotPath(layout, path, slot);
}

/** A value without its type, short. */
export function plain(value: Value | undefined): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null || value === undefined) return String(value ?? 'nil');
  if (!('is' in value)) return `(${value.re}+${value.im}i)`;
  switch (value.is) {
    case 'interface':
      return plain(value.value);
    case 'slice':
      return `${value.length} elements`;
    case 'map':
      return `map of ${value.index.size}`;
    case 'chan':
      return 'channel';
    case 'function':
      return 'func';
    case 'ref':
      return '&…';
    default:
      return '{…}';
  }
}
