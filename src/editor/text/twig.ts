/** What a text is read into by tree.ts: keys, items and their words, with their places. */
import type { Path } from '../../scenario/problem.ts';
import type { Words } from './words.ts';

/** A key with its value, an item of a list, or the whole. It grows while it is read. */
export interface Twig {
  readonly parent: Twig | null;
  /** Its name in a map, its place in a list. */
  readonly step: string | number;
  /** Where its key or its dash begins. */
  readonly from: number;
  /** Of its key or dash, on its line; -1 for the whole, and within brackets that of the line that opens them. */
  readonly column: number;
  readonly key: Words | null;
  /** Behind the colon or the dash; null for a key that has no colon yet. */
  readonly valueFrom: number | null;
  /** `prose`: lines behind | or >. */
  holds: 'nothing' | 'words' | 'prose' | 'map' | 'list';
  /** Within brackets. */
  readonly inFlow: boolean;
  /** The bracket that opens its value. */
  opens: number | null;
  /** In brackets: where the comma or bracket behind it stands, or what ends it. Of a value in brackets: behind them. */
  to: number;
  /** Whether its closing bracket or quote is there. */
  isClosed: boolean;
  words: Words | null;
  readonly items: Twig[];
}

/** How many more there may be. */
export interface Room {
  left: number;
}

export function newTwig(given: Partial<Twig> & Pick<Twig, 'step' | 'from' | 'column'>): Twig {
  return {
    parent: null,
    key: null,
    valueFrom: null,
    holds: 'nothing',
    inFlow: false,
    opens: null,
    to: given.from,
    isClosed: true,
    words: null,
    items: [],
    ...given,
  };
}

export function pathOf(twig: Twig): Path {
  const path: (string | number)[] = [];
  for (let at = twig; at.parent; at = at.parent) path.push(at.step);
  return path.reverse();
}

export const childOf = (twig: Twig, step: string | number): Twig | null =>
  twig.items.find((item) => item.step === step) ?? null;

/** A plain value that hangs on a twig; null where there is none. */
export const saidBy = (twig: Twig | null): string | null =>
  twig?.holds === 'words' && twig.words ? twig.words.text : null;
