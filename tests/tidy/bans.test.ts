import { expect, test } from 'vitest';
import { banFaults } from './bans.ts';
import { barrelFaults, colourFaults, partFaults, sizeFaults, wordFaults } from './rules.ts';
import { lines, projectFiles } from './tree.ts';

const files = projectFiles();

test('pure code uses no page, clock, chance or inexact arithmetic, and only entries touch the address and the process', () => {
  expect(lines(banFaults(files))).toEqual([]);
});

test('every part is complete and in the catalog', () => {
  expect(lines(partFaults(files))).toEqual([]);
});

test('colours live in src/ui/tokens.css', () => {
  expect(lines(colourFaults(files))).toEqual([]);
});

test('there are no barrels', () => {
  expect(lines(barrelFaults(files))).toEqual([]);
});

test('no file of src is longer than 400 lines', () => {
  expect(lines(sizeFaults(files))).toEqual([]);
});

test('nothing is left for later, and nothing names the machine it was written on', () => {
  expect(lines(wordFaults(files))).toEqual([]);
});
