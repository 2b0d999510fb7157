/** Changes of a scenario by path: what the forms of the author's desk make of it. */
import type { GenericSchema } from 'valibot';
import type { Path } from '../scenario/problem.ts';
import { type Scenario, scenarioSchema } from '../scenario/types.ts';

/**
 * The scenario with another value at a path, sharing with the first what did not change; whether it is sound is another question.
 * @param value undefined: without it; a list that is left empty goes with its last item
 */
export function withAt(scenario: Scenario, path: Path, value: unknown): Scenario {
  return changed(scenario, path, value, scenarioSchema) as Scenario;
}

export function valueAt(scenario: Scenario, path: Path): unknown {
  let at: unknown = scenario;
  for (const step of path) at = (at as Record<string | number, unknown> | undefined)?.[step];
  return at;
}

/** An item put into a list, which comes with its first item. @param path of the list */
export function withItem(scenario: Scenario, path: Path, index: number, item: unknown): Scenario {
  const list = (valueAt(scenario, path) as readonly unknown[] | undefined) ?? [];
  return withAt(scenario, path, list.toSpliced(index, 0, item));
}

export function withMoved(scenario: Scenario, path: Path, from: number, to: number): Scenario {
  const list = valueAt(scenario, path) as readonly unknown[];
  return withAt(scenario, path, list.toSpliced(from, 1).toSpliced(to, 0, list[from]));
}

/** An id from a wish, that none of the taken has: `why`, `why-2`. */
export function freeOf(wish: string, taken: Iterable<string>): string {
  const all = new Set(taken);
  const stem = wish.slice(0, 35).replace(/-+$/, '');
  let id = stem;
  for (let n = 2; all.has(id); n++) id = `${stem}-${n}`;
  return id;
}

function changed(node: unknown, path: Path, value: unknown, schema: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const list = (node as readonly unknown[] | undefined) ?? [];
    const next = changed(list[step], rest, value, below(schema, step));
    const all = next === undefined ? list.toSpliced(step, 1) : list.with(step, next);
    return all.length === 0 ? undefined : all;
  }
  const map = (node as Readonly<Record<string, unknown>> | undefined) ?? {};
  const next = changed(map[step], rest, value, below(schema, step));
  if (next === undefined) {
    const { [step]: _gone, ...left } = map;
    return left;
  }
  if (Object.hasOwn(map, step)) return { ...map, [step]: next };
  return Object.fromEntries(inOrder([...Object.entries(map), [step, next]], keysOf(schema)));
}

/** Where the format lists a key, there a reader looks for it. */
function inOrder(
  entries: readonly (readonly [string, unknown])[],
  keys: readonly string[],
): readonly (readonly [string, unknown])[] {
  const fresh = entries.at(-1)!;
  const rank = keys.indexOf(fresh[0]);
  const behind = entries.slice(0, -1).findLastIndex(([key]) => keys.indexOf(key) < rank) + 1;
  return rank < 0 ? entries : entries.slice(0, -1).toSpliced(behind, 0, fresh);
}

interface Loose {
  readonly type?: string;
  readonly wrapped?: unknown;
  readonly pipe?: readonly unknown[];
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly item?: unknown;
  readonly value?: unknown;
  readonly options?: readonly unknown[];
}

/** Without what is wrapped around it: optional, described, one of several. */
function bare(schema: unknown): Loose {
  const one = (schema ?? {}) as Loose;
  if (one.type === 'optional') return bare(one.wrapped);
  if (one.type === 'union') return bare(one.options?.find((option) => bare(option).entries) ?? {});
  return one.pipe ? { ...(one.pipe[0] as Loose), pipe: undefined } : one;
}

const keysOf = (schema: unknown): readonly string[] => Object.keys(bare(schema).entries ?? {});

function below(schema: unknown, step: string | number): GenericSchema | unknown {
  const one = bare(schema);
  return typeof step === 'number' ? one.item : (one.entries?.[step] ?? one.value);
}
