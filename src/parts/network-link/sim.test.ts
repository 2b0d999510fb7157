import { expect, test } from 'vitest';
import { at, callee, type SmallAct, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { networkLink } from './sim.ts';

const ms = (n: number): number => n * 1000;

function across(
  users: Readonly<Record<string, unknown>>,
  link: Readonly<Record<string, unknown>>,
  acts: readonly Omit<SmallAct, 'part'>[] = [],
) {
  return worldOf({
    parts: { users: [trafficSource, users], link: [networkLink, link], far: [callee, { takes: '50ms' }] },
    wires: ['users.out > link.in', 'link.out > far.in'],
    acts: acts.map((one) => ({ ...one, part: 'link' })),
  }).run();
}

test('there and back: two crossings and the work between them', () => {
  const small = across(at('0s'), { latency: '10ms' });
  expect(small.requests).toEqual([{ begun: 0, ended: ms(70), outcome: 'ok' }]);
  expect(small.timing('link.transit')).toMatchObject({ count: 2, sum: ms(20) });
  expect(small.area('link.inFlight')).toBe(ms(20));
  expect(small.read('link.passed')).toBe(2);
});

test('a call sent into a cut vanishes: only a timeout tells the caller', () => {
  const cut = { at: '1s', act: 'partition', lasts: '2s' };
  const small = across({ ...at('1500ms', '4s'), timeout: '1s' }, { latency: '10ms' }, [cut]);
  expect(small.requests).toEqual([
    { begun: ms(1500), ended: ms(2500), outcome: 'timedOut' },
    { begun: ms(4000), ended: ms(4070), outcome: 'ok' },
  ]);
  expect(small.read('link.lost')).toBe(1);
  expect(small.read('far.received')).toBe(1);
  expect(small.area('link.cut')).toBe(ticksOf('2s'));
  expect(small.world.messages.live).toBe(0);
});

test('an answer sent into a cut vanishes too, though the work was done', () => {
  const cut = { at: '1s', act: 'partition', lasts: '2s' };
  const small = across({ ...at('980ms'), timeout: '1s' }, { latency: '10ms' }, [cut]);
  expect(small.requests).toEqual([{ begun: ms(980), ended: ms(1980), outcome: 'timedOut' }]);
  expect(small.read('far.received')).toBe(1);
  expect(small.read('link.lost')).toBe(1);
  expect(small.world.messages.live).toBe(0);
});

test('what is on the way when the cut comes still gets through', () => {
  const cut = { at: '1s', act: 'partition', lasts: '40ms' };
  const small = across(at('995ms'), { latency: '10ms' }, [cut]);
  expect(small.requests).toEqual([{ begun: ms(995), ended: ms(1065), outcome: 'ok' }]);
});

test('refused: both directions are told at once', () => {
  const cut = { at: '1s', act: 'partition', lasts: '2s', with: { mode: 'refused' } };
  const small = across(at('980ms', '1500ms'), { latency: '10ms' }, [cut]);
  expect(small.requests).toEqual([
    { begun: ms(980), ended: ms(1040), outcome: 'unreachable' },
    { begun: ms(1500), ended: ms(1500), outcome: 'unreachable' },
  ]);
  expect(small.read('link.refused')).toBe(2);
});

test('delay is added to each crossing while it lasts', () => {
  const small = across(at('0s', '1s', '3s'), { latency: '10ms' }, [{ at: '1s', act: 'delay', lasts: '1s' }]);
  expect(small.requests.map((r) => r.ended - r.begun)).toEqual([ms(70), ms(470), ms(70)]);
});

test('lose takes the place of the usual loss, and gives it back', () => {
  const all = { at: '1s', act: 'lose', lasts: '1s', with: { share: '100 %' } };
  const small = across({ ...at('0s', '1s', '3s'), timeout: '500ms' }, {}, [all]);
  expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'timedOut', 'ok']);
});

test('with a quarter lost each way, 9 of 16 come through', () => {
  const small = across({ rate: '500/s', timeout: '200ms' }, { loss: 0.25 });
  const n = small.read('users.answered') + small.read('users.failed');
  const expected = (9 / 16) * n;
  expect(Math.abs(small.read('users.answered') - expected)).toBeLessThan(4 * Math.sqrt(expected * (7 / 16)));
});
