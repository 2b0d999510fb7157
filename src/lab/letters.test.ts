/** What messages say, from whoever wrote them to whoever opens them: through a topic, queues and refusals. */
import { beforeAll, describe, expect, test } from 'vitest';
import { outcome } from '../engine/outcome.ts';
import { hopsOf } from './hops.ts';
import type { Hop, LogLine } from './protocol.ts';
import { openRun } from './run.ts';
import type { Take } from './take.ts';

const TEXT = `format: 1
id: fan
title: Fan-out
series: aws
summary: Orders go to two queues.
duration: 30s
seed: 3
parts:
  shop:
    kind: traffic-source
    at: [0, 0]
    settings:
      rate: 5/s
      arrivals: constant
      messages:
        - { share: 80 %, body: "order {n}", subject: "Order {n}", attributes: { kind: gift } }
        - { share: 20 %, body: "" }
  orders: { kind: sns-topic, at: [0, 0] }
  raw: { kind: sqs-queue, at: [0, 0] }
  wrapped: { kind: sqs-queue, at: [0, 0] }
  none: { kind: sqs-queue, at: [0, 0] }
  packers: { kind: consumer-fleet, at: [0, 0], settings: { workers: 20 } }
  writers: { kind: consumer-fleet, at: [0, 0], settings: { workers: 20 } }
wires:
  - shop.out -> orders.publish
  - { from: orders.subscriptions, to: raw.send, with: { RawMessageDelivery: true } }
  - orders.subscriptions -> wrapped.send
  - { from: orders.subscriptions, to: none.send, with: { FilterPolicy: { kind: [digital] } } }
  - raw.messages -> packers.in
  - wrapped.messages -> writers.in
`;

let take: Take;
let hops: readonly Hop[];
let good: number;
beforeAll(() => {
  const run = openRun(TEXT, 'start', {});
  if (!run.take) throw new Error(run.problems[0]!.says);
  take = run.take;
  good = [...take.recording.requests.outcome].findIndex((code, i) => code === 0 && i > 3);
  hops = hopsOf(take, good);
});

const at = (part: string, what: RegExp): readonly Hop[] =>
  hops.filter((hop) => take.compiled.parts[hop.part]!.id === part && what.test(hop.what));

describe('a letter', () => {
  test('is what the source wrote, all the way; only its envelope is the topic’s', () => {
    expect(hops[0]!.letter).toEqual({
      letter: {
        body: 'order {n}',
        subject: 'Order {n}',
        attributes: { kind: { type: 'String', value: 'gift' } },
      },
      request: good,
      published: null,
    });
    for (const hop of [...at('orders', /^call|^message/), ...at('raw', /./), ...at('packers', /./)])
      expect(hop.letter).toEqual(hops[0]!.letter);
    expect(at('packers', /^delivery/)).toHaveLength(1);
  });

  test('comes in an envelope where delivery is not raw, with what its topic knows of it', () => {
    const [published] = at('orders', /^message/);
    const wrapped = [...at('wrapped', /./), ...at('writers', /./)];
    expect(wrapped.length).toBeGreaterThan(2);
    for (const { letter } of wrapped) {
      expect(letter!.letter).toEqual({ ...hops[0]!.letter!.letter, envelope: 'orders' });
      expect(letter!.published).toEqual({
        topic: 'orders',
        subscription: 1,
        uid: published!.uid,
        tick: published!.sentAt,
      });
    }
  });

  test('that was filtered out ends at the topic', () => {
    expect(at('none', /./)).toEqual([]);
    const outcomes = at('orders', /^delivery/).map(({ outcome, isBad }) => [outcome, isBad]);
    expect(outcomes).toHaveLength(3);
    expect(outcomes.filter(([, isBad]) => isBad)).toEqual([]);
  });

  test('belongs to the call: what is kept in a topic was kept because of it', () => {
    const [message] = at('orders', /^message/);
    const [call] = at('orders', /^call/);
    expect(message!.parentUid).toBe(call!.uid);
  });
});

describe('an error', () => {
  test('has the words of the real service where there are any', () => {
    const refused = [...take.recording.requests.outcome].indexOf(outcome.invalid);
    const [request, call] = hopsOf(take, refused);
    // A topic's own words for an empty message, not those that it has for whatever is not valid.
    expect(call!.error).toEqual({
      code: 'InvalidParameter',
      message: expect.stringContaining('Empty message'),
      status: 400,
    });
    expect(call!.error).not.toEqual(take.kinds[partOf('orders')]!.errors.invalid);
    expect(call!.letter).toEqual(request!.letter);
    expect(call!.answer).toBeNull();
    expect(hops.every(({ error }) => error === null)).toBe(true);
    const line = take
      .log(take.recording.requests.ended[refused]!, 50)
      .find((one) => one.request === refused && one.error);
    expect(line).toMatchObject({ isBad: true, error: call!.error });
    expect(line!.says).toBe('hears from orders: InvalidParameter');
  });
});

const partOf = (id: string): number => take.compiled.parts.findIndex((part) => part.id === id);

describe('among the last events', () => {
  let lines: readonly LogLine[];
  beforeAll(() => {
    lines = take.log(20_000_000, 400);
  });

  test('a call that comes in has its letter, an answer and a timer have none', () => {
    const calls = lines.filter(({ says, request }) => says.startsWith('called by') && request >= 0);
    expect(calls.length).toBeGreaterThan(20);
    for (const { letter, request } of calls) {
      expect(['order {n}', '']).toContain(letter!.letter.body);
      expect(letter!.request).toBe(request);
    }
    for (const { letter, says } of lines) if (!says.startsWith('called by')) expect(letter).toBeNull();
  });

  test('a delivery of the topic knows the message that it delivers', () => {
    const delivered = lines.filter(({ letter }) => letter?.letter.envelope === 'orders');
    expect(delivered.length).toBeGreaterThan(3);
    for (const { letter, at, part } of delivered.filter(({ says }) => says.startsWith('called by orders'))) {
      expect(letter!.published).toMatchObject({ topic: 'orders', subscription: 1 });
      expect(letter!.published!.tick).toBeLessThanOrEqual(at);
      expect(part).toBe(partOf('wrapped'));
    }
  });
});
