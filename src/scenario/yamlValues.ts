import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import { type Finding, type Path, quoted } from './problem.ts';

const DEPTH_MAX = 20;
/** Aliases count each time they are used, so that a few lines cannot stand for billions of values. */
export const VALUES_MAX = 100_000;

/** Offsets into the text. */
export interface Spot {
  readonly key: number | null;
  /** Null for a value that is not written. */
  readonly value: number | null;
  readonly text?: string;
}

export const spotKey = (path: Path): string => path.join('\n');

interface Walk {
  readonly spots: Map<string, Spot>;
  readonly faults: (Finding & { readonly at: number })[];
  readonly anchors: Map<string, Node>;
  values: number;
  /** Too deep or too many: said once, then nothing more is looked at. */
  stopped: boolean;
}

export function valuesOf(root: Node) {
  const walk: Walk = { spots: new Map(), faults: [], anchors: new Map(), values: 0, stopped: false };
  const value = readValue(walk, root, [], null, 0);
  return { value: walk.stopped ? null : value, faults: walk.faults, spots: walk.spots };
}

function fault(walk: Walk, at: number, path: Path, found: string, expected: string, says: string): void {
  walk.faults.push({ at, path, found, expected, says });
}

function stop(walk: Walk, at: number, path: Path, found: string, expected: string, says: string): void {
  if (!walk.stopped) fault(walk, at, path, found, expected, says);
  walk.stopped = true;
}

function readValue(walk: Walk, node: Node | null, path: Path, key: number | null, depth: number): unknown {
  if (walk.stopped) return null;
  const at = node?.range?.[0] ?? key ?? 0;
  if (++walk.values > VALUES_MAX)
    stop(
      walk,
      at,
      path,
      `more than ${VALUES_MAX} values`,
      'fewer',
      `The file stands for more than ${VALUES_MAX} values: too much for a scenario.`,
    );
  if (depth > DEPTH_MAX)
    stop(
      walk,
      at,
      path.slice(0, 3),
      'deep nesting',
      `at most ${DEPTH_MAX} levels`,
      `The text is nested too deep: ${DEPTH_MAX} levels are enough for a scenario.`,
    );
  if (walk.stopped) return null;
  const written = !(isScalar(node) && node.value === null && node.source === '');
  const text = isScalar(node) && typeof node.value === 'string' ? { text: node.value } : {};
  walk.spots.set(spotKey(path), { key, value: node && written ? at : null, ...text });
  if (isAlias(node)) return aliased(walk, node.source, at, path, key, depth);
  if (node && 'anchor' in node && typeof node.anchor === 'string') walk.anchors.set(node.anchor, node);
  if (isMap(node)) return mapOf(walk, node, path, depth);
  if (isSeq(node))
    return node.items.map((item, i) => readValue(walk, item as Node | null, [...path, i], null, depth + 1));
  return isScalar(node) ? node.value : null;
}

function aliased(
  walk: Walk,
  name: string,
  at: number,
  path: Path,
  key: number | null,
  depth: number,
): unknown {
  const target = walk.anchors.get(name);
  if (target) return readValue(walk, target, path, key, depth + 1);
  fault(
    walk,
    at,
    path,
    `*${name}`,
    'an anchor written before it',
    `There is no anchor &${name} before this alias.`,
  );
  return null;
}

function mapOf(walk: Walk, node: Node, path: Path, depth: number): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  if (!isMap(node)) return result;
  for (const pair of node.items) {
    const keyNode = pair.key as Node;
    const at = keyNode?.range?.[0] ?? node.range?.[0] ?? 0;
    const name = isScalar(keyNode) ? keyNode.value : undefined;
    if (typeof name !== 'string') {
      fault(
        walk,
        at,
        path,
        quoted(name),
        'a name',
        `A key must be a name; ${quoted(name)} is none. Put it in quotes if it is meant as one.`,
      );
    } else if (name in {} || name === 'prototype') {
      fault(
        walk,
        at,
        [...path, name],
        quoted(name),
        'another name',
        `The name ${quoted(name)} is not allowed: it means something to the program.`,
      );
    } else if (Object.hasOwn(result, name)) {
      fault(
        walk,
        at,
        [...path, name],
        quoted(name),
        'each name once',
        `${quoted(name)} stands here twice; the first one is kept.`,
      );
    } else {
      result[name] = readValue(walk, pair.value as Node | null, [...path, name], at, depth + 1);
    }
    if (walk.stopped) break;
  }
  return result;
}
