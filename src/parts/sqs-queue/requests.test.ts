import { describe, expect, test } from 'vitest';
import { fillerAt } from '../../../tests/laws/filler.ts';
import { type Answer, handOf, type Step } from '../../../tests/laws/queueHand.ts';
import { type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { settingsOf } from '../settings.ts';
import { sqsQueue } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;
const s = (n: number): number => n * 1_000_000;

/** A standard queue and what is done to it. */
function by(steps: readonly Step[], queue: Written = {}, acts: readonly SmallAct[] = [], until = '1000s') {
  const answers: (Answer | undefined)[] = [];
  const small = worldOf({
    parts: { hand: [handOf(steps, answers)], queue: [sqsQueue, queue] },
    wires: ['hand.send > queue.send', 'queue.messages > hand.poll'],
    acts,
    until,
  }).run();
  return { small, answers, got: answers.map((one) => one?.got.join('') ?? '') };
}

const put = (at: number, ...bodies: string[]): Step[] => bodies.map((body) => ({ at, send: { body } }));

describe('sending', () => {
  test('a message may have a delay of its own', () => {
    const { got } = by(
      [
        { at: 0, send: { body: 'slow', delay: s(20) } },
        { at: 0, send: { body: 'now', delay: 0 } },
        { at: 0, send: { body: 'queue' } },
        ...[1, 11, 21].map((at) => ({ at, receive: 1 })),
      ],
      { DelaySeconds: '10s' },
    );
    expect(got.slice(3)).toEqual(['now', 'queue', 'slow']);
  });

  test.each([
    [{ body: '' }, 'MissingParameter', 'The request must contain the parameter MessageBody.'],
    [{ body: 'a\u0001b' }, 'InvalidMessageContents', 'Invalid characters found.'],
    [{ body: 'a\ud800' }, 'InvalidMessageContents', 'Invalid characters found.'],
    [{ body: 'x', delay: s(901) }, 'InvalidParameterValue', 'Value 901 for parameter DelaySeconds'],
    [{ body: 'x', group: 'a b' }, 'InvalidParameterValue', 'Value a b for parameter MessageGroupId'],
    [
      { body: 'x', size: 1_048_577 },
      'InvalidParameterValue',
      'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
    ],
    [
      { body: 'x', attributes: { odd: { type: 'Text', value: 'x' } } },
      'InvalidParameterValue',
      "The message attribute 'odd' has an invalid message attribute type",
    ],
    [
      {
        attributes: Object.fromEntries(
          Array.from({ length: 11 }, (_, i) => [`a${i}`, { type: 'Number', value: '1' }]),
        ),
      },
      'InvalidParameterValue',
      'Number of message attributes [11] exceeds the allowed maximum [10].',
    ],
  ])('%j is not accepted', (letter, code, text) => {
    const { answers, small } = by([{ at: 0, send: letter }]);
    expect(answers[0]).toMatchObject({ outcome: 'invalid', code });
    expect(answers[0]!.message).toContain(text);
    expect([small.read('queue.sent'), small.read('queue.depth')]).toEqual([0, 0]);
  });

  test('body and attributes count for the longest message that is set', () => {
    const kind = { type: 'String', value: 'x'.repeat(14) };
    const steps: Step[] = [
      { at: 0, send: { size: 1000, attributes: { kind } } },
      { at: 0, send: { size: 1001, attributes: { kind } } },
    ];
    // 4 + 6 + 14 of the attribute.
    expect(by(steps, { MaximumMessageSize: '1KiB' }).answers.map((one) => one!.outcome)).toEqual([
      'ok',
      'invalid',
    ]);
  });

  test('a batch is one request; its entries are accepted or refused one by one', () => {
    const { answers, small } = by([
      { at: 0, sendMany: [{ body: 'a' }, { body: '' }, { body: 'c' }] },
      { at: 1, receive: 10 },
    ]);
    expect(answers[0]).toMatchObject({ outcome: 'ok', entries: ['ok', 'MissingParameter', 'ok'] });
    expect(answers[1]!.got).toEqual(['a', 'c']);
    expect(['sent', 'refused', 'requests'].map((m) => small.read(`queue.${m}`))).toEqual([2, 1, 2]);
  });

  test('too many, too few and too long batches', () => {
    const { answers, small } = by([
      { at: 0, sendMany: Array.from({ length: 11 }, () => ({})) },
      { at: 0, sendMany: [] },
      { at: 0, sendMany: [{ size: 600_000 }, { size: 500_000 }] },
    ]);
    expect(answers.map((one) => [one!.outcome, one!.code.split('.').at(-1)])).toEqual([
      ['invalid', 'TooManyEntriesInBatchRequest'],
      ['invalid', 'EmptyBatchRequest'],
      ['invalid', 'BatchRequestTooLong'],
    ]);
    expect(answers[0]!.message).toBe('Maximum number of entries per request are 10. You have sent 11.');
    expect(answers[2]!.message).toContain('You have sent 1100000 bytes.');
    expect(small.read('queue.sent')).toBe(0);
  });
});

test.each([0, 1, 2, 3])(
  'a message has its id when the table of messages grows meanwhile: %d rows left',
  (free) => {
    const answers: (Answer | undefined)[] = [];
    const steps: Step[] = [
      { at: 1, send: {} },
      { at: 3, sendMany: [{}, {}] },
      { at: 4, send: {} },
    ];
    worldOf({
      parts: {
        hand: [handOf(steps, answers)],
        queue: [sqsQueue],
        filler: [fillerAt(s(0.5), free)],
        fillerToo: [fillerAt(s(2.5), free + 2)],
      },
      wires: ['hand.send > queue.send', 'queue.messages > hand.poll'],
      until: '20s',
    }).run();
    const uids = [answers[0]!.uid, ...answers[1]!.uids, answers[2]!.uid];
    expect(uids.every((uid, i) => uid > (uids[i - 1] ?? 0))).toBe(true);
  },
);

describe('receiving', () => {
  test.each([
    [
      { receive: 11 },
      'Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided.',
    ],
    [
      { receive: 1, wait: 21 },
      'Value 21 for parameter WaitTimeSeconds is invalid. Reason: Must be >= 0 and <= 20, if provided.',
    ],
    [
      { receive: 1, wishes: { VisibilityTimeout: s(43_201) } },
      'Value 43201 for parameter VisibilityTimeout is invalid. Reason: Must be >= 0 and <= 43200, if provided.',
    ],
  ])('%j is not answered', (asked, message) => {
    expect(by([{ at: 0, ...asked }]).answers[0]).toMatchObject({
      outcome: 'invalid',
      code: 'InvalidParameterValue',
      message,
    });
  });

  test('a receive may hide its messages longer or shorter than the queue does; the next one does not', () => {
    const { got } = by([
      ...put(0, '1'),
      { at: 0, receive: 1, wishes: { VisibilityTimeout: s(5) } },
      { at: 4, receive: 1 },
      { at: 6, receive: 1 },
      { at: 35, receive: 1 },
      { at: 37, receive: 1 },
    ]);
    expect(got.slice(1)).toEqual(['1', '', '1', '', '1']);
  });

  test('a short poll finds a share of what there is, a long one everything', () => {
    const many = put(0, ...Array.from({ length: 100 }, (_, i) => `${i},`));
    const found = (wait: number, sample: number) => {
      const polls: Step[] = Array.from({ length: 10 }, (_, i) => ({ at: 1 + i, receive: 10, wait }));
      const { small } = by([...many, ...polls], { shortPollSample: sample, VisibilityTimeout: '1h' });
      return small.read('queue.received');
    };
    expect(found(1, 0.1)).toBe(100);
    expect(found(0, 1)).toBe(100);
    expect(found(0, 0)).toBe(0);
    // Ten polls that each find a tenth of what is left: 100 x (1 - 0.9 ^ 10) = 65, with some chance.
    expect(found(0, 0.1)).toBeGreaterThan(45);
    expect(found(0, 0.1)).toBeLessThan(85);
  });

  test('a short poll that misses leaves the order as it was', () => {
    const { got } = by(
      [
        ...put(0, '1', '2', '3', '4', '5', '6'),
        ...[1, 2, 3].map((at) => ({ at, receive: 1 })),
        { at: 4, receive: 10, wait: 1 },
      ],
      { shortPollSample: 0.5, VisibilityTimeout: '1h' },
    );
    const last = got.at(-1)!;
    expect(last).toBe([...last].sort().join(''));
    expect(got.join('').length).toBe(6);
  });

  test('the cap in flight: an error for a short poll, silence for a long one', () => {
    const { answers, small } = by(
      [
        ...put(0, '1', '2', '3'),
        { at: 1, receive: 10 },
        { at: 2, receive: 10 },
        { at: 3, receive: 10, wait: 20 },
        { at: 7, remove: 0 },
      ],
      { inFlightLimit: 2 },
    );
    expect(answers[3]!.got).toEqual(['1', '2']);
    expect(answers[4]).toMatchObject({ outcome: 'limitExceeded', code: 'OverLimit' });
    expect(answers[5]).toMatchObject({ at: 7, outcome: 'ok', got: ['3'] });
    expect(small.read('queue.throttled')).toBe(1);
  });
});

describe('receipts', () => {
  test('an expired one still deletes, an old one too, and twice is no error', () => {
    const { answers, small } = by([
      ...put(0, '1'),
      { at: 1, receive: 1 },
      { at: 40, receive: 1 },
      { at: 41, remove: 0 },
      { at: 42, remove: 1 },
    ]);
    expect(answers.slice(3).map((one) => one!.outcome)).toEqual(['ok', 'ok']);
    expect(['deleted', 'deleteCalls', 'depth'].map((m) => small.read(`queue.${m}`))).toEqual([1, 2, 0]);
  });

  test('hiding anew counts from the call, and 0 is there at once', () => {
    const { got } = by([
      ...put(0, '1'),
      { at: 1, receive: 1 },
      { at: 21, hide: 0, seconds: 60 },
      { at: 80, receive: 1 },
      { at: 82, receive: 1 },
      { at: 83, hide: 1, seconds: 0 },
      { at: 84, receive: 1 },
    ]);
    expect(got.slice(1)).toEqual(['1', '', '', '1', '', '1']);
  });

  test('an old receipt does not shorten the time of who has it now', () => {
    const { got } = by([
      ...put(0, '1'),
      { at: 1, receive: 1 },
      { at: 40, receive: 1 },
      { at: 41, release: 0 },
      { at: 42, receive: 1 },
    ]);
    expect(got.slice(1)).toEqual(['1', '1', '', '']);
  });

  test('a message that is visible again, or gone', () => {
    const { answers } = by([
      ...put(0, '1'),
      { at: 1, receive: 1 },
      { at: 40, hide: 0, seconds: 60 },
      { at: 41, receive: 1 },
      { at: 42, remove: 1 },
      { at: 43, hide: 1, seconds: 60 },
    ]);
    expect([answers[2]!.outcome, answers[3]!.got]).toEqual(['ok', ['1']]);
    expect(answers[5]).toMatchObject({ outcome: 'invalid', code: 'InvalidParameterValue' });
    expect(answers[5]!.message).toContain(
      'Message does not exist or is not available for visibility timeout change.',
    );
  });

  test('not longer than twelve hours from the receive', () => {
    const hour = 3600;
    const { answers } = by(
      [
        ...put(0, '1'),
        { at: 0, receive: 1, wishes: { VisibilityTimeout: s(12 * hour) } },
        { at: 6 * hour, hide: 0, seconds: 6 * hour },
        { at: 6 * hour, hide: 0, seconds: 6 * hour + 1 },
        { at: 6 * hour, hide: 0, seconds: 43_201 },
      ],
      {},
      [],
      '1d',
    );
    expect(answers.slice(2).map((one) => one!.outcome)).toEqual(['ok', 'invalid', 'invalid']);
    expect(answers[3]!.message).toContain(
      'Total VisibilityTimeout for the message is beyond the limit [43200 seconds]',
    );
  });

  test('in batches: each for itself, and one request', () => {
    const { answers, small } = by([
      ...put(0, '1', '2', '3'),
      { at: 1, receive: 3 },
      { at: 2, hideMany: [2], seconds: 100 },
      { at: 3, removeMany: [0, 0, 1] },
      { at: 4, removeMany: [] },
      { at: 5, hideMany: [0, 2], seconds: 0 },
      { at: 6, receive: 3 },
    ]);
    expect(answers[5]!.entries).toEqual(['ok', 'ok', 'ok']);
    expect(answers[6]).toMatchObject({
      outcome: 'invalid',
      code: 'AWS.SimpleQueueService.EmptyBatchRequest',
    });
    expect(answers[7]!.entries).toEqual(['InvalidParameterValue', 'ok']);
    expect(answers[8]!.got).toEqual(['3']);
    expect(['deleted', 'deleteCalls', 'requests'].map((m) => small.read(`queue.${m}`))).toEqual([2, 3, 9]);
  });
});

describe('what it costs', () => {
  const usd = (written: Written, totals: Written) =>
    sqsQueue.cost!(settingsOf(sqsQueue.settings, written) as never, totals as never, 1).map((one) => one.usd);

  test('every 64 KiB begun is a request, in a send and in an answer; so is an empty receive', () => {
    const { small } = by([
      { at: 0, send: { size: 65_536 } },
      { at: 0, send: { size: 65_537 } },
      { at: 0, sendMany: [{ size: 40_000 }, { size: 40_000 }] },
      { at: 1, receive: 10 },
      { at: 2, receive: 10 },
    ]);
    // 1 + 2 + 2 for the sends, ceil(211,073 / 65,536) = 4 for what came, 1 for nothing.
    expect(small.read('queue.requests')).toBe(10);
  });

  test('a million requests', () => {
    const totals = { requests: 1_000_000, fairRequests: 0 };
    expect(usd({}, totals)).toEqual([0.4]);
    expect(usd({ FifoQueue: true }, totals)).toEqual([0.5]);
    expect(usd({}, { ...totals, fairRequests: 500_000 })).toEqual([0.4, 0.05]);
  });
});
