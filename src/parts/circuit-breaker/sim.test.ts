import { describe, expect, test } from 'vitest';
import { at, callee, type SmallAct, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { circuitBreaker } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;

const guarded = (users: Written, breaker: Written, far: Written = {}, acts: readonly SmallAct[] = []) =>
  worldOf({
    parts: { users: [trafficSource, users], breaker: [circuitBreaker, breaker], far: [callee, far] },
    wires: ['users.out > breaker.in', 'breaker.out > far.in'],
    acts,
  });
/** The far side answers badly for a while. */
const sick = (from: string, lasts: string): SmallAct => ({
  at: from,
  part: 'far',
  act: 'set',
  with: { answer: 'failed' },
  lasts,
});
const every = (ms: number, n: number): Written => at(...Array.from({ length: n }, (_, i) => `${i * ms}ms`));
const tck = { requestVolumeThreshold: 4, failureRatio: '75 %', delay: '1s' };
const outcomes = (small: ReturnType<typeof guarded>) => small.requests.map(({ outcome }) => outcome);

test('a window of 4 at 75 %: opens with the third failure, refuses at once, tries after the delay, closes', () => {
  // One a hundred milliseconds: good at 0, bad at 100, 200, 300; open from then to 1300.
  const small = guarded(every(100, 16), tck, {}, [sick('50ms', '1s')]).run();
  const refused = Array<string>(9).fill('circuitOpen');
  expect(outcomes(small)).toEqual(['ok', 'failed', 'failed', 'failed', ...refused, 'ok', 'ok', 'ok']);
  expect(small.requests[5]!.ended).toBe(small.requests[5]!.begun);
  expect(
    ['opened', 'refused', 'probes', 'passed', 'answered', 'failed'].map((m) => small.read(`breaker.${m}`)),
  ).toEqual([1, 9, 1, 7, 4, 3]);
  expect(small.area('breaker.open')).toBe(ticksOf('1s'));
});

test('a probe that fails opens it for another delay', () => {
  const small = guarded(every(100, 40), tck, {}, [sick('50ms', '1500ms')]).run();
  expect(small.read('breaker.opened')).toBe(2);
  expect(small.read('breaker.probes')).toBe(2);
  expect(small.area('breaker.open')).toBe(ticksOf('2s'));
});

test('half open, one at a time is let through; more where the setting says so', () => {
  const during = (halfOpenRequests: number) => {
    const users = at('0s', '1ms', '2ms', '3ms', '1200ms', '1201ms', '1202ms', '1203ms');
    const breaker = { ...tck, halfOpenRequests, successThreshold: 2 };
    const acts = [sick('0s', '100ms')];
    return outcomes(guarded(users, breaker, { takes: '10ms' }, acts).run()).slice(4);
  };
  expect(during(1)).toEqual(['ok', 'circuitOpen', 'circuitOpen', 'circuitOpen']);
  expect(during(3)).toEqual(['ok', 'ok', 'ok', 'circuitOpen']);
});

test('a call that takes too long is a failure; its late answer is nobody’s', () => {
  const small = guarded(every(100, 8), { ...tck, timeout: '50ms' }, { takes: '20s' }).run();
  expect(outcomes(small)).toEqual([
    ...Array<string>(4).fill('timedOut'),
    ...Array<string>(4).fill('circuitOpen'),
  ]);
  expect(small.read('breaker.timeouts')).toBe(4);
  expect(small.world.messages.live).toBe(0);
});

test('“sold out” is an answer, and opens nothing', () => {
  const small = guarded(every(100, 40), tck, { answer: 'soldOut' }).run();
  expect(small.read('breaker.opened')).toBe(0);
  expect(small.read('breaker.failed')).toBe(40);
});

test('answers to calls of before it opened tell nothing when they come', () => {
  // Ten are under way for 2 s when the answers of the first four open it; it is half open when the others come in badly.
  const users = at(...Array<string>(4).fill('0s'), ...Array<string>(6).fill('1500ms'), '3100ms');
  const small = guarded(users, tck, { takes: '2s' }, [sick('0s', '3600ms')]).run();
  expect(small.read('breaker.opened')).toBe(1);
  expect(outcomes(small).at(-1)).toBe('ok');
});

describe('force open', () => {
  const forced = (lasts?: string): SmallAct => ({
    at: '1s',
    part: 'breaker',
    act: 'forceOpen',
    ...(lasts && { lasts }),
  });

  test('nothing passes until the act ends, whatever the delay', () => {
    const small = guarded(at('500ms', '1500ms', '8s', '11s'), { delay: '1s' }, {}, [forced('9s')]).run();
    expect(outcomes(small)).toEqual(['ok', 'circuitOpen', 'circuitOpen', 'ok']);
    expect(small.area('breaker.open')).toBe(ticksOf('9s'));
    expect(small.read('breaker.opened')).toBe(1);
  });

  test('and for good without an end', () => {
    const small = guarded(at('500ms', '50s'), {}, {}, [forced()]).run();
    expect(outcomes(small)).toEqual(['ok', 'circuitOpen']);
  });
});
