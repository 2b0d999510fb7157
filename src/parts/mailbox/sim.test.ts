import { describe, expect, test } from 'vitest';
import { at, ticksOf, worldOf } from '../../../tests/laws/smallWorld.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { mailbox } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;

const mailed = (users: Written, box: Written, acts: Parameters<typeof worldOf>[0]['acts'] = []) =>
  worldOf({
    parts: { users: [trafficSource, users], box: [mailbox, { deliveryTime: '200ms', ...box }] },
    wires: ['users.out > box.in'],
    acts,
  });

describe('an e-mail', () => {
  test('arrives after its time, any number of them side by side', () => {
    const small = mailed(at('1s', '1s', '2s'), {}).run();
    expect(small.requests.map((r) => r.ended)).toEqual(['1200ms', '1200ms', '2200ms'].map(ticksOf));
    expect([small.read('box.arrived'), small.read('box.duplicates')]).toEqual([3, 0]);
    expect(small.timing('box.latency')).toMatchObject({ count: 3, sum: ticksOf('600ms') });
    expect(small.area('box.open')).toBe(ticksOf('600ms'));
  });

  test('to no such address comes back for good: nobody tries again', () => {
    const small = mailed({ ...at('1s'), retries: 5 }, { bounceShare: 1 }).run();
    expect(small.requests.map((r) => r.outcome)).toEqual(['notFound']);
    expect([small.read('box.bounced'), small.read('box.arrived')]).toEqual([1, 0]);
  });

  test('that is put off is taken at the next try, and its latency counts from the first', () => {
    const patient = { ...at('1s'), retries: 5, backoff: '10s' };
    const small = mailed(patient, { greylistShare: 1 }).run();
    expect([small.read('box.putOff'), small.read('box.arrived')]).toEqual([1, 1]);
    // 200 ms, 10 s, 200 ms.
    expect(small.timing('box.latency')).toMatchObject({ count: 1, sum: ticksOf('10400ms') });
  });

  test('is put off as often as the share says', () => {
    const small = mailed({ arrivals: 'constant', rate: '50/s' }, { greylistShare: 0.2 }).run();
    const [put, made] = [small.read('box.putOff'), small.read('users.made')];
    expect(Math.abs(put / made - 0.2)).toBeLessThan(0.03);
    expect(put + small.read('box.arrived') + small.read('users.open')).toBe(made);
  });
});

test('a sender who has given up waiting sends it again: the customer gets it twice', () => {
  const hasty = { ...at('1s', '5s'), timeout: '1s', retries: 1, backoff: '0s' };
  const small = mailed(hasty, { deliveryTime: 'empirical 1500ms' }).run();
  expect([small.read('box.arrived'), small.read('box.duplicates')]).toEqual([4, 2]);
});

test('many requests are told apart', () => {
  const small = mailed({ arrivals: 'constant', rate: '200/s' }, {}).run();
  expect(small.read('users.made')).toBeGreaterThan(11_000);
  expect(small.read('box.duplicates')).toBe(0);
});

test('a server that is down is not reached, and one that fails puts off nothing', () => {
  const small = mailed(at('1s', '3s', '6s'), { greylistShare: 0 }, [
    { at: '2s', part: 'box', act: 'outage', lasts: '2s' },
    { at: '5s', part: 'box', act: 'fail', lasts: '2s', with: { share: 1 } },
  ]).run();
  expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'unreachable', 'failed']);
  expect([small.read('box.failed'), small.read('box.arrived')]).toEqual([2, 1]);
});
