/** The names that a map may have, and how the value behind each is begun. */
import type { SettingSpec } from '../../parts/contract.ts';
import { rangeText } from '../../table/settingText.ts';
import type { Choice } from './choice.ts';
import { type About, partsIn } from './known.ts';
import { keyRoleOf } from './roles.ts';
import { settingsOf } from './settingsAt.ts';
import { defaultText } from './settingValues.ts';
import { describes, expects, type Form, formOf, isNeeded, keysOf, type Shape, shapeAt } from './shapes.ts';
import type { Where } from './where.ts';

/** @param where a key, or a value that may become a map */
export function keyChoices(about: About, where: Where): readonly Choice[] {
  const { path, taken } = where;
  const role = keyRoleOf(path);
  if (role === 'parts') return partKeys(about, where).filter(({ label }) => !taken.has(label));
  if (role !== null) {
    const settings = settingsOf(about, path) ?? {};
    return Object.entries(settings)
      .filter(([name]) => !taken.has(name))
      .map(([name, spec]) => settingKey(name, spec, where));
  }
  const shape = shapeAt(path);
  const entries = Object.entries((shape && keysOf(shape)) ?? {});
  return entries.filter(([name]) => !taken.has(name)).map(([name, one], i) => formatKey(name, one, where, i));
}

function settingKey(name: string, spec: SettingSpec, where: Where): Choice {
  const range = rangeText(spec);
  return {
    label: name,
    detail: `default ${defaultText(spec)}`,
    info: range === '' ? spec.says : `${spec.says} ${upper(range)}.`,
    put: begun(
      name,
      spec.type === 'moments' ? 'short list' : spec.type === 'json' ? 'document' : 'value',
      where,
    ),
    is: 'key',
  };
}

function formatKey(name: string, shape: Shape, where: Where, place: number): Choice {
  const expected = expects(shape);
  const form = formOf(shape);
  const info = describes(shape) ?? (expected ? `${upper(expected)}.` : undefined);
  const needed = isNeeded(shape);
  return {
    label: name,
    detail: `${form === 'short list' ? 'list' : form}${needed ? ', needed' : ''}`,
    ...(info ? { info } : {}),
    put: begun(name, expected?.includes('Markdown') ? 'prose' : form, where),
    is: 'key',
    // What is needed comes first, in the order of the format.
    rank: (needed ? 50 : 0) - place,
  };
}

function partKeys(about: About, where: Where): readonly Choice[] {
  const form = where.path.at(-1) === 'move' ? 'short list' : 'value';
  return [...partsIn(about)].map(([label, { kind }]) => ({
    label,
    detail: kind?.title ?? 'a part',
    put: begun(label, form, where),
    is: 'name',
  }));
}

/** The key with its colon and whatever opens its value, unless a colon is there already. */
function begun(
  name: string,
  form: Form | 'document' | 'prose',
  { hasColon, inFlow, quotes, column }: Where,
): string {
  if (hasColon || quotes !== '') return name;
  const line = `\n${' '.repeat(column + 2)}`;
  switch (form) {
    case 'map':
      return inFlow ? `${name}: { ‸ }` : `${name}:${line}`;
    case 'list':
      return inFlow ? `${name}: [‸]` : `${name}:${line}- `;
    case 'short list':
      return `${name}: [‸]`;
    case 'prose':
      return inFlow ? `${name}: ` : `${name}: |${line}`;
    default:
      return `${name}: `;
  }
}

export const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
