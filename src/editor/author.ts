/** The author's desk around a table: which tab is open, what is pointed at, and how another text comes to it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { BLANK_TEXT } from '../scenario/blank.ts';
import type { Catalog } from '../scenario/catalog.ts';
import { designNames, START } from '../scenario/designNames.ts';
import { parseScenario } from '../scenario/parse.ts';
import { patchText } from '../scenario/patchText.ts';
import type { Path, Place } from '../scenario/problem.ts';
import { readYaml } from '../scenario/yamlText.ts';
import type { AtTable } from '../table/hooks.ts';
import type { Writer } from '../table/writing.ts';

export const TABS = ['text', 'lesson', 'designs', 'health', 'hand-out'] as const;
export type Tab = (typeof TABS)[number];

/** Characters from which on reading takes longer than a keystroke may. */
const LONG = 100_000;
const PAUSE_MS = 400;

export interface AuthorState {
  readonly tab: Tab;
  /** The step that is open in the lesson; -1: what is said of the whole. */
  readonly step: number;
  /** A place in the text that somebody wants to see: another object for each wish. */
  readonly pointed: Place | null;
  /** The name of the file that it came from; null: it has none yet. */
  readonly file: string | null;
}

/** A scenario of the house that one can begin from. */
export interface Shelved {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly group: 'episode' | 'template';
  text(): Promise<string>;
}

export interface Author {
  readonly at: AtTable;
  readonly shelf: readonly Shelved[];
  readonly store: StoreApi<AuthorState>;
  openTab(tab: Tab): void;
  openStep(step: number): void;
  /** Shows a place of the scenario: its form where there is one, otherwise its line in the text. */
  reveal(path: Path): void;
  /** Shows the line of the text that says it. */
  revealText(path: Path): void;
  /** Shows a place in the text. */
  revealAt(place: Place): void;
  /** Somebody types. A long text is read when they pause. */
  type(text: string): void;
  /** What was typed is read now. */
  settle(): void;
  /** Another text altogether; that is a step of the history. One that cannot be read can be mended here. */
  openText(file: string | null, text: string): void;
}

export const writerOf = (catalog: Catalog): Writer => ({
  read: (text) => parseScenario(text, catalog),
  write: patchText,
});

export function createAuthor(at: AtTable, shelf: readonly Shelved[]): Author {
  const store = createStore<AuthorState>()(() => ({ tab: 'text', step: -1, pointed: null, file: null }));
  const { getState: get, setState: set } = store;
  let pending: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = () => {
    clearTimeout(timer);
    if (pending !== null) at.table.type(pending);
    pending = null;
  };
  const openTab = (tab: Tab) => set({ tab });
  const openStep = (step: number) => set({ step, tab: 'lesson' });
  const revealAt = ({ line, column }: Place) => set({ tab: 'text', pointed: { line, column } });
  const revealText = (path: Path) => {
    const { text } = at.table.store.getState().written!;
    revealAt(readYaml(text, () => {}).place({ path, onKey: true }));
  };
  return {
    at,
    shelf,
    store,
    openTab,
    openStep,
    revealText,
    revealAt,
    reveal(path) {
      const [section, index] = path;
      if (section === 'steps' && typeof index === 'number') openStep(index);
      else if (section === 'designs' || section === 'health') {
        openTab('designs');
        if (section === 'designs' && designNames(at.table.store.getState().scenario).includes(String(index)))
          at.table.chooseDesign(String(index));
      } else revealText(path);
    },
    type(text) {
      clearTimeout(timer);
      pending = text;
      if (text.length > LONG) timer = setTimeout(settle, PAUSE_MS);
      else settle();
    },
    settle,
    openText(file, text) {
      pending = null;
      const { scenario, problems } = parseScenario(text, at.catalog);
      const lies = scenario ?? parseScenario(BLANK_TEXT, at.catalog).scenario!;
      const says = file === null ? 'Another text' : `${file} opened`;
      at.table.replace(lies, START, says, { text, problems });
      set({ file, step: -1, tab: scenario ? get().tab : 'text' });
    },
  };
}
