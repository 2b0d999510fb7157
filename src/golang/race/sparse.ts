/**
 * Tables by goroutine id that are never changed: a change makes a new table that shares all other parts with the old one.
 * Ten thousand goroutines that know nearly the same things about each other therefore cost little more than one.
 * A tree of branches of 16 entries; `height` 0 is one branch with the values themselves.
 */
export interface Sparse<T> {
  readonly height: number;
  readonly root: Branch<T>;
}

type Branch<T> = readonly (Branch<T> | T | undefined)[];

const BITS = 4;
const LAST = (1 << BITS) - 1;

export function lookUp<T>(table: Sparse<T> | null, id: number): T | undefined {
  if (table === null || id >> (BITS * table.height) > LAST) return undefined;
  let node: Branch<T> | T | undefined = table.root;
  for (let shift = BITS * table.height; shift >= 0 && node !== undefined; shift -= BITS)
    node = (node as Branch<T>)[(id >> shift) & LAST];
  return node as T | undefined;
}

export function withEntry<T>(table: Sparse<T> | null, id: number, value: T): Sparse<T> {
  let wide = table ?? { height: 0, root: [] };
  while (id >> (BITS * wide.height) > LAST) wide = raised(wide);
  return { height: wide.height, root: replaced(wide.root, BITS * wide.height, id, value) };
}

function replaced<T>(node: Branch<T>, shift: number, id: number, value: T): Branch<T> {
  const at = (id >> shift) & LAST;
  // Of its full length at once: an array that is written behind its end takes much more room than it needs.
  const copy = at < node.length ? node.slice() : node.concat(new Array(at + 1 - node.length));
  copy[at] = shift === 0 ? value : replaced((node[at] as Branch<T>) ?? [], shift - BITS, id, value);
  return copy;
}

function raised<T>(table: Sparse<T>): Sparse<T> {
  return { height: table.height + 1, root: [table.root] };
}

/** The larger of both, entry by entry; the very table `a` or `b` where it already is that. */
export function largest(a: Sparse<number> | null, b: Sparse<number> | null): Sparse<number> | null {
  if (a === b || b === null) return a;
  if (a === null) return b;
  let [left, right] = [a, b];
  while (left.height < right.height) left = raised(left);
  while (right.height < left.height) right = raised(right);
  const root = largestOf(left.root, right.root, left.height);
  if (root === left.root) return left;
  return root === right.root ? right : { height: left.height, root };
}

/** A new branch is made only where neither of them is the answer. */
function largestOf(a: Branch<number>, b: Branch<number>, height: number): Branch<number> {
  let made: (Branch<number> | number | undefined)[] | null = null;
  let isA = true;
  let isB = true;
  for (let i = 0; i <= LAST; i++) {
    const x = a[i];
    const y = b[i];
    let most = x;
    if (x !== y) {
      if (x === undefined) most = y;
      else if (y !== undefined) {
        if (height > 0) most = largestOf(x as Branch<number>, y as Branch<number>, height - 1);
        else if (x < y) most = y;
      }
      const stillA: boolean = isA && most === x;
      const stillB: boolean = isB && most === y;
      if (!stillA && !stillB) made ??= (isA ? a : b).slice(0, i);
      else if (made === null) {
        isA = stillA;
        isB = stillB;
      }
    }
    if (made !== null && most !== undefined) made[i] = most;
  }
  return made ?? (isA ? a : b);
}

/** The first value, by id, of which it is true. */
export function firstOf<T>(table: Sparse<T>, isIt: (value: T) => boolean): T | undefined {
  return firstIn(table.root, table.height, isIt);
}

function firstIn<T>(node: Branch<T>, height: number, isIt: (value: T) => boolean): T | undefined {
  for (const one of node) {
    if (one === undefined) continue;
    if (height > 0) {
      const found = firstIn(one as Branch<T>, height - 1, isIt);
      if (found !== undefined) return found;
    } else if (isIt(one as T)) return one as T;
  }
  return undefined;
}
