import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalog } from '../parts/catalog.ts';
import { parseScenario } from '../scenario/parse.ts';
import { hopsOf } from './hops.ts';
import { openParsed } from './open.ts';
import type { Edits, Rescue } from './protocol.ts';
import { rescuesOf } from './rescue.ts';
import { between, ladder, ratioOf, type Scale, scaleOf } from './rescueLadder.ts';
import { causesOf, whyOf } from './why.ts';

const parsed = (text: string) => parseScenario(text, catalog);

function takeOf(scenario: ReturnType<typeof parsed>, edits: Edits = {}) {
  const { take, problems } = openParsed(scenario, 'start', edits);
  if (take === null) throw new Error(JSON.stringify(problems));
  return take;
}

const QUEUE = parsed(`
format: 1
id: sketch
title: A sketch
series: none
summary: Work that takes longer than a message is hidden.
duration: 10m
seed: 5
parts:
  users:
    { kind: traffic-source, name: Users, at: [0, 0], settings: { arrivals: trace, trace: [1s, 70s, 140s, 210s] } }
  orders: { kind: sqs-queue, name: Orders, at: [200, 0], settings: { VisibilityTimeout: 30s } }
  workers: { kind: consumer-fleet, name: Workers, at: [400, 0], settings: { processingTime: uniform 20s..60s } }
wires: [users.out -> orders.send, orders.messages -> workers.in]
`);

describe('a message that was worked on twice', () => {
  const take = takeOf(QUEUE);
  const request = causesOf(take).find(({ complaint }) => complaint === 'duplicated')!.requests[0]!;
  const shares: number[] = [];
  const rescues = rescuesOf(QUEUE, 'start', {}, request, (share) => shares.push(share));
  const visibility = rescues.find(({ setting }) => setting === 'VisibilityTimeout')!;
  const workedS = hopsOf(take, request)
    .filter(({ what }) => what === 'delivery 1')
    .map(({ startedAt, endedAt }) => (endedAt - startedAt) / 1e6)[0]!;

  test('is saved by hiding it for just longer than its work takes', () => {
    const n = Math.ceil(workedS);
    expect(n).toBeGreaterThan(30);
    expect(visibility).toEqual({
      part: 'orders',
      setting: 'VisibilityTimeout',
      from: '30s',
      to: `${n}s`,
      says: `VisibilityTimeout >= ${n}s`,
    });
  });

  test('a second less does not save it', () => {
    const with_ = (seconds: number) => takeOf(QUEUE, { set: { 'orders.VisibilityTimeout': `${seconds}s` } });
    const n = Number.parseInt(visibility.to, 10);
    const isTwice = (seconds: number) =>
      causesOf(with_(seconds)).some(
        ({ complaint, requests }) => complaint === 'duplicated' && requests.includes(request),
      );
    expect([isTwice(n), isTwice(n - 1)]).toEqual([false, true]);
  });

  test('the smallest move comes first, and every one of them really saves it', () => {
    expect(rescues[0]).toBe(visibility);
    expect(rescues.length).toBeLessThanOrEqual(8);
    for (const { part, setting, to } of rescues) {
      const written = Number.isNaN(Number(to))
        ? to === 'true'
          ? true
          : to === 'false'
            ? false
            : to
        : Number(to);
      const saved = takeOf(QUEUE, { set: { [`${part}.${setting}`]: written } });
      const still = causesOf(saved).filter(({ complaint }) => complaint === 'duplicated');
      expect(still.flatMap(({ requests }) => requests)).not.toContain(request);
    }
  });

  test('a worker that recognises what it has done is no help while it is still doing it', () => {
    expect(rescues.map(({ setting }) => setting)).not.toContain('idempotent');
  });

  test('progress rises to the whole', () => {
    expect(shares.at(-1)).toBe(1);
    expect(shares.every((share, i) => share >= (shares[i - 1] ?? 0))).toBe(true);
  });

  test('nobody needs to save a request that went well, or one that never came', () => {
    const well = Array.from({ length: 4 }, (_, r) => r).find((r) => whyOf(take, r).chain.length === 1)!;
    expect(rescuesOf(QUEUE, 'start', {}, well, () => {})).toEqual([]);
    expect(rescuesOf(QUEUE, 'start', {}, 1e6, () => {})).toEqual([]);
  });
});

test('an order that was turned away in the outage: a line at the door would have saved it, a change of its coming would not', () => {
  const buffer = parsed(readFileSync('scenarios/buffer/scenario.yaml', 'utf8'));
  // Until the lock is over and its line is gone.
  const edits = { until: 100e6 };
  const { arrived, outcome } = takeOf(buffer, edits).recording.requests;
  const request = arrived.findIndex((at, r) => at > 70e6 && outcome[r] === 1);
  const rescues: readonly Rescue[] = rescuesOf(buffer, 'start', edits, request, () => {});
  const line = rescues.find(({ part, setting }) => part === 'checkout' && setting === 'queue')!;
  const saved = (queue: number) => {
    const { requests } = takeOf(buffer, { ...edits, set: { 'checkout.queue': queue } }).recording;
    return requests.outcome[request] === 0 && requests.ended[request]! >= 0;
  };
  expect(saved(Number(line.to))).toBe(true);
  expect(rescues.map(({ setting }) => setting)).not.toContain('rate');
});

const scale = (spec: Parameters<typeof scaleOf>[0], value: unknown): Scale => {
  const found = scaleOf(spec, value);
  if (!found) throw new Error('It has no size.');
  return found;
};
const words = { says: '', source: '' };
const timeout = scale({ ...words, type: 'duration', default: '30s', min: '0s', max: '43200s' }, 30e6);
const slots = scale({ ...words, type: 'count', default: 10, min: 1, max: 1e6, unit: 'slots' }, 18);
const patience = { ...words, type: 'optionalDuration', default: null, min: '1ms', max: '1d' } as const;

describe('a ladder', () => {
  test.each([
    ['up', timeout, 1],
    ['down', timeout, -1],
    ['up', slots, 1],
    ['down', slots, -1],
    ['down from none', scale(patience, null), -1],
    ['up to none', scale(patience, 3e6), 1],
  ] as const)('%s leads away from the present value, step by step, to the end', (_, it, direction) => {
    const rungs = ladder(it, direction);
    expect(rungs.length).toBeGreaterThan(2);
    for (let i = 0; i < rungs.length; i++)
      expect((rungs[i]! - (rungs[i - 1] ?? it.from)) * direction).toBeGreaterThan(0);
    const end = direction < 0 ? it.min : it.hasNone ? Number.POSITIVE_INFINITY : it.max;
    expect(rungs.at(-1)).toBe(end);
  });

  test('from nothing begins with one', () => {
    const retries = scale({ ...words, type: 'count', default: 0, min: 0, max: 1e9, unit: 'retries' }, 0);
    expect(ladder(retries, 1).slice(0, 3)).toEqual([1, 2, 3]);
    expect(ladder(retries, -1)).toEqual([]);
  });

  test('halving ends at two neighbours that a person would write', () => {
    for (const limit of [31e6, 41.7e6, 44.999e6]) {
      let [bad, good] = [30e6, 45e6];
      for (let middle = between(timeout, bad, good); middle !== null; middle = between(timeout, bad, good)) {
        if (middle >= limit) good = middle;
        else bad = middle;
      }
      expect([bad, good]).toEqual([good - 1e6, Math.ceil(limit / 1e6) * 1e6]);
    }
  });

  test('nobody is helped by more of what goes wrong', () => {
    expect(scale({ ...words, type: 'share', default: 0.1 }, 0.1).ways).toEqual([-1]);
    expect(timeout.ways).toEqual([1, -1]);
  });

  test('values are written as in a scenario', () => {
    const texts = [42e6, 1.5e6, 3_800_000, 120_000, 1500].map((value) => timeout.write(value));
    expect(texts).toEqual(['42s', '1.5s', '3.8s', '120ms', '1500us']);
    expect(scale(patience, 1e6).write(Number.POSITIVE_INFINITY)).toBe('none');
  });

  test('moves are compared by their ratio', () => {
    expect(ratioOf(timeout, 30e6, 45e6)).toBe(1.5);
    expect(ratioOf(timeout, 45e6, 30e6)).toBe(1.5);
    expect(ratioOf(slots, 18, 36)).toBeLessThan(ratioOf(slots, 18, 6));
  });
});
