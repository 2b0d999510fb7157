/** Which scenarios somebody means who names files and folders: a scenario by itself, by its folder, or all of a folder of them. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from './terminal.ts';

export interface ScenarioFile {
  readonly file: string;
  /** The file or its own folder was named; otherwise it was found in a folder of several. */
  readonly isNamed: boolean;
}

export interface ScenarioFiles {
  /** At least one, each once, in the order in which they were named; those of a folder by their names. */
  readonly files: readonly ScenarioFile[];
  /** One scenario was asked for and not a list, however short. */
  readonly isOne: boolean;
}

/** More in one folder is no course; somebody pointed at the wrong place. */
const FILES_MAX = 1000;

export function scenarioFiles(paths: readonly string[]): ScenarioFiles {
  if (paths.length === 0)
    throw new UsageError('Expected one scenario or more: a folder such as scenarios/buffer, or a file.');
  const files = new Map<string, ScenarioFile>();
  for (const one of paths.flatMap(filesAt)) if (!files.has(one.file)) files.set(one.file, one);
  const found = [...files.values()];
  return { files: found, isOne: found.length === 1 && found[0]!.isNamed };
}

function filesAt(path: string): readonly ScenarioFile[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`There is no file or folder ${path}.`);
  if (!stat.isDirectory()) return [{ file: path, isNamed: true }];
  const own = join(path, 'scenario.yaml');
  if (isFile(own)) return [{ file: own, isNamed: true }];
  const found = readdirSync(path)
    .toSorted()
    .flatMap((name) => within(path, name));
  if (found.length === 0)
    throw new UsageError(
      `There is no scenario in ${path}: expected ${join(path, 'NAME', 'scenario.yaml')}, or ${join(path, 'NAME.yaml')} with a line "format: 1".`,
    );
  if (found.length > FILES_MAX)
    throw new UsageError(`There are ${found.length} scenarios in ${path}; expected at most ${FILES_MAX}.`);
  return found.map((file) => ({ file, isNamed: false }));
}

function within(folder: string, name: string): readonly string[] {
  const path = join(folder, name);
  const below = join(path, 'scenario.yaml');
  if (isFile(below)) return [below];
  // Beside lessons lie other files of the same ending: those of a continuous integration, for instance.
  const isScenario = /\.ya?ml$/.test(name) && isFile(path) && /^format:/m.test(readFileSync(path, 'utf8'));
  return isScenario ? [path] : [];
}

const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
