import { describe, expect, test } from 'vitest';
import { type Answer, handOf, type Step } from '../../../tests/laws/queueHand.ts';
import { type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { sqsQueue } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;
const s = (n: number): number => n * 1_000_000;

describe('a move task', () => {
  const poison: SmallAct = { at: '0s', part: 'queue', act: 'poison', lasts: '70s', with: { messages: 3 } };
  const redrive = (at: string, rate: number): SmallAct => ({
    at,
    part: 'dead',
    act: 'redrive',
    with: { MaxNumberOfMessagesPerSecond: rate },
  });
  const run = (acts: readonly SmallAct[], fifo: Written = {}) => {
    const answers: (Answer | undefined)[] = [];
    const polls: Step[] = Array.from({ length: 8 }, (_, i) => ({ at: 1 + 10 * i, receive: 10 }));
    return worldOf({
      parts: {
        hand: [handOf(polls, answers)],
        queue: [sqsQueue, { VisibilityTimeout: '5s', maxReceiveCount: 2, ...fifo }],
        dead: [sqsQueue, fifo],
      },
      wires: [
        'hand.send > queue.send',
        'queue.messages > hand.poll',
        'queue.deadLetters > dead.redriven',
        'dead.moved > queue.redriven',
      ],
      acts,
      until: '200s',
    });
  };

  test.each([[{}], [{ FifoQueue: true }]])(
    'brings back at its pace what was set aside, as new messages: %j',
    (fifo) => {
      const small = run([poison, redrive('80s', 2)], fifo);
      small.run('79s');
      // Received at 1 and 11; the receive at 21 set them aside. A FIFO queue has them all in one group.
      expect([
        small.read('queue.deadLettered'),
        small.read('dead.depth'),
        small.read('dead.redriven'),
      ]).toEqual([3, 3, 3]);
      expect(small.read('dead.oldest')).toBe(s(58));
      small.run('80100ms');
      expect([small.read('dead.moving'), small.read('dead.moved'), small.read('queue.depth')]).toEqual([
        1, 1, 1,
      ]);
      small.run('81500ms');
      expect([small.read('dead.moving'), small.read('dead.moved'), small.read('dead.depth')]).toEqual([
        0, 3, 0,
      ]);
      expect([small.read('queue.redriven'), small.read('queue.sent'), small.read('dead.sent')]).toEqual([
        3, 3, 0,
      ]);
      expect(small.read('queue.oldest')).toBe(s(1.5));
    },
  );

  test('only one at a time, and nothing that came by itself', () => {
    const twice = run([poison, redrive('80s', 2), redrive('80200ms', 500)]);
    expect(twice.run('80400ms').read('dead.moved')).toBe(1);
    const own = run([{ ...poison, part: 'dead' }, redrive('80s', 2)]);
    expect(own.run().read('dead.moved')).toBe(0);
    expect([own.read('dead.depth'), own.read('dead.moving')]).toEqual([3, 0]);
  });
});

// The runner's own patience is the limit.
test('fourteen days of retention are computed in seconds', () => {
  const answers: (Answer | undefined)[] = [];
  const day = 86_400;
  const steps: Step[] = Array.from({ length: 2000 }, (_, i) => ({ at: i * 600, send: { body: `${i}` } }));
  const small = worldOf({
    parts: { hand: [handOf(steps, answers)], queue: [sqsQueue, { MessageRetentionPeriod: '14d' }] },
    wires: ['hand.send > queue.send', 'queue.messages > hand.poll'],
    until: '30d',
  });
  small.run('14d');
  expect([small.read('queue.depth'), small.read('queue.expired')]).toEqual([2000 - 1, 1]);
  small.run();
  expect(small.read('queue.expired')).toBe(2000);
  expect(small.area('queue.depth')).toBe(2000 * s(14 * day));
});
