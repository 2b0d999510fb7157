/** Edits as somebody at the table might make them, drawn at random: most are sound, some are refused. */
import fc from 'fast-check';
import type { SettingSpec } from '../../src/parts/contract.ts';
import { wireSpecs } from '../../src/parts/settings.ts';
import type { Catalog } from '../../src/scenario/catalog.ts';
import { type Edit, freeId, freeName } from '../../src/scenario/edit.ts';
import { type Desk, deskOf } from '../../src/scenario/editDesk.ts';
import type { ActText, RawSetting, Scenario } from '../../src/scenario/types.ts';
import { labelOf, readEnds, type WireEnds } from '../../src/scenario/wireText.ts';

/** @returns a whole number from 0 to n - 1 */
export type Dice = (n: number) => number;

/** The same numbers for the same seed. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

/** Seeds, one an edit: a list of them shrinks to the edits that matter. */
export const editSeeds = (most: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat({ max: 0xffffff }), { minLength: 1, maxLength: most });

interface Table {
  readonly scenario: Scenario;
  readonly design: string;
  readonly catalog: Catalog;
  readonly desk: Desk;
  readonly dice: Dice;
}

/** One edit of a design of a sound scenario. */
export function randomEdit(scenario: Scenario, design: string, catalog: Catalog, dice: Dice): Edit {
  const table: Table = { scenario, design, catalog, dice, desk: deskOf(scenario, design) };
  // On an empty table there is little else to do.
  const kind = table.desk.parts.size < 3 && dice(2) === 0 ? addPart : pick(table, EDITS);
  const only = kind(table);
  if (dice(6) > 0) return only;
  return {
    do: 'all',
    edits: [only, ...Array.from({ length: 1 + dice(2) }, () => pick(table, EDITS)(table))],
  };
}

const EDITS: readonly ((table: Table) => Edit)[] = [
  addPart,
  addPart,
  removeParts,
  move,
  move,
  rename,
  set,
  set,
  set,
  addWire,
  addWire,
  addWire,
  removeWires,
  setWire,
  addAct,
  addAct,
  removeAct,
  changeAct,
];

function pick<T>({ dice }: Pick<Table, 'dice'>, from: readonly T[]): T {
  return from[dice(from.length)]!;
}

const NAMES = [
  'Orders',
  'A: b',
  '# not a comment',
  'null',
  '12',
  "it's",
  '"quoted"',
  '- dash',
  'Über\u{1f600}',
  '[x]',
  'two\nlines',
];
const DURATIONS = ['0s', '250ms', '3s', '45s', '1h 30m'];

/** With a part that is not there, now and then; and in an empty design always. */
function somePart(table: Table): string {
  const ids = [...table.desk.parts.keys()];
  return table.dice(20) === 0 || ids.length === 0 ? 'nowhere' : pick(table, ids);
}
const somePlace = ({ dice }: Table): [number, number] => [dice(300) * 10 - 1000, dice(300) * 10 - 1000];
const kindOf = ({ desk, catalog }: Table, id: string) => catalog.get(desk.parts.get(id)?.text.kind ?? '');

function addPart(table: Table): Edit {
  const { scenario, design, catalog, dice } = table;
  const kind = pick(table, [...catalog.keys()]);
  const { title } = catalog.get(kind)!;
  const name = freeName(scenario, design, dice(4) === 0 ? pick(table, NAMES) : title);
  return { do: 'addPart', id: freeId(scenario, title), part: { kind, name, at: somePlace(table) } };
}

function removeParts(table: Table): Edit {
  const ids = Array.from({ length: 1 + table.dice(2) }, () => somePart(table));
  return { do: 'removeParts', ids: [...new Set(ids)] };
}

function move(table: Table): Edit {
  const ids = Array.from({ length: 1 + table.dice(3) }, () => somePart(table));
  return { do: 'move', to: Object.fromEntries(ids.map((id) => [id, somePlace(table)])) };
}

function rename(table: Table): Edit {
  const { scenario, design, dice } = table;
  const wish = pick(table, NAMES);
  return { do: 'rename', id: somePart(table), name: dice(4) === 0 ? wish : freeName(scenario, design, wish) };
}

function set(table: Table): Edit {
  const part = somePart(table);
  const specs = Object.entries(kindOf(table, part)?.settings ?? {});
  const [setting, spec] = specs.length > 0 ? pick(table, specs) : ['nothing', null];
  return { do: 'set', part, setting, value: spec ? someValue(table, spec) : 1 };
}

function someValue(table: Table, spec: SettingSpec): RawSetting | undefined {
  const { dice } = table;
  if (dice(5) === 0) return undefined;
  if (dice(5) === 0) return spec.default as RawSetting;
  switch (spec.type) {
    case 'count':
    case 'factor':
      return Math.min(spec.max, Math.max(spec.min, Math.ceil(spec.min) + dice(100)));
    case 'share':
      return pick(table, [0, 0.25, '10 %', 2]);
    case 'money':
      return dice(100) / 8;
    case 'flag':
      return dice(2) === 0;
    case 'choice':
      return pick(table, spec.choices);
    case 'rate':
      return pick(table, ['0/s', '50/s', '7/m']);
    case 'size':
      return pick(table, ['1 KiB', '64 KiB', 0]);
    case 'moments':
      return pick<RawSetting>(table, [
        ['0s', '1s'],
        ['1s', '250ms'],
        ['0s', '150ms', '2s', '1m'],
      ]);
    case 'text':
      return pick<RawSetting>(table, [...NAMES, '', 'a line', 'topic', null]);
    case 'metric':
      return someMetric(table);
    case 'json':
      return pick(table, DOCUMENTS);
    case 'distribution':
    case 'optionalDistribution':
      return pick(table, ['exp 12ms', 'uniform 2ms..6ms', '3ms', 'none', null]);
    case 'duration':
    case 'optionalDuration':
      return pick(table, [...DURATIONS, 'none', null]);
  }
}

/** Documents as services write them, and such as none reads. */
const DOCUMENTS: readonly RawSetting[] = [
  null,
  { kind: ['digital'] },
  { kind: ['a: b', '# c', null, true], total: [{ numeric: ['>', 100, '<=', 2.5e3] }] },
  { $or: [{ 'a.b': [{ 'anything-but': ['x'] }] }, { '': [{ exists: false }] }] },
  [{ share: 0.5, body: 'order {n}', attributes: { kind: 'digital' } }, { share: '10 %' }],
  { healthyRetryPolicy: { numRetries: 3, minDelayTarget: 1, backoffFunction: 'linear' } },
  {},
  [],
  'two\nlines',
  -0.5,
];

function someMetric(table: Table): RawSetting {
  const id = somePart(table);
  const names = Object.keys(kindOf(table, id)?.spec.metrics ?? { nothing: 0 });
  return table.dice(4) === 0 ? null : `${id}.${pick(table, names)}`;
}

/** Of the wire between two ports, where they know any. */
function someSettings(table: Table, ends: WireEnds): Record<string, RawSetting | undefined> {
  const { from, to } = ends;
  const specs = wireSpecs(kindOf(table, from.part), from.port, kindOf(table, to.part), to.port);
  const some = Object.entries(specs).filter(() => table.dice(2) === 0);
  const strange = table.dice(20) === 0 ? { colour: 'red' } : {};
  return { ...Object.fromEntries(some.map(([name, spec]) => [name, someValue(table, spec)])), ...strange };
}

function addWire(table: Table): Edit {
  const { desk, dice } = table;
  const ends = (side: 'in' | 'out') =>
    [...desk.parts.keys()].flatMap((id) =>
      Object.entries(kindOf(table, id)?.spec.ports ?? {})
        .filter(([, port]) => port.side === side || dice(10) === 0)
        .map(([name]) => `${id}.${name}`),
    );
  const [from, to] = [ends('out'), ends('in')].map((list) =>
    list.length > 0 ? pick(table, list) : 'no.where',
  );
  const latency = dice(3) === 0 ? { latency: pick(table, DURATIONS) } : {};
  const weight = dice(4) === 0 ? { weight: 1 + dice(5) } : {};
  const written = readEnds({ from: from!, to: to! });
  const settings = Object.entries(written && dice(2) === 0 ? someSettings(table, written) : {});
  const set = settings.filter((entry): entry is [string, RawSetting] => entry[1] !== undefined);
  const all = set.length > 0 ? { with: Object.fromEntries(set) } : {};
  return { do: 'addWire', from: from!, to: to!, ...latency, ...weight, ...all };
}

function someWire(table: Table): string {
  const labels = table.desk.wires.map(({ ends }) => labelOf(ends));
  return labels.length > 0 ? pick(table, labels) : 'no.where -> no.way';
}

function removeWires(table: Table): Edit {
  return { do: 'removeWires', labels: [someWire(table)] };
}

function setWire(table: Table): Edit {
  const { dice } = table;
  const latency = dice(4) === 0 ? undefined : pick(table, ['2ms', 'exp 4ms', 'soon', '0s']);
  const weight = dice(2) === 0 ? {} : { weight: dice(3) === 0 ? undefined : dice(4) };
  const label = someWire(table);
  const wire = table.desk.wires.find(({ ends }) => labelOf(ends) === label);
  const settings = wire && dice(2) === 0 ? { with: someSettings(table, wire.ends) } : {};
  const times = wire && dice(2) === 0 ? {} : { latency };
  return { do: 'setWire', label, ...times, ...weight, ...settings };
}

function someAct(table: Table): ActText {
  const { dice } = table;
  const part = somePart(table);
  if (dice(4) === 0) {
    const edit = set(table);
    if (edit.do === 'set' && edit.value !== undefined)
      return { at: `${dice(60)}s`, part: edit.part, act: 'set', with: { [edit.setting]: edit.value } };
  }
  const specs = Object.entries(kindOf(table, part)?.acts ?? {});
  const [act, spec] = specs.length > 0 ? pick(table, specs) : ['stand', null];
  const settings = Object.entries(spec?.settings ?? {}).filter(() => dice(2) === 0);
  const values = settings.map(([name, one]) => [name, someValue(table, one)] as const);
  const written = values.filter((entry): entry is [string, RawSetting] => entry[1] !== undefined);
  return {
    ...(dice(3) === 0 ? { id: `hurt-${dice(100)}` } : {}),
    at: `${dice(60)}s`,
    ...(spec?.lasts && dice(3) > 0 ? { for: `${1 + dice(30)}s` } : {}),
    part,
    act,
    ...(written.length > 0 ? { with: Object.fromEntries(written) } : {}),
    ...(dice(3) === 0 ? { name: pick(table, NAMES) } : {}),
  };
}

function addAct(table: Table): Edit {
  return { do: 'addAct', act: someAct(table) };
}

function someLabel(table: Table): string {
  const labels = table.desk.acts.map(({ label }) => label);
  return labels.length > 0 ? pick(table, labels) : 'act-1';
}

function removeAct(table: Table): Edit {
  return { do: 'removeAct', id: someLabel(table) };
}

function changeAct(table: Table): Edit {
  const { dice } = table;
  const to: Partial<ActText>[] = [
    { at: `${dice(90)}s` },
    { at: `${dice(90)}s`, for: `${1 + dice(30)}s` },
    { for: undefined },
    { name: pick(table, NAMES) },
    { id: undefined },
    someAct(table),
  ];
  return { do: 'changeAct', id: someLabel(table), to: pick(table, to) };
}
