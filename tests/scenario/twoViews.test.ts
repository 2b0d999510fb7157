/** A table and its text are two views of one thing, whatever is done to either, and however it is undone. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writerOf } from '../../src/editor/author.ts';
import { catalog } from '../../src/parts/catalog.ts';
import { BLANK_TEXT } from '../../src/scenario/blank.ts';
import { designNames } from '../../src/scenario/designNames.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { same } from '../../src/scenario/same.ts';
import { pack, unpack } from '../../src/table/links.ts';
import { createTable, type Table } from '../../src/table/table.ts';
import { isBroken } from '../../src/table/writing.ts';
import { fakePlayer } from '../atTable.ts';
import { type Dice, diceOf, editSeeds, randomEdit } from './randomEdits.ts';

const file = (path: string) => readFileSync(new URL(`../../${path}/scenario.yaml`, import.meta.url), 'utf8');
const styled = (name: string) => readFileSync(new URL(`styles/${name}.yaml`, import.meta.url), 'utf8');

/** More of them by hand: VIEWS_RUNS=200 npx vitest run --project unit tests/scenario/twoViews.test.ts */
const numRuns = Number(process.env.VIEWS_RUNS ?? 5);

function sit(text: string): Table {
  const { scenario, problems } = parseScenario(text, catalog);
  if (!scenario) throw new Error(problems[0]!.says);
  const player = fakePlayer({ source: scenario, design: 'start' });
  return createTable(player, scenario, {
    owns: true,
    design: 'start',
    text: { begun: text, writer: writerOf(catalog) },
  });
}

const textOf = (table: Table): string => table.store.getState().written!.text;

/** What is on the table is what the text says, unless the text says nothing. */
function isOne(table: Table): void {
  const { scenario, written } = table.store.getState();
  const read = parseScenario(written!.text, catalog);
  expect(read.scenario === null).toBe(isBroken(written));
  if (read.scenario) expect(same(read.scenario, scenario)).toBe(true);
}

/** Something that a hand at the keyboard may do to a text: mostly harmless, sometimes not. */
function typed(text: string, dice: Dice): string {
  const lines = text.split('\n');
  const at = dice(lines.length);
  switch (dice(5)) {
    case 0:
      return lines.with(at, `${lines[at]} # note ${dice(1000)}`).join('\n');
    case 1:
      return lines.toSpliced(at, 0, `# a line of its own ${dice(1000)}`).join('\n');
    case 2:
      return text.replace(/^title: .*$/m, `title: Another title ${dice(1000)}`);
    case 3:
      return lines.toSpliced(at, 1).join('\n');
    default:
      return text.replace(/^seed: .*$/m, `seed: ${dice(1000)}`);
  }
}

function doSomething(table: Table, dice: Dice): void {
  const { scenario, design } = table.store.getState();
  const what = dice(10);
  if (what < 6) table.edit(randomEdit(scenario, design, catalog, dice), 'Something changed');
  else if (what < 8) table.type(typed(textOf(table), dice));
  else if (what === 8) {
    const names = designNames(scenario);
    table.chooseDesign(names[dice(names.length)]!);
  } else table.revise({ ...scenario, summary: `Said anew, ${dice(1000)} times.` }, 'Summary changed');
}

const TEXTS: Readonly<Record<string, string>> = {
  buffer: file('scenarios/buffer'),
  'queue-worker': file('templates/queue-worker'),
  blank: BLANK_TEXT,
  commented: styled('commented'),
  windows: styled('windows'),
};

describe.each(Object.keys(TEXTS))('%s', (name) => {
  const text = TEXTS[name]!;

  it('text and table stay one, and undone and done again both are byte for byte what they were', () => {
    const property = fc.property(editSeeds(10), (seeds) => {
      const table = sit(text);
      for (const seed of seeds) {
        doSomething(table, diceOf(seed));
        isOne(table);
      }
      const last = table.store.getState();
      const { past } = last;
      for (const _ of past) table.undo();
      expect(textOf(table)).toBe(text);
      isOne(table);
      for (const _ of past) table.redo();
      expect(textOf(table)).toBe(last.written!.text);
      expect(table.store.getState().scenario).toBe(last.scenario);
    });
    fc.assert(property, { numRuns });
  });

  it('no change of the system takes a comment away that is about something else', () => {
    const property = fc.property(editSeeds(8), (seeds) => {
      const table = sit(`# at the top\n${text}\n# at the end\n`);
      for (const seed of seeds) {
        const { scenario, design } = table.store.getState();
        table.edit(randomEdit(scenario, design, catalog, diceOf(seed)), 'Something changed');
      }
      expect(textOf(table).startsWith('# at the top\n')).toBe(true);
      expect(textOf(table).trimEnd().endsWith('# at the end')).toBe(true);
    });
    fc.assert(property, { numRuns });
  });
});

it('200 random scenarios survive save, open and link', { timeout: 120_000 }, async () => {
  const texts = Object.values(TEXTS);
  for (let seed = 1; seed <= 200; seed++) {
    const dice = diceOf(seed);
    const table = sit(texts[dice(texts.length)]!);
    for (let i = 0; i < 4; i++) {
      const { scenario, design } = table.store.getState();
      table.edit(randomEdit(scenario, design, catalog, dice), 'Something changed');
    }
    const { scenario } = table.store.getState();
    const saved = textOf(table);
    const link = await unpack(await pack(saved));
    expect(link).toEqual({ ok: true, text: saved });
    const opened = parseScenario(new TextEncoder().encode(saved), catalog).scenario;
    expect(opened && same(opened, scenario), `seed ${seed}`).toBe(true);
  }
});

describe('typing', () => {
  it('is one step of the history as long as somebody goes on typing', () => {
    const table = sit(TEXTS['queue-worker']!);
    const before = textOf(table);
    for (const letters of ['#', '# a', '# a note']) table.type(`${letters}\n${before}`);
    expect(table.store.getState().past).toHaveLength(1);
    table.undo();
    expect(textOf(table)).toBe(before);
  });

  it('what cannot be read leaves the table as it was, and lets nothing be done there', () => {
    const table = sit(TEXTS['queue-worker']!);
    const { scenario } = table.store.getState();
    table.type(`${textOf(table)}\nparts: {`);
    expect(isBroken(table.store.getState().written)).toBe(true);
    expect(table.store.getState().scenario).toBe(scenario);
    const [part] = Object.keys(scenario.parts);
    expect(table.edit({ do: 'rename', id: part!, name: 'Else' }, 'Renamed')).toBe(false);
    expect(table.store.getState().refused).toMatch(/^Mend line \d+ of the text first/);
    expect(table.revise({ ...scenario, title: 'Else' }, 'Title')).toBe(false);
    table.undo();
    expect(table.edit({ do: 'rename', id: part!, name: 'Else' }, 'Renamed')).toBe(true);
  });

  it('a space more or less is no other scenario', () => {
    const table = sit(TEXTS.buffer!);
    const { scenario } = table.store.getState();
    table.type(`${textOf(table)}\n# the end\n`);
    expect(table.store.getState().scenario).toBe(scenario);
  });
});
