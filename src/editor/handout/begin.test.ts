import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { blankLesson, forked, newMark } from './begin.ts';
import { namesIn, unfold } from './folder.ts';

const read = (text: string) => {
  const { scenario, problems } = parseScenario(text, catalog);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return scenario!;
};

describe('a lesson from another one', () => {
  it.each(['buffer', 'blob', 'fanout', 'rekognition-limit'])(
    '%s has a name of its own and stays what it is',
    (id) => {
      const text = readFileSync(`scenarios/${id}/scenario.yaml`, 'utf8');
      const own = forked(text, 'k3vd', catalog)!;
      const { id: newId, title, ...rest } = read(own);
      const { id: _id, title: before, ...restBefore } = read(text);
      expect(newId).toBe(`${id}-k3vd`);
      expect(title).toBe(`${before}, changed`);
      expect(rest).toEqual(restBefore);
      // Two lines: the comments and all others are where they were.
      const lines = text.split('\n');
      expect(own.split('\n').filter((line, i) => line !== lines[i])).toHaveLength(2);
    },
  );

  it('every template can be begun from', () => {
    for (const id of readdirSync('templates')) {
      const yaml = readFileSync(`templates/${id}/scenario.yaml`, 'utf8');
      const beside = namesIn(yaml).map((path): [string, string] => [
        path,
        readFileSync(`templates/${id}/${path}`, 'utf8'),
      ]);
      const { text } = unfold(new Map([['scenario.yaml', yaml], ...beside]));
      expect(read(forked(text, '2abc', catalog)!).id).toBe(`${id}-2abc`);
    }
  });

  it('long names stay within the limits', () => {
    const text = blankLesson('abcd', catalog)
      .replace(/^id: .*$/m, `id: ${'a'.repeat(34)}-${'b'.repeat(5)}`)
      .replace(/^title: .*$/m, `title: ${'T'.repeat(120)}`);
    const { id, title } = read(forked(text, 'wxyz', catalog)!);
    expect(id).toBe(`${'a'.repeat(34)}-wxyz`);
    expect(title).toHaveLength(120);
  });

  it('what is no scenario cannot be forked', () => {
    expect(forked('parts: [', 'abcd', catalog)).toBeNull();
  });

  it('a blank sheet is sound', () => {
    expect(read(blankLesson('abcd', catalog))).toMatchObject({
      id: 'lesson-abcd',
      title: 'A new lesson',
      parts: {},
    });
  });

  it('marks differ', () => {
    const marks = new Set(Array.from({ length: 50 }, newMark));
    expect(marks.size).toBeGreaterThan(45);
    for (const mark of marks) expect(mark).toMatch(/^[a-z2-9]{4}$/);
  });
});
