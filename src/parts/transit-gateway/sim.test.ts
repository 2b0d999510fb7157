import { describe, expect, test } from 'vitest';
import {
  at,
  callee,
  type SmallAct,
  type SmallWire,
  ticksOf,
  worldOf,
} from '../../../tests/laws/smallWorld.ts';
import type { PartDefinition } from '../contract.ts';
import { networkLink } from '../network-link/sim.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { transitGateway } from './sim.ts';

const ms = (n: number): number => n * 1000;
type Written = Readonly<Record<string, unknown>>;

/** Users, the gateway, and two networks behind it. */
function between(
  written: Written,
  wires: { readonly users?: Written; readonly one?: Written; readonly two?: Written },
  acts: readonly Omit<SmallAct, 'part'>[] = [],
  moments: Written = at('1s'),
) {
  const wire = (text: string, some: Written = {}): SmallWire => ({ wire: text, with: some });
  return worldOf({
    parts: {
      users: [trafficSource, { timeout: '1s', ...moments }],
      tgw: [transitGateway, { latency: '10ms', ...written }],
      one: [callee, { takes: '50ms' }],
      two: [callee, { takes: '50ms' }],
    },
    wires: [
      wire('users.out > tgw.in', wires.users),
      wire('tgw.out > one.in', wires.one),
      wire('tgw.out > two.in', wires.two),
    ],
    acts: acts.map((act) => ({ ...act, part: 'tgw' })),
  }).run();
}

const reached = (small: ReturnType<typeof between>) =>
  ['one', 'two'].map((id) => small.read(`${id}.received`));

test('without any address: the first wire, one latency each way', () => {
  const small = between({}, {});
  expect(small.requests).toEqual([{ begun: ms(1000), ended: ms(1070), outcome: 'ok' }]);
  expect(small.timing('tgw.transit')).toMatchObject({ count: 2, sum: ms(20) });
  expect(small.area('tgw.inFlight')).toBe(ms(20));
  expect(reached(small)).toEqual([1, 0]);
});

describe('where a call goes', () => {
  const blocks = { one: { cidr: '10.0.0.0/8' }, two: { cidr: '10.2.0.0/16' } };

  test('by the longest prefix', () => {
    expect(reached(between({ destination: '10.2.0.1' }, blocks))).toEqual([0, 1]);
    expect(reached(between({ destination: '10.3.0.1' }, blocks))).toEqual([1, 0]);
  });

  test("a wire's destination before the gateway's, a letter's before both", () => {
    const wires = { ...blocks, users: { destination: '10.2.0.1' } };
    expect(reached(between({ destination: '10.3.0.1' }, wires))).toEqual([0, 1]);
    const letters = (key: string) => ({ ...at('1s'), messages: [{ body: 'x', key }] });
    expect(reached(between({}, wires, [], letters('10.3.0.1')))).toEqual([1, 0]);
    // The key of an object in a bucket is no address.
    expect(reached(between({}, wires, [], letters('photos/1.png')))).toEqual([0, 1]);
  });

  test('a static route before a propagated one of the same length, and after a longer one', () => {
    const to = (cidr: string) => ({ destination: '10.2.0.1', routes: [{ cidr, to: 'one' }] });
    expect(reached(between(to('10.2.0.0/16'), blocks))).toEqual([1, 0]);
    expect(reached(between(to('10.0.0.0/9'), blocks))).toEqual([0, 1]);
  });

  test('attachments have names of their own, too', () => {
    const routes = [{ cidr: '10.2.0.0/16', to: 'first' }];
    const named = { ...blocks, one: { ...blocks.one, attachment: 'first' } };
    expect(reached(between({ destination: '10.2.0.1', routes }, named))).toEqual([1, 0]);
  });

  test('each attachment asks its own table, which knows what is propagated to it', () => {
    const wires = (routeTable: string) => ({
      users: { routeTable },
      one: { cidr: '10.2.0.0/16', propagatesTo: 'production, shared' },
      two: { cidr: '10.2.0.0/16', propagatesTo: 'development' },
    });
    expect(reached(between({ destination: '10.2.0.1' }, wires('shared')))).toEqual([1, 0]);
    expect(reached(between({ destination: '10.2.0.1' }, wires('development')))).toEqual([0, 1]);
    const lost = between({ destination: '10.2.0.1' }, wires('default'));
    expect([reached(lost), lost.read('tgw.noRoute')]).toEqual([[0, 0], 1]);
  });
});

test('no route, or a black hole: the caller hears nothing until its timeout', () => {
  const nowhere = between({ destination: '192.168.0.1' }, {});
  expect(nowhere.requests).toEqual([{ begun: ms(1000), ended: ms(2000), outcome: 'timedOut' }]);
  expect(nowhere.read('tgw.noRoute')).toBe(1);
  expect(nowhere.world.messages.live).toBe(0);
  for (const to of ['blackhole', 'nobody']) {
    const hole = between({ destination: '10.2.0.1', routes: [{ cidr: '10.2.0.0/16', to }] }, {});
    expect(hole.requests[0]!.outcome).toBe('timedOut');
    expect([hole.read('tgw.blackholed'), hole.read('tgw.noRoute')]).toEqual([1, 0]);
  }
});

describe('an attachment that is down', () => {
  const down = { at: '0s', act: 'attachmentDown', lasts: '3s', with: { attachment: 'two' } };
  const both = { one: { cidr: '10.0.0.0/8' }, two: { cidr: '10.2.0.0/16' } };

  test('takes its propagated routes with it: a shorter prefix takes over', () => {
    const small = between({ destination: '10.2.0.1' }, both, [down], at('1s', '4s'));
    expect(reached(small)).toEqual([1, 1]);
    expect(small.area('tgw.down')).toBe(ticksOf('3s'));
  });

  test('leaves static routes behind, and they swallow', () => {
    const routes = [{ cidr: '10.2.0.0/16', to: 'two' }];
    const small = between({ destination: '10.2.0.1', routes }, both, [down], at('1s', '4s'));
    expect(reached(small)).toEqual([0, 1]);
    expect(small.read('tgw.blackholed')).toBe(1);
  });

  test('swallows answers too, though the work was done', () => {
    const late = { ...down, at: '1030ms' };
    const small = between({ destination: '10.2.0.1' }, both, [late]);
    expect(reached(small)).toEqual([0, 1]);
    expect(small.requests[0]!.outcome).toBe('timedOut');
    expect(small.read('tgw.lost')).toBe(1);
    expect(small.world.messages.live).toBe(0);
  });

  test('of the callers: nothing comes in from it', () => {
    const users = { attachment: 'shop' };
    const shop = { ...down, with: { attachment: 'shop' } };
    const small = between({}, { users }, [shop], at('1s', '4s'));
    expect(small.requests.map((r) => r.outcome)).toEqual(['timedOut', 'ok']);
  });
});

test('a black-hole route of an act swallows its block, but not what a longer prefix knows', () => {
  const wires = { one: { cidr: '10.0.0.0/8' }, two: { cidr: '10.2.0.0/16' } };
  const hole = (cidr: string | null) => [{ at: '0s', act: 'blackhole', lasts: '3s', with: { cidr } }];
  const go = (destination: string, cidr: string | null) =>
    between({ destination }, wires, hole(cidr), at('1s', '4s')).requests.map((r) => r.outcome);
  expect(go('10.3.0.1', '10.0.0.0/8')).toEqual(['timedOut', 'ok']);
  expect(go('10.2.0.1', '10.0.0.0/8')).toEqual(['ok', 'ok']);
  expect(go('10.2.0.1', null)).toEqual(['timedOut', 'ok']);
});

test('routes may change while it runs', () => {
  const set = {
    at: '2s',
    act: 'set',
    lasts: '2s',
    with: { routes: [{ cidr: '10.2.0.0/16', to: 'blackhole' }] },
  };
  const small = between({ destination: '10.2.0.1' }, {}, [set], at('1s', '3s', '5s'));
  expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'timedOut', 'ok']);
});

test('a slow service behind it is as slow as before: a route tells nothing of that', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, { timeout: '1s', ...at('1s') }],
      tgw: [transitGateway, { latency: '0s', destination: '10.0.0.1' }],
      far: [callee, { takes: '5s' }],
    },
    wires: ['users.out > tgw.in', 'tgw.out > far.in'],
  }).run();
  expect(small.requests[0]!.outcome).toBe('timedOut');
  expect([small.read('tgw.passed'), small.read('tgw.noRoute')]).toEqual([2, 0]);
});

test('delay and lose are as those of a link', () => {
  const delay = { at: '2s', act: 'delay', lasts: '2s', with: { extra: '100ms' } };
  const lose = { at: '5s', act: 'lose', lasts: '2s', with: { share: 1 } };
  const small = between({}, {}, [delay, lose], at('1s', '3s', '6s', '8s'));
  expect(small.requests.map((r) => [r.ended - r.begun, r.outcome])).toEqual([
    [ms(70), 'ok'],
    [ms(270), 'ok'],
    [ms(1000), 'timedOut'],
    [ms(70), 'ok'],
  ]);
});

test('with one wire in, one out and nothing set it is a plain link, event for event', () => {
  const run = (kind: PartDefinition) =>
    worldOf({
      parts: {
        users: [trafficSource, { rate: '50/s', timeout: '100ms' }],
        between: [kind, { latency: '2ms' }],
        far: [callee, { takes: 'exp 50ms' }],
      },
      wires: ['users.out > between.in', 'between.out > far.in'],
    }).run();
  const [gateway, link] = [run(transitGateway), run(networkLink)];
  expect(gateway.requests.length).toBeGreaterThan(2500);
  expect(gateway.world.readDigest()).toBe(link.world.readDigest());
  expect(gateway.requests).toEqual(link.requests);
});
