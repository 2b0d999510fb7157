import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isGood } from '../engine/outcome.ts';
import { counterOver, metricOf } from '../recording/query.ts';
import { hopsOf } from './hops.ts';
import type { Cause, Edits } from './protocol.ts';
import { openRun } from './run.ts';
import type { Take } from './take.ts';
import { causesOf, whyOf } from './why.ts';

const BUFFER = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');

function take(text: string, design = 'start', edits: Edits = {}): Take {
  const run = openRun(text, design, edits);
  if (run.take === null) throw new Error(JSON.stringify(run.problems));
  return run.take;
}

interface Sketch {
  readonly users?: string;
  readonly shop?: string;
  readonly db?: string;
  readonly acts?: string;
}

/** Users -> Shop -> db. */
const calls = ({ users = 'rate: 20/s', shop = 'serviceTime: exp 5ms', db = '', acts = '' }: Sketch) =>
  take(`
format: 1
id: sketch
title: A sketch
series: none
summary: One service and its database.
duration: 120s
seed: 3
parts:
  users: { kind: traffic-source, name: Users, at: [0, 0], settings: { ${users} } }
  shop: { kind: service, name: Shop, at: [200, 0], settings: { ${shop} } }
  db: { kind: database, name: db, at: [400, 0], settings: { ${db} } }
wires: [users.out -> shop.in, shop.calls -> db.in]
acts: [${acts}]
`);

interface QueueSketch {
  readonly users?: string;
  readonly orders?: string;
  readonly workers?: string;
  readonly acts?: string;
  readonly send?: string;
}

/** Users -> Orders -> Workers, with a dead-letter queue. */
const queue = ({ users = 'rate: 0.2/s', orders = '', workers = '', acts = '', send = '0s' }: QueueSketch) =>
  take(`
format: 1
id: sketch
title: A sketch
series: none
summary: A queue and its workers.
duration: 120s
seed: 3
parts:
  users: { kind: traffic-source, name: Users, at: [0, 0], settings: { ${users} } }
  orders: { kind: sqs-queue, name: Orders, at: [200, 0], settings: { ${orders} } }
  workers: { kind: consumer-fleet, name: Workers, at: [400, 0], settings: { ${workers} } }
  dead: { kind: sqs-queue, name: Dead letters, at: [200, 200] }
wires:
  - { from: users.out, to: orders.send, latency: ${send} }
  - orders.messages -> workers.in
  - orders.deadLetters -> dead.redriven
acts: [${acts}]
`);

const sayings = (it: Take, request: number): string =>
  whyOf(it, request)
    .chain.map(({ says }) => says)
    .join('\n');
const partsOf = (it: Take, cause: Cause | undefined) => it.compiled.parts[cause?.part ?? -1]?.id;
const countOf = (causes: readonly Cause[], complaint: Cause['complaint']) =>
  causes.reduce((sum, cause) => sum + (cause.complaint === complaint ? cause.count : 0), 0);
const failedOf = ({ recording }: Take): number => {
  const { ended, outcome } = recording.requests;
  return ended.filter((at, i) => at >= 0 && !isGood(outcome[i]!)).length;
};
const total = ({ recording, compiled }: Take, metric: string): number => {
  const at = recording.metrics.findIndex(({ part, name }) => `${part}.${name}` === metric);
  expect(at, compiled.id).toBeGreaterThanOrEqual(0);
  return recording.series.at((at - recording.metrics.length) * 4)!;
};

const buffer = take(BUFFER);

describe('the causes of an outage', () => {
  const causes = causesOf(buffer);

  test('add up to all that failed, and are one: the lock', () => {
    expect(failedOf(buffer)).toBeGreaterThan(2500);
    expect(countOf(causes, 'failed')).toBe(failedOf(buffer));
    expect(causes.filter(({ complaint }) => complaint === 'failed')).toMatchObject([
      { says: 'Turned away or timed out, because inventory-db was locked' },
    ]);
    expect(partsOf(buffer, causes[0])).toBe('database');
    expect(causes[0]!.requests).toHaveLength(20);
  });

  test('name requests that really have that complaint', () => {
    const { outcome, arrived, ended } = buffer.recording.requests;
    for (const { complaint, requests } of causes) {
      for (const r of requests) {
        if (complaint === 'failed') expect(isGood(outcome[r]!)).toBe(false);
        else expect(ended[r]! - arrived[r]!).toBeGreaterThan(100_000);
      }
    }
  });

  test('are told backwards from what the user saw, through who was held by whom, to the lock', () => {
    const { outcome, arrived } = buffer.recording.requests;
    const inOutage = (name: number) => arrived.findIndex((at, r) => at > 21.2e6 && outcome[r] === name);
    const rejected = whyOf(buffer, inOutage(1));
    expect(rejected.end).toBe('failed at once: turned away');
    expect(rejected.chain.map(({ says }) => says).slice(1)).toEqual([
      'All 50 slots of Checkout were held: 50 of 50 waited for Inventory.',
      'All 18 slots of Inventory were held: 18 of 18 waited for inventory-db.',
      'inventory-db was locked from 0:20 to 1:20 (database locked).',
    ]);
    const gaveUp = whyOf(buffer, inOutage(2));
    expect(gaveUp.chain.map(({ says }) => says).slice(1)).toEqual([
      'Checkout gave up after 3 tries.',
      'The call from Checkout to Inventory had no answer after 3 s: it was still waiting in line at Inventory.',
      'All 18 slots of Inventory were held: 16 of 18 waited for inventory-db.',
      // Those who had given up have left their queries behind.
      'All 100 connections of inventory-db were taken.',
      'inventory-db was locked from 0:20 to 1:20 (database locked).',
    ]);
    const ids = gaveUp.chain.map(({ part }) => buffer.compiled.parts[part]!.id);
    expect(ids).toEqual(['shoppers', 'checkout', 'inventory', 'inventory', 'database', 'database']);
    // Each is told at the moment at which it was true, and none comes after what it brought about.
    for (let i = 1; i < gaveUp.chain.length; i++)
      expect(gaveUp.chain[i]!.at).toBeLessThanOrEqual(gaveUp.chain[i - 1]!.at);
  });

  test('nobody complains of the queue', () => {
    expect(causesOf(take(BUFFER, 'fix'))).toEqual([]);
  });

  test('a request that went well has a way and no causes', () => {
    expect(whyOf(buffer, 3)).toMatchObject({
      request: 3,
      chain: [{ says: /^Request 4 was answered (?:at once|after )/ }],
    });
    expect(() => whyOf(buffer, 1e9)).toThrow('no such request');
  });
});

describe('a root is', () => {
  test.each([
    ['an act that refuses', { acts: '{ at: 30s, for: 10s, part: shop, act: crash }' }, 'act 0', 'shop'],
    [
      'an act deep down',
      { acts: '{ at: 30s, for: 10s, part: db, act: fail, with: { share: 0.2 } }' },
      'act 0',
      'db',
    ],
    [
      'an act that slows, until the line that it left is gone',
      {
        users: 'rate: 20/s, timeout: 2s',
        shop: 'slots: 2, queue: 500, serviceTime: exp 80ms',
        acts: '{ at: 30s, for: 5s, part: shop, act: slow }',
      },
      'act 0',
      'shop',
    ],
    [
      'a surge far away',
      {
        shop: 'slots: 2, queue: 5, serviceTime: exp 20ms',
        acts: '{ at: 30s, for: 10s, part: users, act: surge, with: { factor: 10 } }',
      },
      'act 0',
      'users',
    ],
    ['a setting', { shop: 'slots: 1, queue: 5, serviceTime: exp 80ms' }, 'setting 1 slots', 'shop'],
    [
      'a setting of the one who is asked',
      { db: 'connections: 1, queryTime: 100ms' },
      'setting 0 connections',
      'db',
    ],
    ['what ran out', { db: 'stock: 100' }, 'setting 0 stock', 'db'],
    [
      'a part that breaks down by itself',
      { shop: 'failEvery: exp 20s, repairTime: exp 3s' },
      'setting 1 failEvery',
      'shop',
    ],
    [
      'work that takes longer than somebody waits',
      { users: 'rate: 20/s, timeout: 200ms', shop: 'slots: 100, serviceTime: 300ms' },
      'work 1 serviceTime',
      'shop',
    ],
  ])('%s', (_, sketch, root, part) => {
    const it = calls(sketch);
    const causes = causesOf(it).filter(({ complaint }) => complaint === 'failed');
    expect(causes.map(({ id }) => id)).toEqual([`failed ${root}`]);
    expect(partsOf(it, causes[0])).toBe(part);
    expect(failedOf(it)).toBeGreaterThan(5);
    expect(countOf(causes, 'failed')).toBe(failedOf(it));
  });

  test('a setting with the figures: what came and what there was room for', () => {
    const it = calls({ shop: 'slots: 1, queue: 5, serviceTime: 100ms' });
    const { arrived, outcome } = it.recording.requests;
    const late = arrived.findIndex((at, r) => at > 60e6 && !isGood(outcome[r]!));
    const last = sayings(it, late).split('\n').at(-1)!;
    const [, came, done] =
      /^(\d+) requests a second came to Shop, and ([\d.]+) a second were answered: slots is 1\.$/.exec(last)!;
    expect(Number(came)).toBeGreaterThan(12);
    expect(Number(done)).toBeGreaterThan(7);
    expect(Number(done)).toBeLessThan(11);
  });
});

describe('messages', () => {
  test('that were worked on twice, because they were hidden for a shorter time than the work takes', () => {
    const it = queue({ workers: 'processingTime: uniform 5s..35s', orders: 'VisibilityTimeout: 20s' });
    const [cause, ...more] = causesOf(it);
    expect(more).toEqual([]);
    expect(cause).toMatchObject({ complaint: 'duplicated', id: 'duplicated setting 1 VisibilityTimeout' });
    const request = cause!.requests[0]!;
    const [first, second] = hopsOf(it, request).filter(({ what }) => what.startsWith('delivery'));
    expect(second!.sentAt - first!.sentAt).toBeGreaterThanOrEqual(20e6);
    expect(first!.endedAt).toBeGreaterThan(second!.sentAt);
    expect(sayings(it, request)).toContain('still worked on delivery 1');
    expect(sayings(it, request)).toContain('VisibilityTimeout is 20s');
    expect(cause!.count).toBeLessThanOrEqual(total(it, 'orders.redelivered'));
  });

  test('that are recognised are not worked on twice', () => {
    const it = queue({ orders: 'missedDeletes: 0.3, VisibilityTimeout: 5s', workers: 'idempotent: true' });
    expect(total(it, 'workers.duplicates')).toBeGreaterThan(3);
    expect(causesOf(it)).toEqual([]);
  });

  test('that came back because a delete missed', () => {
    const it = queue({ orders: 'missedDeletes: 0.3, VisibilityTimeout: 5s' });
    expect(causesOf(it)).toMatchObject([{ id: 'duplicated setting 1 missedDeletes' }]);
  });

  test('that were sent twice, because the first answer came too late', () => {
    const it = queue({ users: 'rate: 0.5/s, timeout: 5ms, retries: 3', send: 'exp 2ms' });
    const twice = causesOf(it).filter(({ complaint }) => complaint === 'duplicated');
    expect(twice).toMatchObject([{ id: 'duplicated wire users.out -> orders.send' }]);
    const good = twice[0]!.requests.find((r) => isGood(it.recording.requests.outcome[r]!))!;
    expect(sayings(it, good)).toContain('Users sent it again');
  });

  test('that were set aside, because nobody could process them', () => {
    const it = queue({
      orders: 'VisibilityTimeout: 2s, maxReceiveCount: 3',
      acts: '{ at: 30s, for: 40s, part: workers, act: fail, with: { share: 1 } }',
    });
    const [cause] = causesOf(it);
    expect(cause).toMatchObject({ complaint: 'lost', id: 'lost act 0' });
    expect(cause!.count).toBe(total(it, 'orders.deadLettered'));
    expect(sayings(it, cause!.requests[0]!)).toContain('sets a message aside after 3 receives');
    expect(hopsOf(it, cause!.requests[0]!).map(({ what }) => what)).toContain('set aside');
  });

  test('that grew too old, because no worker was there', () => {
    const it = queue({
      orders: 'MessageRetentionPeriod: 60s',
      acts: '{ at: 20s, for: 100s, part: workers, act: crash }',
    });
    const [cause] = causesOf(it);
    expect(cause).toMatchObject({ complaint: 'lost', id: 'lost act 0' });
    expect(cause!.count).toBe(total(it, 'orders.expired'));
    expect(sayings(it, cause!.requests[0]!)).toContain('No worker of Workers was running');
  });

  test('that a dead worker had are delivered again, and that is no complaint', () => {
    const it = queue({
      workers: 'processingTime: 3s',
      orders: 'VisibilityTimeout: 5s',
      acts: '{ at: 30s, for: 10s, part: workers, act: crash }',
    });
    expect(total(it, 'workers.lost')).toBeGreaterThan(0);
    expect(causesOf(it)).toEqual([]);
  });
});

test('a run of 15,000 requests with 3,000 failures is explained while one waits', () => {
  const it = take(BUFFER, 'start', { seed: 8 });
  const begun = performance.now();
  causesOf(it);
  // Under a second on a quiet machine; a busy one gets its time.
  expect(performance.now() - begun).toBeLessThan(30_000);
});

describe('episodes', () => {
  const episode = (id: string) => take(readFileSync(`scenarios/${id}/scenario.yaml`, 'utf8'));
  const total = ({ recording }: Take, part: string, metric: string): number =>
    counterOver(recording, metricOf(recording, part, metric), 0, recording.until + 1);

  test('who asked a service that died blames the restart, and nobody blames chance', () => {
    const says = causesOf(episode('fanout')).map((cause) => cause.says);
    expect(says.filter((one) => one.includes('no instance of Checkout was running'))).toHaveLength(3);
    expect(says.filter((one) => one.includes('by chance'))).toEqual([]);
  });

  test('an event that a function gives up is lost, because of the quota that refused its call', () => {
    const it = episode('rekognition-limit');
    const causes = causesOf(it);
    expect(causes.map(({ complaint }) => complaint)).toEqual(['lost', 'lost']);
    expect(causes[0]!.says).toContain('all 20 jobs that Rekognition may run at once were running');
    const dropped = total(it, 'clips', 'asyncDropped') + total(it, 'trailers', 'asyncDropped');
    expect(causes.reduce((sum, { count }) => sum + count, 0)).toBe(dropped);
  });
});
