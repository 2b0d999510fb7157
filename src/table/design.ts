/** What lies on the table, as it is written: the base with the design's patch applied, and nothing computed. */
import { readDuration } from '../rules/quantity.ts';
import { START } from '../scenario/designNames.ts';
import { draftOf } from '../scenario/draft.ts';
import type { ActText, RawSetting, Scenario } from '../scenario/types.ts';
import { type End, labelOf } from '../scenario/wireText.ts';
import type { Version } from './state.ts';

export interface TablePart {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly at: readonly [number, number];
  /** What differs from the defaults. */
  readonly settings: Readonly<Record<string, RawSetting>>;
}

export interface TableWire {
  /** `checkout.calls -> inventory.in` */
  readonly label: string;
  readonly from: End;
  readonly to: End;
  readonly latency: string;
  readonly weight: number;
  /** What differs from the defaults. */
  readonly settings: Readonly<Record<string, RawSetting>>;
}

export interface TableAct {
  /** The one it has, or the one that it goes by: `act-3`. */
  readonly id: string;
  readonly text: ActText;
  /** Ticks. */
  readonly at: number;
  /** Ticks; null for what happens at once, or lasts to the end of the run. */
  readonly lasts: number | null;
}

export interface TableDesign {
  readonly parts: ReadonlyMap<string, TablePart>;
  readonly wires: readonly TableWire[];
  readonly acts: readonly TableAct[];
  /** Of the run, in ticks. */
  readonly length: number;
}

const read = new WeakMap<Scenario, Map<string, TableDesign>>();

/** Read once a version. */
export function designOf({ scenario, design }: Version): TableDesign {
  const known = read.get(scenario) ?? new Map<string, TableDesign>();
  read.set(scenario, known);
  const found = known.get(design) ?? readDesign(scenario, design);
  known.set(design, found);
  return found;
}

function readDesign(scenario: Scenario, design: string): TableDesign {
  const { designs } = scenario;
  const patch = design !== START && designs && Object.hasOwn(designs, design) ? designs[design]! : null;
  const draft = draftOf(scenario, design, patch, {});
  const parts = [...draft.parts.values()].map(({ id, text, settings }): [string, TablePart] => [
    id,
    {
      id,
      name: text.name ?? id,
      kind: text.kind,
      at: text.at,
      settings: Object.fromEntries([...settings].map(([name, raw]) => [name, raw.text])),
    },
  ]);
  return {
    parts: new Map(parts),
    wires: draft.wires.map(({ text, ends }) => ({
      ...ends,
      label: labelOf(ends),
      latency: typeof text === 'string' ? '0s' : String(text.latency || '0s'),
      weight: typeof text === 'string' ? 1 : (text.weight ?? 1),
      settings: typeof text === 'string' ? {} : (text.with ?? {}),
    })),
    acts: draft.acts.map(({ text, label }) => ({
      id: label,
      text,
      at: ticksOf(text.at),
      lasts: text.for === undefined ? null : ticksOf(text.for),
    })),
    length: ticksOf(scenario.duration),
  };
}

/** Of a moment or a length in a scenario that is sound. */
export function ticksOf(text: string | 0): number {
  const ticks = readDuration(text);
  return ticks.ok ? ticks.value : 0;
}

const MS = 1000;
const S = 1_000_000;

/** A moment as it is written: `39.2s`. In runs of a second and more it is kept to the millisecond. */
export function textOf(ticks: number, length: number): string {
  const whole = Math.max(0, length >= S ? Math.round(ticks / MS) * MS : Math.round(ticks));
  return whole < S && whole % S !== 0 ? `${whole / MS}ms` : `${whole / S}s`;
}

/** A name for the screen that no other part of the design has: "Orders 2". */
export function freeName(design: TableDesign, wish: string, also: ReadonlySet<string> = new Set()): string {
  const taken = new Set([...[...design.parts.values()].map(({ name }) => name), ...also]);
  if (!taken.has(wish)) return wish;
  const stem = wish.replace(/ \d+$/, '');
  for (let n = 2; ; n++) if (!taken.has(`${stem} ${n}`)) return `${stem} ${n}`;
}

/** The title of a design, as a chooser shows it. */
export function titleOf({ scenario, design }: Version): string {
  return scenario.designs?.[design]?.title ?? (design === START ? scenario.title : design);
}
