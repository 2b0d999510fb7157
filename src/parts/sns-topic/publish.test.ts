/** What a topic answers to whoever publishes, one by one and in batches; and how a FIFO topic keeps its promises. */
import { describe, expect, test } from 'vitest';
import { callee, type SmallAct, worldOf } from '../../../tests/laws/smallWorld.ts';
import { type Answer, type Kept, keeper, type Publish, publisher } from '../../../tests/laws/topicWorld.ts';
import type { Letter } from '../../rules/letter.ts';
import { snsTopic } from './sim.ts';

type Written = Readonly<Record<string, unknown>>;

const s = (n: number): number => n * 1_000_000;

const said = (
  publishes: readonly Publish[],
  topic: Written = {},
  queue: Written = {},
  acts: readonly SmallAct[] = [],
) => {
  const small = worldOf({
    parts: {
      shop: [publisher, { publishes }],
      topic: [snsTopic, { acceptTime: '10ms', ...topic }],
      queue: [keeper, queue],
      other: [keeper],
    },
    wires: [
      'shop.out > topic.publish',
      'topic.subscriptions > queue.in',
      { wire: 'topic.subscriptions > other.in', with: { RawMessageDelivery: true } },
    ],
    acts,
    until: '1200s',
  }).run();
  return {
    small,
    answers: (small.stateOf('shop') as { answers: Answer[] }).answers,
    queue: (small.stateOf('queue') as { kept: Kept[] }).kept,
    other: (small.stateOf('other') as { kept: Kept[] }).kept,
  };
};

const once = (say: Publish['say'], topic: Written = {}) => {
  const { answers, small } = said([{ at: '1s', say }], topic);
  return { answer: answers[0]!, small };
};

const texts = (size: number): Letter => ({ body: 'x'.repeat(size) });
const FIFO = { FifoTopic: true };
const invalid = (message: string) => ({
  code: 'InvalidParameter',
  message: `Invalid parameter: ${message}`,
  status: 400,
});

describe('a message that SNS does not take', () => {
  test.each([
    ['is empty', { body: '' }, {}, invalid('Empty message')],
    ['is too long', texts(262_145), {}, invalid('Message too long')],
    [
      'is too long with its attributes',
      { ...texts(262_140), attributes: { a: { type: 'String', value: '' } } },
      {},
      invalid('Message too long'),
    ],
    ['has a long subject', { body: 'x', subject: 'y'.repeat(101) }, {}, invalid('Subject')],
    ['has a subject with an accent', { body: 'x', subject: 'Café' }, {}, invalid('Subject')],
    ['has a subject of two lines', { body: 'x', subject: 'a\nb' }, {}, invalid('Subject')],
    [
      'has a deduplication id that a standard topic does not know',
      { body: 'x', deduplication: 'a' },
      {},
      invalid(
        'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
      ),
    ],
    [
      'has no group for a FIFO topic',
      { body: 'x', deduplication: 'a' },
      FIFO,
      invalid('The MessageGroupId parameter is required for FIFO topics'),
    ],
    [
      'cannot be told apart',
      { body: 'x', group: 'g' },
      FIFO,
      invalid(
        'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
      ),
    ],
  ] as const)('%s', (_, letter: Letter, topic, words) => {
    const { answer, small } = once(letter, topic);
    expect(answer).toMatchObject({ outcome: 'invalid', words });
    expect([
      small.read('topic.published'),
      small.read('topic.refused'),
      small.read('queue.received'),
    ]).toEqual([0, 1, 0]);
    expect(small.world.messages.live).toBe(0);
  });

  test('is not one that is just not too long', () => {
    for (const letter of [texts(262_144), { body: 'x', subject: 'y'.repeat(100) }])
      expect(once(letter).answer).toMatchObject({ outcome: 'ok' });
  });
});

describe('a batch', () => {
  test('is answered for each of its messages, and the good ones go on', () => {
    const { answers, small, queue } = said([
      { at: '1s', say: [{ body: 'a' }, { body: 'b', subject: 'ü' }, { body: 'c' }] },
    ]);
    expect(answers[0]!.outcome).toBe('ok');
    expect(answers[0]!.entries.map((entry) => entry.outcome)).toEqual(['ok', 'invalid', 'ok']);
    expect(answers[0]!.entries[1]!.words).toEqual(invalid('Subject'));
    const uids = answers[0]!.entries.map((entry) => entry.uid);
    expect(queue.map((one) => [one.says.body, one.published])).toEqual([
      ['a', uids[0]],
      ['c', uids[2]],
    ]);
    expect([small.read('topic.published'), small.read('topic.refused'), small.read('topic.billed')]).toEqual([
      2, 1, 1,
    ]);
    expect(small.world.messages.live).toBe(0);
  });

  test.each([
    ['of none', [], {}, 'EmptyBatchRequest'],
    ['of eleven', Array<Letter>(11).fill({ body: 'x' }), {}, 'TooManyEntriesInBatchRequest'],
    ['that is too long in all', [texts(200_000), texts(62_145)], {}, 'BatchRequestTooLong'],
    [
      'with one entry without a group',
      [
        { body: 'x', group: 'g', deduplication: 'a' },
        { body: 'y', deduplication: 'b' },
      ],
      FIFO,
      'InvalidParameter',
    ],
  ] as const)('%s is refused as a whole', (_, letters: readonly Letter[], topic, code) => {
    const { answer, small } = once(letters, topic);
    expect(answer).toMatchObject({ outcome: 'invalid', words: { code } });
    expect([small.read('topic.published'), small.world.messages.live]).toEqual([0, 0]);
  });

  test('takes as much of the quota as it has messages', () => {
    const ten = Array<Letter>(10).fill({ body: 'x' });
    const { answers, small } = said(
      [
        { at: '1s', say: ten },
        { at: '1100ms', say: ten },
        { at: '2s', say: ten },
      ],
      { publishQuota: '10/s' },
    );
    expect(answers.map((one) => one.outcome)).toEqual(['ok', 'throttled', 'ok']);
    expect([small.read('topic.published'), small.read('topic.throttled')]).toEqual([20, 10]);
  });
});

describe('a FIFO topic', () => {
  const content = { ...FIFO, ContentBasedDeduplication: true };
  const say = (at: string, body: string, group: string, deduplication?: string): Publish => ({
    at,
    say: { body, group, ...(deduplication !== undefined && { deduplication }) },
  });

  test('delivers a group in its order, whatever has to be tried again; other groups and subscribers go on', () => {
    const publishes = [
      say('1s', 'a1', 'a'),
      say('1100ms', 'a2', 'a'),
      say('1200ms', 'b1', 'b'),
      say('1300ms', 'a3', 'a'),
    ];
    // The first five tries of the first message fail: three at once, then a second apart.
    const sick = { answers: Array<string>(4).fill('failed') };
    const { queue, other, small } = said(publishes, content, sick);
    const good = queue.slice(4).map((one) => one.says.body);
    expect(queue.slice(0, 4).map((one) => one.says.body)).toEqual(Array<string>(4).fill('a1'));
    expect(good).toEqual(['b1', 'a1', 'a2', 'a3']);
    expect(other.map((one) => one.says.body)).toEqual(['a1', 'a2', 'b1', 'a3']);
    expect(other.map((one) => one.at)).toEqual([1010, 1110, 1210, 1310].map((ms) => ms * 1000));
    expect([small.read('topic.delivered'), small.world.messages.live]).toEqual([8, 0]);
  });

  test('keeps the order through thousands that are refused at once', () => {
    const publishes = Array.from({ length: 3000 }, (_, i) => say('1s', `m${i}`, 'g'));
    const revoke: SmallAct = { at: '10s', part: 'topic', act: 'revoke' };
    const { small } = said(publishes, content, { takes: '12s' }, [revoke]);
    // One delivery is under way when the policy goes; all behind it are refused.
    expect(small.read('topic.lost')).toBe(2999);
    expect(small.read('topic.pending')).toBe(0);
  });

  test('takes the same message once in five minutes, and answers as if it had taken it', () => {
    const publishes = [
      say('1s', 'x', 'a', 'one'),
      say('2s', 'y', 'b', 'one'),
      say('300s', 'x', 'a', 'one'),
      say('301020ms', 'x', 'a', 'one'),
    ];
    const { answers, small, queue } = said(publishes, FIFO);
    expect(answers.map((one) => one.outcome)).toEqual(['ok', 'deduplicated', 'deduplicated', 'ok']);
    expect(answers[1]!.uid).toBe(answers[0]!.uid);
    expect(answers[3]!.uid).not.toBe(answers[0]!.uid);
    expect(queue.map((one) => one.at)).toEqual([s(1) + 10_000, 301_030_000]);
    expect([small.read('topic.deduplicated'), small.read('topic.published')]).toEqual([2, 2]);
  });

  test('may know the same message by its body, and may look in its group alone', () => {
    const publishes = [say('1s', 'x', 'a'), say('2s', 'x', 'b'), say('3s', 'x', 'a'), say('4s', 'z', 'a')];
    const outcomes = (topic: Written) => said(publishes, topic).answers.map((one) => one.outcome);
    expect(outcomes(content)).toEqual(['ok', 'deduplicated', 'deduplicated', 'ok']);
    expect(outcomes({ ...content, FifoThroughputScope: 'MessageGroup' })).toEqual([
      'ok',
      'ok',
      'deduplicated',
      'ok',
    ]);
  });

  test('tells bodies apart by the number of their request, and sends an id along for the queue', () => {
    const publishes = [say('1s', 'order {n}', 'a'), say('2s', 'order {n}', 'a'), say('3s', 'same', 'a')];
    const { answers, other } = said(publishes, content);
    expect(answers.map((one) => one.outcome)).toEqual(['ok', 'ok', 'ok']);
    const ids = other.map((one) => one.says.deduplication ?? '');
    expect(ids[0]).toMatch(/^[\da-f]{32}-\{n\}$/);
    expect([ids[1] === ids[0], ids[2] === ids[0]]).toEqual([true, false]);
    expect(ids[2]).toMatch(/^[\da-f]{32}$/);
  });

  test('delivers to queues alone', () => {
    const small = worldOf({
      parts: {
        shop: [publisher, { publishes: [say('1s', 'x', 'a')] }],
        topic: [snsTopic, content],
        web: [callee],
        queue: [keeper],
      },
      wires: ['shop.out > topic.publish', 'topic.subscriptions > web.in', 'topic.subscriptions > queue.in'],
    }).run();
    expect([small.read('web.received'), small.read('queue.received'), small.read('topic.lost')]).toEqual([
      0, 1, 1,
    ]);
  });

  test('knows names of groups that objects have', () => {
    const publishes = ['__proto__', 'constructor', 'toString'].map((name) => say('1s', name, name, name));
    const { queue } = said(publishes, FIFO);
    expect(queue.map((one) => one.says.group)).toEqual(['__proto__', 'constructor', 'toString']);
  });
});

test('a standard topic hands the group on', () => {
  const { queue } = said([{ at: '1s', say: { body: 'x', group: 'tenant-7' } }]);
  expect(queue[0]!.says.group).toBe('tenant-7');
});
