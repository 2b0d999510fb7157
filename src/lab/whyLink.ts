/** Where a chain of causes ends: an act, a setting, a wire, chance, or the state of a part. */
export interface Root {
  /** The same for every chain that ends there. */
  readonly id: string;
  /** What kind of end: `work` is a part's usual work, which may have to yield to a better reason. */
  readonly kind: 'act' | 'setting' | 'work' | 'wire' | 'chance' | 'state';
  /** By index. */
  readonly part: number;
  /** "inventory-db was locked" */
  readonly says: string;
}

/** One hop back: a sentence, where and when it was true, and what was behind it. */
export interface Link {
  readonly part: number;
  readonly at: number;
  readonly says: string;
  readonly next: Link | null;
  readonly root: Root;
}

export function linkTo(next: Link, part: number, at: number, says: string): Link {
  return { part, at, says, next, root: next.root };
}

export function lastLink(root: Root, at: number, says: string): Link {
  return { part: root.part, at, says, next: null, root };
}
