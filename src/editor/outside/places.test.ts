import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../parts/catalog.ts';
import { applyEdit } from '../../scenario/edit.ts';
import { parseScenario } from '../../scenario/parse.ts';
import type { Scenario } from '../../scenario/types.ts';
import { designOf } from '../../table/design.ts';
import type { Landable } from './found.ts';
import { type Place, placesFor } from './places.ts';
import { recognise } from './recognise.ts';

function scenarioOf(text: string): Scenario {
  const { scenario, problems } = parseScenario(text, catalog);
  if (!scenario) throw new Error(problems.map(({ says }) => says).join('\n'));
  return scenario;
}
const house = (id: string): Scenario => scenarioOf(readFileSync(`scenarios/${id}/scenario.yaml`, 'utf8'));
const small = (parts: string, wires = ''): Scenario =>
  scenarioOf(
    `format: 1\nid: small\ntitle: Small\nseries: none\nsummary: Small.\nduration: 2m\nseed: 1\nparts:\n${parts}\nwires: [${wires}]\n`,
  );

function landable(text: string): Landable {
  const found = recognise(null, text, catalog);
  if (found.what === 'document' || found.what === 'redrive' || found.what === 'program') return found;
  throw new Error(found.what);
}
const places = (scenario: Scenario, what: Landable, design = 'start') =>
  placesFor(what, scenario, design, catalog);
const landed = (scenario: Scenario, { edit }: Place, design = 'start') => {
  const edited = applyEdit(scenario, design, edit, catalog);
  if (!edited.ok) throw new Error(edited.says);
  return designOf({ scenario: edited.scenario, design });
};

describe('a filter policy', () => {
  const policy = landable('{"goods": ["physical"]}');

  test('goes on a subscription; where it is already it does not go again', () => {
    const fanout = house('fanout');
    const { all, note } = places(fanout, policy, 'fix');
    expect(all.map(({ where, why }) => [where, why])).toEqual([
      ['the wire from Orders topic to Inventory queue', null],
      ['the wire from Orders topic to Label queue', 'It is there already.'],
      ['the wire from Orders topic to Mail queue', null],
    ]);
    expect(note).toBeNull();
    expect(all[0]!.says).toBe('An SNS filter policy is on the wire from Orders topic to Inventory queue');
    const wire = landed(fanout, all[0]!, 'fix').wires.find(({ label }) => label === all[0]!.wires[0]);
    expect(wire!.settings).toEqual({ FilterPolicy: { goods: ['physical'] } });
    // The lesson's own start is as it was.
    const edited = applyEdit(fanout, 'fix', all[0]!.edit, catalog);
    expect(edited.ok && edited.scenario.wires).toEqual(fanout.wires);
  });

  test('one that looks into the body brings its scope with it', () => {
    const topic =
      '  users: { kind: traffic-source, at: [0, 0] }\n  topic: { kind: sns-topic, at: [1, 0] }\n  queue: { kind: sqs-queue, at: [2, 0] }';
    const scenario = small(topic, 'users.out -> topic.publish, topic.subscriptions -> queue.send');
    const nested = landable('{"order": {"goods": ["physical"]}}');
    const [place] = places(scenario, nested).all;
    expect(place!.why).toBeNull();
    expect(place!.says).toContain('with FilterPolicyScope MessageBody');
    expect(landed(scenario, place!).wires[1]!.settings).toEqual({
      FilterPolicy: { order: { goods: ['physical'] } },
      FilterPolicyScope: 'MessageBody',
    });
  });

  test('without a topic it goes where this lab can use it; without that either, the reason', () => {
    const fanout = house('fanout');
    const { all, note } = places(fanout, policy);
    expect(all.map(({ where }) => where)).toEqual([
      'Inventory: handles',
      'Label printers: handles',
      'Mailers: handles',
    ]);
    expect(note).toBe(
      'An SNS filter policy goes on a wire of SNS topic, and there is none in this design. Add one first. It can also be read as the values that the program handles, by attribute, and used so here.',
    );
    const users = '  users: { kind: traffic-source, name: Shoppers, at: [0, 0] }';
    expect(places(small(users), policy)).toEqual({
      all: [],
      note: 'An SNS filter policy goes on a wire of SNS topic, and there is none in this design. Add one first.',
    });
    const topic = `${users}\n  topic: { kind: sns-topic, name: Orders, at: [1, 0] }`;
    expect(places(small(topic), policy).note).toBe(
      'An SNS filter policy goes on a wire at Orders.subscriptions, and there is none yet. Draw one first.',
    );
  });
});

describe('a redrive policy', () => {
  const queues = [
    '  users: { kind: traffic-source, at: [0, 0] }',
    '  orders: { kind: sqs-queue, name: Orders, at: [1, 0] }',
    '  dlq: { kind: sqs-queue, name: Orders DLQ, at: [2, 0] }',
  ].join('\n');
  const wires = 'users.out -> orders.send';
  const policy = (target: string, maxReceiveCount = 5): Landable => ({
    what: 'redrive',
    policy: { target, maxReceiveCount },
  });

  test('is a count and a wire to the queue that its ARN names', () => {
    const scenario = small(queues, wires);
    for (const target of ['orders-dlq', 'dlq', 'OrdersDLQ']) {
      const { all, note } = places(scenario, policy(target));
      expect(all.map(({ where, why }) => [where, why])).toEqual([
        ['Orders, with Orders DLQ for what is set aside', null],
      ]);
      expect(note).toBeNull();
      const design = landed(scenario, all[0]!);
      expect(design.parts.get('orders')!.settings).toEqual({ maxReceiveCount: 5 });
      expect(design.wires.map(({ label }) => label)).toContain('orders.deadLetters -> dlq.redriven');
    }
  });

  test('takes the place of the one before', () => {
    const scenario = small(
      `${queues}\n  old: { kind: sqs-queue, name: Old, at: [3, 0] }`,
      `${wires}, orders.deadLetters -> old.redriven`,
    );
    const place = places(scenario, policy('dlq')).all.find(({ parts }) => parts[0] === 'orders')!;
    const labels = landed(scenario, place).wires.map(({ label }) => label);
    expect(labels).toContain('orders.deadLetters -> dlq.redriven');
    expect(labels).not.toContain('orders.deadLetters -> old.redriven');
  });

  test('that names no queue of this design offers those that there are', () => {
    const { all, note } = places(small(queues, wires), policy('unsold'));
    expect(note).toBe('No queue here is called unsold. Those that there are: Orders, Orders DLQ.');
    expect(all.map(({ where }) => where)).toEqual([
      'Orders DLQ, with Orders for what is set aside',
      'Orders, with Orders DLQ for what is set aside',
    ]);
  });

  test('needs two queues of one sort', () => {
    expect(places(small('  users: { kind: traffic-source, at: [0, 0] }'), policy('dlq'))).toEqual({
      all: [],
      note: 'A redrive policy joins two parts, SQS queue: one that sets messages aside, and one that takes them; there is none in this design. Add what is missing first.',
    });
    const fifo = queues.replace('name: Orders DLQ,', 'name: Orders DLQ, settings: { FifoQueue: true },');
    expect(places(small(fifo, wires), policy('dlq')).all[0]!.why).toBe(
      'A dead-letter queue must be of the same type as its source, and Orders DLQ alone is a FIFO queue.',
    );
  });
});

test('a lifecycle policy goes into the storage account', () => {
  const blob = house('blob');
  const text = JSON.stringify({
    rules: [
      {
        name: 'old',
        type: 'Lifecycle',
        definition: {
          filters: { blobTypes: ['blockBlob'] },
          actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 400 } } },
        },
      },
    ],
  });
  const { all } = places(blob, landable(text));
  expect(all.length).toBeGreaterThan(0);
  expect(all.every(({ where }) => where.endsWith(': lifecycle'))).toBe(true);
  const fits = all.find(({ why }) => why === null)!;
  expect(landed(blob, fits).parts.get(fits.parts[0]!)!.settings.lifecycle).toEqual(JSON.parse(text));
});

test('a program goes into a part that runs one', () => {
  const source = 'package main\n\nfunc main() {}\n';
  const scenario = small('  program: { kind: go-program, name: Program, at: [0, 0] }');
  const { all } = places(scenario, landable(source));
  expect(all.map(({ where, why }) => [where, why])).toEqual([['Program', null]]);
  expect(landed(scenario, all[0]!).parts.get('program')!.settings).toEqual({ code: source });
  const long = places(scenario, { what: 'program', source: `${source}//${'x'.repeat(100_000)}\n` });
  expect(long.all[0]!.why).toContain('at most 100000 characters');
  expect(places(house('buffer'), landable(source)).note).toMatch(/^A Go program goes into /);
});

test('recorded traffic is played by whoever sends requests', () => {
  const buffer = house('buffer');
  const moments = ['0s', '150ms', '2.5s'];
  const { all } = places(buffer, { what: 'moments', moments });
  expect(all).toHaveLength(1);
  const [part] = all[0]!.parts;
  expect(landed(buffer, all[0]!).parts.get(part!)!.settings).toMatchObject({
    arrivals: 'trace',
    trace: moments,
  });
  expect(
    places(small('  orders: { kind: sqs-queue, at: [0, 0] }'), { what: 'moments', moments }).note,
  ).toMatch(/^Recorded traffic is played by Traffic source/);
});
