/** The moments of every try, without jitter, against AWS's table of phases. */
import { describe, expect, test } from 'vitest';
import { at, callee, worldOf } from '../../../tests/laws/smallWorld.ts';
import { outcome } from '../../engine/outcome.ts';
import type { PartDefinition } from '../contract.ts';
import { mailbox } from '../mailbox/sim.ts';
import { trafficSource } from '../traffic-source/sim.ts';
import { snsTopic } from './sim.ts';

/** Waits between the tries of one delivery, in seconds. */
function waits(kind: string, retryJitter: number, until = '1d'): readonly number[] {
  const tried: number[] = [];
  // What the callee says it is, with an ear of its own.
  const far: PartDefinition = {
    ...callee,
    spec: { ...callee.spec, ports: { in: { ...callee.spec.ports.in!, endpoint: kind } } },
    behaviour: {
      ...callee.behaviour,
      receive: {
        in(self: { now: number; reply(row: number, code: number): void }, row: number) {
          tried.push(self.now / 1_000_000);
          self.reply(row, outcome.failed);
        },
      },
    },
  };
  worldOf({
    parts: {
      users: [trafficSource, at('1s')],
      topic: [snsTopic, { retryJitter }],
      far: [far],
    },
    wires: ['users.out > topic.publish', 'topic.subscriptions > far.in'],
    until,
  }).run();
  return tried.slice(1).map((moment, i) => moment - tried[i]!);
}

const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
const rounded = (all: readonly number[]): readonly number[] =>
  all.map((one) => Math.round(one * 1000) / 1000);

describe.each(['sqs', 'lambda'])('to %s', (kind) => {
  test('3 at once, 2 after 1 s, 10 from 1 s to 20 s, then every 20 s', () => {
    const all = rounded(waits(kind, 0, '10m'));
    expect(all.slice(0, 5)).toEqual([0, 0, 0, 1, 1]);
    expect([all[5], all[14]]).toEqual([1, 20]);
    for (let i = 6; i <= 14; i++) expect(all[i]).toBeGreaterThan(all[i - 1]!);
    expect(new Set(all.slice(15))).toEqual(new Set([20]));
  });
});

test.each(['email', 'email-json', 'sms', 'application'])(
  'to %s: 2 after 10 s, 10 from 10 s to 600 s, 38 every 600 s: 50 over more than six hours',
  (kind) => {
    const all = rounded(waits(kind, 0));
    expect(all).toHaveLength(50);
    expect(all.slice(0, 3)).toEqual([10, 10, 10]);
    expect(all[11]).toBe(600);
    expect(all.slice(12)).toEqual(Array(38).fill(600));
    expect(sum(all)).toBeGreaterThan(6 * 3600);
  },
);

test('to the web: 3, 20 s apart', () => {
  expect(rounded(waits('http', 0))).toEqual([20, 20, 20]);
});

test('the jitter is as large as the setting says, and about as often sooner as later', () => {
  const all = waits('email', 0.5).slice(12);
  expect(all).toHaveLength(38);
  for (const wait of all) {
    expect(wait).toBeGreaterThanOrEqual(300);
    expect(wait).toBeLessThanOrEqual(900);
  }
  expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(300);
  expect(Math.abs(sum(all) / all.length - 600)).toBeLessThan(100);
});

test('a mailbox is an e-mail endpoint: greylisted once, it gets the mail some ten seconds later', () => {
  const small = worldOf({
    parts: {
      users: [trafficSource, at('1s')],
      topic: [snsTopic, { retryJitter: 0, acceptTime: '0s' }],
      mail: [mailbox, { greylistShare: 1, deliveryTime: '1s' }],
    },
    wires: ['users.out > topic.publish', 'topic.subscriptions > mail.in'],
  }).run();
  expect([small.read('mail.putOff'), small.read('mail.arrived')]).toEqual([1, 1]);
  expect(small.timing('topic.latency')).toMatchObject({ count: 1, sum: 12_000_000 });
});
