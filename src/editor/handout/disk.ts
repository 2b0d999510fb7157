/**
 * Files and folders of the author's own disk: to and from the place itself where the browser can reach it, by download and by
 * choosing files where it cannot.
 */
import { decodeUtf8 } from '../../scenario/utf8.ts';
import { chooseFile, readFile } from '../../table/files.ts';
import { type Files, namesIn, SCENARIO_FILE } from './folder.ts';

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  /** `says` is null when somebody changed their mind. */
  | { readonly ok: false; readonly says: string | null };

interface Pickers {
  showOpenFilePicker?(options: object): Promise<readonly FileSystemFileHandle[]>;
  showSaveFilePicker?(options: object): Promise<FileSystemFileHandle>;
  showDirectoryPicker?(options: object): Promise<FileSystemDirectoryHandle>;
}

// TypeScript knows the handles, and not who gives them.
const pickers = (): Pickers => globalThis as Pickers;

/** Whether a file can be written to where it came from. */
export const canReachFiles = (): boolean => pickers().showSaveFilePicker !== undefined;
export const canReachFolders = (): boolean => pickers().showDirectoryPicker !== undefined;

const YAML = [{ description: 'Scenario', accept: { 'text/yaml': ['.yaml', '.yml'] } }];

export interface OpenedText {
  readonly name: string;
  readonly text: string;
  /** Null: it can only be read. */
  readonly handle: FileSystemFileHandle | null;
}

export interface OpenedFolder {
  readonly name: string;
  readonly files: Files;
  readonly handle: FileSystemDirectoryHandle | null;
}

export async function openFile(): Promise<Outcome<OpenedText>> {
  const { showOpenFilePicker } = pickers();
  if (!showOpenFilePicker) {
    const file = await chooseFile('.yaml,.yml,text/yaml');
    return file ? named(file.name, null, await textOf(file)) : UNCHOSEN;
  }
  return trying('The file', 'read', async () => {
    const [handle] = await showOpenFilePicker.call(globalThis, { types: YAML });
    return handle ? named(handle.name, handle, await textOf(await handle.getFile())) : UNCHOSEN;
  });
}

/** scenario.yaml of a folder, and what it names. */
export async function openFolder(): Promise<Outcome<OpenedFolder>> {
  const { showDirectoryPicker } = pickers();
  if (!showDirectoryPicker) {
    const all = await chooseFolder();
    return all ? folderOf(all.name, null, async (path) => all.files.get(path) ?? null) : UNCHOSEN;
  }
  return trying('The folder', 'read', async () => {
    const handle = await showDirectoryPicker.call(globalThis, { mode: 'readwrite' });
    return folderOf(handle.name, handle, (path) => fileIn(handle, path));
  });
}

/** A folder that was chosen before, as it is now. */
export const readFolder = (handle: FileSystemDirectoryHandle): Promise<Outcome<OpenedFolder>> =>
  trying(handle.name, 'read', () => folderOf(handle.name, handle, (path) => fileIn(handle, path)));

/** Asks where a new file shall be. @param name that is proposed */
export const placeFile = (name: string): Promise<Outcome<FileSystemFileHandle>> =>
  trying(name, 'written', async () => ({
    ok: true,
    value: await pickers().showSaveFilePicker!.call(globalThis, { suggestedName: name, types: YAML }),
  }));

export const placeFolder = (): Promise<Outcome<FileSystemDirectoryHandle>> =>
  trying('The folder', 'written', async () => ({
    ok: true,
    value: await pickers().showDirectoryPicker!.call(globalThis, { mode: 'readwrite' }),
  }));

/** What stands in a file now; null: there is none. */
export const readNow = (name: string, handle: FileSystemFileHandle): Promise<Outcome<string | null>> =>
  trying<string | null>(name, 'read', async () => {
    const file = await handle.getFile().catch(unlessMissing);
    return file ? textOf(file) : { ok: true, value: null };
  });

export const readNowIn = (folder: FileSystemDirectoryHandle, path: string): Promise<Outcome<string | null>> =>
  trying<string | null>(path, 'read', async () => {
    const file = await fileIn(folder, path);
    return file ? textOf(file) : { ok: true, value: null };
  });

export const writeFile = (name: string, handle: FileSystemFileHandle, text: string): Promise<Outcome<null>> =>
  trying(name, 'written', async () => {
    const stream = await handle.createWritable();
    // Until it is closed, the file is what it was.
    await stream.write(text);
    await stream.close();
    return { ok: true, value: null };
  });

export const writeFileIn = (
  folder: FileSystemDirectoryHandle,
  path: string,
  text: string,
): Promise<Outcome<null>> =>
  trying(path, 'written', async () => {
    const steps = path.split('/');
    let there = folder;
    for (const step of steps.slice(0, -1)) there = await there.getDirectoryHandle(step, { create: true });
    return writeFile(path, await there.getFileHandle(steps.at(-1)!, { create: true }), text);
  });

const UNCHOSEN = { ok: false, says: null } as const;

/** A scenario may have 1 MiB of UTF-8. */
async function textOf(file: File): Promise<Outcome<string>> {
  const read = await readFile(file);
  if (!read.ok) return read;
  const text = decodeUtf8(read.bytes);
  if (typeof text === 'string') return { ok: true, value: text };
  const place = `${file.name}, line ${text.line}, column ${text.column}`;
  return { ok: false, says: `${place}: this byte is not UTF-8. Save the file as UTF-8 first.` };
}

function named(
  name: string,
  handle: FileSystemFileHandle | null,
  read: Outcome<string>,
): Outcome<OpenedText> {
  return read.ok ? { ok: true, value: { name, text: read.value, handle } } : read;
}

async function folderOf(
  name: string,
  handle: FileSystemDirectoryHandle | null,
  find: (path: string) => Promise<File | null>,
): Promise<Outcome<OpenedFolder>> {
  const scenario = await find(SCENARIO_FILE);
  if (!scenario) {
    const says = `There is no ${SCENARIO_FILE} in ${name}: choose the folder that has it.`;
    return { ok: false, says };
  }
  const files = new Map<string, string>();
  const first = await textOf(scenario);
  if (!first.ok) return first;
  files.set(SCENARIO_FILE, first.value);
  for (const path of namesIn(first.value)) {
    const file = await find(path);
    const read = file && (await textOf(file));
    if (read && !read.ok) return read;
    // A name without a file stays a name, and the scenario's problems say so.
    if (read) files.set(path, read.value);
  }
  return { ok: true, value: { name, files, handle } };
}

async function fileIn(folder: FileSystemDirectoryHandle, path: string): Promise<File | null> {
  const steps = path.split('/');
  try {
    let there = folder;
    for (const step of steps.slice(0, -1)) there = await there.getDirectoryHandle(step);
    return await (await there.getFileHandle(steps.at(-1)!)).getFile();
  } catch (error) {
    return unlessMissing(error);
  }
}

function unlessMissing(error: unknown): null {
  if (nameOf(error) === 'NotFoundError' || nameOf(error) === 'TypeMismatchError') return null;
  throw error;
}

/** A folder and everything in it, where only an input can choose one. */
function chooseFolder(): Promise<{
  readonly name: string;
  readonly files: ReadonlyMap<string, File>;
} | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.webkitdirectory = true;
    input.onchange = () => {
      const files = [...(input.files ?? [])].map((file): [string, File] => {
        const [, ...below] = file.webkitRelativePath.split('/');
        return [below.join('/'), file];
      });
      const name = input.files?.[0]?.webkitRelativePath.split('/')[0] ?? '';
      resolve(files.length > 0 ? { name, files: new Map(files) } : null);
    };
    input.oncancel = () => resolve(null);
    input.click();
  });
}

async function trying<T>(
  name: string,
  done: 'read' | 'written',
  attempt: () => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    return await attempt();
  } catch (error) {
    return { ok: false, says: whyNot(name, done, error) };
  }
}

const nameOf = (error: unknown): string =>
  error instanceof Error || error instanceof DOMException ? error.name : '';

function whyNot(name: string, done: 'read' | 'written', error: unknown): string | null {
  switch (nameOf(error)) {
    case 'AbortError':
      return null;
    case 'NotAllowedError':
    case 'SecurityError':
      return `${name} was not ${done}: the browser was not allowed to. Allow it when it asks, or save it as another file.`;
    case 'NoModificationAllowedError':
    case 'InvalidStateError':
      return `${name} was not ${done}: another program holds it. Close it there and try again.`;
    case 'NotFoundError':
      return `${name} was not ${done}: it is no longer where it was. Save it as another file.`;
    case 'QuotaExceededError':
      return `${name} was not ${done}: there is no room left on the disk.`;
    default:
      return `${name} was not ${done}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
