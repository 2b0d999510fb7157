import { outcome } from '../../engine/outcome.ts';
import { definePart } from '../contract.ts';
import { failing, goingDown, slowing } from '../hurts.ts';
import { changeQuota, quotaOf, takeOne } from '../quota.ts';
import { errors } from './errors.ts';
import { create, read, readVersion, write, writeVersion } from './items.ts';
import { acquire, release } from './lock.ts';
import { acquireWire, acts, itemWire, releaseWire, rowWire, settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';
import { why } from './why.ts';

export type { Settings, State, TableView } from './spec.ts';

/** Seconds of capacity that are kept when they are not used. */
const KEPT = 300;

/** What is asked, as `step` of a call, and what is done at the end of its time. */
const OPERATIONS = [read, write, create, acquire, release, writeVersion] as const;
const READ = 0;
const WRITE = 1;
const CREATE = 2;
const ACQUIRE = 3;
const RELEASE = 4;
const COMPARE_AND_SET = 5;

/** Whether a unit of capacity was there to be used. */
function uses(self: Me, which: 'reads' | 'writes'): boolean {
  const { state, settings: s, metrics } = self;
  if (s.BillingMode === 'PROVISIONED' && !takeOne(state[which], self.now)) {
    metrics.throttled.add();
    return false;
  }
  metrics[which].add();
  return true;
}

function accept(operation: number): (self: Me, call: number) => void {
  return (self, call) => {
    const { state, messages, random, settings: s, metrics } = self;
    if (state.down || random.faults.chance(state.failShare)) {
      metrics.failed.add();
      return self.reply(call, outcome.failed);
    }
    const reads = operation === READ || operation === COMPARE_AND_SET;
    if (!uses(self, reads ? 'reads' : 'writes')) return self.reply(call, outcome.throttled);
    messages.step[call] = operation;
    metrics.open.set(++state.open);
    if (operation === COMPARE_AND_SET) readVersion(self, call);
    const thinks = operation === COMPARE_AND_SET;
    const takes = thinks ? random.thinking.draw(s.thinkTime) : random.latency.draw(s.latency);
    self.timers.done.after(takes * state.slow, call);
  };
}

function done(self: Me, call: number): void {
  const { state, messages, metrics } = self;
  const operation = messages.step[call]!;
  metrics.open.set(--state.open);
  if (operation === COMPARE_AND_SET && !uses(self, 'writes')) return self.reply(call, outcome.throttled);
  metrics.latency.record(self.now - messages.arrivedAt[call]!);
  OPERATIONS[operation]!(self, call);
}

export const dynamodbTable = definePart({
  title: 'DynamoDB table',
  says: 'Items under keys, with conditional writes: enough for idempotency, optimistic locking and a counting lock.',
  shelf: 'stores',
  charted: 'held',
  portrait: { items: 12, held: 3, owners: 3, up: 1 },
  spec,
  settings,
  wires: {
    read: itemWire,
    write: itemWire,
    create: itemWire,
    acquire: acquireWire,
    release: releaseWire,
    compareAndSet: rowWire,
  },
  acts,
  errors,
  behaviour: {
    state: (s: Settings): State => ({
      items: {},
      stored: 0,
      locks: {},
      held: 0,
      owners: 0,
      versions: {},
      open: 0,
      reads: quotaOf(s.ReadCapacityUnits, KEPT),
      writes: quotaOf(s.WriteCapacityUnits, KEPT),
      slow: 1,
      failShare: 0,
      down: false,
    }),

    start(self: Me) {
      self.metrics.up.set(1);
    },

    receive: {
      read: accept(READ),
      write: accept(WRITE),
      create: accept(CREATE),
      acquire: accept(ACQUIRE),
      release: accept(RELEASE),
      compareAndSet: accept(COMPARE_AND_SET),
    },

    timers: { done },

    acts: { outage: goingDown<Me>(), slow: slowing<Me>(), fail: failing<Me>() },

    reconfigure({ state, settings: s, now }: Me) {
      changeQuota(state.reads, now, s.ReadCapacityUnits, KEPT);
      changeQuota(state.writes, now, s.WriteCapacityUnits, KEPT);
    },
  },

  why,

  status: ({ metrics, rates }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.failed > 0) return { mood: 'failing', word: 'failing' };
    if (rates.throttled > 0) return { mood: 'throttled', word: 'throttling' };
    // More hold a permit than are counted: somebody's was given back twice.
    if (metrics.held < metrics.owners) return { mood: 'failing', word: 'miscounted' };
    if (rates.conditionFailed > 0) return { mood: 'throttled', word: 'refusing' };
    return rates.reads + rates.writes > 0
      ? { mood: 'busy', word: 'answering' }
      : { mood: 'calm', word: 'idle' };
  },

  cost: (s, totals, seconds) =>
    (s.BillingMode === 'PAY_PER_REQUEST'
      ? [
          {
            what: `${totals.reads} reads and ${totals.writes} writes`,
            usd:
              (totals.reads * s.pricePerMillionReads + totals.writes * s.pricePerMillionWrites) / 1_000_000,
          },
        ]
      : [
          {
            what: `${s.ReadCapacityUnits} reads and ${s.WriteCapacityUnits} writes a second for ${Math.round(seconds)} s`,
            usd:
              ((s.ReadCapacityUnits * s.pricePerReadUnitHour +
                s.WriteCapacityUnits * s.pricePerWriteUnitHour) *
                seconds) /
              3600,
          },
        ]
    ).filter(({ usd }) => usd > 0),
});
