/** Whatever text comes to the author's desk, the desk stays, the text stays, and undo brings back what was there. */
import { describe, expect, it } from 'vitest';
import { fakePlayer } from '../../tests/atTable.ts';
import { HOSTILE } from '../../tests/hostile.ts';
import { catalog } from '../parts/catalog.ts';
import { BLANK_TEXT } from '../scenario/blank.ts';
import { parseScenario } from '../scenario/parse.ts';
import { createTable } from '../table/table.ts';
import { isBroken } from '../table/writing.ts';
import { type Author, createAuthor, writerOf } from './author.ts';

function sit(): Author {
  const scenario = parseScenario(BLANK_TEXT, catalog).scenario!;
  const player = fakePlayer({ source: scenario, design: 'start' });
  const text = { begun: BLANK_TEXT, writer: writerOf(catalog) };
  return createAuthor(
    { table: createTable(player, scenario, { owns: true, design: 'start', text }), catalog },
    [],
  );
}

const written = ({ at }: Author) => at.table.store.getState().written!;

describe('a hostile text', () => {
  const texts = Object.entries(HOSTILE).flatMap(([name, { text, says }]) =>
    typeof text === 'string' ? [[name, text, says] as const] : [],
  );
  it.each(texts)('%s', (_, text, says) => {
    const author = sit();
    author.openText('theirs.yaml', text);
    expect(written(author).text).toBe(text);
    if (says === undefined) expect(isBroken(written(author))).toBe(false);
    else
      expect(
        written(author)
          .problems.map((problem) => problem.says)
          .join(' '),
      ).toMatch(says);
    author.at.table.undo();
    expect(written(author)).toEqual({ text: BLANK_TEXT, problems: [] });
    author.at.table.type(text);
    expect(written(author).text).toBe(text);
    author.at.table.undo();
    expect(written(author).text).toBe(BLANK_TEXT);
  });
});

it('another text that cannot be read can be mended where it stands', () => {
  const author = sit();
  author.openText('theirs.yaml', 'format: 1\nparts: {');
  expect(author.store.getState()).toMatchObject({ tab: 'text', file: 'theirs.yaml' });
  author.revealAt({ line: 2, column: 8 });
  expect(author.store.getState().pointed).toEqual({ line: 2, column: 8 });
  author.at.table.type(BLANK_TEXT);
  expect(isBroken(written(author))).toBe(false);
});

it('a place of the scenario is shown in its form where there is one, otherwise in the text', () => {
  const author = sit();
  author.reveal(['steps', 2, 'text']);
  expect(author.store.getState()).toMatchObject({ tab: 'lesson', step: 2 });
  author.reveal(['health', 'check']);
  expect(author.store.getState().tab).toBe('designs');
  author.reveal(['seed']);
  const line = BLANK_TEXT.split('\n').findIndex((one) => one.startsWith('seed:')) + 1;
  expect(author.store.getState()).toMatchObject({ tab: 'text', pointed: { line } });
});
