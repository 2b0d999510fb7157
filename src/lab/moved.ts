/** Every number among the settings of designs, moved a little either way: does a lesson stand on the tip of a needle? */
import { TICKS_PER_SECOND } from '../engine/clock.ts';
import type { Distribution } from '../engine/distributions.ts';
import type { SettingSpec } from '../parts/contract.ts';
import { readSetting } from '../parts/settings.ts';
import type { Catalog } from '../scenario/catalog.ts';
import { applyDesign } from '../scenario/design.ts';
import type { RawSetting, Scenario } from '../scenario/types.ts';

/** One setting of one part, moved by one factor in every design where that changes it. */
export interface Moved {
  readonly part: string;
  readonly setting: string;
  readonly factor: number;
  /** As it would be written, by design; a design in which it stays as it is does not appear. */
  readonly designs: Readonly<Record<string, { readonly from: RawSetting; readonly to: RawSetting }>>;
}

export interface AllMoved {
  readonly moved: readonly Moved[];
  /** So many would leave their range. */
  readonly outside: number;
  /** So many stay what they are: zero, or a whole number that is rounded to itself. */
  readonly unmoved: number;
}

/** @param scenario sound @param designs names */
export function movedSettings(
  scenario: Scenario,
  designs: readonly string[],
  factors: readonly number[],
  catalog: Catalog,
): AllMoved {
  const found = new Map<string, Moved>();
  /** The best that became of a setting in any design. */
  const fates = new Map<string, Fate>();
  for (const design of designs) {
    const parts = applyDesign(scenario, design, {}, catalog).design?.parts ?? [];
    for (const { id, kind, settings, written } of parts) {
      for (const [setting, spec] of Object.entries(catalog.get(kind)!.settings)) {
        for (const factor of factors) {
          const to = movedText(spec, (settings as Readonly<Record<string, unknown>>)[setting], factor);
          if (to === undefined) continue;
          const key = `${id}.${setting} ${factor}`;
          const set = { [`${id}.${setting}`]: to };
          const fits =
            to !== null &&
            readSetting(spec, to).ok &&
            applyDesign(scenario, design, { set }, catalog).design !== null;
          const fate: Fate = to === null ? 'unmoved' : fits ? 'moved' : 'outside';
          if (RANK[fate] >= RANK[fates.get(key) ?? 'unmoved']) fates.set(key, fate);
          if (!fits) continue;
          const from = written[setting] ?? (spec.default as RawSetting);
          const before = found.get(key)?.designs;
          found.set(key, { part: id, setting, factor, designs: { ...before, [design]: { from, to } } });
        }
      }
    }
  }
  const count = (wanted: Fate) => [...fates.values()].filter((fate) => fate === wanted).length;
  return { moved: [...found.values()], outside: count('outside'), unmoved: count('unmoved') };
}

type Fate = 'moved' | 'outside' | 'unmoved';
const RANK: Readonly<Record<Fate, number>> = { unmoved: 0, outside: 1, moved: 2 };

/** @param value in the engine's units @returns as it would be written; null when it stays as it is, undefined when it is no number */
export function movedText(spec: SettingSpec, value: unknown, factor: number): RawSetting | null | undefined {
  switch (spec.type) {
    case 'duration':
    case 'optionalDuration':
      return typeof value === 'number' ? movedNumber(Math.round(value * factor), value, duration) : undefined;
    case 'distribution':
    case 'optionalDistribution':
      return value === null ? undefined : movedLaw(value as Distribution, factor);
    case 'count':
      return movedNumber(Math.round((value as number) * factor), value as number, (n) => n);
    case 'size':
      return movedNumber(Math.round((value as number) * factor), value as number, (n) => `${n}B`);
    case 'rate':
      return movedNumber(rounded((value as number) * factor), value as number, (n) => `${n}/s`);
    case 'share':
    case 'factor':
    case 'money':
      return movedNumber(rounded((value as number) * factor), value as number, (n) => n);
    case 'flag':
    case 'choice':
    case 'moments':
      return undefined;
  }
}

/** 50 x 1.1 is a little more than 55 in binary, and is meant to be 55. */
const rounded = (x: number): number => Number(x.toPrecision(12));

function movedNumber(to: number, from: number, write: (n: number) => RawSetting): RawSetting | null {
  return to === from ? null : write(to);
}

/** Stretched in time; its shape stays. */
function movedLaw(law: Distribution, factor: number): RawSetting | null {
  const time = (ticks: number) => duration(Math.round(ticks * factor));
  const before = lawText(law, duration);
  const after = lawText(law, time);
  return before === after ? null : after;
}

function lawText(law: Distribution, time: (ticks: number) => string): string {
  switch (law.law) {
    case 'constant':
      return time(law.value);
    case 'exponential':
      return `exp ${time(law.mean)}`;
    case 'uniform':
      return `uniform ${time(law.from)}..${time(law.to)}`;
    case 'erlang':
      return `erlang ${law.shape} ${time(law.mean)}`;
    case 'hyper':
      return `hyper ${time(law.mean)} cv2 ${law.cv2}`;
    case 'lognormal':
      return `lognormal ${time(law.mean)} cv ${law.cv}`;
    case 'pareto':
      return `pareto ${law.shape} ${time(law.from)}..${time(law.to)}`;
    case 'empirical':
      return `empirical ${law.values.map(time).join(' ')}`;
  }
}

function duration(ticks: number): string {
  if (ticks < 1000) return `${ticks}us`;
  return ticks < TICKS_PER_SECOND ? `${ticks / 1000}ms` : `${ticks / TICKS_PER_SECOND}s`;
}
