import { strFromU8, unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { zipped } from './zip.ts';

const files = {
  'shop/scenario.yaml': 'title: Käse ☕\n',
  'shop/code/a.go': 'package main\n',
  'shop/empty.md': '',
};

it('an archive holds every file whole', () => {
  const found = Object.entries(unzipSync(zipped(Object.entries(files))));
  expect(Object.fromEntries(found.map(([path, bytes]) => [path, strFromU8(bytes)]))).toEqual(files);
});

it('the same files make the same archive', () => {
  expect(zipped(Object.entries(files))).toEqual(zipped(Object.entries(files)));
});
