/** Settings that name a figure of another part: it must be there. How such a name looks is the setting's own business. */
import { SET } from '../engine/part.ts';
import type { PartDefinition, SettingsSpec } from '../parts/contract.ts';
import { wireSpecs } from '../parts/settings.ts';
import type { Catalog } from './catalog.ts';
import type { DesignAct } from './checkActs.ts';
import type { DesignPart } from './checkParts.ts';
import type { DesignWire } from './checkWires.ts';
import type { Draft, Written } from './draft.ts';
import { type Finding, unknownName } from './problem.ts';
import type { RawSetting } from './types.ts';

/** @param written values of such settings, among others */
export function checkMetrics(
  specs: SettingsSpec,
  written: Iterable<readonly [string, Written<RawSetting>]>,
  parts: Draft['parts'],
  catalog: Catalog,
  findings: Finding[],
): void {
  for (const [name, { text, path }] of written) {
    const id = watchedBy(specs, name, text);
    if (id === null) continue;
    const part = parts.get(id);
    const known = Object.keys(catalog.get(part?.text.kind ?? '')?.spec.metrics ?? {});
    const metric = String(text).slice(id.length + 1);
    if (!part) findings.push({ path, ...unknownName('part', id, parts.keys()) });
    else if (known.length > 0 && !known.includes(metric))
      findings.push({ path, offset: id.length + 1, ...unknownName(`figure of ${id}`, metric, known) });
  }
}

/** The part whose figure a setting names; null when it names none. */
export function watchedBy(specs: SettingsSpec, name: string, value: unknown): string | null {
  if (!Object.hasOwn(specs, name) || specs[name]!.type !== 'metric' || typeof value !== 'string') return null;
  const dot = value.indexOf('.');
  return dot < 0 ? null : value.slice(0, dot);
}

/**
 * Of a part that takes no part in the run there is no figure: what watches it watches nothing for now.
 * @param works whether a part, by its id, takes part
 */
export function watchingNothing(parts: Draft['parts'], catalog: Catalog, works: (id: string) => boolean) {
  const kindOf = (id: string): PartDefinition | undefined => catalog.get(parts.get(id)?.text.kind ?? '');
  function seen<T extends { readonly settings: Readonly<Record<string, unknown>> | null }>(
    one: T,
    specs: SettingsSpec,
  ): T {
    const lost = Object.entries(one.settings ?? {}).filter(([name, value]) => {
      const id = watchedBy(specs, name, value);
      return id !== null && !works(id);
    });
    if (lost.length === 0) return one;
    return {
      ...one,
      settings: { ...one.settings, ...Object.fromEntries(lost.map(([name]) => [name, null])) },
    };
  }
  return {
    part: (part: DesignPart): DesignPart => seen(part, catalog.get(part.kind)!.settings),
    wire: (wire: DesignWire): DesignWire =>
      seen(wire, wireSpecs(kindOf(wire.from.part), wire.from.port, kindOf(wire.to.part), wire.to.port)),
    act<A extends DesignAct>(act: A): A {
      const kind = kindOf(act.part)!;
      return seen(act, act.act === SET ? kind.settings : kind.acts[act.act]!.settings);
    },
  };
}
