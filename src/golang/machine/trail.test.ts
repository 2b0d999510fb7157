import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildGo } from '../build.ts';
import { choices, settle, take } from './doors.ts';
import { accessesAt, execute, type StopReason } from './interpreter.ts';
import type { Machine } from './machine.ts';
import { cloneState, newMachine } from './newMachine.ts';
import type { Goroutine } from './state.ts';
import { mark, undoTo } from './trail.ts';

const folder = new URL('../../../tests/golang/programs/', import.meta.url);

/** Where two graphs of objects differ; null when they are alike, with the same objects in the same places. */
function difference(left: unknown, right: unknown): string | null {
  const partners = new Map<object, object>();
  const open: [unknown, unknown, string][] = [[left, right, 'state']];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [a, b, path] = next;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
      if (!Object.is(a, b)) return `${path}: ${String(a)} is not ${String(b)}`;
      continue;
    }
    if (partners.has(a)) {
      if (partners.get(a) !== b) return `${path}: another object`;
      continue;
    }
    partners.set(a, b);
    const [one, other] = [entriesOf(a), entriesOf(b)];
    for (const key of new Set([...one.keys(), ...other.keys()]))
      open.push([one.get(key), other.get(key), `${path}.${String(key)}`]);
  }
  return null;
}

function entriesOf(value: object): Map<unknown, unknown> {
  if (value instanceof Map) return value;
  const entries = new Map<unknown, unknown>(Object.entries(value));
  // Scratch of who walks the heap.
  if ('is' in value) entries.delete('mark');
  if (Array.isArray(value)) entries.set('length', value.length);
  return entries;
}

function machineOf(name: string): Machine {
  const { program } = buildGo([{ name, source: readFileSync(new URL(name, folder), 'utf8') }]);
  if (program === null) throw new Error(`${name} is not valid`);
  return newMachine(program, {}, null, true);
}

const names = readdirSync(folder).filter((name) => name.endsWith('.go'));

/** Numbers from 0 to below, the same ones in every run. */
function chance(): (below: number) => number {
  let seed = 1;
  return (below) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % below;
  };
}

it.each(names)('%s: any instructions are undone', (name) => {
  const m = machineOf(name);
  const draw = chance();
  const main = m.state.goroutines[0] as Goroutine;
  // Who stands at a door goes on only when somebody chose it.
  const go = (budget: number): StopReason =>
    accessesAt(m, main).length > 0 ? 'door' : execute(m, main, { budget, atDoors: true });
  const start = mark(m);
  while (go(1000) === 'budget');
  const length = m.state.steps;
  undoTo(m, start);
  for (let checks = 0; checks < 40; checks++) {
    if (go(1 + draw(Math.ceil(length / 30))) !== 'budget') break;
    const here = cloneState(m.state);
    const to = mark(m);
    go(1 + draw(60));
    undoTo(m, to);
    expect(difference(m.state, here)).toBeNull();
  }
});

it.each(names)('%s: any choices are undone', (name) => {
  const m = machineOf(name);
  const draw = chance();
  const start = mark(m);
  const before = cloneState(m.state);
  settle(m);
  undoTo(m, start);
  expect(difference(m.state, before)).toBeNull();
  settle(m);
  for (let round = 0; round < 8 && choices(m).length > 0; round++) {
    const here = cloneState(m.state);
    const to = mark(m);
    for (let step = 1 + draw(8); step > 0; step--) {
      const open = choices(m);
      if (open.length > 0) take(m, open[draw(open.length)]);
    }
    const there = cloneState(m.state);
    undoTo(m, to);
    expect(difference(m.state, here)).toBeNull();
    // The copy stands for itself: what happens in the machine does not reach it.
    const open = choices(m);
    take(m, open[draw(open.length)]);
    expect(difference(there, here)).not.toBeNull();
  }
});
