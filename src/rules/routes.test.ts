import { expect, test } from 'vitest';
import { addressOf, BLACKHOLE, blockOf, contains, type Route, readRoutes, routeFor } from './routes.ts';

test('addresses are numbers, the highest too', () => {
  expect(addressOf('0.0.0.1')).toBe(1);
  expect(addressOf('10.1.2.3')).toBe(10 * 2 ** 24 + 2 ** 16 + 2 * 256 + 3);
  expect(addressOf('255.255.255.255')).toBe(2 ** 32 - 1);
  for (const bad of ['10.1.2', '10.1.2.256', '10.1.2.3.4', '010.1.2.3', ' 10.1.2.3', 'ten', ''])
    expect(addressOf(bad)).toBeNaN();
});

test('blocks lose their host bits', () => {
  expect(blockOf('10.1.2.3/16')).toEqual({ address: addressOf('10.1.0.0'), length: 16 });
  expect(blockOf('200.1.2.3/32')).toEqual({ address: addressOf('200.1.2.3'), length: 32 });
  expect(blockOf('200.1.2.3/0')).toEqual({ address: 0, length: 0 });
  for (const bad of ['10.1.0.0', '10.1.0.0/33', '10.1.0.0/-1', '10.1.0.0/016', '/8'])
    expect(blockOf(bad)).toBe(null);
});

test('a block contains its first and last address, and not their neighbours', () => {
  const block = blockOf('192.168.4.0/22')!;
  const there = ['192.168.3.255', '192.168.4.0', '192.168.7.255', '192.168.8.0'];
  expect(there.map((one) => contains(block, addressOf(one)))).toEqual([false, true, true, false]);
  expect(contains(blockOf('0.0.0.0/0')!, addressOf('255.255.255.255'))).toBe(true);
});

const route = (cidr: string, to: number, isStatic = false, table = 'default'): Route => ({
  ...blockOf(cidr)!,
  to,
  isStatic,
  table,
});

test('the longest prefix wins, whatever the order and the kind', () => {
  const routes = [
    route('10.1.2.0/24', 2),
    route('10.0.0.0/8', 0, true),
    route('10.1.0.0/16', 1, true),
    route('0.0.0.0/0', BLACKHOLE, true),
  ];
  const to = (address: string) => routeFor(routes, 'default', addressOf(address))?.to;
  expect(['10.1.2.9', '10.1.3.9', '10.2.3.9', '11.1.1.1'].map(to)).toEqual([2, 1, 0, BLACKHOLE]);
});

test('of equally long ones static comes before propagated, then the first', () => {
  const routes = [route('10.0.0.0/8', 0), route('10.0.0.0/8', 1), route('10.0.0.0/8', BLACKHOLE, true)];
  expect(routeFor(routes, 'default', addressOf('10.1.1.1'))?.to).toBe(BLACKHOLE);
  expect(routeFor(routes.slice(0, 2), 'default', addressOf('10.1.1.1'))?.to).toBe(0);
});

test('a table knows its own routes only', () => {
  const routes = [route('10.0.0.0/8', 0, true, 'production')];
  expect(routeFor(routes, 'default', addressOf('10.1.1.1'))).toBe(null);
  expect(routeFor(routes, 'production', addressOf('11.1.1.1'))).toBe(null);
  expect(routeFor(routes, 'production', addressOf('10.1.1.1'))?.to).toBe(0);
});

test('static routes as they are written', () => {
  expect(readRoutes([{ cidr: '10.1.0.0/16', to: 'a' }])).toEqual({
    ok: true,
    value: [{ table: 'default', address: addressOf('10.1.0.0'), length: 16, to: 'a' }],
  });
  for (const [raw, expected] of [
    ['x', 'a list of at most'],
    [[1], 'for route 1 a map'],
    [[{ cidr: '10.1.0.0', to: 'a' }], 'a cidr such as'],
    [[{ cidr: '10.1.0.0/16' }], 'the name of an attachment'],
    [[{ cidr: '10.1.0.0/16', to: 'a', via: 'b' }], 'and not via'],
    [[{ cidr: '10.1.0.0/16', to: 'a', table: '' }], 'the name of a route table'],
    [
      [
        { cidr: '10.1.0.0/16', to: 'a' },
        { cidr: '10.1.9.9/16', to: 'b' },
      ],
      'for route 2 a block',
    ],
  ] as const) {
    const answer = readRoutes(raw as never);
    expect(answer.ok ? '' : answer.expected).toContain(expected);
  }
});
