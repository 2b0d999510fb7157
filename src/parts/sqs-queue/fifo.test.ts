import { describe, expect, test } from 'vitest';
import { type Answer, handOf, type Step } from '../../../tests/laws/queueHand.ts';
import { type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { sqsQueue } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;
const s = (n: number): number => n * 1_000_000;

/** A FIFO queue with content-based deduplication, and what is done to it. */
function by(steps: readonly Step[], queue: Written = {}, acts: readonly SmallAct[] = [], until = '1000s') {
  const answers: (Answer | undefined)[] = [];
  const small = worldOf({
    parts: {
      hand: [handOf(steps, answers)],
      queue: [sqsQueue, { FifoQueue: true, ContentBasedDeduplication: true, ...queue }],
    },
    wires: ['hand.send > queue.send', 'queue.messages > hand.poll'],
    acts,
    until,
  }).run();
  return { small, answers, got: answers.map((one) => one?.got.join('') ?? '') };
}

const put = (at: number, group: string, ...bodies: string[]): Step[] =>
  bodies.map((body) => ({ at, send: { body, group } }));

describe('the order of groups', () => {
  test('one receive drains a group, then the next; a served group goes to the back', () => {
    const { got } = by([
      ...put(0, 'a', '1', '2', '3'),
      ...put(0, 'b', '4', '5'),
      { at: 1, receive: 4 },
      { at: 2, receive: 10 },
      { at: 3, remove: 0 },
      { at: 3, remove: 1 },
      { at: 3, remove: 2 },
      { at: 3, remove: 3 },
      ...put(4, 'a', '6'),
      { at: 5, receive: 2 },
    ]);
    // 1 2 3 of a, 4 of b; then nothing, for 5 stands behind 4. When all is deleted b was free first.
    expect([got[5], got[6], got[12]]).toEqual(['1234', '', '56']);
  });

  test('a group with a message in flight gives nothing; the others do', () => {
    const { got } = by([
      ...put(0, 'a', '1', '2'),
      ...put(0, 'b', '3'),
      { at: 1, receive: 1 },
      { at: 2, receive: 10 },
      { at: 3, receive: 10 },
      { at: 4, remove: 0 },
      { at: 5, receive: 10 },
    ]);
    expect(got.slice(3)).toEqual(['1', '3', '', '', '2']);
  });

  test('a head that is released is there again, and only it', () => {
    const { got } = by([
      ...put(0, 'a', '1', '2', '3', '4'),
      { at: 1, receive: 3 },
      { at: 2, release: 0 },
      { at: 3, receive: 10 },
    ]);
    expect(got[6]).toBe('1');
  });

  test('a later message that is hidden hides what follows it', () => {
    const { got } = by([
      ...put(0, 'a', '1', '2', '3', '4'),
      { at: 1, receive: 4 },
      { at: 2, hide: 1, seconds: 100 },
      { at: 3, release: 0 },
      { at: 3, release: 2 },
      { at: 3, release: 3 },
      { at: 4, receive: 10 },
      { at: 5, remove: 4 },
      { at: 6, receive: 10 },
      { at: 103, receive: 10 },
    ]);
    expect([got[9], got[11], got[12]]).toEqual(['1', '', '234']);
  });

  test('the delay of the queue holds back a group, not its neighbours', () => {
    const { got, small } = by(
      [
        ...put(0, 'a', '1'),
        ...put(6, 'b', '2'),
        { at: 9, receive: 10 },
        { at: 12, receive: 10 },
        { at: 17, receive: 10 },
      ],
      { DelaySeconds: '10s' },
    );
    expect(got.slice(2)).toEqual(['', '1', '2']);
    expect(small.area('queue.delayed')).toBe(s(20));
  });

  test('a delay that is changed counts for those who still wait', () => {
    const set: SmallAct = { at: '2s', part: 'queue', act: 'set', with: { DelaySeconds: '4s' } };
    const { got } = by(
      [...put(0, 'a', '1'), { at: 3, receive: 1 }, { at: 5, receive: 1 }],
      { DelaySeconds: '60s' },
      [set],
    );
    expect(got.slice(1)).toEqual(['', '1']);
  });

  test('retention removes a head in flight and lets the next one through', () => {
    const { got, small } = by(
      [...put(0, 'a', '1'), ...put(30, 'a', '2'), { at: 40, receive: 1 }, { at: 50, receive: 1, wait: 20 }],
      { MessageRetentionPeriod: '60s', VisibilityTimeout: '1h' },
    );
    expect(got.slice(2)).toEqual(['1', '2']);
    expect(small.read('queue.expired')).toBe(2);
  });

  test('a receive that waits gets the next of a group when the one before is deleted', () => {
    const { answers } = by([
      ...put(0, 'a', '1', '2'),
      { at: 1, receive: 1 },
      { at: 2, receive: 1, wait: 20 },
      { at: 7, remove: 0 },
    ]);
    expect(answers[3]).toMatchObject({ at: 7, got: ['2'] });
  });

  test('what is received often keeps its place, and its age', () => {
    const { got, small } = by(
      [...put(0, 'a', '1', '2'), ...[1, 12, 23, 34].map((at) => ({ at, receive: 10 }))],
      { VisibilityTimeout: '10s' },
      [],
      '40s',
    );
    expect(got.slice(2)).toEqual(['12', '12', '12', '12']);
    expect(small.read('queue.oldest')).toBe(s(40));
  });
});

describe('how far a receive sees', () => {
  const backlog = [
    ...put(0, 'a', '1', '2', '3'),
    ...put(0, 'b', '4'),
    { at: 1, receive: 1 },
    { at: 2, receive: 10 },
  ];

  test('the backlog of one group hides the groups behind it', () => {
    expect(by(backlog, { scanned: 3 }).got.slice(4)).toEqual(['1', '']);
    expect(by(backlog, { scanned: 4 }).got.slice(4)).toEqual(['1', '4']);
  });

  test('a delete lets it see one further, and so does the setting', () => {
    const more: Step[] = [...backlog, { at: 3, remove: 0 }, { at: 4, receive: 1 }, { at: 5, receive: 1 }];
    expect(by(more, { scanned: 3 }).got.slice(7)).toEqual(['4', '2']);
    const set: SmallAct = { at: '1500ms', part: 'queue', act: 'set', with: { scanned: 4 } };
    expect(by(backlog, { scanned: 3 }, [set]).got.slice(4)).toEqual(['1', '4']);
  });
});

describe('duplicates', () => {
  const send = (at: number, letter: object): Step => ({ at, send: letter });

  test('are dropped for five minutes from the first, in another group too, and after a delete', () => {
    const { answers, small } = by([
      send(0, { body: 'x', group: 'a' }),
      { at: 1, receive: 1 },
      { at: 2, remove: 0 },
      send(200, { body: 'x', group: 'b' }),
      send(299, { body: 'x', group: 'a' }),
      send(300, { body: 'x', group: 'a' }),
    ]);
    const [first, , , second, third, fourth] = answers;
    expect([second!.uid, third!.uid]).toEqual([first!.uid, first!.uid]);
    expect(second!.outcome).toBe('ok');
    expect(fourth!.uid).not.toBe(first!.uid);
    expect(['sent', 'deduplicated', 'depth'].map((m) => small.read(`queue.${m}`))).toEqual([4, 2, 1]);
  });

  test('have the same id, or without one the same body', () => {
    const { small } = by([
      send(0, { body: 'x', group: 'a' }),
      send(0, { body: 'x', group: 'a', deduplication: 'one' }),
      send(0, { body: 'y', group: 'a', deduplication: 'one' }),
      send(0, { body: 'one', group: 'a' }),
      send(0, { body: 'x', group: 'a', attributes: { kind: { type: 'String', value: 'gift' } } }),
    ]);
    expect(small.read('queue.deduplicated')).toBe(2);
  });

  test('are told apart by group where that is the scope', () => {
    const { small } = by(
      [
        send(0, { body: 'x', group: 'a' }),
        send(0, { body: 'x', group: 'b' }),
        send(0, { body: 'x', group: 'b' }),
      ],
      { DeduplicationScope: 'messageGroup' },
    );
    expect(small.read('queue.deduplicated')).toBe(1);
  });

  test('a purge forgets them, and a second one within a minute does nothing', () => {
    const purge = (at: string): SmallAct => ({ at, part: 'queue', act: 'purge' });
    const { small } = by(
      [
        send(0, { body: 'x', group: 'a' }),
        send(10, { body: 'x', group: 'a' }),
        send(20, { body: 'y', group: 'a' }),
      ],
      {},
      [purge('5s'), purge('30s')],
    );
    expect(['purged', 'deduplicated', 'depth'].map((m) => small.read(`queue.${m}`))).toEqual([1, 0, 2]);
  });
});

describe('receipts', () => {
  test('an expired one deletes nothing and hides nothing', () => {
    const { answers, small } = by([
      ...put(0, 'a', '1'),
      { at: 1, receive: 1 },
      { at: 40, remove: 0 },
      { at: 41, hide: 0, seconds: 9 },
    ]);
    expect(answers[2]).toMatchObject({ outcome: 'invalid', code: 'InvalidParameterValue' });
    expect(answers[2]!.message).toContain('The receipt handle has expired.');
    expect(answers[3]).toMatchObject({
      outcome: 'invalid',
      code: 'AWS.SimpleQueueService.MessageNotInflight',
    });
    expect([small.read('queue.deleted'), small.read('queue.deleteCalls'), small.read('queue.depth')]).toEqual(
      [0, 0, 1],
    );
  });

  test('the same attempt brings the same messages with the same receipts, hidden anew', () => {
    const wishes = { ReceiveRequestAttemptId: 'try-1' };
    const { got, small } = by([
      ...put(0, 'a', '1', '2', '3'),
      { at: 1, receive: 2, wishes },
      { at: 21, receive: 2, wishes },
      { at: 50, remove: 0 },
      { at: 50, receive: 2, wishes },
      { at: 50.5, remove: 1 },
      { at: 52, receive: 2, wishes },
    ]);
    // At 50 a receipt of the first receive is good: the second one began the thirty seconds anew.
    expect(got.slice(3)).toEqual(['12', '12', '', '', '', '3']);
    expect(small.read('queue.deleted')).toBe(2);
  });
});

test('three hundred calls a second of each action, and more with high throughput', () => {
  const many: Step[] = Array.from({ length: 305 }, (_, i) => ({ at: 0, send: { body: `${i}`, group: 'a' } }));
  const { answers, small } = by([
    ...many,
    { at: 0, receive: 1 },
    { at: 1, send: { body: 'later', group: 'a' } },
  ]);
  expect(answers.filter((one) => one!.outcome === 'throttled')).toHaveLength(5);
  expect([answers[305]!.outcome, answers[306]!.outcome]).toEqual(['ok', 'ok']);
  expect([small.read('queue.throttled'), small.read('queue.sent')]).toEqual([5, 301]);
  const high = { DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId' };
  expect(by(many, high).small.read('queue.throttled')).toBe(0);
});

describe('what is not accepted', () => {
  test.each([
    [{ body: 'x' }, {}, 'MissingParameter', 'The request must contain the parameter MessageGroupId.'],
    [{ body: '', group: 'a' }, {}, 'MissingParameter', 'The request must contain the parameter MessageBody.'],
    [
      { body: 'x', group: 'a', delay: s(2) },
      {},
      'InvalidParameterValue',
      'Value 2 for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.',
    ],
    [
      { body: 'x', group: 'a' },
      { ContentBasedDeduplication: false },
      'InvalidParameterValue',
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    ],
  ])('%j with %j', (letter, queue, code, message) => {
    const { answers, small } = by([{ at: 0, send: letter }], queue);
    expect(answers[0]).toMatchObject({ outcome: 'invalid', code, message });
    expect([small.read('queue.refused'), small.read('queue.sent'), small.read('queue.depth')]).toEqual([
      1, 0, 0,
    ]);
  });

  test('a batch without an id fails as a whole', () => {
    const { answers, small } = by(
      [{ at: 0, sendMany: [{ group: 'a', deduplication: '1' }, { group: 'a' }] }],
      { ContentBasedDeduplication: false },
    );
    expect(answers[0]).toMatchObject({ outcome: 'invalid', code: 'InvalidParameterValue' });
    expect(small.read('queue.depth')).toBe(0);
  });
});

test('a poison message stops its own group and no other', () => {
  const act: SmallAct = { at: '0s', part: 'queue', act: 'poison', with: { group: 'a' } };
  const { got } = by(
    [
      ...put(1, 'a', '1'),
      ...put(1, 'b', '2'),
      { at: 2, receive: 1 },
      { at: 3, receive: 10 },
      { at: 4, receive: 10 },
    ],
    {},
    [act],
  );
  expect(got.slice(2)).toEqual(['poison', '2', '']);
});

test('a cap in flight answers no receive with an error', () => {
  const { answers, got } = by(
    [
      ...put(0, 'a', '1'),
      ...put(0, 'b', '2'),
      { at: 1, receive: 10 },
      { at: 2, receive: 10 },
      { at: 3, remove: 0 },
      { at: 4, receive: 10 },
    ],
    { inFlightLimit: 1 },
  );
  expect(answers[3]).toMatchObject({ outcome: 'ok', got: [] });
  expect([got[2], got[5]]).toEqual(['1', '2']);
});
