/** Programs in Go that parts carry as a setting of type `code`: which setting it is, and what of it is run. */
import type { PartDefinition } from '../parts/contract.ts';
import type { Catalog } from './catalog.ts';
import { START } from './designNames.ts';
import { draftOf } from './draft.ts';
import type { RawSetting, Scenario } from './types.ts';

/** What can be said of all schedules of a program; `clean`: every one was tried, and none fails. */
export const SCHEDULE_VERDICTS = [
  'race',
  'map-fatal',
  'fatal',
  'oom',
  'deadlock',
  'panic',
  'wrong',
  'leak',
  'clean',
] as const;
export type ScheduleVerdict = (typeof SCHEDULE_VERDICTS)[number];

export interface PartProgram {
  /** The name of the setting that holds the source. */
  readonly setting: string;
  readonly source: string;
  /** The minor number of the language's version. */
  readonly version: number;
}

/** One program, by what of it decides its schedules. */
export const programKey = ({ source, version }: Pick<PartProgram, 'source' | 'version'>): string =>
  `${version} ${source}`;

/** Where a kind of part says no version. */
const VERSION = 24;

/** The name of the setting that holds a program; null when the kind has none. */
export function codeSettingOf(kind: PartDefinition | undefined): string | null {
  const program = Object.entries(kind?.settings ?? {}).find(
    ([, spec]) => spec.type === 'code' && spec.language === 'Go',
  );
  return program?.[0] ?? null;
}

/** @param written its settings as they are written; what is left out has its default @returns null when the kind has no program */
export function programOf(
  kind: PartDefinition | undefined,
  written: Readonly<Record<string, RawSetting>>,
): PartProgram | null {
  const setting = codeSettingOf(kind);
  if (kind === undefined || setting === null) return null;
  const read = (name: string): unknown =>
    Object.hasOwn(written, name) ? written[name] : kind.settings[name]?.default;
  const version = read('version');
  return {
    setting,
    source: String(read(setting)),
    version: typeof version === 'number' ? version : VERSION,
  };
}

/** @returns null when that design has no such part, or the part has no program */
export function programIn(
  scenario: Scenario,
  design: string,
  part: string,
  catalog: Catalog,
): PartProgram | null {
  const patch = design === START ? null : (scenario.designs?.[design] ?? null);
  const found = draftOf(scenario, design, patch, {}).parts.get(part);
  if (!found) return null;
  const written = Object.fromEntries([...found.settings].map(([name, { text }]) => [name, text]));
  return programOf(catalog.get(found.text.kind), written);
}
