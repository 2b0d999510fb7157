import type { StoreApi } from 'zustand/vanilla';
import type { Selection } from '../canvas/editing.ts';
import type { Player } from '../player/player.ts';
import type { Edit } from '../scenario/edit.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Panel, TableState } from './state.ts';

export interface TableOptions {
  /** True where edits go to the design on the screen (a sandbox, a file of one's own) and not to `mine`. */
  readonly owns: boolean;
  readonly design: string;
}

/** One table: a store, the player that runs what lies on it, and what can be done. */
export interface Table {
  readonly store: StoreApi<TableState>;
  readonly player: Player;
  /** Changes the design on the screen and runs it. @returns false when it was refused: `refused` says why, and nothing has changed */
  edit(edit: Edit, says: string): boolean;
  undo(): void;
  redo(): void;
  /** Shows another design; that is no edit. */
  chooseDesign(design: string): void;
  select(selection: Selection): void;
  show(panel: Panel | null): void;
  /** Why this request ended as it did; null: all causes. */
  askWhy(request: number | null): void;
  say(text: string): void;
  allowParts(palette: readonly string[] | null): void;
  /** From this moment on, another way: settings changed here become acts at that moment. */
  fork(at: number): void;
  goTo(fork: string): void;
  setTheory(on: boolean): void;
  /** Another scenario altogether (opened, reset): a step of the history too. */
  replace(scenario: Scenario, design: string, says: string): void;
}

export function createTable(_player: Player, _scenario: Scenario, _options: TableOptions): Table {
  throw new Error('createTable is not built yet.');
}
