/** What the program of a fleet may do beside its work: kinds that it handles, heartbeats, batches, undo. */
import { describe, expect, test } from 'vitest';
import { at, callee, type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { readSetting } from '../settings.ts';
import { sqsQueue } from '../sqs-queue/sim.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { consumerFleet } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;
const s = (n: number): number => n * 1_000_000;

/** A fleet of one worker that needs a second for a message. */
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

test.each([
  ['0s', '0s', 60],
  [null, '0s', 60],
  // One that brings nothing after five seconds of waiting is followed by the next at once.
  [null, '5s', 12],
  ['5s', '0s', 12],
])('a receive with a wait of %s, and %s of the queue, is made %i times a minute', (wait, own, times) => {
  const small = worldOf({
    parts: {
      queue: [sqsQueue, { ReceiveMessageWaitTimeSeconds: own }],
      fleet: [consumerFleet, { workers: 1, WaitTimeSeconds: wait, idlePause: '1s' }],
    },
    // However long it is on its way, it has not waited.
    wires: [{ wire: 'queue.messages > fleet.in', latency: '1ms' }],
    until: '59900ms',
  }).run();
  expect(small.read('queue.requests')).toBe(times);
});

describe('a program that handles some kinds', () => {
  const kinds = (attributes: object) => ({ ...at('0s'), messages: [{ body: 'x', attributes }] });
  const run = (attributes: object, handles: unknown) => behind(kinds(attributes), {}, { handles }).run();

  test.each([
    [{ kind: 'digital' }, { kind: ['digital', 'gift'] }, true],
    [{ kind: 'paper' }, { kind: ['digital', 'gift'] }, false],
    [{}, { kind: ['digital'] }, false],
    [{ size: 3 }, { size: [3] }, true],
    [{ tags: ['new', 'red'] }, { tags: ['red'] }, true],
    [{ kind: 'gift', size: 3 }, { kind: ['gift'], size: [4] }, false],
    [{ kind: 'paper' }, null, true],
  ])('%j for %j', (attributes, handles, fits) => {
    const small = run(attributes, handles);
    // A misfit takes as long, and is deleted too: it is lost without a word.
    expect([small.read('fleet.processed'), small.read('fleet.misfits')]).toEqual(fits ? [1, 0] : [0, 1]);
    expect([small.read('queue.deleted'), small.area('fleet.busy')]).toEqual([1, s(1)]);
  });

  test.each([['digital'], [['kind']], [{ kind: 'digital' }], [{ kind: [] }], [{ kind: [true] }]])(
    '%j is no such document',
    (written) => {
      expect(readSetting(consumerFleet.settings.handles!, written)).toMatchObject({ ok: false });
    },
  );
});

describe('a heartbeat', () => {
  const long = { processingTime: '100s' };

  test('keeps a message with the worker for as long as the work takes', () => {
    const twice = behind(at('0s'), { VisibilityTimeout: '30s' }, { ...long, workers: 2 }).run('250s');
    expect([twice.read('queue.received'), twice.read('fleet.duplicates')]).toEqual([2, 1]);
    const once = behind(
      at('0s'),
      { VisibilityTimeout: '30s' },
      { ...long, workers: 2, heartbeat: '20s' },
    ).run('250s');
    expect([once.read('queue.received'), once.read('fleet.duplicates')]).toEqual([1, 0]);
    // At 20, 40, 60 and 80; at 100 the work was done first.
    expect(once.read('fleet.heartbeats')).toBeLessThanOrEqual(5);
    expect(once.read('fleet.heartbeats')).toBeGreaterThanOrEqual(4);
  });

  test('keeps the rest of the batch, too', () => {
    const users = at('0s', '1s', '1s', '1s');
    const fleet = { MaxNumberOfMessages: 3, processingTime: '20s', heartbeat: '15s' };
    const small = behind(users, { VisibilityTimeout: '30s' }, fleet).run();
    // Three are received at 20 s; the last is worked on from 60 to 80.
    expect([small.read('queue.received'), small.read('queue.deleted')]).toEqual([4, 4]);
  });

  test('of a worker that dies ends, and the message comes back', () => {
    const kill = { at: '50s', part: 'fleet', act: 'kill' };
    const small = behind(at('0s'), { VisibilityTimeout: '30s' }, { ...long, heartbeat: '20s' }, [kill]).run();
    // Hidden at 40 for another 40: back at 80, done at 180.
    expect(small.timing('queue.dwell')).toMatchObject({ count: 1, sum: s(180) });
  });
});

describe('a message that failed', () => {
  test('is hidden for a while', () => {
    const fail = { at: '0s', part: 'fleet', act: 'fail', lasts: '10s', with: { share: 1 } };
    const fleet = { onFailure: 'hide it for a while', hideFor: '12s' };
    const small = behind(at('0s'), { VisibilityTimeout: '1h' }, fleet, [fail]).run();
    expect(small.timing('queue.dwell')).toMatchObject({ count: 1, sum: s(1 + 12 + 1) });
  });

  test('lets nothing of its FIFO batch pass; the rest goes back unbegun', () => {
    const fail = { at: '20s', part: 'fleet', act: 'fail', lasts: '1500ms', with: { share: 1 } };
    const run = (queue: Written) =>
      behind(
        { ...at('0s', '10s', '10s', '10s'), messages: [{ body: '{n}', group: 'g' }] },
        { VisibilityTimeout: '100s', ...queue },
        { MaxNumberOfMessages: 3, processingTime: '20s', onFailure: 'release it' },
        [{ ...fail, at: '39s', lasts: '2s' }],
      ).run();
    const fifo = run({ FifoQueue: true, ContentBasedDeduplication: true });
    // Of the three received at 20 s the first fails at 40, and the other two are handed back with it.
    expect([fifo.read('fleet.failed'), fifo.read('fleet.returned'), fifo.read('queue.received')]).toEqual([
      1,
      2,
      1 + 3 + 3,
    ]);
    const standard = run({});
    expect([standard.read('fleet.failed'), standard.read('fleet.returned')]).toEqual([1, 0]);
  });
});

describe('deletes in batches', () => {
  const users = at('0s', '100ms', '100ms', '100ms');
  const fleet = { MaxNumberOfMessages: 10, deletes: 'in batches' };

  test('are one request for a batch, at its end', () => {
    const small = behind(users, {}, fleet).run('30s');
    // Two receives brought something, a third and fourth wait; two deletes.
    expect(small.read('queue.deleted')).toBe(4);
    expect(small.read('queue.requests')).toBe(4 + small.read('fleet.receives') + 2);
    expect(small.timing('queue.dwell')).toMatchObject({ count: 4, sum: s(1 + 3 * 3.9) });
    expect(small.area('fleet.busy')).toBe(s(4));
    const single = behind(users, {}, { ...fleet, deletes: 'one by one' }).run('30s');
    expect(single.read('queue.requests')).toBe(small.read('queue.requests') + 2);
  });

  test('lose more with a worker that dies', () => {
    const kill = { at: '2500ms', part: 'fleet', act: 'kill' };
    const small = behind(users, { VisibilityTimeout: '10s' }, fleet, [kill]).run();
    // Of the batch of three one was done and not yet deleted: all three come back, and that one is done again.
    expect([small.read('fleet.lost'), small.read('fleet.duplicates'), small.read('queue.deleted')]).toEqual([
      3, 1, 4,
    ]);
  });

  test('a batch that is not deleted is known of', () => {
    const fail = { at: '500ms', part: 'queue', act: 'fail', lasts: '1s', with: { share: 1 } };
    const small = behind(at('0s'), { VisibilityTimeout: '10s' }, fleet, [fail]).run();
    expect([
      small.read('fleet.undeleted'),
      small.read('fleet.processed'),
      small.read('queue.deleted'),
    ]).toEqual([1, 2, 1]);
  });
});

test('a FIFO message whose time is over is done, and not deleted', () => {
  const small = behind(
    { ...at('0s'), messages: [{ body: 'x', group: 'g' }] },
    { FifoQueue: true, ContentBasedDeduplication: true, VisibilityTimeout: '30s' },
    { processingTime: '40s' },
    [],
    '100s',
  ).run();
  // At 40 the receipt is ten seconds too old; the next receive is at once, and its receipt expires too.
  expect([
    small.read('fleet.undeleted'),
    small.read('queue.deleted'),
    small.read('queue.redelivered'),
  ]).toEqual([2, 0, 2]);
});

describe('undo', () => {
  /** First a slot is taken, then the work is done; where that fails, the slot is given back. */
  const run = (work: Written, undo: Written, fleet: Written = {}, acts: readonly SmallAct[] = []) =>
    worldOf({
      parts: {
        users: [trafficSource, at('0s')],
        queue: [sqsQueue, { VisibilityTimeout: '60s' }],
        fleet: [consumerFleet, { workers: 1, processingTime: '1s', ...fleet }],
        take: [callee, {}],
        work: [callee, work],
        giveBack: [callee, undo],
        tellSomebody: [callee, {}],
      },
      wires: [
        'users.out > queue.send',
        'queue.messages > fleet.in',
        'fleet.work > take.in',
        'fleet.work > work.in',
        'fleet.undo > giveBack.in',
        'fleet.undo > tellSomebody.in',
      ],
      acts,
      until: '50s',
    }).run();
  const told = (small: ReturnType<typeof run>) =>
    ['take', 'work', 'giveBack', 'tellSomebody'].map((id) => small.read(`${id}.received`));

  test('is called in turn when a later call failed, and not when all went well', () => {
    const failed = run({ answer: 'failed' }, { takes: '2s' });
    expect(told(failed)).toEqual([1, 1, 1, 1]);
    expect([failed.read('fleet.undone'), failed.read('fleet.failed'), failed.area('fleet.busy')]).toEqual([
      1,
      1,
      s(3),
    ]);
    expect(told(run({}, {}))).toEqual([1, 1, 0, 0]);
  });

  test('is not called where nothing was done', () => {
    const fail = { at: '0s', part: 'fleet', act: 'fail', with: { share: 1 } };
    expect(told(run({}, {}, {}, [fail]))).toEqual([0, 0, 0, 0]);
  });

  test('goes on when a call of it fails or does not come back', () => {
    const bad = run({ answer: 'failed' }, { answer: 'failed' });
    expect([told(bad)[3], bad.read('fleet.undoFailed'), bad.read('fleet.undone')]).toEqual([1, 1, 1]);
    const silent = run({ answer: 'nothing' }, { answer: 'nothing' }, { timeout: '5s' });
    expect([told(silent)[3], silent.read('fleet.undoFailed'), silent.read('fleet.timeouts')]).toEqual([
      1, 1, 2,
    ]);
  });

  test('is not done by a dead worker: its slot is gone', () => {
    const kill = { at: '3s', part: 'fleet', act: 'kill' };
    const small = run({ takes: '20s' }, {}, {}, [kill]);
    expect(told(small)).toEqual([1, 1, 0, 0]);
    expect([small.read('fleet.lost'), small.read('fleet.blocked')]).toEqual([1, 0]);
  });
});
