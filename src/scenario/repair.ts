/**
 * A file with a wrong shape in one place still has names and ranges to check elsewhere: all problems at once. For that
 * look, and only for it, what does not fit is left out or replaced by something that cannot be wrong itself.
 */

import { FORMAT } from './limits.ts';
import type { Finding, Path } from './problem.ts';
import { misfits } from './shape.ts';
import { type Scenario, scenarioSchema } from './types.ts';

type Map = { [key: string]: unknown };

/** Acts are never behind the end of a run of this length. */
const STAND_INS: Readonly<Map> = {
  format: FORMAT,
  id: 'x',
  title: 'x',
  series: 'none',
  summary: '',
  duration: '3650d',
  seed: 0,
};
const LESSON = ['charts', 'claims', 'proofs', 'steps', 'challenge', 'health'];

/** @returns a scenario of the right shape, or null when what is wrong cannot be looked past */
export function repaired(value: unknown, findings: readonly Finding[]): Scenario | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const copy = copyOf(value) as Map;
  for (const { path } of findings) patch(copy, path);
  if (misfits(scenarioSchema, copy).length === 0) return copy as Scenario;
  for (const section of LESSON) delete copy[section];
  return misfits(scenarioSchema, copy).length === 0 ? (copy as Scenario) : null;
}

function patch(root: Map, path: Path): void {
  const key = path.at(-1);
  let parent: unknown = root;
  for (const step of path.slice(0, -1))
    parent = typeof parent === 'object' && parent !== null ? (parent as Map)[step] : null;
  if (typeof key !== 'string' || typeof parent !== 'object' || parent === null) {
    if (path.length > 1) patch(root, path.slice(0, -1));
    return;
  }
  const map = parent as Map;
  if (path.length === 1 && Object.hasOwn(STAND_INS, key)) map[key] = STAND_INS[key];
  else if (key === 'at' && (path[0] === 'parts' || path[2] === 'add')) map[key] = [0, 0];
  else delete map[key];
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copyOf(one)]));
}
