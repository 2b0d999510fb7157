/**
 * Little concurrent programs as tables, to test the search without a machine: goroutines are lists of steps over
 * locks, plain variables and counters. Small enough for every interleaving to be enumerated by brute force.
 */
import type { System } from '../../src/golang/explore/system.ts';

export type Step =
  | { readonly do: 'lock' | 'unlock'; readonly lock: number }
  | { readonly do: 'load' | 'store'; readonly variable: number }
  /** The register of the goroutine plus one. */
  | { readonly do: 'increment' }
  | { readonly do: 'nothing' };

export interface Model {
  readonly name: string;
  readonly goroutines: readonly (readonly Step[])[];
  readonly locks: number;
  readonly variables: number;
}

interface State {
  pcs: number[];
  registers: number[];
  holders: number[];
  values: number[];
}

/** @param symmetric goroutines of the same steps are interchangeable */
export function systemOf(model: Model, symmetric: boolean): System & { readonly state: () => State } {
  const first = (): State => ({
    pcs: model.goroutines.map(() => 0),
    registers: model.goroutines.map(() => 0),
    holders: new Array(model.locks).fill(0),
    values: new Array(model.variables).fill(0),
  });
  let state = first();
  let open: number[] = [];
  const saved: State[] = [];
  const stepOf = (g: number) => model.goroutines[g]?.[state.pcs[g] ?? 0];
  let order: number[] = [];

  function list(): void {
    open = model.goroutines.flatMap((_, g) => {
      const step = stepOf(g);
      return step === undefined || (step.do === 'lock' && state.holders[step.lock] !== 0) ? [] : [g];
    });
  }
  list();
  const races = () => {
    const touching = model.goroutines.flatMap((_, g) => {
      const step = stepOf(g);
      return step?.do === 'load' || step?.do === 'store' ? [step] : [];
    });
    return touching.some((a, i) =>
      touching.some((b, j) => i < j && a.variable === b.variable && (a.do === 'store' || b.do === 'store')),
    );
  };
  return {
    state: () => state,
    reset() {
      state = first();
      list();
    },
    load(words) {
      const n = model.goroutines.length;
      const numbers = [...words];
      state = {
        pcs: numbers.slice(0, n),
        registers: numbers.slice(n, 2 * n),
        holders: numbers.slice(2 * n, 2 * n + model.locks),
        values: numbers.slice(2 * n + model.locks),
      };
      saved.length = 0;
      list();
    },
    choices: () => open.length,
    alone: () =>
      open.findIndex((g) => {
        const step = stepOf(g);
        return step?.do === 'unlock' || step?.do === 'nothing' || step?.do === 'increment';
      }),
    repeats: () => false,
    take(nth) {
      const g = open[nth] as number;
      const step = stepOf(g);
      state.pcs[g] = (state.pcs[g] ?? 0) + 1;
      if (step?.do === 'lock') state.holders[step.lock] = g + 1;
      else if (step?.do === 'unlock') state.holders[step.lock] = 0;
      else if (step?.do === 'load') state.registers[g] = state.values[step.variable] ?? 0;
      else if (step?.do === 'store') state.values[step.variable] = state.registers[g] ?? 0;
      else if (step?.do === 'increment') state.registers[g] = (state.registers[g] ?? 0) + 1;
      list();
    },
    mark() {
      saved.push(structuredClone(state));
      return saved.length - 1;
    },
    undo(mark) {
      state = structuredClone(saved[mark] as State);
      saved.length = mark + 1;
      list();
    },
    encode() {
      const ids = model.goroutines.map((_, g) => g);
      const signature = (g: number) =>
        [state.pcs[g], state.registers[g], state.holders.map((h) => (h === g + 1 ? 1 : 0)).join('')].join();
      // Only those of the same steps may change places.
      order = ids.slice();
      if (symmetric) {
        const kinds = model.goroutines.map((steps) => JSON.stringify(steps));
        for (const kind of new Set(kinds)) {
          const places = ids.filter((g) => kinds[g] === kind);
          const sorted = places.slice().sort((a, b) => (signature(a) < signature(b) ? -1 : 1));
          places.forEach((place, i) => {
            order[place] = sorted[i] as number;
          });
        }
      }
      const words = Int32Array.from([
        ...order.map((g) => state.pcs[g] as number),
        ...order.map((g) => state.registers[g] as number),
        ...state.holders.map((h) => (h === 0 ? 0 : order.indexOf(h - 1) + 1)),
        ...state.values,
      ]);
      return { words, length: words.length, keyLength: words.length };
    },
    judge(find) {
      if (races()) find('race');
      if (open.length === 0 && state.pcs.some((pc, g) => pc < (model.goroutines[g]?.length ?? 0)))
        find('deadlock');
      if (open.length === 0) find(`end ${state.values.join()}`);
    },
    over: () => false,
    noticed: () => 0,
    printed: () => 0,
    mover: (nth) => (open[nth] as number) + 1,
    placeNow: (place) => order.indexOf(place - 1) + 1,
  };
}

/** By every interleaving, without a memory of states: kind -> fewest steps to it. */
export function bruteForce(model: Model): Map<string, number> {
  const system = systemOf(model, false);
  const best = new Map<string, number>();
  system.reset();
  const go = (depth: number): void => {
    system.judge((kind) => best.set(kind, Math.min(best.get(kind) ?? depth, depth)));
    const mark = system.mark();
    const count = system.choices();
    for (let nth = 0; nth < count; nth++) {
      system.take(nth);
      go(depth + 1);
      system.undo(mark);
    }
  };
  go(0);
  return best;
}

const lock = (n: number): Step => ({ do: 'lock', lock: n });
const unlock = (n: number): Step => ({ do: 'unlock', lock: n });
const add: readonly Step[] = [{ do: 'load', variable: 0 }, { do: 'increment' }, { do: 'store', variable: 0 }];
const times = <T>(n: number, what: T): T[] => new Array<T>(n).fill(what);

export const counter = (n: number): Model => ({
  name: `counter of ${n}`,
  goroutines: times(n, add),
  locks: 0,
  variables: 1,
});

export const MODELS: readonly Model[] = [
  counter(2),
  counter(3),
  {
    name: 'locked counter',
    goroutines: times(3, [lock(0), ...add, unlock(0)]),
    locks: 1,
    variables: 1,
  },
  {
    name: 'one forgets the lock',
    goroutines: [[lock(0), ...add, unlock(0)], [lock(0), ...add, unlock(0)], add],
    locks: 1,
    variables: 1,
  },
  {
    name: 'ring of three locks',
    goroutines: [0, 1, 2].map((i) => [lock(i), lock((i + 1) % 3), unlock((i + 1) % 3), unlock(i)]),
    locks: 3,
    variables: 0,
  },
  {
    name: 'locks in one order',
    goroutines: times(2, [lock(0), lock(1), unlock(1), unlock(0)]),
    locks: 2,
    variables: 0,
  },
  {
    name: 'double lock on one way',
    goroutines: [
      [{ do: 'nothing' }, lock(0), lock(0)],
      [lock(0), { do: 'nothing' }, unlock(0)],
    ],
    locks: 1,
    variables: 0,
  },
];
