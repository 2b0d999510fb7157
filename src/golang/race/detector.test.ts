import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Machine } from '../machine/machine.ts';
import type { Container, Goroutine } from '../machine/state.ts';
import { newRaceHooks } from './detector.ts';

const SLOTS = 3;
const SYNCS = 2;
const KINDS = [
  'read',
  'write',
  'load',
  'store',
  'acquire',
  'release',
  'releaseMerge',
  'releaseAcquire',
  'start',
] as const;

interface Step {
  readonly kind: (typeof KINDS)[number];
  /** Taken modulo the goroutines there are. */
  readonly who: number;
  readonly slot: number;
}

const FORK: Step = { kind: 'start', who: 0, slot: 0 };

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    who: fc.nat(40),
    slot: fc.nat(SLOTS * SYNCS - 1),
  }),
  { minLength: 12, maxLength: 50, size: 'max' },
);

/** As many goroutines as a machine needs to be asked about races, and nothing else. */
function bareMachine(): { readonly m: Machine; readonly start: () => Goroutine } {
  const goroutines: Goroutine[] = [];
  const program = {
    functions: [],
    layouts: [{ kind: 'array', inner: -1, zero: 0, length: -1, bytes: 8 }],
  };
  const m = { program, state: { goroutines }, trail: null } as unknown as Machine;
  const start = (): Goroutine => {
    const g = { id: goroutines.length + 1, status: 'runnable', clock: null, startedAt: null, frames: [] };
    goroutines.push(g as unknown as Goroutine);
    return g as unknown as Goroutine;
  };
  return { m, start };
}

const memory = (length: number): Container =>
  ({
    is: 'container',
    owner: 0,
    layout: 0,
    slots: new Array<number>(length).fill(0),
    shadow: null,
  }) as unknown as Container;

/** Slots with a race, as the detector says. */
function detected(trace: readonly Step[]): readonly number[] {
  const { m, start } = bareMachine();
  const hooks = newRaceHooks();
  hooks.started(m, null, start());
  const [data, syncs] = [memory(SLOTS), memory(SYNCS)];
  for (const { kind, who, slot } of trace) {
    const g = m.state.goroutines[who % m.state.goroutines.length];
    if (g === null || g === undefined) continue;
    if (kind === 'start') hooks.started(m, g, start());
    else if (kind === 'read' || kind === 'load') hooks.read(m, g, data, slot % SLOTS, kind === 'load');
    else if (kind === 'write' || kind === 'store') hooks.write(m, g, data, slot % SLOTS, kind === 'store');
    else hooks[kind](m, g, syncs, slot % SYNCS);
  }
  // Reports of equal places are told once, and here all places are equal: every slot is asked alone.
  return [...new Set(hooks.reports().map(({ slot }) => slot))];
}

/** Slots with a race, by the definition: the whole happens-before graph, all pairs. */
function byDefinition(trace: readonly Step[]): readonly number[] {
  /** By event: all events before it. */
  const before: Set<number>[] = [];
  const lastOf: (number | null)[] = [null];
  const stored: number[][] = Array.from({ length: SYNCS }, () => []);
  const accesses: {
    readonly event: number;
    readonly slot: number;
    readonly write: boolean;
    readonly atomic: boolean;
  }[] = [];
  const racy = new Set<number>();
  const event = (who: number, after: readonly number[]): number => {
    const id = before.length;
    const last = lastOf[who] ?? null;
    const all = new Set<number>();
    for (const one of last === null ? after : [last, ...after]) {
      all.add(one);
      for (const earlier of before[one] ?? []) all.add(earlier);
    }
    before.push(all);
    lastOf[who] = id;
    return id;
  };
  for (const step of trace) {
    const who = step.who % lastOf.length;
    const at = step.slot % SYNCS;
    const here = stored[at] ?? [];
    switch (step.kind) {
      case 'start':
        lastOf.push(event(who, []));
        break;
      case 'acquire':
        event(who, here);
        break;
      case 'release':
        stored[at] = [event(who, [])];
        break;
      case 'releaseMerge':
        stored[at] = [...here, event(who, [])];
        break;
      case 'releaseAcquire':
        stored[at] = [event(who, [])];
        event(who, here);
        break;
      default: {
        const access = {
          event: event(who, []),
          slot: step.slot % SLOTS,
          write: step.kind === 'write' || step.kind === 'store',
          atomic: step.kind === 'load' || step.kind === 'store',
        };
        for (const other of accesses) {
          const conflict =
            other.slot === access.slot && (other.write || access.write) && !(other.atomic && access.atomic);
          if (conflict && !before[access.event]?.has(other.event)) racy.add(access.slot);
        }
        accesses.push(access);
      }
    }
  }
  return [...racy];
}

describe('the race detector', () => {
  it('finds a race at a place exactly when the happens-before graph has two unordered accesses there', () => {
    let racy = 0;
    fc.assert(
      fc.property(steps, fc.nat(SLOTS - 1), (trace, slot) => {
        const alone = [FORK, ...trace].filter(({ kind, slot: at }) => !isAccess(kind) || at % SLOTS === slot);
        const expected = byDefinition(alone);
        racy += expected.length;
        expect(detected(alone)).toEqual(expected);
      }),
      { numRuns: 4000, seed: 1 },
    );
    expect(racy).toBeGreaterThan(1000);
  });

  it('keeps ten thousand goroutines that all know each other small', () => {
    const { m, start } = bareMachine();
    const hooks = newRaceHooks();
    const main = start();
    hooks.started(m, null, main);
    const [lock, shared] = [memory(1), memory(4)];
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < 10_000; i++) {
      const g = start();
      hooks.started(m, main, g);
      for (let slot = 0; slot < 3; slot++) hooks.read(m, g, shared, slot);
      hooks.acquire(m, g, lock, 0);
      hooks.read(m, g, shared, 3);
      hooks.write(m, g, shared, 3);
      hooks.release(m, g, lock, 0);
    }
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(80e6);
    expect(hooks.reports()).toEqual([]);
    hooks.write(m, main, shared, 3);
    expect(hooks.reports()).toHaveLength(1);
  });
});

const isAccess = (kind: Step['kind']): boolean =>
  kind === 'read' || kind === 'write' || kind === 'load' || kind === 'store';
