import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse, stemOf, termsOf } from './analyse.ts';

test('words are lower case; numbers and apostrophes stay whole', () => {
  expect(termsOf("The Keeper's lamp, 3.5 m high - 1,200 candles. No. 17!")).toEqual([
    ...['the', "keeper's", 'lamp', '3.5', 'm', 'high', '1,200', 'candles', 'no', '17'],
  ]);
  expect(termsOf('Zoë’s CAFÉ e\u0301tage_2')).toEqual(["zoë's", 'café', 'étage_2']);
  expect(termsOf('... -- !?')).toEqual([]);
});

test('english leaves out stop words and endings', () => {
  expect(termsOf('The lanterns of the harbour, cleaned', 'english')).toEqual([
    ...['lantern', 'harbour', 'clean'],
  ]);
});

test.each([
  ['clean cleans cleaned cleaning'],
  ['close closes closed closing'],
  ['stop stops stopped stopping'],
  ['study studies studied studying'],
  ['vessel vessels'],
  ['box boxes'],
  ['glass glasses'],
  ['harbour harbours'],
  ['house houses housing'],
])('one stem: %s', (words) => {
  expect(new Set(words.split(' ').map(stemOf)).size).toBe(1);
});

test('words that only look alike stay apart', () => {
  for (const [a, b] of ['string stride', 'thing the', 'need net', 'bus but', 'lamp lamb'].map((one) =>
    one.split(' '),
  ))
    expect(stemOf(a!)).not.toBe(stemOf(b!));
});

test('places are those of the text, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      let last = 0;
      for (const { from, to } of analyse(text)) {
        expect(from).toBeGreaterThanOrEqual(last);
        expect(to).toBeGreaterThan(from);
        last = to;
      }
      expect(last).toBeLessThanOrEqual(text.length);
    }),
  );
});
