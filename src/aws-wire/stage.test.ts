import { expect, test } from 'vitest';
import type { Answer } from './clientPart.ts';
import { openStage, refuseOtherPast } from './stage.ts';

const stage = () => openStage({ seed: 1, latency: '0s' });

test('pieces of a program that sleep wake in their order, and time jumps from one to the next', async () => {
  const { sleep, advance } = stage();
  const woken: string[] = [];
  const piece = async (name: string, ...naps: string[]) => {
    for (const nap of naps) {
      await sleep(nap);
      woken.push(name);
    }
  };
  await Promise.all([piece('a', '3d', '1s'), piece('b', '1s', '1s'), piece('c', '2d')]);
  expect(woken).toEqual(['b', 'b', 'c', 'a', 'a']);
  const nap = sleep('1h');
  advance('2h');
  await nap;
});

test('the clock stands where the last sleeper was woken', async () => {
  const one = stage();
  await Promise.all([one.sleep('5m'), one.sleep('7m')]);
  expect(one.now).toBe(420_000_000);
  one.advance('14d');
  expect(one.now).toBe(420_000_000 + 14 * 86_400_000_000);
});

test('a part that crashes says so to whoever waits for it', async () => {
  const ask = stage().ask({ what: 'send', nth: 5, letter: { body: 'to nobody' } });
  await expect(ask).rejects.toThrow(/stopped at 0.000001 s: client crashed/);
});

test('words that are no duration or latency are refused', () => {
  expect(() => stage().advance('soon')).toThrow(/soon: expected a duration/);
  expect(() => openStage({ seed: 1, latency: 'short' })).toThrow(/latency short: expected/);
});

test('a model with another past is refused', () => {
  const answer: Answer = { at: 1, outcome: 0, error: null, uid: 3, delivered: [], entries: [] };
  expect(() => refuseOtherPast([answer, null], [answer, answer])).not.toThrow();
  expect(() => refuseOtherPast([answer], [{ ...answer, uid: 4 }])).toThrow(/request 0 is another one/);
  expect(() => refuseOtherPast([null, answer], [null])).toThrow(/request 1 is another one/);
});
