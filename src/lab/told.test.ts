/** A desk beside a run: what a part tells at any moment of it. */
import { expect, test } from 'vitest';
import type { Answered } from './protocol.ts';
import { makeLab } from './serve.ts';
import { textReader } from './textReader.ts';

const CELLAR = `
format: 1
id: cellar
title: The cellar
series: azure
summary: A storage account.
duration: 10d
seed: 1
parts:
  scribes: { kind: traffic-source, at: [0, 0], settings: { rate: 1/h } }
  cellar: { kind: blob-storage, at: [300, 0] }
wires:
  - scribes.out -> cellar.put
acts:
  - { at: 2d, part: cellar, act: rotateKey }
`;
const DAY = 86_400_000_000;

test('a part tells what it knew at a moment, in whatever order it is asked', () => {
  const heard: Answered[] = [];
  const ask = makeLab(textReader, (answered) => heard.push(answered));
  ask({ ask: 'run', id: 1, source: CELLAR, design: 'start', edits: {} });
  const tell = (at: number, part = 'cellar') => {
    ask({ ask: 'tell', id: 2, at, part });
    const answered = heard.at(-1)!;
    if (answered.answer !== 'told') throw new Error(JSON.stringify(answered));
    return answered.told;
  };
  const generation = (at: number) => tell(at)?.account.keys[0].generation;
  expect([3 * DAY, DAY, 2 * DAY, 2 * DAY - 1].map(generation)).toEqual([2, 1, 2, 1]);
  expect(tell(DAY)!.blobs.length).toBeGreaterThan(5);
  expect(tell(DAY)).toEqual(tell(DAY));
  expect(structuredClone(tell(DAY))).toEqual(tell(DAY));
  expect(tell(DAY, 'scribes')).toBeNull();
  expect(tell(DAY, 'nobody')).toBeNull();
});
