/** What is asked of the whole graph of a search that kept its edges. */
import { EDGE, type Finding, type Search } from './search.ts';

const PAIRS_MAX = 400_000;
const OUTCOMES_MAX = 64;

/**
 * All that the program may have printed when it ends: every text, each once, in no order that means anything.
 * @param printed before the first state
 * @returns null when there are too many, or the search did not see all
 */
export function outcomesOf(
  search: Search,
  texts: readonly string[],
  printed: string,
): readonly string[] | null {
  if (search.ended !== 'all') return null;
  const { edges } = search;
  const first = firstEdges(search);
  const written: string[] = [printed];
  const places = new Map<string, number>([[printed, 0]]);
  const ends = new Set<string>();
  const seen = new Set<number>();
  const todo: number[] = [];
  const count = search.parent.length;
  const visit = (node: number, text: number) => {
    const pair = text * count + node;
    if (seen.has(pair)) return;
    seen.add(pair);
    todo.push(pair);
  };
  if (count > 0) visit(0, 0);
  for (let pair = todo.pop(); pair !== undefined; pair = todo.pop()) {
    const node = pair % count;
    const before = written[(pair - node) / count] as string;
    const end = first[node + 1] as number;
    let at = first[node] as number;
    if (at === end) ends.add(before);
    for (; at < end; at += EDGE) {
      const text = before + (texts[edges[at + 3] as number] as string);
      let place = places.get(text);
      if (place === undefined) {
        place = written.push(text) - 1;
        places.set(text, place);
      }
      const to = edges[at + 1] as number;
      if (to < 0) ends.add(text);
      else visit(to, place);
    }
    if (seen.size > PAIRS_MAX || ends.size > OUTCOMES_MAX) return null;
  }
  return [...ends].sort();
}

/** By node: where its edges begin; they lie together, in the order of the nodes. */
function firstEdges({ edges, parent }: Search): Int32Array {
  const first = new Int32Array(parent.length + 1);
  let at = 0;
  for (let node = 0; node <= parent.length; node++) {
    while (at < edges.length && (edges[at] as number) < node) at += EDGE;
    first[node] = at;
  }
  return first;
}

/** Of a way: who took the last step stands at the place that comes with it. */
interface Way {
  readonly preemptions: number;
  readonly step: number;
  readonly before: Way | null;
}

/**
 * Of all shortest ways to what was found one with the fewest preemptions: steps of another goroutine while the one that
 * took the last could have gone on. For a search with all edges and without reduction.
 */
export function calmestWay(search: Search, findings: readonly Finding[]): readonly number[] {
  const { edges, depth } = search;
  const first = firstEdges(search);
  /** By node: by who took the last step, the best way. */
  const ways: Map<number, Way>[] = search.parent.map(() => new Map());
  ways[0]?.set(0, { preemptions: 0, step: -1, before: null });
  const longest = Math.max(...findings.map(({ node }) => depth[node] ?? 0));
  let best: Way | null = null;
  const next = (node: number, at: number): { mover: number; way: Way } | null => {
    const mover = edges[at + 4] as number;
    let way: Way | null = null;
    for (const [last, before] of ways[node] as Map<number, Way>) {
      let preempted = 0;
      if (mover !== last && last !== 0 && mover !== 0)
        for (let e = first[node] as number; e < (first[node + 1] as number); e += EDGE)
          if (edges[e + 4] === last) preempted = 1;
      const preemptions = before.preemptions + preempted;
      if (way === null || preemptions < way.preemptions)
        way = { preemptions, step: edges[at + 2] as number, before };
    }
    return way === null ? null : { mover: edges[at + 5] as number, way };
  };
  for (let node = 0; node < ways.length && (depth[node] as number) < longest; node++)
    for (let at = first[node] as number; at < (first[node + 1] as number); at += EDGE) {
      const to = edges[at + 1] as number;
      if (to < 0 || depth[to] !== (depth[node] as number) + 1) continue;
      const found = next(node, at);
      const known = ways[to]?.get(found?.mover ?? 0);
      if (found !== null && (known === undefined || found.way.preemptions < known.preemptions))
        ways[to]?.set(found.mover, found.way);
    }
  const consider = (way: Way | undefined) => {
    if (way !== undefined && (best === null || way.preemptions < best.preemptions)) best = way;
  };
  for (const { node, choice } of findings) {
    if (choice < 0) for (const way of ways[node]?.values() ?? []) consider(way);
    for (let at = first[node] as number; choice >= 0 && at < (first[node + 1] as number); at += EDGE)
      if (edges[at + 2] === choice) consider(next(node, at)?.way);
  }
  const steps: number[] = [];
  for (let way: Way | null = best as Way | null; way !== null && way.step >= 0; way = way.before)
    steps.unshift(way.step);
  return steps;
}

/** More than so many circles are not looked at, nor those of more states. */
const BOTTOMS_MAX = 30;
const BOTTOM_SIZE_MAX = 3_000;

/**
 * Circles that are never left: a state of each, and how many it has, those that lie nearest to the beginning first. Of a
 * search that saw all. (Tarjan's components, without recursion.)
 */
export function bottomsOf(search: Search): readonly { readonly node: number; readonly size: number }[] {
  const { edges } = search;
  const first = firstEdges(search);
  const count = search.parent.length;
  const order = new Int32Array(count);
  const low = new Int32Array(count);
  /** By node: 1 when its component is known. */
  const done = new Uint8Array(count);
  const leaves = new Uint8Array(count);
  const bottoms: { node: number; size: number }[] = [];
  const open: number[] = [];
  const path: number[] = [];
  const next = first.slice();
  let met = 0;
  const enter = (node: number) => {
    met += 1;
    order[node] = met;
    low[node] = met;
    open.push(node);
    path.push(node);
  };
  if (count > 0) enter(0);
  for (let node = path[path.length - 1]; node !== undefined; node = path[path.length - 1]) {
    const at = next[node] as number;
    if (at < (first[node + 1] as number)) {
      next[node] = at + EDGE;
      const to = edges[at + 1] as number;
      if (to < 0 || done[to] !== 0) leaves[node] = 1;
      else if (order[to] === 0) enter(to);
      else low[node] = Math.min(low[node] as number, order[to] as number);
      continue;
    }
    path.pop();
    const above = path[path.length - 1];
    if (above !== undefined) low[above] = Math.min(low[above] as number, low[node] as number);
    if (low[node] !== order[node]) {
      if (above !== undefined) leaves[above] = Math.max(leaves[above] as number, leaves[node] as number);
      continue;
    }
    const members = open.splice(open.lastIndexOf(node));
    for (const one of members) done[one] = 1;
    const isLeft = leaves[node] === 1 || first[node] === first[node + 1];
    if (!isLeft && members.length <= BOTTOM_SIZE_MAX)
      bottoms.push({ node: Math.min(...members), size: members.length });
    if (above !== undefined) leaves[above] = 1;
  }
  return bottoms.sort((a, b) => a.node - b.node).slice(0, BOTTOMS_MAX);
}
