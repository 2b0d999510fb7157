/** What the names in a scenario stand for, by the path at which they are written. */
import type { Path } from '../../scenario/problem.ts';

/** What a value names. */
export type Role =
  | 'kind'
  | 'part'
  | 'design'
  | 'presetDesign'
  | 'wire'
  | 'wireFrom'
  | 'wireTo'
  | 'ownWire'
  | 'act'
  | 'actId'
  | 'figure'
  | 'expression'
  | 'chart'
  | 'spot'
  | 'programPart'
  | 'deskPart';

/** What the names of a map stand for. */
export type KeyRole = 'settings' | 'actSettings' | 'wireSettings' | 'partSettings' | 'parts';

/** Lists of acts, wherever they stand. */
const ACTS = ['acts', 'designs.*.acts', 'steps.*.preset.acts', 'steps.*.act.acts'];
const WIRES = ['wires', 'designs.*.wire'];
const PARTS = ['parts', 'designs.*.add'];

const each = (lists: readonly string[], behind: string): readonly string[] =>
  lists.map((list) => `${list}.*${behind}`);

const VALUES: Readonly<Record<Role, readonly string[]>> = {
  kind: [...each(PARTS, '.kind'), 'steps.*.palette.*'],
  part: [...each(ACTS, '.part'), 'designs.*.remove.*'],
  design: [
    'designs.*.from',
    'claims.*.design',
    'claims.*.design.*',
    'proofs.*.design',
    'steps.*.prediction.design',
    'health.untouched',
    'health.fix',
    'health.tempting.*',
  ],
  presetDesign: ['steps.*.preset.design'],
  wire: each(WIRES, ''),
  wireFrom: each(WIRES, '.from'),
  wireTo: each(WIRES, '.to'),
  ownWire: ['designs.*.unwire.*'],
  act: each(ACTS, '.act'),
  actId: ['designs.*.skip.*', 'steps.*.preset.acts.*', 'steps.*.act.acts.*'],
  figure: ['charts.*.lines.*', 'charts.*.lines.*.of'],
  expression: [
    'claims.*.that',
    'steps.*.prediction.options.*.right',
    'steps.*.tasks.*.that',
    'challenge.that.*',
    'challenge.that.*.that',
    'health.check',
  ],
  chart: ['steps.*.chart'],
  spot: ['steps.*.spotlight'],
  programPart: ['proofs.*.part', 'steps.*.tasks.*.schedules.part'],
  deskPart: ['steps.*.desk'],
};

const KEYS: Readonly<Record<KeyRole, readonly string[]>> = {
  settings: each(PARTS, '.settings'),
  actSettings: each(ACTS, '.with'),
  wireSettings: each(WIRES, '.with'),
  partSettings: ['designs.*.set'],
  parts: ['designs.*.move', 'designs.*.rename'],
};

export const PATTERNS: readonly string[] = [...Object.values(VALUES), ...Object.values(KEYS)].flat();

type Node<R> = { role: R | null; readonly next: Map<string, Node<R>> };

function planted<R extends string>(roles: Readonly<Record<R, readonly string[]>>): Node<R> {
  const root: Node<R> = { role: null, next: new Map() };
  for (const [role, patterns] of Object.entries(roles) as [R, readonly string[]][])
    for (const pattern of patterns) {
      let node = root;
      for (const step of pattern.split('.')) {
        if (!node.next.has(step)) node.next.set(step, { role: null, next: new Map() });
        node = node.next.get(step)!;
      }
      node.role = role;
    }
  return root;
}

function found<R>(root: Node<R>, path: Path): R | null {
  let node: Node<R> | undefined = root;
  for (const step of path) {
    node = node.next.get('*') ?? node.next.get(String(step));
    if (!node) return null;
  }
  return node.role;
}

const values = planted(VALUES);
const keys = planted(KEYS);

export const roleOf = (path: Path): Role | null => found(values, path);
export const keyRoleOf = (map: Path): KeyRole | null => found(keys, map);
