import { expect, test } from 'vitest';
import { at, callee, type Small, type SmallModel, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import { service } from '../service/sim.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { router } from './sim.ts';

/** Which of the callees got the call that was made just before each of these moments. */
function visited(small: Small, moments: readonly string[], callees: readonly string[]): string {
  const seen = callees.map(() => 0);
  return moments
    .map((moment) => {
      small.run(moment);
      const got = callees.findIndex((id, i) => small.read(`${id}.received`) > seen[i]!);
      if (got >= 0) seen[got]!++;
      return callees[got] ?? '-';
    })
    .join('');
}

const seconds = (n: number): string[] => Array.from({ length: n }, (_, i) => `${i}s`);
const wires = (weights: Readonly<Record<string, number>>): SmallModel['wires'] => [
  'users.out > router.in',
  ...Object.entries(weights).map(([id, weight]) => ({ wire: `router.out > ${id}.in`, weight })),
];

test('in turn with weights 5, 1, 1 is smooth: a a b a c a a', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, at(...seconds(14))],
      router: [router, { choose: 'in turn' }],
      a: [callee],
      b: [callee],
      c: [callee],
    },
    wires: wires({ a: 5, b: 1, c: 1 }),
  });
  expect(visited(small, seconds(14), ['a', 'b', 'c'])).toBe('aabacaaaabacaa');
});

test('least open goes where the fewest calls are open, and takes turns between equals', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, at(...seconds(6))],
      router: [router, { choose: 'least open' }],
      a: [callee, { takes: '10s' }],
      b: [callee, { takes: '500ms' }],
    },
    wires: wires({ a: 1, b: 1 }),
  });
  expect(visited(small, seconds(6), ['a', 'b'])).toBe('abbbbb');
});

test('least open counts open calls for their weight: 2 of weight 3 are fewer than 1 of weight 1', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, at(...seconds(8))],
      router: [router, { choose: 'least open' }],
      a: [callee, { takes: '1h' }],
      b: [callee, { takes: '1h' }],
    },
    wires: wires({ a: 3, b: 1 }),
  });
  small.run();
  expect([small.read('a.received'), small.read('b.received')]).toEqual([6, 2]);
});

test('by weight: shares of 3 to 1, and nothing for weight 0', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, { rate: '1000/s' }],
      router: [router],
      a: [callee],
      b: [callee],
      c: [callee],
    },
    wires: wires({ a: 3, b: 1, c: 0 }),
    until: '40s',
  }).run();
  const n = small.read('router.passed');
  expect(Math.abs(small.read('a.received') - 0.75 * n)).toBeLessThan(4 * Math.sqrt(n * 0.75 * 0.25));
  expect(small.read('c.received')).toBe(0);
});

test('a wire behind which nobody listens is left out for skipFor, then tried again', () => {
  const moments = ['0s', '1s', '2s', '9s', '11s', '12s'];
  const small = worldOf({
    parts: {
      users: [trafficSource, at(...moments)],
      router: [router, { choose: 'in turn', skipFor: '10s' }],
      a: [callee, { answer: 'unreachable' }],
      b: [callee],
    },
    wires: wires({ a: 1, b: 1 }),
  });
  expect(visited(small, moments, ['a', 'b'])).toBe('abbbba');
  small.run();
  expect(small.requests.map((r) => r.outcome)).toEqual([
    'unreachable',
    'ok',
    'ok',
    'ok',
    'ok',
    'unreachable',
  ]);
  expect(small.area('router.leftOut')).toBe(ticksOf('20s'));
});

test('without skipFor every second call goes on failing', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, at(...seconds(6))],
      router: [router, { choose: 'in turn' }],
      a: [callee, { answer: 'unreachable' }],
      b: [callee],
    },
    wires: wires({ a: 1, b: 1 }),
  }).run();
  expect([small.read('router.answered'), small.read('router.failed')]).toEqual([3, 3]);
});

test('no wire left: answered as unreachable at once', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, at('1s', '2s', '3s', '12s')],
      router: [router, { skipFor: '10s' }],
      a: [service],
    },
    wires: wires({ a: 1 }),
    acts: [{ at: '0s', part: 'a', act: 'crash', lasts: '5s' }],
  }).run();
  expect(small.requests.map((r) => r.outcome)).toEqual(['unreachable', 'unreachable', 'unreachable', 'ok']);
  expect(small.read('router.unrouted')).toBe(2);
  expect(small.read('a.arrived')).toBe(2);
});

test('answers flow back with their outcome, and the time they took', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, at('0s')],
      router: [router],
      a: [callee, { takes: '30ms', answer: 'soldOut' }],
    },
    wires: ['users.out > router.in', { wire: 'router.out > a.in', latency: '5ms' }],
  }).run();
  expect(small.requests).toEqual([{ begun: 0, ended: ticksOf('40ms'), outcome: 'soldOut' }]);
  expect(small.timing('router.latency').sum).toBe(ticksOf('40ms'));
  expect(small.area('router.open')).toBe(ticksOf('40ms'));
  expect(small.world.messages.live).toBe(0);
});

test('while it is down nobody gets through, and what was handed on comes back', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, at('0s', '1s', '5s')],
      router: [router],
      a: [callee, { takes: '2s' }],
    },
    wires: wires({ a: 1 }),
    acts: [{ at: '500ms', part: 'router', act: 'outage', lasts: '2s' }],
  }).run();
  expect(small.requests.map((r) => [r.ended, r.outcome])).toEqual([
    [ticksOf('2s'), 'ok'],
    [ticksOf('1s'), 'unreachable'],
    [ticksOf('7s'), 'ok'],
  ]);
  expect(small.area('router.up')).toBe(ticksOf('58s'));
});
