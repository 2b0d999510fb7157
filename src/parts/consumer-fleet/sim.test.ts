import { expect, test } from 'vitest';
import { fillerAt } from '../../../tests/laws/filler.ts';
import { at, callee, type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { sqsQueue } from '../sqs-queue/sim.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { consumerFleet } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;
const s = (n: number): number => n * 1_000_000;

/** A fleet that asks two others for each message. */
const asking = (
  users: Written,
  fleet: Written,
  first: Written,
  second: Written,
  acts: readonly SmallAct[] = [],
) =>
  worldOf({
    parts: {
      users: [trafficSource, users],
      queue: [sqsQueue, { VisibilityTimeout: '60s' }],
      fleet: [consumerFleet, { workers: 1, processingTime: '1s', ...fleet }],
      first: [callee, first],
      second: [callee, second],
    },
    wires: [
      'users.out > queue.send',
      'queue.messages > fleet.in',
      'fleet.work > first.in',
      'fleet.work > second.in',
    ],
    acts,
    until: '100s',
  });

test('own work, then each call in turn, then the delete', () => {
  const small = asking(at('0s', '0s'), {}, { takes: '2s' }, { takes: '3s' }).run();
  expect(small.timing('fleet.age')).toMatchObject({ count: 2, sum: s(6 + 12) });
  expect(small.area('fleet.busy')).toBe(s(12));
  expect(small.area('fleet.blocked')).toBe(s(10));
  expect(small.read('queue.deleted')).toBe(2);
});

test('a failed call leaves the message for later and the next call unmade', () => {
  const small = asking(at('0s'), {}, { answer: 'failed' }, {}).run('59s');
  expect(small.read('fleet.failed')).toBe(1);
  expect(small.read('second.received')).toBe(0);
  expect(small.read('queue.inFlight')).toBe(1);
});

test('a call without an answer ends at its timeout, and the late answer changes nothing', () => {
  const small = asking(at('0s'), { timeout: '5s' }, { takes: '8s' }, {}).run('50s');
  expect(small.read('fleet.timeouts')).toBe(1);
  expect(small.read('fleet.processed')).toBe(0);
  expect(small.read('fleet.busy')).toBe(0);
});

test('w workers with a cycle of C seconds process w / C a second', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, { arrivals: 'constant', rate: '100/s' }],
      queue: [sqsQueue],
      fleet: [consumerFleet, { workers: 8, processingTime: '240ms' }],
    },
    wires: ['users.out > queue.send', { wire: 'queue.messages > fleet.in', latency: '5ms' }],
    until: '261s',
  }).run();
  // A cycle is a receive and a delete, there and back, and the work: 4 x 5 + 240 ms; 8 / 0.26 = 30.77 a second.
  expect(small.read('fleet.processed')).toBeGreaterThanOrEqual(8 * 1003);
  expect(small.read('fleet.processed')).toBeLessThanOrEqual(8 * 1004);
});

test('a dead worker stops at once and comes back; the others go on', () => {
  const kill = { at: '2500ms', part: 'fleet', act: 'crash', lasts: '10s', with: { workers: 1 } };
  const small = asking(at('0s', '0s'), { workers: 2 }, { takes: '2s' }, {}, [kill]).run('50s');
  expect(small.read('fleet.lost')).toBe(1);
  expect(small.read('fleet.processed')).toBe(1);
  expect(small.area('fleet.up')).toBe(s(2 * 50 - 10));
  expect(small.area('fleet.blocked')).toBe(s(2 + 1.5));
  small.run();
  expect(small.read('fleet.processed')).toBe(2);
});

test('a slow fleet is slow for what it begins, not for what it holds', () => {
  const slow = { at: '500ms', part: 'fleet', act: 'slow', lasts: '2s', with: { factor: 10 } };
  const small = asking(at('0s', '0s', '0s'), {}, {}, {}, [slow]).run();
  expect(small.timing('fleet.age')).toMatchObject({ count: 3, sum: s(1 + 11 + 12) });
});

test('an idempotent fleet does a message once, whatever comes twice', () => {
  const twice = (idempotent: boolean) =>
    worldOf({
      parts: {
        users: [trafficSource, at('0s')],
        queue: [sqsQueue, { missedDeletes: 1, VisibilityTimeout: '10s' }],
        fleet: [consumerFleet, { workers: 1, processingTime: '1s', idempotent }],
        first: [callee, {}],
      },
      wires: ['users.out > queue.send', 'queue.messages > fleet.in', 'fleet.work > first.in'],
      until: '35s',
    }).run();
  expect(twice(true).read('first.received')).toBe(1);
  expect(twice(true).read('fleet.duplicates')).toBe(3);
  expect(twice(false).read('first.received')).toBe(4);
});

test('a worker that is killed loses what it holds, and its successor takes the next at once', () => {
  const kill = { at: '500ms', part: 'fleet', act: 'kill' };
  const small = worldOf({
    parts: {
      users: [trafficSource, at('0s', '0s')],
      queue: [sqsQueue, { VisibilityTimeout: '10s' }],
      fleet: [consumerFleet, { workers: 1, processingTime: '1s' }],
    },
    wires: ['users.out > queue.send', 'queue.messages > fleet.in'],
    acts: [kill],
    until: '60s',
  }).run();
  expect([small.read('fleet.lost'), small.read('fleet.up')]).toEqual([1, 1]);
  // The second message from 0.5 to 1.5 s; the first one is visible again at 10 s.
  expect(small.timing('fleet.age')).toMatchObject({ count: 2, sum: s(1.5 + 11) });
});

test.each([0, 1, 2, 3])(
  'no worker is forgotten when the table of messages grows while it asks: %d rows left',
  (free) => {
    const small = worldOf({
      parts: {
        users: [trafficSource, at('0s', '0s', '0s')],
        queue: [sqsQueue],
        fleet: [consumerFleet, { workers: 1, processingTime: '1s' }],
        first: [callee, { takes: '1s' }],
        filler: [fillerAt(s(0.5), free)],
        fillerToo: [fillerAt(s(1.5), free)],
      },
      wires: ['users.out > queue.send', 'queue.messages > fleet.in', 'fleet.work > first.in'],
      until: '20s',
    }).run();
    expect([small.read('fleet.processed'), small.read('queue.deleted'), small.read('fleet.busy')]).toEqual([
      3, 3, 0,
    ]);
  },
);
