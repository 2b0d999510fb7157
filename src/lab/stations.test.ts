import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { one, type Parts, stations, users } from '../../tests/smallStations.ts';
import * as theory from '../theory/formulas.ts';
import type { Station } from './protocol.ts';
import { openRun } from './run.ts';
import { stationsOf } from './stations.ts';

const predicted = ({ predicted }: Station) =>
  Object.fromEntries(predicted.map(({ name, value }) => [name, value]));

/** Each predicted mean was measured, too, within a share of it (or of one thing there, where it is less). */
function expectMeasured(station: Station, share: number): void {
  expect(station.predicted.length).toBeGreaterThan(0);
  for (const { name, value, measured } of station.predicted) {
    const scale = name === 'wait' || name === 'latency' ? value : Math.max(1, value);
    expect(
      Math.abs(measured - value),
      `${name}: ${value} predicted, ${measured} measured`,
    ).toBeLessThanOrEqual(share * scale + 1e-9);
  }
}

describe('one station is predicted as in the theory table, and measured so', () => {
  const ms = 1000;
  const queue = 1_000_000_000;

  test('M/M/1', () => {
    const app = one(users(70), { slots: 1, queue, serviceTime: 'exp 10ms' })('app');
    const { W, Wq, Lq, rho } = theory.mmc(1, 70, 100);
    expect(app.model).toBe('M/M/1');
    expect(predicted(app)).toEqual({
      busy: expect.closeTo(rho, 9),
      waiting: expect.closeTo(Lq, 9),
      wait: expect.closeTo(Wq * 1e6, 6),
      latency: expect.closeTo(W * 1e6, 6),
    });
    expect(predicted(app).latency).toBeCloseTo(1e6 / 30, 6);
    expectMeasured(app, 0.1);
  });

  test('M/M/c', () => {
    const app = one(users(90), { slots: 5, instances: 2, queue, serviceTime: 'exp 100ms' })('app');
    const { Lq, W } = theory.mmc(10, 90, 10);
    expect(app.model).toBe('M/M/10');
    expect(predicted(app)).toMatchObject({
      busy: expect.closeTo(9, 9),
      waiting: expect.closeTo(Lq, 9),
      latency: expect.closeTo(W * 1e6, 6),
    });
    expectMeasured(app, 0.2);
  });

  test('M/M/c/K and the loss system', () => {
    const short = one(users(150), { slots: 1, queue: 4, serviceTime: 'exp 10ms' })('app');
    const { Lq, throughput, P_loss } = theory.mmck(1, 5, 150, 100);
    expect(short.model).toBe('M/M/1/5');
    expect(predicted(short)).toMatchObject({
      busy: expect.closeTo(throughput / 100, 9),
      waiting: expect.closeTo(Lq, 9),
      rejected: expect.closeTo(150 * P_loss, 9),
    });
    expectMeasured(short, 0.05);

    const none = one(users(100), { slots: 8, queue: 0, serviceTime: 'uniform 0ms..160ms' })('app');
    expect(none.model).toBe('M/G/8/8');
    expect(predicted(none).busy).toBeCloseTo(8 * (1 - theory.erlangB(8, 8)), 9);
    expectMeasured(none, 0.05);
  });

  test('M/G/1 and M/D/1', () => {
    const cases = [
      ['lognormal 10ms cv 2', 4, 'M/G/1', 0.3],
      ['erlang 4 10ms', 0.25, 'M/G/1', 0.1],
      ['10ms', 0, 'M/D/1', 0.1],
    ] as const;
    for (const [serviceTime, cv2, model, share] of cases) {
      const app = one(users(70), { slots: 1, queue, serviceTime })('app');
      expect(app.model).toBe(model);
      expect(predicted(app).wait).toBeCloseTo(theory.mg1(70, 0.01, cv2).Wq * 1e6, 5);
      expectMeasured(app, share);
    }
  });

  test('M/G/c, which is approximate and says so', () => {
    const app = one(users(140), { slots: 2, queue, serviceTime: 'uniform 0ms..20ms' })('app');
    expect(app.model).toBe('M/G/2, approximately');
    expectMeasured(app, 0.1);
  });

  test('D/M/1', () => {
    const source = users(70, { arrivals: 'constant' });
    const app = one(source, { slots: 1, queue, serviceTime: 'exp 10ms' })('app');
    expect(app.model).toBe('D/M/1');
    expect(predicted(app).wait).toBeCloseTo(theory.dm1(70, 100).Wq * 1e6, 5);
    expectMeasured(app, 0.1);
  });

  test('M/M/c+M: who waits too long leaves', () => {
    const app = one(users(120), { slots: 10, queue, serviceTime: 'exp 100ms', patience: 'exp 200ms' })('app');
    expect(app.model).toBe('M/M/10+M');
    expect(predicted(app).waiting).toBeCloseTo(theory.erlangA(120, 10, 10, 5).Lq, 9);
    expectMeasured(app, 0.1);
  });

  test('a closed network: few users who think and then wait for one server', () => {
    const source: Parts = {
      users: ['traffic-source', { arrivals: 'closed', users: 12, thinkTime: 'exp 90ms' }],
    };
    const at = one(source, { slots: 1, queue: 20, serviceTime: 'exp 10ms' });
    const { X, R, U, Q } = theory.machineRepair(12, 0.09, 0.01);
    expect(at('app').model).toBe('M/M/1//12');
    expect(predicted(at('app'))).toMatchObject({
      busy: expect.closeTo(U, 9),
      waiting: expect.closeTo(Q - U, 9),
      latency: expect.closeTo(R * 1e6, 5),
    });
    expect(predicted(at('users'))).toMatchObject({ made: expect.closeTo(X, 6), open: expect.closeTo(Q, 6) });
    expectMeasured(at('app'), 0.05);
    expectMeasured(at('users'), 0.05);
  });

  test('a queue and those who receive from it are one station', () => {
    const at = stations(
      {
        ...users(70),
        door: ['service', { slots: 1000, serviceTime: '1ms' }],
        jobs: ['sqs-queue', { DelaySeconds: '2s' }],
        fleet: ['consumer-fleet', { workers: 2, processingTime: `exp ${20 * ms}us` }],
      },
      ['users.out -> door.in', 'door.calls -> jobs.send', 'jobs.messages -> fleet.in'],
      { seconds: 1000 },
    );
    const { Lq, W } = theory.mmc(2, 70, 50);
    expect([at('jobs').model, at('fleet').model]).toEqual(['M/M/2', 'M/M/2']);
    expect(predicted(at('jobs'))).toEqual({
      visible: expect.closeTo(Lq, 9),
      inFlight: expect.closeTo(1.4, 9),
      depth: expect.closeTo(70 * (W + 2), 6),
      dwell: expect.closeTo((W + 2) * 1e6, 4),
    });
    expectMeasured(at('jobs'), 0.1);
    expectMeasured(at('fleet'), 0.1);
  });
});

describe('a network of stations', () => {
  const free = { queue: 1_000_000, whileCalling: 'frees its slot' };

  test('what leaves M/M/1 is Poisson, so the next is M/M/1, too', () => {
    const at = stations(
      {
        ...users(50),
        first: ['service', { slots: 1, serviceTime: 'exp 10ms', ...free }],
        link: ['network-link', { latency: 'exp 30ms' }],
        second: ['service', { slots: 1, serviceTime: 'exp 15ms', ...free }],
      },
      ['users.out -> first.in', 'first.calls -> link.in', 'link.out -> second.in'],
    );
    expect([at('first').model, at('second').model, at('link').model]).toEqual(['M/M/1', 'M/M/1', 'M/G/∞']);
    const answer = theory.mmc(1, 50, 100).W + 0.06 + theory.mmc(1, 50, 1000 / 15).W;
    expect(predicted(at('users')).latency).toBeCloseTo(answer * 1e6, 4);
    for (const id of ['users', 'first', 'second', 'link']) expectMeasured(at(id), 0.1);
  });

  test('by chance one stream becomes two, and both are Poisson', () => {
    const at = stations(
      {
        ...users(100),
        router: ['router'],
        a: ['service', { slots: 1, serviceTime: 'exp 10ms', ...free }],
        b: ['service', { slots: 1, serviceTime: 'exp 20ms', ...free }],
      },
      [
        'users.out -> router.in',
        { from: 'router.out', to: 'a.in', weight: 3 },
        { from: 'router.out', to: 'b.in', weight: 1 },
      ],
    );
    expect(predicted(at('a')).latency).toBeCloseTo(theory.mmc(1, 75, 100).W * 1e6, 4);
    expect(predicted(at('b')).latency).toBeCloseTo(theory.mmc(1, 25, 50).W * 1e6, 4);
    for (const id of ['users', 'router', 'a', 'b']) expectMeasured(at(id), 0.1);
  });

  test('a slot that waits for somebody else is held for both', () => {
    const at = stations(
      {
        ...users(20),
        app: ['service', { slots: 100, queue: 100, serviceTime: 'exp 40ms' }],
        database: [
          'database',
          { connections: 100, queryTime: 'exp 10ms', slowShare: 0.1, slowTime: '500ms' },
        ],
      },
      [
        { from: 'users.out', to: 'app.in', latency: '3ms' },
        { from: 'app.calls', to: 'database.in', latency: 'exp 5ms' },
      ],
    );
    expect(predicted(at('app'))).toMatchObject({ busy: expect.closeTo(20 * (0.05 + 0.059), 9) });
    expect(predicted(at('users')).latency).toBeCloseTo(1e6 * (0.006 + 0.05 + 0.059), 4);
    expect(at('database').model).toBe('M/G/100/100');
    for (const id of ['users', 'app', 'database']) expectMeasured(at(id), 0.05);
  });

  test('who is never asked by more than it can take makes nobody wait, however they come', () => {
    const at = stations(
      {
        ...users(90),
        app: ['service', { slots: 2, queue: 100_000, serviceTime: 'exp 10ms' }],
        database: ['database', { connections: 5, queryTime: 'exp 10ms' }],
      },
      ['users.out -> app.in', 'app.calls -> database.in'],
    );
    expect(at('app').model).toBe('M/G/2, approximately');
    expect(at('database').model).toBe('G/G/5, at most 2 at once');
    expectMeasured(at('app'), 0.2);
    expectMeasured(at('database'), 0.05);
  });
});

describe("Little's law", () => {
  test('holds at every part over the whole run, through the storm and all', () => {
    const run = openRun(readFileSync('scenarios/buffer/scenario.yaml', 'utf8'), 'fix', {});
    const all = stationsOf(run.take!).filter(({ little }) => little !== null);
    expect(all.length).toBeGreaterThanOrEqual(6);
    for (const { little } of all) expect(little!.l / (little!.lambda * little!.w)).toBeCloseTo(1, 2);
    for (const { says } of all) expect(says).toContain("Little's law is taken over the whole run.");
  });

  test('says where somebody stayed to the end', () => {
    const app = one(
      users(120),
      { slots: 1, queue: 1_000_000, serviceTime: 'exp 10ms' },
      { seconds: 60 },
    )('app');
    expect(app.little!.l).toBeGreaterThan(1.02 * app.little!.lambda * app.little!.w);
    expect(app.says).toMatch(/are still there \(\d{3,4}\)/);
  });

  test('is silent where nobody is timed', () => {
    const at = stations(
      { ...users(10), app: ['service', { whileCalling: 'frees its slot' }], exit: ['service'] },
      ['users.out -> app.in', 'app.calls -> exit.in'],
      { seconds: 60 },
    );
    expect([at('app').little, at('exit').little === null]).toEqual([null, false]);
  });
});

describe('the window', () => {
  const text = readFileSync('scenarios/buffer/scenario.yaml', 'utf8');

  test('ends where the first act begins, and leaves out a tenth to settle', () => {
    const all = stationsOf(openRun(text, 'start', {}).take!);
    for (const { window } of all) expect(window).toEqual({ from: 2_000_000, to: 20_000_000 });
    expect(all[0]!.says).toContain('Measured from 2 s to 20 s, before the first act.');
  });

  test('is the whole run when there are no acts', () => {
    const calm = openRun(text, 'start', { keepActs: [], until: 60_000_000 });
    for (const { window } of stationsOf(calm.take!))
      expect(window).toEqual({ from: 6_000_000, to: 60_000_000 });
  });

  test('of the Buffer episode, every part but none fits a model before the outage', () => {
    for (const design of ['start', 'fix'])
      for (const { predicted } of stationsOf(openRun(text, design, {}).take!))
        expect(predicted).not.toEqual([]);
  });
});
