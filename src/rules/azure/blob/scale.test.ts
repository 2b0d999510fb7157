import { expect, test } from 'vitest';
import { isRefusal } from './errors.ts';
import { admit, DEFAULT_TARGETS, newLoad, type ScaleTargets } from './scale.ts';

const code = (answer: ReturnType<typeof admit>): string =>
  isRefusal(answer) ? `${answer.status} ${answer.code}` : 'in';

test('one blob takes 500 requests a second, the account 20,000', () => {
  const load = newLoad(DEFAULT_TARGETS);
  const ask = (blob: string, now: number) => code(admit(load, DEFAULT_TARGETS, blob, 0, now));
  for (let n = 0; n < 500; n++) expect(ask('a', 0)).toBe('in');
  expect(ask('a', 0)).toBe('503 ServerBusy');
  expect(ask('b', 0)).toBe('in');
  // A fiftieth of a second brings ten.
  for (let n = 0; n < 10; n++) expect(ask('a', 20_000)).toBe('in');
  expect(ask('a', 20_000)).toBe('503 ServerBusy');
  let taken = 0;
  for (let n = 0; n < 30_000; n++) if (ask(`blob ${n}`, 2e6) === 'in') taken++;
  expect(taken).toBe(20_000);
});

test('60 MB a second of one blob: more has to wait, and gives up in the end', () => {
  const load = newLoad(DEFAULT_TARGETS);
  const ask = (bytes: number, now: number) => admit(load, DEFAULT_TARGETS, 'a', bytes, now);
  expect(ask(60e6, 0)).toEqual({ wait: 0 });
  expect(ask(60e6, 0)).toEqual({ wait: 1e6 });
  expect(ask(1800e6, 0)).toEqual({ wait: 31e6 });
  expect(code(ask(1, 0))).toBe('500 OperationTimedOut');
  expect(ask(1000, 1e6 + 17)).toEqual({ wait: 30e6 });
  expect(code(admit(load, DEFAULT_TARGETS, 'b', 60e6, 2e6))).toBe('in');
});

test('what has recovered is forgotten', () => {
  const slow: ScaleTargets = { ...DEFAULT_TARGETS, accountRequestsPerS: 50_000 };
  const load = newLoad(slow);
  for (let n = 0; n < 20_000; n++) admit(load, slow, `blob ${n}`, 0, n * 100);
  expect(Object.keys(load.blobs).length).toBe(load.tracked);
  expect(load.tracked).toBeLessThanOrEqual(4096);
});
