import { seconds } from '../engine/clock.ts';
import {
  type Json,
  type Read,
  readDistribution,
  readDuration,
  readNumber,
  readRate,
  readShare,
  readSize,
} from '../rules/quantity.ts';
import type { PartDefinition, SettingSpec, SettingsOf, SettingsSpec } from './contract.ts';

/** Reads one setting as written in a scenario and checks its range. @returns the engine's value, or what was expected */
export function readSetting(spec: SettingSpec, raw: unknown): Read<unknown> {
  switch (spec.type) {
    case 'duration':
      return within(
        readDuration(raw),
        readDuration(spec.min),
        readDuration(spec.max),
        `${spec.min} to ${spec.max}`,
      );
    case 'optionalDuration':
      if (raw === null || raw === 'none') return { ok: true, value: null };
      return within(
        readDuration(raw),
        readDuration(spec.min),
        readDuration(spec.max),
        `none, or ${spec.min} to ${spec.max}`,
      );
    case 'distribution':
      return readDistribution(raw);
    case 'optionalDistribution':
      return raw === null || raw === 'none' ? { ok: true, value: null } : readDistribution(raw);
    case 'count': {
      const read = readNumber(raw);
      const whole =
        read.ok && !Number.isInteger(read.value)
          ? ({ ok: false, expected: 'a whole number' } as const)
          : read;
      return bounded(whole, spec.min, spec.max, `${spec.min} to ${spec.max} ${spec.unit}`);
    }
    case 'rate':
      return within(readRate(raw), readRate(spec.min), readRate(spec.max), `${spec.min} to ${spec.max}`);
    case 'share':
      return bounded(
        readShare(raw),
        spec.min ?? 0,
        spec.max ?? 1,
        `${(spec.min ?? 0) * 100} % to ${(spec.max ?? 1) * 100} %`,
      );
    case 'factor':
      return bounded(readNumber(raw), spec.min, spec.max, `${spec.min} to ${spec.max}`);
    case 'size':
      return within(readSize(raw), readSize(spec.min), readSize(spec.max), `${spec.min} to ${spec.max}`);
    case 'money':
      return bounded(readNumber(raw), 0, 1e6, `0 to 1,000,000 ${spec.unit}`);
    case 'flag':
      return typeof raw === 'boolean' ? { ok: true, value: raw } : { ok: false, expected: 'true or false' };
    case 'choice':
      return spec.choices.includes(raw as string)
        ? { ok: true, value: raw }
        : { ok: false, expected: `one of ${spec.choices.join(', ')}` };
    case 'moments': {
      if (!Array.isArray(raw)) return { ok: false, expected: 'a list of moments such as [0s, 150ms, 2s]' };
      const values = raw.map(readDuration);
      const rising = values.every(
        (v, i) => v.ok && (i === 0 || v.value >= (values[i - 1] as { value: number }).value),
      );
      return rising
        ? { ok: true, value: values.map((v) => (v as { value: number }).value) }
        : { ok: false, expected: 'moments in rising order, such as [0s, 150ms, 2s]' };
    }
    case 'text':
      if (raw === null && spec.default === null) return { ok: true, value: null };
      return typeof raw === 'string' && spec.pattern.test(raw)
        ? { ok: true, value: raw }
        : { ok: false, expected: spec.expected };
    case 'code':
      return typeof raw === 'string' && raw.length <= CODE_MAX && !CODE_FILE.test(raw)
        ? { ok: true, value: raw }
        : {
            ok: false,
            expected: `${spec.language} source of at most ${CODE_MAX} characters, or the name of a file in code/ beside the scenario`,
          };
    case 'metric':
      if (raw === null && spec.default === null) return { ok: true, value: null };
      return typeof raw === 'string' && METRIC.test(raw)
        ? { ok: true, value: raw }
        : { ok: false, expected: 'a figure of a part such as orders.visible' };
    case 'json': {
      if (raw === null) return { ok: true, value: null };
      const but = unwritable(raw as Json, 0);
      return but ? { ok: false, expected: `${spec.document}, ${but}` } : spec.read(raw as Json);
    }
  }
}

/** A page edits it, a link carries it. */
const CODE_MAX = 100_000;
/** The name of a file that nobody found. */
const CODE_FILE = /^code\/\S+$/;

const METRIC = /^[A-Za-z0-9-]+\.[A-Za-z0-9]+$/;

/** No document of a service nests deeper, and a scenario's file must have room for it within its own nesting. */
const DEPTH_MAX = 12;
/** @returns what else was expected of what no scenario could hold; null of what one can */
function unwritable(value: Json, depth: number): string | null {
  if (depth > DEPTH_MAX) return `nested at most ${DEPTH_MAX} deep`;
  if (typeof value === 'number' && !Number.isFinite(value))
    return 'with numbers that are not beyond all measure';
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, one] of Object.entries(value)) {
    // A scenario's file may not have them either.
    if (name in {} || name === 'prototype') return `without the name ${name}`;
    const but = unwritable(one, depth + 1);
    if (but) return but;
  }
  return null;
}

/** The default of every setting, in the engine's units. */
export function defaultsOf<S extends SettingsSpec>(specs: S): SettingsOf<S> {
  return settingsOf(specs, {});
}

/**
 * Settings as a part's handlers get them, from those written; what is not written has its default.
 * @throws Error on an unknown name or an impossible value: for tests and code. Files go through `scenario/`, which collects problems.
 */
export function settingsOf<S extends SettingsSpec>(
  specs: S,
  written: Readonly<Record<string, unknown>>,
): SettingsOf<S> {
  for (const name of Object.keys(written))
    if (!Object.hasOwn(specs, name)) throw new Error(`There is no setting ${name}.`);
  const entries = Object.entries(specs).map(([name, spec]) => {
    const read = readSetting(spec, Object.hasOwn(written, name) ? written[name] : spec.default);
    if (!read.ok)
      throw new Error(`${name}: expected ${read.expected}, found ${JSON.stringify(written[name])}.`);
    return [name, read.value];
  });
  return Object.fromEntries(entries) as SettingsOf<S>;
}

/** The settings that a wire between two ports has: what either end knows of it. */
export function wireSpecs(
  from: PartDefinition | undefined,
  fromPort: string,
  to: PartDefinition | undefined,
  toPort: string,
): SettingsSpec {
  return { ...portSettings(from, fromPort), ...portSettings(to, toPort) };
}

export function portSettings(part: PartDefinition | undefined, port: string): SettingsSpec {
  return part && Object.hasOwn(part.wires, port) ? part.wires[port]! : {};
}

function within(read: Read<number>, min: Read<number>, max: Read<number>, range: string): Read<number> {
  return bounded(read, min.ok ? min.value : 0, max.ok ? max.value : seconds(Number.MAX_SAFE_INTEGER), range);
}

function bounded(read: Read<number>, min: number, max: number, range: string): Read<number> {
  if (!read.ok) return { ok: false, expected: `${read.expected}, ${range}` };
  return read.value >= min && read.value <= max ? read : { ok: false, expected: range };
}
