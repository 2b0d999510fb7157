import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Digest } from './digest.ts';

type Event = readonly [tick: number, code: number, uid: number];

function digestOf(events: readonly Event[], ending = 'finished@100'): string {
  const digest = new Digest();
  for (const event of events) digest.event(...event);
  return digest.read(ending);
}

const EVENTS: readonly Event[] = [
  [0, 0x30010000, 0],
  [5, 0x10020000, 1],
  [5, 0x20010003, 1],
  [9, 0x30010001, 0],
];

test('sixteen hexadecimal digits, the same for the same events', () => {
  expect(digestOf(EVENTS)).toMatch(/^[0-9a-f]{16}$/);
  expect(digestOf(EVENTS)).toBe(digestOf(EVENTS));
});

test('an event less, one more, two in another order: another digest', () => {
  const all = digestOf(EVENTS);
  EVENTS.forEach((_, i) => {
    expect(digestOf(EVENTS.filter((__, k) => k !== i))).not.toBe(all);
  });
  expect(digestOf([...EVENTS, EVENTS[3]!])).not.toBe(all);
  expect(digestOf([EVENTS[1]!, EVENTS[0]!, ...EVENTS.slice(2)])).not.toBe(all);
});

test('the ending is in it, and reading it ends nothing', () => {
  const digest = new Digest();
  for (const event of EVENTS) digest.event(...event);
  const early = digest.read('at 9');
  expect(digest.read('at 9')).toBe(early);
  expect(digest.read('finished@9')).not.toBe(early);
  expect(digest.read('finished@10')).not.toBe(digest.read('finished@9'));
  expect(digest.read('crashed@9')).not.toBe(digest.read('finished@9'));
});

test('any one field of any one event changes it', () => {
  const tick = fc.integer({ min: 0, max: 2 ** 45 });
  const code = fc.integer({ min: 0, max: 2 ** 31 - 1 });
  const uid = fc.integer({ min: 0, max: 2 ** 31 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(tick, code, uid), { minLength: 1, maxLength: 20 }),
      fc.nat(),
      fc.constantFrom(0, 1, 2),
      fc.oneof(fc.constant(1), fc.constant(2 ** 31), fc.integer({ min: 1, max: 2 ** 31 - 1 })),
      (events, which, field, by) => {
        const at = which % events.length;
        const changed = events.map((event, i) =>
          i === at ? (event.map((x, f) => (f === field ? x + by : x)) as unknown as Event) : event,
        );
        expect(digestOf(changed)).not.toBe(digestOf(events));
      },
    ),
    { numRuns: 3000, seed: 4 },
  );
});

test('beyond 71 minutes a tick has more than 32 bits, and all of them count', () => {
  expect(digestOf([[2 ** 32 + 7, 1, 1]])).not.toBe(digestOf([[7, 1, 1]]));
  expect(digestOf([[2 ** 45 + 7, 1, 1]])).not.toBe(digestOf([[7, 1, 1]]));
});

test('taken up again from a picture, it goes on as before', () => {
  const whole = digestOf(EVENTS);
  const first = new Digest();
  for (const event of EVENTS.slice(0, 2)) first.event(...event);
  const second = new Digest();
  second.restore(structuredClone(first.image()));
  for (const event of EVENTS.slice(2)) second.event(...event);
  expect(second.read('finished@100')).toBe(whole);
});

test('a million events that differ by one bit each share no digest', () => {
  const seen = new Set<string>();
  const digest = new Digest();
  for (let i = 0; i < 1_000_000; i++) {
    digest.event(i, 1, 1);
    if (i % 10 === 0) seen.add(digest.read(''));
  }
  expect(seen.size).toBe(100_000);
});
