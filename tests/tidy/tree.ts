/** Reads the project's own files for the tidy tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../scripts/setup.mjs';
import type { Fault, SourceFile } from './source.ts';

const FOLDERS = ['src', 'tests', 'scripts', 'scenarios', 'public', '.ci'];
const TEXT = /\.(?:tsx?|mjs|css|html|md|json|ya?ml|go|svg)$|\.ci\/run$/;

/** Text files of the project; at the root all but the lock, which is npm's. */
export function projectFiles(): SourceFile[] {
  const top = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'package-lock.json')
    .map((entry) => entry.name);
  return [...top, ...FOLDERS.flatMap(below)]
    .filter((path) => TEXT.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function below(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? below(path) : [path];
  });
}

/** One line a fault, so that a failing test reads like a list of things to do. */
export function lines(faults: readonly Fault[]): string[] {
  return faults.map(({ path, line, what }) => `${path}:${line}  ${what}`);
}
