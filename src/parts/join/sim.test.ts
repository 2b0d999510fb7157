import { expect, test } from 'vitest';
import { at, callee, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { join } from './sim.ts';

type Answers = Readonly<Record<string, { takes: string; answer?: string }>>;

function asking(callees: Answers, ...moments: string[]) {
  return worldOf({
    parts: {
      users: [trafficSource, at(...moments)],
      join: [join],
      ...Object.fromEntries(Object.entries(callees).map(([id, written]) => [id, [callee, written] as const])),
    },
    wires: ['users.out > join.in', ...Object.keys(callees).map((id) => `join.out > ${id}.in`)],
  }).run();
}

test('it takes as long as the slowest', () => {
  const small = asking({ a: { takes: '10ms' }, b: { takes: '30ms' }, c: { takes: '25ms' } }, '0s');
  expect(small.requests).toEqual([{ begun: 0, ended: ticksOf('30ms'), outcome: 'ok' }]);
  expect(small.timing('join.latency').sum).toBe(ticksOf('30ms'));
  expect(small.timing('join.spread').sum).toBe(ticksOf('20ms'));
  expect(small.area('join.outstanding')).toBe(ticksOf('65ms'));
  expect(small.world.messages.live).toBe(0);
});

test('one bad answer makes it bad, after all have answered', () => {
  const small = asking({ a: { takes: '10ms', answer: 'failed' }, b: { takes: '30ms' } }, '0s', '1s');
  expect(small.requests.map((r) => r.outcome)).toEqual(['failed', 'failed']);
  expect(small.requests[0]!.ended).toBe(ticksOf('30ms'));
  expect(small.read('join.failed')).toBe(2);
});

test('of several bad answers the first wire counts, not the fastest', () => {
  const small = asking(
    {
      a: { takes: '1ms' },
      b: { takes: '30ms', answer: 'throttled' },
      c: { takes: '10ms', answer: 'soldOut' },
    },
    '0s',
  );
  expect(small.requests[0]!.outcome).toBe('throttled');
});

test('whoever never answers holds up the whole call', () => {
  const small = asking({ a: { takes: '1ms' }, b: { takes: '1ms', answer: 'nothing' } }, '0s', '0s');
  expect(small.read('join.open')).toBe(2);
  expect(small.read('join.outstanding')).toBe(2);
  expect(small.requests.every((r) => r.ended < 0)).toBe(true);
});

test('calls that overlap are kept apart', () => {
  const small = asking({ a: { takes: '10ms' }, b: { takes: '30ms' } }, '0ms', '5ms', '15ms');
  expect(small.requests.map((r) => r.ended)).toEqual([30_000, 35_000, 45_000]);
});

test('while a share of everything fails, nobody is asked', () => {
  const small = worldOf({
    parts: { users: [trafficSource, at('0s', '1s', '3s')], join: [join], a: [callee], b: [callee] },
    wires: ['users.out > join.in', 'join.out > a.in', 'join.out > b.in'],
    acts: [{ at: '500ms', part: 'join', act: 'fail', lasts: '1s', with: { share: 1 } }],
  }).run();
  expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'failed', 'ok']);
  expect(small.read('a.received')).toBe(2);
});
