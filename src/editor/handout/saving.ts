/** Where the text on the desk lives: what it was saved to, whether it has changed since, and what stands in the way. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scenario } from '../../scenario/types.ts';
import { download } from '../../table/files.ts';
import type { TableState } from '../../table/state.ts';
import { isBroken } from '../../table/writing.ts';
import type { Author } from '../author.ts';
import {
  canReachFiles,
  canReachFolders,
  type Outcome,
  openFile,
  openFolder,
  placeFile,
  placeFolder,
  readFolder,
  readNow,
  readNowIn,
  writeFile,
  writeFileIn,
} from './disk.ts';
import { type Folder, fold, SCENARIO_FILE, unfold } from './folder.ts';
import { zipped } from './zip.ts';

/** A handle is null where the browser can only read: then it is saved by download. */
export type Place =
  | {
      readonly is: 'file';
      readonly name: string;
      readonly handle: FileSystemFileHandle | null;
      /** What stood there when it was last read or written; null: nothing is known of it. */
      readonly known: string | null;
    }
  | {
      readonly is: 'folder';
      readonly name: string;
      readonly handle: FileSystemDirectoryHandle | null;
      readonly folder: Folder;
    };

/** What one document is, as long as the page is open. */
interface Doc {
  /** Null: it has no place yet. */
  readonly place: Place | null;
  readonly saved: string;
}

export type Question =
  /** What is on the desk has changes that no file has. */
  | { readonly what: 'leave'; readonly forWhat: string; readonly go: () => void }
  /** Somebody else has written there meanwhile. */
  | {
      readonly what: 'overwrite';
      readonly names: readonly string[];
      readonly place: Place;
      readonly text: string;
    };

export interface SavingState {
  readonly isBusy: boolean;
  readonly told: { readonly isGood: boolean; readonly says: string } | null;
  readonly question: Question | null;
  /** Counts what was saved, for whoever shows whether it was. */
  readonly n: number;
}

export interface Saving {
  readonly store: StoreApi<SavingState>;
  /** Where the document on the desk lives; null: nowhere yet. */
  placeOf(state: TableState): Place | null;
  /** It has changes that are in no file. */
  isChanged(state: TableState): boolean;
  /** To where it lives; asks where it has none. */
  save(): Promise<boolean>;
  saveAsFile(): Promise<boolean>;
  saveAsFolder(): Promise<boolean>;
  openFile(): Promise<void>;
  openFolder(): Promise<void>;
  /** Another text comes to the desk; asks first where something would be lost. @param forWhat "The Buffer" */
  bring(forWhat: string, go: () => void | Promise<void>): void;
  /** Writes over what somebody else has written. */
  overwrite(): Promise<boolean>;
  /** Reads again what somebody else has written. */
  readAgain(): Promise<void>;
  answer(): void;
}

const ofDesk = new WeakMap<Author, Saving>();

/** The same one for as long as the desk stands. */
export function savingOf(author: Author): Saving {
  const known = ofDesk.get(author) ?? createSaving(author);
  ofDesk.set(author, known);
  return known;
}

const YAML = 'text/yaml;charset=utf-8';

function createSaving(author: Author): Saving {
  const { table, catalog } = author.at;
  const store = createStore<SavingState>()(() => ({ isBusy: false, told: null, question: null, n: 0 }));
  const { getState: get, setState: set } = store;
  // By the scenario that the document began with: undo brings back another one, and its place with it.
  const docs = new WeakMap<Scenario, Doc>();
  docOf(table.store.getState());

  function docOf(state: TableState): Doc {
    const doc = docs.get(state.base) ?? { place: null, saved: begunWith(state) };
    docs.set(state.base, doc);
    return doc;
  }

  const textNow = (): string => table.store.getState().written?.text ?? '';
  const isChanged = (state: TableState): boolean => (state.written?.text ?? '') !== docOf(state).saved;

  function tell(isGood: boolean, says: string): void {
    set({ told: { isGood, says } });
    // Elsewhere on the page nobody sees what is told here.
    if (author.store.getState().tab === 'hand-out') return;
    if (isGood) table.say(says);
    else table.refuse(says);
  }

  /** @returns false when there is nothing */
  function failed<T>(outcome: Outcome<T>): outcome is Extract<Outcome<T>, { ok: false }> {
    if (outcome.ok) return false;
    if (outcome.says !== null) tell(false, outcome.says);
    return true;
  }

  async function busily<T>(what: () => Promise<T>, otherwise: T): Promise<T> {
    if (get().isBusy) return otherwise;
    set({ isBusy: true, told: null, question: null });
    try {
      return await what();
    } finally {
      set({ isBusy: false });
    }
  }

  function settle(base: Scenario, place: Place, saved: string, says: string): true {
    docs.set(base, { place, saved });
    set({ n: get().n + 1 });
    if (table.store.getState().base === base) author.store.setState({ file: shownName(place) });
    const isUnread = isBroken(table.store.getState().written);
    tell(true, isUnread ? `${says} As it is now it cannot be read: see the text.` : says);
    return true;
  }

  const nameNow = (): string => `${table.store.getState().scenario.id}.yaml`;

  /** @param isForced whatever stands there */
  async function write(place: Place, text: string, isForced: boolean): Promise<boolean> {
    const { base } = table.store.getState();
    if (place.is === 'file') return writeOne(base, place, text, isForced);
    return writeFolder(base, place, text, isForced);
  }

  async function writeOne(
    base: Scenario,
    place: Extract<Place, { is: 'file' }>,
    text: string,
    isForced: boolean,
  ): Promise<boolean> {
    const { name, handle, known } = place;
    if (!handle) {
      download(name, text, YAML);
      return settle(base, place, text, `${name} is among your downloads.`);
    }
    if (!isForced && known !== null) {
      const now = await readNow(name, handle);
      if (failed(now)) return false;
      if (now.value !== null && now.value !== known) return contested([name], place, text);
    }
    if (failed(await writeFile(name, handle, text))) return false;
    return settle(base, { ...place, known: text }, text, `Saved as ${name}.`);
  }

  async function writeFolder(
    base: Scenario,
    place: Extract<Place, { is: 'folder' }>,
    text: string,
    isForced: boolean,
  ): Promise<boolean> {
    const { name, handle, folder } = place;
    const { files, left } = fold(text, folder, catalog);
    const settled: Place = { ...place, folder: unfold(files).folder };
    if (!handle) {
      download(`${name}.zip`, new Blob([zipped(prefixed(files, name))], { type: 'application/zip' }));
      return settle(
        base,
        settled,
        text,
        `${name}.zip is among your downloads: unpack it where the folder is.`,
      );
    }
    const fresh: string[] = [];
    const others: string[] = [];
    for (const [path, content] of files) {
      const now = await readNowIn(handle, path);
      if (failed(now)) return false;
      if (now.value === content) continue;
      fresh.push(path);
      if (now.value !== null && now.value !== (folder.files.get(path) ?? null)) others.push(path);
    }
    if (others.length > 0 && !isForced) return contested(others, place, text);
    // The scenario last: what it names is there by then.
    for (const path of fresh.toSorted((a, b) => Number(a === SCENARIO_FILE) - Number(b === SCENARIO_FILE))) {
      if (failed(await writeFileIn(handle, path, files.get(path)!))) return false;
    }
    const rest = left.length > 0 ? ` Nothing names ${left.join(' and ')} any more; it was left there.` : '';
    return settle(base, settled, text, `Saved in ${name}, ${countWords(fresh.length)}.${rest}`);
  }

  function contested(names: readonly string[], place: Place, text: string): false {
    set({ question: { what: 'overwrite', names, place, text } });
    author.openTab('hand-out');
    return false;
  }

  async function asFile(): Promise<boolean> {
    const place = docOf(table.store.getState()).place;
    const name = place?.is === 'file' ? place.name : nameNow();
    const text = textNow();
    if (!canReachFiles()) return write({ is: 'file', name, handle: null, known: null }, text, true);
    const chosen = await placeFile(name);
    if (failed(chosen)) return false;
    const handle = chosen.value;
    // Whoever chose a file that is there was asked by the browser already.
    return write({ is: 'file', name: handle.name, handle, known: null }, text, true);
  }

  async function asFolder(): Promise<boolean> {
    const { place } = docOf(table.store.getState());
    // Its programs keep the names of their files.
    const named = place?.is === 'folder' ? place.folder.named : new Map<string, string>();
    const text = textNow();
    const before: Folder = { files: new Map(), named: new Map() };
    if (!canReachFolders()) {
      const folder = place?.is === 'folder' ? place.folder : before;
      return write(
        { is: 'folder', name: table.store.getState().scenario.id, handle: null, folder },
        text,
        true,
      );
    }
    const chosen = await placeFolder();
    if (failed(chosen)) return false;
    const files = place?.is === 'folder' ? place.folder.files : before.files;
    const handle = chosen.value;
    return write({ is: 'folder', name: handle.name, handle, folder: { files, named } }, text, false);
  }

  function lay(name: string, text: string, place: Place): void {
    author.openText(name, text);
    docs.set(table.store.getState().base, { place, saved: text });
    set({ n: get().n + 1 });
    tell(true, `${name} is on the desk.`);
  }

  function bring(forWhat: string, go: () => void | Promise<void>): void {
    const run = (): void => void busily(async () => go(), undefined);
    if (isChanged(table.store.getState())) set({ question: { what: 'leave', forWhat, go: run }, told: null });
    else run();
  }

  function layFolder({
    name,
    files,
    handle,
  }: {
    name: string;
    files: Folder['files'];
    handle: FileSystemDirectoryHandle | null;
  }): void {
    const { text, folder } = unfold(files);
    lay(`${name}/`, text, { is: 'folder', name, handle, folder });
  }

  return {
    store,
    placeOf: (state) => docOf(state).place,
    isChanged,
    save: () =>
      busily(async () => {
        const { place } = docOf(table.store.getState());
        return place ? write(place, textNow(), false) : asFile();
      }, false),
    saveAsFile: () => busily(asFile, false),
    saveAsFolder: () => busily(asFolder, false),
    async openFile() {
      bring('another file', async () => {
        const opened = await openFile();
        if (failed(opened)) return;
        const { name, text, handle } = opened.value;
        lay(name, text, { is: 'file', name, handle, known: text });
      });
    },
    async openFolder() {
      bring('another folder', async () => {
        const opened = await openFolder();
        if (!failed(opened)) layFolder(opened.value);
      });
    },
    bring,
    overwrite: () => {
      const { question } = get();
      if (question?.what !== 'overwrite') return Promise.resolve(false);
      return busily(() => write(question.place, question.text, true), false);
    },
    async readAgain() {
      const { question } = get();
      if (question?.what !== 'overwrite') return;
      const { place } = question;
      await busily(async () => {
        if (place.is === 'folder' && place.handle) {
          const opened = await readFolder(place.handle);
          if (!failed(opened)) layFolder(opened.value);
        } else if (place.is === 'file' && place.handle) {
          const read = await readNow(place.name, place.handle);
          if (failed(read)) return;
          if (read.value === null) return tell(false, `${place.name} is no longer where it was.`);
          lay(place.name, read.value, { ...place, known: read.value });
        }
      }, undefined);
    },
    answer: () => set({ question: null }),
  };
}

/** The text that the document on the desk began with: what came to it since is in the history. */
function begunWith({ past, base, written }: TableState): string {
  const came = past.find(({ before, after }) => after.base === base && before.base !== base);
  return (came?.after ?? past[0]?.before)?.written?.text ?? written?.text ?? '';
}

const shownName = (place: Place): string => (place.is === 'folder' ? `${place.name}/` : place.name);

const prefixed = (files: Folder['files'], name: string): readonly (readonly [string, string])[] =>
  [...files].map(([path, text]) => [`${name}/${path}`, text] as const);

const countWords = (n: number): string =>
  n === 0 ? 'where it all was already' : n === 1 ? 'one file' : `${n} files`;
