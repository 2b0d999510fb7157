/** What holds at the table whatever somebody does there: tests/anyActs.ts says what can be done. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Deed, deeds, sit } from '../../tests/anyActs.ts';
import { BLANK_TEXT } from '../scenario/blank.ts';

const file = (path: string) => readFileSync(new URL(`../../${path}/scenario.yaml`, import.meta.url), 'utf8');

/** TABLE_RUNS=200 looks longer; TABLE_SEED and TABLE_PATH take up what a failure has printed. */
const { TABLE_RUNS, TABLE_SEED, TABLE_PATH } = process.env;
const parameters = {
  numRuns: TABLE_RUNS === undefined ? 4 : Number(TABLE_RUNS),
  ...(TABLE_SEED !== undefined && { seed: Number(TABLE_SEED) }),
  ...(TABLE_PATH !== undefined && { path: TABLE_PATH }),
};

const TABLES = {
  'an episode, in a design of the learner’s own': {
    text: file('scenarios/buffer'),
    owns: false,
    keepActs: null,
  },
  'a step of it that leaves out the lock': { text: file('scenarios/buffer'), owns: false, keepActs: [] },
  'a template': { text: file('templates/queue-worker'), owns: true, keepActs: null },
  'a topic with filters, and an alarm': {
    text: `format: 1
id: fan
title: Fan-out
series: aws
summary: Orders go to two queues, and somebody watches one of them.
duration: 1m
seed: 3
parts:
  shop: { kind: traffic-source, at: [0, 0], settings: { messages: [{ body: "order {n}", attributes: { kind: gift } }] } }
  orders: { kind: sns-topic, at: [200, 0] }
  gifts: { kind: sqs-queue, at: [400, 0] } # the first
  rest: { kind: sqs-queue, at: [400, 200] }
  backlog: { kind: cloudwatch-alarm, at: [200, 200], settings: { metric: gifts.visible } }
wires:
  - shop.out -> orders.publish
  - from: orders.subscriptions
    to: gifts.send
    with: # what it wants
      FilterPolicy: { kind: [gift] }
      RawMessageDelivery: true
  - orders.subscriptions -> rest.send
acts:
  - { at: 2s, part: backlog, act: set, with: { metric: rest.visible } }
`,
    owns: true,
    keepActs: null,
  },
  'the sandbox': { text: BLANK_TEXT, owns: true, keepActs: null },
} as const;

/** Found once: a seed that was chosen while an edit waited for its run was forgotten. */
const SEED_LOST: readonly Deed[] = [
  { what: 'edit', seed: 0, isHasty: true },
  { what: 'seed', seed: 0, isHasty: false },
  { what: 'edit', seed: 0, isHasty: false },
];

async function holds(setting: (typeof TABLES)[keyof typeof TABLES], all: readonly Deed[]): Promise<void> {
  const at = await sit(setting);
  try {
    for (const deed of all) {
      at.do(deed);
      if (!deed.isHasty) await at.isTrue();
    }
    await at.isTrue();
    const { past } = at.table.store.getState();
    for (const _ of past) at.table.undo();
    await at.isTrue();
    const { scenario } = at.table.store.getState();
    expect(scenario).toBe(at.first);
    expect(at.textOf(scenario)).toBe(setting.text);
    for (const _ of past) at.table.redo();
    await at.isTrue();
    const last = past.at(-1)?.after ?? { scenario: at.first };
    expect(at.table.store.getState().scenario).toBe(last.scenario);
  } finally {
    at.close();
  }
}

describe.each(Object.entries(TABLES))('%s', (_, setting) => {
  it('replays to the same digest, stays sound, and is undone to the first byte', { timeout: 3_600_000 }, () =>
    fc.assert(
      fc.asyncProperty(deeds(14), (all) => holds(setting, all)),
      { ...parameters, examples: [[[...SEED_LOST]]] },
    ),
  );
});
