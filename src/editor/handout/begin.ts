/** A lesson of one's own from somebody else's: everything stays, but for its name, so that what students do is kept apart. */

import { BLANK_TEXT } from '../../scenario/blank.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { patchText } from '../../scenario/patchText.ts';

const ID_MAX = 40;
const TITLE_MAX = 120;

/**
 * @param mark a few letters and digits, beginning with any of them: no other lesson has them
 * @returns null when the text is no scenario
 */
export function forked(text: string, mark: string, catalog: Catalog): string | null {
  const { scenario } = parseScenario(text, catalog);
  if (!scenario) return null;
  const title = `${scenario.title.slice(0, TITLE_MAX - CHANGED.length)}${CHANGED}`;
  return patchText(text, { ...scenario, id: marked(scenario.id, mark), title });
}

const CHANGED = ', changed';

/** An id stays one: no hyphen at the end, none beside another. */
function marked(id: string, mark: string): string {
  const stem = id.slice(0, ID_MAX - mark.length - 1).replace(/-+$/, '');
  return `${stem}-${mark}`;
}

export function blankLesson(mark: string, catalog: Catalog): string {
  const { scenario } = parseScenario(BLANK_TEXT, catalog);
  const summary = 'Say in one or two sentences what a student finds out here.';
  return patchText(BLANK_TEXT, { ...scenario!, id: marked('lesson', mark), title: 'A new lesson', summary });
}

const SIGNS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Four signs that nobody mistakes for each other: a million ways to be different. */
export function newMark(): string {
  return [...crypto.getRandomValues(new Uint8Array(4))].map((byte) => SIGNS[byte % SIGNS.length]).join('');
}
