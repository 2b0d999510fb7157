/** What is asked: charged when it comes, done at the end of its time. */
import { outcome } from '../../engine/outcome.ts';
import { readCharge, writeCharge } from '../../rules/azure/cosmos/charges.ts';
import {
  BYTES_PER_KEY,
  BYTES_PER_PARTITION,
  type Partition,
  paidAt,
  partitionAt,
  refresh,
  SLOTS,
  slotOf,
  split,
  takesAgainAt,
  usedShare,
} from '../../rules/azure/cosmos/partitions.ts';
import { attributeOf, type Crate, crateOf } from '../../rules/azure/crate.ts';
import { filled, letterOf } from '../../rules/letter.ts';
import { named } from '../byRequest.ts';
import { budgetNow, changeBudget, settle, show, showMonthly } from './budget.ts';
import { BAD_REQUEST, DOWN, KEY_FULL, tooManyRequests } from './errors.ts';
import type { InWire, Me } from './spec.ts';

const OPERATIONS = ['create', 'read', 'query'] as const;
type Operation = (typeof OPERATIONS)[number];
/** `place` of a call that goes to every partition. */
const ALL = -1;

/** The partition key as written; null where each request has one of its own. */
function keyOf(self: Me, call: number): string | null {
  return attributeOf(letterOf(self.contentOf(call)), 'partition');
}

function crateIn(self: Me, call: number): Crate {
  return crateOf(letterOf(self.contentOf(call)), self.messages.request[call]!);
}

/** The slot of what is asked for, or ALL: a query that names no key asks everybody, and a crate without one is spread evenly. */
function slotFor(self: Me, call: number, operation: Operation, { count }: Crate): number {
  const key = keyOf(self, call);
  if (key === null && (operation === 'query' || count > 1)) return ALL;
  return slotOf(filled(key ?? '{n}', self.messages.request[call]!));
}

function chargeOf({ state, settings: s }: Me, operation: Operation, slot: number, crate: Crate): number {
  const charges = s.charges ?? [];
  if (charges.length === 0) return 0;
  if (operation === 'create') return writeCharge(charges, crate.size) * crate.count;
  const found = readCharge(charges, crate.size) * crate.count;
  if (operation === 'read') return found;
  return s.queryCharge * (slot === ALL ? state.partitions.length : 1) + found;
}

function refuse(self: Me, call: number): boolean {
  const { state, random, metrics } = self;
  if (!state.down && !random.faults.chance(state.failShare)) return false;
  metrics.failed.add();
  self.reply(call, outcome.failed, state.down ? DOWN : undefined);
  return true;
}

/** @returns the operation, or null for one that was refused for what it is */
function understood(self: Me, call: number, crate: Crate): Operation | null {
  const { state, settings: s, metrics } = self;
  const operation = OPERATIONS.find(
    (one) => one === (crate.operation ?? (self.wireSettings(call) as InWire).operation),
  );
  if (!operation) {
    metrics.failed.add();
    self.reply(call, outcome.invalid, BAD_REQUEST);
    return null;
  }
  if (operation !== 'create') return operation;
  if (crate.size > s.maxItemSize) {
    metrics.tooLarge.add();
    self.reply(call, outcome.invalid);
    return null;
  }
  const key = keyOf(self, call);
  if (key !== null && (state.keys[named(key)] ?? 0) + crate.size * crate.count > BYTES_PER_KEY) {
    metrics.keysFull.add();
    self.reply(call, outcome.refused, KEY_FULL);
    return null;
  }
  return operation;
}

/** A request is taken while anything is left of the second, and takes the rest from those to come. */
function take(self: Me, call: number, asked: readonly Partition[], charge: number): boolean {
  const { state, metrics, now } = self;
  const budget = budgetNow(self);
  const latest = asked.reduce((at, one) => Math.max(at, takesAgainAt(one, budget, now)), now);
  if (latest > now) {
    const left = state.partitions.filter((one) => usedShare(one, budget) <= 0.5).length;
    metrics.throttled.add();
    if (asked.length === 1 && left * 2 >= state.partitions.length) metrics.hot.add();
    self.reply(call, outcome.throttled, tooManyRequests(Math.ceil((latest - now) / 1000)));
    return false;
  }
  for (const one of asked) one.left -= charge / asked.length;
  metrics.consumedRU.add(charge);
  return true;
}

export function receive(self: Me, call: number): void {
  const { state, messages, settings: s, metrics, now } = self;
  if (refuse(self, call)) return;
  const crate = crateIn(self, call);
  const operation = understood(self, call, crate);
  if (operation === null) return;
  const budget = budgetNow(self);
  refresh(state.partitions, budget, now);
  const slot = slotFor(self, call, operation, crate);
  const asked = slot === ALL ? state.partitions : [state.partitions[partitionAt(state.partitions, slot)]!];
  if (!take(self, call, asked, chargeOf(self, operation, slot, crate))) return;
  show(self);
  messages.step[call] = OPERATIONS.indexOf(operation);
  messages.place[call] = slot;
  metrics.open.set(++state.open);
  const takes = self.random.latency.draw(s.latency) * state.slow;
  // The last of a crate comes in when the seconds that it has used up are over.
  const paid = crate.count > 1 ? asked.reduce((at, one) => Math.max(at, paidAt(one, budget, now)), now) : now;
  self.timers.done.after(Math.max(takes, paid - now), call);
}

export function done(self: Me, call: number): void {
  const { state, messages, metrics } = self;
  const crate = crateIn(self, call);
  metrics.open.set(--state.open);
  metrics.latency.record(self.now - messages.arrivedAt[call]!);
  switch (OPERATIONS[messages.step[call]!]!) {
    case 'create':
      store(self, call, crate);
      break;
    case 'query':
      metrics.queries.add();
      break;
    case 'read':
      if (state.items === 0) {
        metrics.missing.add();
        return self.reply(call, outcome.notFound);
      }
      metrics.reads.add(crate.count);
  }
  self.reply(call, outcome.ok);
}

function store(self: Me, call: number, { count, size }: Crate): void {
  const { state, metrics } = self;
  const slot = self.messages.place[call]!;
  const key = keyOf(self, call);
  const bytes = count * size;
  settle(self);
  state.items += count;
  state.bytes += bytes;
  metrics.items.set(state.items);
  metrics.bytes.set(state.bytes);
  metrics.creates.add(count);
  // A key with the request's number in it is another one each time.
  if (key !== null && !key.includes('{n}')) state.keys[named(key)] = (state.keys[named(key)] ?? 0) + bytes;
  if (slot === ALL) for (let i = 0; i < SLOTS; i++) put(self, i, bytes / SLOTS);
  else put(self, slot, bytes);
  splitWhatIsFull(self);
  showMonthly(self);
}

function put({ state }: Me, slot: number, bytes: number): void {
  state.slots[slot] = state.slots[slot]! + bytes;
  state.partitions[partitionAt(state.partitions, slot)]!.bytes += bytes;
}

/** A partition that has grown too large becomes two, as long as there is more than one key to part. */
function splitWhatIsFull(self: Me): void {
  const { state } = self;
  const budget = budgetNow(self);
  const before = state.partitions.length;
  for (let i = 0; i < state.partitions.length; ) {
    const full = state.partitions[i]!.bytes > BYTES_PER_PARTITION;
    if (!full || !split(state.partitions, i, state.slots)) i++;
  }
  if (state.partitions.length === before) return;
  refresh(state.partitions, budget, self.now);
  changeBudget(self, budget);
}
