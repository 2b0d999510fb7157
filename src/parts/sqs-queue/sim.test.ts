import { describe, expect, test } from 'vitest';
import { at, type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { consumerFleet } from '../consumer-fleet/sim.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { sqsQueue } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;
const s = (n: number): number => n * 1_000_000;

/** One worker whose work is written by hand, behind a queue. */
const behind = (
  users: Written,
  queue: Written,
  fleet: Written,
  acts: readonly SmallAct[] = [],
  until = '300s',
) =>
  worldOf({
    parts: {
      users: [trafficSource, users],
      queue: [sqsQueue, queue],
      fleet: [consumerFleet, { workers: 1, processingTime: '1s', ...fleet }],
    },
    wires: ['users.out > queue.send', 'queue.messages > fleet.in'],
    acts,
    until,
  });

describe('visibility', () => {
  test('work longer than the timeout is done twice with everybody healthy', () => {
    const small = behind(at('0s'), { VisibilityTimeout: '30s' }, { workers: 2, processingTime: '45s' }).run();
    // Received at 0 and again at 30; the first worker deletes at 45, the second finds it done at 75.
    expect(small.read('queue.received')).toBe(2);
    expect(small.read('queue.deleted')).toBe(1);
    expect(small.read('fleet.processed')).toBe(2);
    expect(small.read('queue.depth')).toBe(0);
  });

  test('work shorter than the timeout is done once', () => {
    const small = behind(at('0s'), { VisibilityTimeout: '46s' }, { workers: 2, processingTime: '45s' }).run();
    expect([small.read('queue.received'), small.read('fleet.processed')]).toEqual([1, 1]);
  });

  test('a message of a worker that died comes back after the timeout, counted from its receive', () => {
    const kill = { at: '10s', part: 'fleet', act: 'crash', lasts: '5s' };
    const small = behind(at('5s'), { VisibilityTimeout: '30s' }, { processingTime: '20s' }, [kill]);
    small.run('34s');
    expect(small.read('queue.inFlight')).toBe(1);
    small.run();
    // 5 + 30 received again, 20 s of work.
    expect(small.timing('queue.dwell')).toMatchObject({ count: 1, sum: s(50) });
    expect(small.read('fleet.lost')).toBe(1);
  });

  test('a message that is handed back is there again at once', () => {
    const fail = { at: '0s', part: 'fleet', act: 'fail', lasts: '8s', with: { share: 1 } };
    const small = behind(at('1s'), {}, { processingTime: '2s', onFailure: 'release it' }, [fail]).run();
    // Fails at 3, 5 and 7; the fourth ends at 9.
    expect(small.read('queue.received')).toBe(4);
    expect(small.timing('queue.dwell')).toMatchObject({ count: 1, sum: s(8) });
  });
});

describe('dead letters', () => {
  test('the receive that would exceed maxReceiveCount moves the message instead', () => {
    const small = worldOf({
      parts: {
        users: [trafficSource, at('0s')],
        queue: [sqsQueue, { VisibilityTimeout: '10s', maxReceiveCount: 3, MessageRetentionPeriod: '200s' }],
        dead: [sqsQueue, { MessageRetentionPeriod: '200s' }],
        fleet: [consumerFleet, { workers: 1, processingTime: '1s' }],
      },
      wires: ['users.out > queue.send', 'queue.messages > fleet.in', 'queue.deadLetters > dead.redriven'],
      acts: [{ at: '0s', part: 'fleet', act: 'fail', with: { share: 1 } }],
      until: '250s',
    });
    small.run('100s');
    // Received at 0, 10 and 20; at 30 the fourth receive moves it. Moved messages are not "sent" to the other queue.
    expect(small.read('queue.received')).toBe(3);
    expect(small.read('queue.deadLettered')).toBe(1);
    expect([small.read('dead.depth'), small.read('dead.sent')]).toEqual([1, 0]);
    expect(small.read('dead.oldest')).toBe(s(70));
    small.run();
    // Retention counts from the first send: gone at 200 s, not at 230 s.
    expect(small.read('dead.expired')).toBe(1);
    expect(small.area('dead.depth')).toBe(s(170));
  });

  test('without a dead-letter queue a message comes back for ever', () => {
    const fail = { at: '0s', part: 'fleet', act: 'fail', with: { share: 1 } };
    const small = behind(
      at('0s'),
      { VisibilityTimeout: '10s', maxReceiveCount: 3 },
      {},
      [fail],
      '105s',
    ).run();
    expect(small.read('queue.received')).toBe(11);
  });
});

describe('receiving', () => {
  test('a long poll is answered when a message comes; nothing is asked in vain', () => {
    const small = behind(at('7s'), {}, { WaitTimeSeconds: '20s' }, [], '10s').run();
    expect(small.timing('fleet.age')).toMatchObject({ count: 1, sum: s(1) });
    expect(small.read('queue.emptyReceives')).toBe(0);
  });

  test('a long poll gives up at the end of its wait', () => {
    const small = behind(at('50s'), {}, { WaitTimeSeconds: '20s' }, [], '49s').run();
    expect(small.read('queue.emptyReceives')).toBe(2);
    expect(small.read('fleet.receives')).toBe(3);
  });

  test('a short poll comes back empty at once, and each one is paid for', () => {
    const small = behind(at('50s'), {}, { WaitTimeSeconds: '0s', idlePause: '1s' }, [], '10500ms').run();
    expect(small.read('queue.emptyReceives')).toBe(11);
    expect(small.read('queue.requests')).toBe(11);
  });

  test('a batch is worked on one by one, and its last message may become visible meanwhile', () => {
    const users = at('0s', '1s', '1s', '1s');
    const fleet = { MaxNumberOfMessages: 3, WaitTimeSeconds: '20s', processingTime: '20s' };
    const small = behind(users, { VisibilityTimeout: '50s' }, fleet).run();
    // Three are received at 20 s and deleted at 40, 60 and 80; the last was visible again from 70 on: an old receipt will do.
    expect(small.read('queue.received')).toBe(4);
    expect(small.read('queue.deleted')).toBe(4);
    expect(small.timing('queue.dwell')).toMatchObject({ count: 4, sum: s(20 + 39 + 59 + 79) });
  });
});

describe('time', () => {
  test('a delayed message can be received only after its delay', () => {
    const small = behind(at('0s'), { DelaySeconds: '15s' }, {}).run();
    expect(small.timing('fleet.age')).toMatchObject({ count: 1, sum: s(16) });
    expect(small.area('queue.delayed')).toBe(s(15));
  });

  test('retention takes a message away, whoever holds it', () => {
    const small = behind(at('0s', '1s'), { MessageRetentionPeriod: '60s' }, { processingTime: '80s' }).run();
    expect(small.read('queue.expired')).toBe(2);
    expect(small.read('queue.deleted')).toBe(0);
    expect(small.read('queue.depth')).toBe(0);
  });

  test('the oldest message is one received fewer than three times', () => {
    const fail = { at: '0s', part: 'fleet', act: 'fail', with: { share: 1 } };
    const small = behind(at('0s'), { VisibilityTimeout: '10s' }, {}, [fail]);
    small.run('19s');
    expect(small.read('queue.oldest')).toBe(s(19));
    small.run('25s');
    expect(small.read('queue.oldest')).toBe(0);
  });
});

test('a delete that misses a replica brings the message back', () => {
  const small = behind(
    at('0s'),
    { missedDeletes: 1, VisibilityTimeout: '10s' },
    { idempotent: true },
    [],
    '25s',
  ).run();
  expect(small.read('queue.received')).toBe(3);
  expect(small.read('fleet.processed')).toBe(1);
  expect(small.read('fleet.duplicates')).toBe(2);
});

test('a queue that is down loses nothing', () => {
  const down = { at: '0s', part: 'queue', act: 'outage', lasts: '30s' };
  const small = behind(at('10s', '40s'), {}, { idlePause: '1s' }, [down]).run();
  expect(small.requests.map((r) => r.outcome)).toEqual(['failed', 'ok']);
  expect(small.read('fleet.processed')).toBe(1);
});

describe('a poison message', () => {
  const poison = (lasts?: string): SmallAct => ({
    at: '5s',
    part: 'queue',
    act: 'poison',
    ...(lasts && { lasts }),
  });

  test('fails each time, comes back after each visibility timeout, and belongs to no user', () => {
    const small = behind(at('1s'), { VisibilityTimeout: '10s' }, {}, [poison()], '30s').run();
    // The user's at 1 s; the poison at 5, 15 and 25 s.
    expect(small.read('queue.received')).toBe(4);
    expect([small.read('fleet.processed'), small.read('fleet.failed')]).toEqual([1, 3]);
    expect(small.requests).toHaveLength(1);
    expect(small.read('queue.depth')).toBe(1);
  });

  test('is set aside where there is a place for it, and is poison there too', () => {
    const small = worldOf({
      parts: {
        users: [trafficSource, at()],
        queue: [sqsQueue, { VisibilityTimeout: '10s', maxReceiveCount: 3 }],
        dead: [sqsQueue, { VisibilityTimeout: '10s' }],
        fleet: [consumerFleet, { workers: 1, processingTime: '1s' }],
        undertaker: [consumerFleet, { workers: 1, processingTime: '1s' }],
      },
      wires: [
        'users.out > queue.send',
        'queue.messages > fleet.in',
        'queue.deadLetters > dead.redriven',
        'dead.messages > undertaker.in',
      ],
      acts: [poison()],
      until: '60s',
    }).run();
    // Received at 5, 15 and 25; moved at 35, and received there at 35, 45 and 55.
    expect([small.read('queue.received'), small.read('queue.deadLettered')]).toEqual([3, 1]);
    expect([small.read('undertaker.failed'), small.read('undertaker.processed')]).toEqual([3, 0]);
  });

  test('is processed where it came from, once the bug is mended and it is moved back', () => {
    const small = worldOf({
      parts: {
        users: [trafficSource, at()],
        queue: [sqsQueue, { VisibilityTimeout: '10s', maxReceiveCount: 2 }],
        dead: [sqsQueue],
        fleet: [consumerFleet, { workers: 1, processingTime: '1s' }],
      },
      wires: [
        'users.out > queue.send',
        'queue.messages > fleet.in',
        'queue.deadLetters > dead.redriven',
        'dead.moved > queue.redriven',
      ],
      acts: [
        poison('40s'),
        { at: '30s', part: 'dead', act: 'redrive' },
        { at: '60s', part: 'dead', act: 'redrive' },
      ],
      until: '90s',
    });
    // Received at 5 and 15, set aside at 25; moved back at 30, received at 30 and 40, set aside at 50: mended at 45.
    small.run('59s');
    expect([small.read('fleet.failed'), small.read('queue.deadLettered'), small.read('dead.depth')]).toEqual([
      4, 2, 1,
    ]);
    small.run();
    expect([small.read('fleet.failed'), small.read('fleet.processed')]).toEqual([4, 1]);
    expect([small.read('dead.depth'), small.read('queue.depth')]).toEqual([0, 0]);
  });

  test('is processed once the bug is mended', () => {
    const small = behind(at(), { VisibilityTimeout: '10s' }, {}, [poison('12s')], '60s').run();
    // Fails at 6 and 16; mended at 17, received again at 25.
    expect([small.read('fleet.failed'), small.read('fleet.processed')]).toEqual([2, 1]);
    expect(small.timing('queue.dwell')).toMatchObject({ count: 1, sum: s(21) });
  });
});

test('a queue that fails every request takes nothing in and gives nothing out', () => {
  const fail = { at: '2s', part: 'queue', act: 'fail', lasts: '10s', with: { share: 1 } };
  const small = behind(at('1s', '3s', '20s'), {}, { processingTime: '10s' }, [fail], '60s').run();
  // The delete at 11 s fails too, so that the first message comes back and is done twice.
  expect(small.requests.map((r) => r.outcome)).toEqual(['ok', 'failed', 'ok']);
  expect([small.read('queue.sent'), small.read('queue.redelivered'), small.read('queue.deleted')]).toEqual([
    2, 1, 2,
  ]);
});
