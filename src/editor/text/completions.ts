/** What can be typed at a place of a scenario that is half typed. */
import type { Choice, Choices } from './choice.ts';
import { expressionWords, figureChoices } from './figureWords.ts';
import { keyChoices } from './keyChoices.ts';
import type { About } from './known.ts';
import { namesFor } from './namesFor.ts';
import { roleOf } from './roles.ts';
import { settingAt } from './settingsAt.ts';
import { settingValues } from './settingValues.ts';
import { formOf, keysOf, shapeAt, wordsOf } from './shapes.ts';
import { type Where, whereIn } from './where.ts';
import { wireWords } from './wireWords.ts';

/** @returns null where nothing can be said */
export function completionsAt(about: About, offset: number): Choices | null {
  const where = whereIn(about.read, offset);
  if (!where) return null;
  const found = where.is === 'key' ? inKey(about, where) : inValue(about, where, offset);
  return found && found.choices.length > 0 ? found : null;
}

function inKey(about: About, where: Where): Choices {
  return { from: where.from, to: where.to, choices: keyChoices(about, where) };
}

function inValue(about: About, where: Where, offset: number): Choices | null {
  const before = where.text.slice(0, offset - where.from);
  const role = roleOf(where.path);
  const behind = (length: number, choices: readonly Choice[], to = offset): Choices => ({
    from: offset - length,
    to,
    choices,
  });
  if (role === 'expression') {
    const { length, choices } = expressionWords(about, before);
    return behind(length, choices);
  }
  if (where.isProse) return null;
  const keys = mapKeys(about, where);
  if (role === 'wire') {
    const { length, choices } = wireWords(about, before);
    return behind(length, [...choices, ...(before.trim() === before && !before.includes('.') ? keys : [])]);
  }
  if (role === 'figure') {
    const figures = figureChoices(about, before, true);
    return { from: where.from, to: where.to, choices: [...figures, ...keys] };
  }
  const values = role ? namesFor(about, role, where) : valuesAt(about, where);
  return { from: where.from, to: where.to, choices: [...values, ...keys] };
}

/** What stands alone may still become a map, or the items of a list. */
function mapKeys(about: About, where: Where): readonly Choice[] {
  if (!where.isAlone || where.quotes !== '') return [];
  const keys = keyChoices(about, where);
  const shape = shapeAt(where.path);
  const isList = shape !== null && keys.length === 0 && formOf(shape).endsWith('list') && !keysOf(shape);
  const item: Choice = { label: '-', put: '- ', detail: 'one of the list', is: 'word' };
  return isList && where.text === '' ? [item] : keys;
}

function valuesAt(about: About, where: Where): readonly Choice[] {
  const spec = settingAt(about, where.path);
  if (spec) return settingValues(about, spec, where);
  const shape = shapeAt(where.path);
  return shape ? wordsOf(shape).map((label) => ({ label, detail: '', is: 'value' })) : [];
}
