/**
 * Breadth-first over the states of a system: every state once, so the first way to a state is a shortest one.
 *
 * With `reduce`, of several steps to the same state one is taken, and steps that commute with everything the others can do
 * are taken at once and alone: fewer states, all verdicts, but ways may be longer than they must be. Such a chain ends before a step that the outside world would notice (two of those
 * are in an order that matters), and after CHAIN_MAX steps; a state whose only step would lead to a known one is gone
 * on from in all ways, so that nobody is put off for ever.
 */
import { fingerprint, newSeen, numberOf, type Seen } from './hash.ts';
import { add, drop, first, newQueue, type Queue } from './queue.ts';
import type { System } from './system.ts';

export const CHAIN_MAX = 200;

export interface SearchOptions {
  readonly reduce: boolean;
  /** May be raised: the search then goes on (`resume`). */
  statesMax: number;
  /** Ways of more steps are not gone; a chain counts as one. */
  readonly depthMax: number;
  /** Keeps all edges, for what is asked of the whole graph. */
  readonly edges: boolean;
  /** Where the work of the system ends the search (`System.work`); left out: nowhere. */
  readonly workMax?: number;
  /** Ends when all these kinds were found and no other way to them is as short. */
  readonly wanted: readonly string[] | null;
}

export const EDGE = 6;
/** The kind that `judge` tells of a step that did not come to its end. */
export const ENDLESS = 'budget';
const ENDLESS_MAX = 5;

/** Where something was found: in state `node`, or after its step `choice` and then `chain` steps alone. */
export interface Finding {
  readonly kind: string;
  readonly node: number;
  readonly choice: number;
  readonly chain: number;
  /** Steps on the way to it, a chain counted as one. */
  readonly length: number;
}

export interface Search {
  readonly system: System;
  readonly options: SearchOptions;
  readonly seen: Seen;
  /** By node: the state it was reached from (-1: the first) and the step taken there. */
  readonly parent: number[];
  readonly choice: number[];
  readonly depth: number[];
  /** The states of the nodes from `next` on. */
  readonly waiting: Queue;
  next: number;
  transitions: number;
  /** Whether some way was not gone for its length. */
  deeper: boolean;
  /** By kind: all that are reached by the shortest way. With `reduce` the first one. */
  readonly found: Map<string, Finding[]>;
  /** EDGE numbers each: from, to (-1: the program ended), step, what it printed, mover before, mover's place after. */
  readonly edges: number[];
  /** 'all': every state was gone on from. */
  ended: 'no' | 'all' | 'found' | 'states' | 'depth' | 'endless' | 'work';
  /** Steps that did not come to their end. */
  endless: number;
  /** Words of all states so far. */
  words: number;
}

/** As many states as may be seen when they have this many words each: of larger ones fewer. */
const STATE_WORDS = 250;

export function newSearch(system: System, options: SearchOptions): Search {
  const search: Search = {
    system,
    options,
    seen: newSeen(),
    parent: [],
    choice: [],
    depth: [],
    waiting: newQueue(),
    next: 0,
    transitions: 0,
    deeper: false,
    found: new Map(),
    edges: [],
    ended: 'no',
    endless: 0,
    words: 0,
  };
  system.reset();
  if (system.over()) judge(search, -1, -1, 0);
  else enter(search, -1, -1);
  return search;
}

/** Steps may be long: after so much work it is time for another slice. */
const SLICE_WORK = 10_000_000;

/** Takes so many transitions further or a few more, or fewer when they take long, unless the end comes first. */
export function advance(search: Search, transitions: number): void {
  const until = search.transitions + transitions;
  const workUntil = workOf(search) + SLICE_WORK;
  while (search.ended === 'no' && search.transitions < until && workOf(search) < workUntil) {
    if (search.next >= search.parent.length)
      search.ended = enough(search) < Number.POSITIVE_INFINITY ? 'found' : search.deeper ? 'depth' : 'all';
    else if (expand(search, search.next)) {
      drop(search.waiting);
      search.next += 1;
    }
  }
}

function workOf({ system }: Search): number {
  return system.work?.() ?? 0;
}

const key = new Int32Array(4);

/** The current state is a node from now on, if it is new. @returns its number */
function enter(search: Search, parent: number, choice: number): number {
  const { words, length, keyLength } = search.system.encode();
  fingerprint(words, keyLength, key);
  const known = numberOf(search.seen, key);
  if (known >= 0) return known;
  const node = -1 - known;
  search.parent.push(parent);
  search.choice.push(choice);
  search.depth.push(parent < 0 ? 0 : (search.depth[parent] as number) + 1);
  add(search.waiting, words, length);
  search.words += length;
  if (isFull(search)) search.ended = 'states';
  return node;
}

function isFull({ parent, words, options: { statesMax } }: Search): boolean {
  return parent.length >= statesMax || words >= statesMax * STATE_WORDS;
}

function judge(search: Search, node: number, choice: number, chain: number): void {
  if (workOf(search) > (search.options.workMax ?? Number.POSITIVE_INFINITY)) search.ended = 'work';
  search.system.judge((kind) => {
    // Each of them takes long, and none tells more than the first.
    if (kind === ENDLESS && ++search.endless >= ENDLESS_MAX) search.ended = 'endless';
    const length = (search.depth[node] ?? 0) + (choice < 0 ? 0 : 1);
    const known = search.found.get(kind);
    const best = known?.[0]?.length ?? Number.POSITIVE_INFINITY;
    if (length > best || (length === best && search.options.reduce)) return;
    const finding = { kind, node, choice, chain, length };
    if (known !== undefined && length === best) known.push(finding);
    else search.found.set(kind, [finding]);
  });
}

/** From this depth on nothing that is wanted is reached by as short a way. */
function enough({ options: { wanted }, found }: Search): number {
  if (wanted === null) return Number.POSITIVE_INFINITY;
  return Math.max(0, ...wanted.map((kind) => found.get(kind)?.[0]?.length ?? Number.POSITIVE_INFINITY));
}

/** @returns whether it was gone on from in all ways; if not, it is the next one should the search go on */
function expand(search: Search, node: number): boolean {
  const { system, options } = search;
  const depth = search.depth[node] as number;
  if (depth > enough(search)) {
    search.ended = 'found';
    return false;
  }
  system.load(first(search.waiting));
  judge(search, node, -1, 0);
  if (depth >= options.depthMax) search.deeper = true;
  if (depth >= Math.min(options.depthMax, enough(search))) return true;
  const count = system.choices();
  const mark = system.mark();
  const alone = options.reduce ? system.alone() : -1;
  const skipped: boolean[] = [];
  if (options.reduce) for (let nth = 0; nth < count; nth++) skipped.push(system.repeats(nth));
  if (alone >= 0) {
    const before = search.parent.length;
    const noticed = system.noticed();
    system.take(alone);
    if (system.noticed() === noticed && follow(search, node, alone, 0) >= before) return true;
    system.undo(mark);
  }
  for (let nth = 0; nth < count && search.ended === 'no'; nth++) {
    if (skipped[nth] === true) continue;
    const mover = options.edges && !options.reduce ? system.mover(nth) : 0;
    system.take(nth);
    follow(search, node, nth, mover);
    system.undo(mark);
  }
  return search.ended !== 'states' && search.ended !== 'work';
}

/** A search that ended for the number of its states goes on up to another. */
export function resume(search: Search, statesMax: number): void {
  search.options.statesMax = statesMax;
  if (search.ended === 'states' && !isFull(search)) search.ended = 'no';
}

/** After a step: goes on alone while it can, and enters what comes of it. @returns the node, -1 at the program's end */
function follow(search: Search, node: number, choice: number, mover: number): number {
  const { system, options } = search;
  search.transitions += 1;
  const printed = system.printed();
  let to = -1;
  if (!system.over()) {
    if (options.reduce) {
      for (let chain = 0; chain < CHAIN_MAX; chain++) {
        const alone = chainStep(system);
        if (alone < 0 || search.ended === 'work') break;
        judge(search, node, choice, chain);
        const mark = system.mark();
        const noticed = system.noticed();
        system.take(alone);
        search.transitions += 1;
        if (system.noticed() === noticed) continue;
        system.undo(mark);
        break;
      }
    }
    to = enter(search, node, choice);
  } else judge(search, node, choice, 0);
  if (options.edges)
    search.edges.push(node, to, choice, printed, mover, mover === 0 || to < 0 ? 0 : system.placeNow(mover));
  return to;
}

function chainStep(system: System): number {
  return system.choices() === 0 ? -1 : system.alone();
}

/** Repeats what `follow` did after a step: takes at most `chain` steps alone. `note` is told of each before it is taken, and whether it stood. */
export function repeatChain(system: System, chain: number, note: (nth: number) => () => void): void {
  for (let i = 0; i < chain && !system.over(); i++) {
    const alone = chainStep(system);
    if (alone < 0) return;
    const mark = system.mark();
    const noticed = system.noticed();
    const stands = note(alone);
    system.take(alone);
    if (system.noticed() !== noticed) return system.undo(mark);
    stands();
  }
}

/** The steps from the first state to where something was found. */
export function wayTo(search: Search, finding: Finding): readonly number[] {
  const way: number[] = finding.choice < 0 ? [] : [finding.choice];
  for (let node = finding.node; node > 0; node = search.parent[node] as number)
    way.unshift(search.choice[node] as number);
  return way;
}

/** How many steps alone follow the last step of that way. */
export function chainTo({ choice, chain }: Finding): number {
  return choice < 0 ? CHAIN_MAX : chain;
}

/** How far from the first state a search has come. */
export function reached(search: Search): number {
  return search.depth[search.next] ?? 0;
}
