/** The act `set`, which every part takes: settings of the part itself change from a moment on. */
import type { PartDefinition } from '../parts/contract.ts';
import { changeable } from '../parts/contract.ts';
import { readSetting } from '../parts/settings.ts';
import { boundariesOf, settingsFrom } from './actOrder.ts';
import type { DesignAct } from './checkActs.ts';
import { misread, readSettings } from './checkParts.ts';
import type { DraftPart, Written } from './draft.ts';
import { type Finding, quoted, unknownName } from './problem.ts';
import type { ActText } from './types.ts';

type Settings = Readonly<Record<string, unknown>>;

/** @returns the settings that change, in the engine's units */
export function readChange(
  { text, path }: Written<ActText>,
  kind: PartDefinition,
  findings: Finding[],
): Settings {
  const names = Object.keys(changeable(kind.settings));
  const written = Object.entries(text.with ?? {});
  if (written.length === 0) {
    const expected = names.length > 0 ? `settings below with: ${names.join(', ')}` : 'another act';
    const says =
      names.length > 0
        ? `set changes nothing: write what it changes, as with: { ${names[0]}: ... }.`
        : `A ${kind.spec.kind} has no setting that can be changed.`;
    findings.push({ path, found: 'nothing', expected, says });
  }
  return Object.fromEntries(
    written.flatMap(([name, raw]) => {
      const here = [...path, 'with', name];
      if (!Object.hasOwn(kind.settings, name)) {
        findings.push({
          path: here,
          onKey: true,
          ...unknownName(`setting of ${kind.spec.kind}`, name, names),
        });
        return [];
      }
      const spec = kind.settings[name]!;
      if (spec.fixed !== undefined) {
        const expected = `one of ${names.join(', ')}`;
        const says = `${name} cannot change while a run goes on. ${spec.fixed}`;
        findings.push({ path: here, onKey: true, found: quoted(name), expected, says });
        return [];
      }
      const read = readSetting(spec, raw);
      if (read.ok) return [[name, read.value]];
      findings.push(misread(name, raw, read.expected, here));
      return [];
    }),
  );
}

/** What the screen calls it: "Set slots to 40: Inventory". */
export function nameOfChange({ with: written }: ActText, part: string): string {
  const changes = Object.entries(written ?? {});
  const what =
    changes.length > 2
      ? `${changes.length} settings`
      : changes.map(([name, raw]) => `${name} to ${raw === null ? 'none' : short(raw)}`).join(' and ');
  return `Set ${what}: ${part}`;
}

const short = (raw: unknown): string => (typeof raw === 'string' ? raw.slice(0, 30) : quoted(raw));

/**
 * Settings that are sound one by one may contradict those of the part, or of another act that is open at the time.
 * @param length of the run in ticks
 */
export function checkChanges(
  part: DraftPart,
  kind: PartDefinition,
  acts: readonly (DesignAct & Pick<Written<ActText>, 'path'>)[],
  length: number,
  findings: Finding[],
): void {
  if (!kind.check) return;
  const misreadParts: Finding[] = [];
  const base = readSettings(kind.settings, part.settings, 'setting', misreadParts);
  // What is wrong from the start is said there.
  if (misreadParts.length > 0 || kind.check(base as never).length > 0) return;
  const boundaries = boundariesOf(acts);
  const said = new Set<string>();
  settingsFrom(base, acts, boundaries).forEach((settings, i) => {
    const { act, at } = boundaries[i]!;
    if (at >= length) return;
    const { path, written } = acts[act]!;
    for (const { setting, expected } of kind.check!(settings as never)) {
      const changes = Object.hasOwn(written, setting);
      const here = changes ? [...path, 'with', setting] : path;
      const key = `${here.join('.')} ${expected}`;
      if (said.has(key)) continue;
      said.add(key);
      const found = changes ? quoted(written[setting]) : 'what the act makes of it';
      findings.push({ path: here, found, expected, says: `${part.id}.${setting}: expected ${expected}.` });
    }
  });
}
