/** The counting lock against a plain model of it, in whatever order permits are asked for, given back and forgotten. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Step, scripted } from '../../../tests/laws/scripted.ts';
import { worldOf } from '../../../tests/laws/smallWorld.ts';
import { dynamodbTable } from './sim.ts';

interface Rules {
  readonly limit: number;
  readonly leaseMs: number | null;
  readonly grants: boolean;
  readonly byOwner: boolean;
  readonly accepts: boolean;
}

/** What DynamoDB would keep: a number, and who holds a permit since when (ms). */
class Model {
  count = 0;
  readonly since = new Map<number, number>();
  readonly rules: Rules;
  constructor(rules: Rules) {
    this.rules = rules;
  }

  acquire(owner: number, now: number): boolean {
    const { limit, leaseMs, grants } = this.rules;
    if (this.since.has(owner)) {
      if (grants) this.own(owner, now);
      return grants;
    }
    if (this.count >= limit) {
      const [oldest] = this.since;
      if (leaseMs === null || oldest === undefined || now - oldest[1] <= leaseMs) return false;
      this.since.delete(oldest[0]);
      this.count--;
    }
    this.count++;
    this.own(owner, now);
    return true;
  }

  release(owner: number): boolean {
    const { byOwner, accepts } = this.rules;
    const held = this.since.delete(owner);
    if (!held && byOwner) return accepts;
    this.count--;
    return true;
  }

  /** Whoever is new stands last. */
  private own(owner: number, now: number): void {
    this.since.delete(owner);
    this.since.set(owner, now);
  }
}

const rules: fc.Arbitrary<Rules> = fc.record({
  limit: fc.integer({ min: 1, max: 3 }),
  leaseMs: fc.constantFrom(null, 1500, 4000),
  grants: fc.boolean(),
  byOwner: fc.boolean(),
  accepts: fc.boolean(),
});
/** A crash is a permit that is never given back; a message that came twice, an owner who asks again. */
const asks = fc.array(
  fc.record({
    gapMs: fc.constantFrom(0, 0, 1, 300, 1500, 2000),
    acquires: fc.boolean(),
    owner: fc.integer({ min: 0, max: 4 }),
  }),
  { minLength: 1, maxLength: 40 },
);

test('every answer and every count is that of the model, and by owner no permit is made or lost', () => {
  fc.assert(
    fc.property(rules, asks, fc.constantFrom(0, 4, 700), (rule, all, latencyMs) => {
      let now = 0;
      const steps = all.map(({ gapMs, acquires, owner }): Step => {
        now += gapMs;
        return { at: `${now}ms`, wire: acquires ? 0 : 1, of: owner };
      });
      const { part, answers } = scripted(steps);
      const small = worldOf({
        parts: {
          script: [part],
          table: [
            dynamodbTable,
            {
              latency: `${latencyMs}ms`,
              leaseFor: rule.leaseMs === null ? null : `${rule.leaseMs}ms`,
            },
          ],
        },
        wires: [
          {
            wire: 'script.out > table.acquire',
            with: { limit: rule.limit, again: rule.grants ? 'grant' : 'refuse' },
          },
          {
            wire: 'script.out > table.release',
            with: { matches: rule.byOwner ? 'owner' : 'nothing', again: rule.accepts ? 'accept' : 'refuse' },
          },
        ],
        until: '2m',
      }).run();
      const model = new Model(rule);
      steps.forEach(({ at, wire, of = 0 }, i) => {
        const moment = Number.parseInt(at, 10) + latencyMs;
        const good = wire === 0 ? model.acquire(of, moment) : model.release(of);
        expect(answers[i]?.outcome, `step ${i}`).toBe(good ? 'ok' : 'conditionFailed');
        expect(model.count).toBeLessThanOrEqual(rule.limit);
      });
      expect(small.read('table.held')).toBe(model.count);
      expect(small.read('table.owners')).toBe(model.since.size);
      if (rule.byOwner) expect(model.count).toBe(model.since.size);
    }),
    { numRuns: 300 },
  );
});

test('a lock, an item and a row may bear a name that every object has', () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    const steps = [0, 0, 1, 2, 3, 4].map((wire, i): Step => ({ at: `${i}s`, wire, of: i }));
    const { part, answers } = scripted(steps);
    const small = worldOf({
      parts: { script: [part], table: [dynamodbTable, { latency: '0s', thinkTime: '0s' }] },
      wires: [
        { wire: 'script.out > table.acquire', with: { lock: name, limit: 1 } },
        { wire: 'script.out > table.read', with: { key: name } },
        { wire: 'script.out > table.create', with: { key: name } },
        { wire: 'script.out > table.compareAndSet', with: { key: name } },
        { wire: 'script.out > table.read', with: { key: name } },
      ],
    }).run();
    expect(answers.map((one) => one?.outcome)).toEqual(['ok', 'conditionFailed', 'ok', 'ok', 'ok', 'ok']);
    expect([small.read('table.held'), small.read('table.items')]).toEqual([1, 2]);
    expect(structuredClone(small.stateOf('table'))).toEqual(small.stateOf('table'));
  }
});

test('what cost nothing is on no bill', () => {
  const bill = (totals: Record<string, number>, settings: object) =>
    dynamodbTable.cost!(settings as never, totals, 60);
  const prices = { pricePerMillionReads: 0.125, pricePerMillionWrites: 0.625 };
  expect(bill({ reads: 0, writes: 0 }, { BillingMode: 'PAY_PER_REQUEST', ...prices })).toEqual([]);
  expect(bill({ reads: 8, writes: 0 }, { BillingMode: 'PAY_PER_REQUEST', ...prices })).toHaveLength(1);
});
