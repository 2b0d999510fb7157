/** Which settings a map of a half typed scenario may have: of a part, of an act, of a wire. */
import { SET } from '../../engine/part.ts';
import {
  type ActSpec,
  changeable,
  type PartDefinition,
  type SettingSpec,
  type SettingsSpec,
} from '../../parts/contract.ts';
import { wireSpecs } from '../../parts/settings.ts';
import type { Path } from '../../scenario/problem.ts';
import { type About, endsOf, partsIn } from './known.ts';
import { keyRoleOf } from './roles.ts';
import { saidBy } from './twig.ts';
import { twigAt } from './where.ts';

/** @param path of a part @returns null while nobody knows what it is */
export function kindAt(about: About, path: Path): PartDefinition | null {
  const said = saidBy(twigAt(about.read.root, [...path, 'kind']));
  return about.catalog.get(said ?? '') ?? partsIn(about).get(String(path.at(-1)))?.kind ?? null;
}

/** @param path of an act @returns the kind of the part that it is done to */
export function actedOn(about: About, path: Path): PartDefinition | null {
  const part = saidBy(twigAt(about.read.root, [...path, 'part']));
  return part === null ? null : (partsIn(about).get(part)?.kind ?? null);
}

/** The act that every part takes. */
export const setAct = (kind: PartDefinition): ActSpec => ({
  title: 'Set',
  says: 'Settings of the part change for a time; which ones stand under with.',
  lasts: true,
  settings: changeable(kind.settings),
});

export function actSpec(kind: PartDefinition, act: string): ActSpec | null {
  if (act === SET) return setAct(kind);
  return Object.hasOwn(kind.acts, act) ? kind.acts[act]! : null;
}

/** The settings that the map at a path may have; null where a map of settings does not stand or nothing is known. */
export function settingsOf(about: About, map: Path): SettingsSpec | null {
  const owner = map.slice(0, -1);
  switch (keyRoleOf(map)) {
    case 'settings':
      return kindAt(about, owner)?.settings ?? null;
    case 'actSettings': {
      const kind = actedOn(about, owner);
      const act = saidBy(twigAt(about.read.root, [...owner, 'act']));
      return (kind && act !== null && actSpec(kind, act)?.settings) || null;
    }
    case 'wireSettings': {
      const wire = twigAt(about.read.root, owner);
      const ends = wire && endsOf(wire);
      if (!ends) return null;
      const parts = partsIn(about);
      const [from, to] = [ends.from, ends.to].map(({ part }) => parts.get(part)?.kind ?? undefined);
      return wireSpecs(from, ends.from.port, to, ends.to.port);
    }
    case 'partSettings':
      return Object.fromEntries(
        [...partsIn(about)].flatMap(([id, { kind }]) =>
          Object.entries(kind?.settings ?? {}).map(([name, spec]) => [`${id}.${name}`, spec] as const),
        ),
      );
    default:
      return null;
  }
}

/** @param path of the value of a setting */
export function settingAt(about: About, path: Path): SettingSpec | null {
  const name = path.at(-1);
  if (typeof name !== 'string' || keyRoleOf(path.slice(0, -1)) === null) return null;
  const settings = settingsOf(about, path.slice(0, -1));
  return settings && Object.hasOwn(settings, name) ? settings[name]! : null;
}
