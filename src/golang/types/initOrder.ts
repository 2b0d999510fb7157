/** The order in which package variables are initialised: each after those it needs. https://go.dev/ref/spec#Package_initialization */
import { type Checker, note, report, within } from './checker.ts';
import type { Const, GoObject, Initializer, Var } from './model.ts';

interface Node {
  readonly object: Const | Var;
  /** What it needs, directly or through functions, and has not come yet. */
  readonly needs: Set<GoObject>;
}

export function initOrder(c: Checker): readonly Initializer[] {
  const objects = [...c.declarations.keys()];
  const rank = new Map(objects.map((object, i) => [object, i]));
  const nodes = objects.flatMap((object): Node[] =>
    object.kind === 'const' || object.kind === 'var' ? [{ object, needs: needsOf(c, object) }] : [],
  );
  const done: Initializer[] = [];
  const emitted = new Set<Var>();
  const isConst = ({ object }: Node): boolean => object.kind === 'const';
  const waiting = new Set([...nodes.filter(isConst), ...nodes.filter((one) => !isConst(one))]);
  const needed = new Map<GoObject, Node[]>();
  for (const node of nodes) {
    for (const need of node.needs) needed.set(need, [...(needed.get(need) ?? []), node]);
  }
  while (waiting.size > 0) {
    const next = firstOf(waiting);
    waiting.delete(next);
    const { object } = next;
    if (next.needs.size > 0) {
      const path = pathBack(c, object, rank);
      if (path !== null) tell(c, path);
    }
    for (const one of needed.get(object) ?? []) one.needs.delete(object);
    const d = c.declarations.get(object);
    if (object.kind !== 'var' || !d || d.value === null) continue;
    const variables = d.variables ?? [object];
    if (variables.some((one) => emitted.has(one))) continue;
    for (const one of variables) emitted.add(one);
    done.push({ variables, value: d.value });
  }
  return done;
}

/** Constants, which stand first, come before variables; of either the first that waits for nothing, in a circle for the least. */
function firstOf(waiting: Iterable<Node>): Node {
  let best: Node | null = null;
  for (const one of waiting) {
    if (best === null || rankOf(one) < rankOf(best)) best = one;
    if (one.needs.size === 0) break;
  }
  return best!;
}

const rankOf = ({ object, needs }: Node): number => (object.kind === 'var' ? VARIABLES : 0) + needs.size;
const VARIABLES = 1e6;

const needsIn = (c: Checker, object: GoObject): Iterable<GoObject> => c.declarations.get(object)?.needs ?? [];

/** Constants and variables; functions on the way are looked through. */
function needsOf(c: Checker, object: GoObject): Set<GoObject> {
  const found = new Set<GoObject>();
  const seen = new Set<GoObject>([object]);
  const rest = [object];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    for (const need of needsIn(c, next)) {
      if (need.kind !== 'func') found.add(need);
      else if (!seen.has(need)) {
        seen.add(need);
        rest.push(need);
      }
    }
  }
  return found;
}

/** How something comes to need itself: what it needs first, itself last. */
function pathBack(
  c: Checker,
  object: GoObject,
  rank: ReadonlyMap<GoObject, number>,
): readonly GoObject[] | null {
  const ranked = (from: GoObject): GoObject[] =>
    [...needsIn(c, from)].sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0));
  const seen = new Set<GoObject>();
  const path: { readonly object: GoObject; readonly left: GoObject[] }[] = [{ object, left: ranked(object) }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const need = top.left.pop();
    if (need === undefined) path.pop();
    else if (need === object) return [...path.slice(1).map((one) => one.object), object];
    else if (!seen.has(need)) {
      seen.add(need);
      path.push({ object: need, left: ranked(need) });
    }
  }
  return null;
}

function tell(c: Checker, path: readonly GoObject[]): void {
  const first = path.at(-1)!;
  const { at } = first;
  if (at === null) return;
  let message = `initialization cycle: ${first.name} refers to itself`;
  if (path.length > 1) {
    message = `initialization cycle for ${first.name}`;
    let from: GoObject = first;
    for (const next of path) {
      if (from.at !== null) message += note(c, from.at, `${from.name} refers to ${next.name}`);
      from = next;
    }
  }
  within(c, { file: c.homes.get(at) ?? c.environment.file, errorsAt: null }, () => report(c, at, message));
}
