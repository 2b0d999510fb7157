/** What the canvas tells whoever edits the design. A canvas without one can only be looked at. */

export interface Selection {
  /** Ids of parts. */
  readonly parts: readonly string[];
  /** Labels of wires: `checkout.calls -> inventory.in`. */
  readonly wires: readonly string[];
}

export const NOTHING: Selection = { parts: [], wires: [] };

export interface Editing {
  readonly selection: Selection;
  select(selection: Selection): void;
  /**
   * Parts were dragged, or moved by keys: the middles of what their wires lead to, on the grid. They stay where they
   * were put until the next plate comes, which must be one that knows of it: the run begins before this returns.
   */
  move(to: Readonly<Record<string, readonly [number, number]>>): void;
  /** Ends as `checkout.calls` and `inventory.in`. @returns why this wire cannot be and what would fit; null when it can */
  refusal(from: string, to: string): string | null;
  /** @returns false when it was refused, which has been said then */
  connect(from: string, to: string): boolean;
  /** A kind was dragged here from the palette. */
  drop(kind: string, at: readonly [number, number]): void;
  remove(selection: Selection): void;
  /** Somebody without a pointer wants a wire from this part: a list of fitting ports is shown. */
  askConnect(part: string): void;
  rename(part: string): void;
}

/** What a drag from the palette carries: the kind of part. */
export const PALETTE_DRAG = 'application/x-secret-life-part';

/** Parts stand on this grid, in px. */
export const GRID = 10;
