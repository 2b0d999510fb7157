import { expect, test } from 'vitest';
import { remembering, rememberingBy } from './remembered.ts';

test('asked the same again, it is not made again; of too many the oldest goes', () => {
  const made: string[] = [];
  const shout = remembering(2, (word: string, times: number) => {
    made.push(word);
    return word.toUpperCase().repeat(times);
  });
  expect([shout('a', 2), shout('a', 2), shout('a', 1)]).toEqual(['AA', 'AA', 'A']);
  expect(made).toEqual(['a', 'a']);
  shout('b', 1);
  shout('a', 2);
  expect(made).toEqual(['a', 'a', 'b', 'a']);
});

test('things are told apart by identity, and by what else it is made of', () => {
  let made = 0;
  const count = rememberingBy(2, (_: object, n: number) => n + 100 * ++made, String);
  const [one, other] = [{}, {}];
  expect([count(one, 1), count(one, 1), count(other, 1), count(one, 2)]).toEqual([101, 101, 201, 302]);
  // A third for the same thing: what was there before is forgotten.
  expect([count(one, 3), count(one, 1), count(other, 1)]).toEqual([403, 501, 201]);
});
