/** The small lesson of docs/authoring.md, and links that carry it. */
import { readFileSync } from 'node:fs';
import { pack } from '../../src/table/links.ts';

const page = readFileSync(new URL('../../docs/authoring.md', import.meta.url), 'utf8');

export const LESSON_TEXT = /```yaml\n(format: 1[\s\S]+?)```/.exec(page)![1]!;

/** @param to such as `?page=lesson` or `author.html` */
export const linkTo = async (to: string, text = LESSON_TEXT): Promise<string> =>
  `./${to}#text=${await pack(text)}`;
