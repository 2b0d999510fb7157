import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { Path } from '../../scenario/problem.ts';
import { TWIGS_MAX } from './tree.ts';
import { reading, twigAt, type Where, whereIn } from './where.ts';

/** `|` stands for the cursor. */
function at(marked: string): Where | null {
  const offset = marked.indexOf('‸');
  return whereIn(reading(marked.replace('‸', '')), offset);
}

const told = (marked: string): string => {
  const where = at(marked);
  return where ? `${where.is} ${where.path.join('.')} "${where.text}"` : 'nothing';
};

describe('where somebody is', () => {
  it.each([
    ['‸', 'value  ""'],
    ['for‸', 'value  "for"'],
    ['format: 1\n‸', 'key  ""'],
    ['format: 1\nparts:\n  ‸', 'value parts ""'],
    ['parts:\n  a:\n    ki‸', 'value parts.a "ki"'],
    ['parts:\n  a:\n    kind: ‸', 'value parts.a.kind ""'],
    ['parts:\n  a:\n    kind: ser‸\n    at: [1, 2]', 'value parts.a.kind "ser"'],
    ['parts:\n  a:\n    kind: service\n    ‸\n    at: [1, 2]', 'key parts.a ""'],
    ['parts:\n  a:\n    kind: service\n    ‸\n\nwires: []', 'key parts.a ""'],
    ['parts:\n  a:\n    kind: service\n  ‸', 'key parts ""'],
    ['parts:\n  a:\n    settings:\n      ‸\n    at: [1, 2]', 'value parts.a.settings ""'],
    ['parts:\n  a:\n    settings:\n      sl‸\n    at: [1, 2]', 'value parts.a.settings "sl"'],
    ['parts:\n  a:\n    settings:\n      slots: 1\n      se‸', 'key parts.a.settings "se"'],
    ['wires:\n  - a.out -> ‸', 'value wires.0 "a.out -> "'],
    ['wires:\n  - x\n  - ‸', 'value wires.1 ""'],
    ['wires:\n- x\n- ‸', 'value wires.1 ""'],
    ['wires:\n- x\n- y‸\nacts: []', 'value wires.1 "y"'],
    ['wires:\n  - from: a.out\n    ‸', 'key wires.0 ""'],
    ['wires:\n  - { from: a.out, ‸', 'key wires.0 ""'],
    ['wires:\n  - { from: a.out, to‸ }', 'key wires.0 "to"'],
    ['wires:\n  - { from: a.out, to: ‸ }', 'value wires.0.to ""'],
    ['wires:\n  - { from: ‸, to: b.in }', 'value wires.0.from ""'],
    ['wires:\n  - { from: a.out, with: { pol‸', 'key wires.0.with "pol"'],
    ['acts:\n  - { at: 1s,\n      par‸\n  - { at: 2s }', 'key acts.0 "par"'],
    ['palette: [sqs-queue, ‸]', 'value palette.1 ""'],
    ['palette: [sqs-queue, sns‸]', 'value palette.1 "sns"'],
    ['palette: [‸', 'value palette.0 ""'],
    ['palette: [a] ‸', 'nothing'],
    ['title: "Half ‸ a', 'value title "Half  a"'],
    ["title: 'Half‸'", 'value title "Half"'],
    ['title: x # ki‸', 'nothing'],
    ['# ki‸', 'nothing'],
    ['that: >-\n  a.b <= ‸', 'value that ">-\n  a.b <= "'],
    ['text: |\n  Hello\n\n  key: ‸\nid: x', 'value text "|\n  Hello\n\n  key: "'],
    ['text: |\n  Hello\n‸', 'key  ""'],
    ['"parts":\n  "a b": { ‸ }', 'key parts.a b ""'],
    ['a: &x { b: ‸ }', 'value a.b ""'],
  ])('%j', (marked, expected) => expect(told(marked)).toBe(expected));

  it('knows what the map has already, and the colon', () => {
    const where = at('kind: a\nti‸: x\nid: b')!;
    expect([...where.taken]).toEqual(['kind', 'id']);
    expect(where.hasColon).toBe(true);
  });
});

const folder = new URL('../../../scenarios/', import.meta.url);
const TEXTS = readdirSync(folder).map((id) =>
  readFileSync(fileURLToPath(new URL(`${id}/scenario.yaml`, folder)), 'utf8'),
);

/** Places of all keys and plain values, as the real reader of YAML finds them. */
function placesOf(node: Node | null, path: Path = []): readonly { at: number; path: Path; isKey: boolean }[] {
  if (isMap(node))
    return node.items.flatMap(({ key, value }) => {
      const name = (key as { value: string }).value;
      const here = { at: (key as Node).range![0], path: [...path, name], isKey: true };
      return [here, ...placesOf(value as Node | null, [...path, name])];
    });
  if (isSeq(node)) return node.items.flatMap((item, i) => placesOf(item as Node | null, [...path, i]));
  return isScalar(node) && node.source !== '' ? [{ at: node.range![0], path, isKey: false }] : [];
}

describe('in the scenarios of the house', () => {
  it('every key and every value is found where it stands', () => {
    let places = 0;
    for (const text of TEXTS) {
      const read = reading(text);
      for (const { at, path, isKey } of placesOf(parseDocument(text).contents)) {
        const where = whereIn(read, at + 1)!;
        const found = where?.is === 'key' ? [...where.path, where.text] : where?.path;
        expect([text.slice(at, at + 30), where?.is, found]).toEqual([
          text.slice(at, at + 30),
          isKey ? 'key' : 'value',
          path,
        ]);
        expect(twigAt(read.root, path)).not.toBeNull();
        places++;
      }
    }
    expect(places).toBeGreaterThan(5000);
  });

  it('a text that is cut anywhere has an answer, of which the path exists', () => {
    let state = 7;
    const below = (n: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state % n;
    };
    for (let round = 0; round < 3000; round++) {
      const text = TEXTS[below(TEXTS.length)]!;
      const from = below(text.length);
      const cut = below(3) === 0 ? '' : text.slice(from + below(400));
      const half =
        text.slice(Math.max(0, from - 3000), from) +
        ['', '{', '[', '"', "'", '- ', ': ', '\n  '][below(8)] +
        cut.slice(0, 2000);
      const read = reading(half);
      for (let n = 0; n < 4; n++) {
        const where = whereIn(read, below(half.length + 1));
        if (!where) continue;
        expect(where.from).toBeLessThanOrEqual(where.to);
        expect(where.to).toBeLessThanOrEqual(half.length);
        const known = where.is === 'value' && where.text === '' ? where.path.slice(0, -1) : where.path;
        expect(twigAt(read.root, known)).not.toBeNull();
      }
    }
  });

  it('what was typed up to a place says the same of it as the whole text', () => {
    for (const text of TEXTS.slice(0, 3))
      for (const { at, path, isKey } of placesOf(parseDocument(text).contents).filter(
        (_, i) => i % 7 === 0,
      )) {
        const where = whereIn(reading(text.slice(0, at + 1)), at + 1)!;
        const found = where.is === 'key' && isKey ? [...where.path, path.at(-1)!] : where.path;
        expect([text.slice(at - 20, at + 1), found]).toEqual([
          text.slice(at - 20, at + 1),
          // The first name of a map could still be a value.
          where.is === 'value' && isKey ? path.slice(0, -1) : path,
        ]);
      }
  });
});

it.each([
  ['dashes', '- '.repeat(500_000)],
  ['brackets', '['.repeat(1_000_000)],
  ['braces', '{a: '.repeat(250_000)],
  ['keys', 'a: '.repeat(300_000)],
  ['open quotes', 'a: "\n'.repeat(160_000)],
  ['other quotes', " b: '''\n".repeat(120_000)],
  ['deeper and deeper', Array.from({ length: 1400 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
  ['lines', 'a: b\n'.repeat(200_000)],
  ['one long line', `a: ${'x '.repeat(500_000)}`],
  ['a text that goes on', `a: b\n${'  c\n'.repeat(250_000)}`],
])('of a megabyte of %s no more is read than a scenario needs', (_, text) => {
  const read = reading(text);
  let twigs = 0;
  for (const open = [read.root]; open.length > 0; twigs++) open.push(...open.pop()!.items);
  expect(twigs).toBeLessThan(TWIGS_MAX + 100);
  // So that it ends at all, also on a machine that has much to do.
  const began = performance.now();
  for (const at of [text.length, text.length >> 1, 100]) whereIn(read, at);
  expect(performance.now() - began).toBeLessThan(1000);
});
