import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/types.ts';
import { designOf } from '../../table/design.ts';
import { textWidth } from '../../ui/face/text.ts';
import { namesIn, unfold } from './folder.ts';
import { sheetOf } from './handout.ts';
import { pictureOf, wrapped } from './picture.ts';

const house = readdirSync('scenarios').map((id): { id: string; scenario: Scenario } => {
  const read = (path: string) => readFileSync(`scenarios/${id}/${path}`, 'utf8');
  const yaml = read('scenario.yaml');
  const beside = namesIn(yaml).map((path): [string, string] => [path, read(path)]);
  const { text } = unfold(new Map([['scenario.yaml', yaml], ...beside]));
  return { id, scenario: parseScenario(text, catalog).scenario! };
});
const ADDRESS = 'https://lab.example/';

describe('the hand-out', () => {
  it.each(house)('of $id asks everything and answers nothing', ({ scenario }) => {
    const sheet = sheetOf(scenario, catalog, ADDRESS);
    const steps = scenario.steps!;
    expect(sheet.steps.map(({ title, text }) => [title, text])).toEqual(
      steps.map(({ title, text }) => [title, text]),
    );
    expect(sheet.steps.map(({ question }) => question?.options)).toEqual(
      steps.map(({ prediction }) => prediction?.options.map(({ text }) => text)),
    );
    expect(sheet.steps.flatMap(({ tasks }) => tasks)).toEqual(
      steps.flatMap(({ tasks = [] }) => tasks.map(({ says }) => says)),
    );
    expect(sheet.address).toBe(ADDRESS);
    // What the lesson's own words and titles say is theirs.
    const whole = JSON.stringify({
      ...sheet,
      title: '',
      summary: '',
      steps: sheet.steps.map(({ question, act }) => [question?.options, act]),
    });
    const secrets = [
      ...steps.flatMap(({ prediction, tasks = [], hints = [], learned }) => [
        ...(prediction?.options ?? []).map(({ right }) => right),
        ...tasks.map(({ that }) => that),
        ...hints,
        learned,
      ]),
      ...(scenario.claims ?? []).flatMap(({ says, that }) => [says, that]),
      ...Object.values(scenario.designs ?? {}).map(({ says }) => says),
      scenario.health?.check,
    ].filter((one) => one !== undefined);
    expect(secrets.length).toBeGreaterThan(10);
    for (const secret of secrets) {
      expect(whole.includes(JSON.stringify(secret).slice(1, -1)), secret).toBe(false);
    }
  });

  it('tells what the parts of the start are, and not those that a design brings', () => {
    const { scenario } = house.find(({ id }) => id === 'buffer')!;
    const { glossary } = sheetOf(scenario, catalog, ADDRESS);
    const kinds = new Set(Object.values(scenario.parts).map(({ kind }) => kind));
    expect(glossary).toHaveLength(kinds.size);
    expect(glossary.map(({ title }) => title)).not.toContain(catalog.get('sqs-queue')!.title);
    expect(glossary.find(({ title }) => title === 'Service')).toEqual({
      title: 'Service',
      says: catalog.get('service')!.says,
      names: ['Checkout', 'Inventory'],
    });
  });
});

describe('its picture', () => {
  const size = { width: 180, height: 96, wiresAt: 48 };
  const titleOf = (kind: string) => catalog.get(kind)!.title;

  it.each(house)('of $id has every part and every wire, and letters within the boxes', ({ scenario }) => {
    const design = designOf({ scenario, design: 'start' });
    const picture = pictureOf(design, new Map([...design.parts.keys()].map((id) => [id, size])), titleOf)!;
    expect(picture.parts.map(({ id }) => id)).toEqual([...design.parts.keys()]);
    expect(picture.wires).toHaveLength(design.wires.length);
    const [left, top, width, height] = picture.frame;
    for (const { x, y, lines, ...box } of picture.parts) {
      expect(x).toBeGreaterThanOrEqual(left);
      expect(y).toBeGreaterThanOrEqual(top);
      expect(x + box.width).toBeLessThanOrEqual(left + width);
      expect(y + box.height).toBeLessThanOrEqual(top + height);
      expect(lines[0]!.isName).toBe(true);
      for (const line of lines) {
        expect(line.y).toBeGreaterThan(0);
        expect(line.y).toBeLessThan(box.height);
        expect(textWidth(line.text, picture.size, 'bold')).toBeLessThan(box.width + 20);
      }
    }
  });

  it('of nothing is none', () => {
    expect(pictureOf({ parts: new Map(), wires: [], acts: [], length: 1 }, new Map(), titleOf)).toBeNull();
  });

  it('breaks names between words and cuts what is too long for a line', () => {
    expect(wrapped('Order workers of the night', 90, 12, 'sans')).toEqual(['Order workers', 'of the night']);
    expect(wrapped('inventory-db', 60, 12, 'sans')).toEqual(['inventory-', 'db']);
    const [cut] = wrapped('Donaudampfschifffahrtsgesellschaft', 60, 12, 'sans');
    expect(cut).toMatch(/^Donau.*…$/);
    expect(wrapped('  ', 60, 12, 'sans')).toEqual([]);
  });
});
