/** What is used of this second, what that makes of the throughput, and what it all costs. */
import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { budgetOf, growTo, refresh, rescale, usedShare } from '../../rules/azure/cosmos/partitions.ts';
import { close, hourly, type Rate, reckon, spent } from '../../rules/azure/cosmos/throughputBill.ts';
import { gbMonths, HOUR, HOURS_PER_MONTH } from '../../rules/azure/meter.ts';
import type { Me, Settings } from './spec.ts';

/** Autoscale never goes below this share of its most. */
const LEAST = 0.1;

/** RU a second of each partition. */
export function budgetNow({ state, settings: s }: Me): number {
  return budgetOf(s.throughput, state.partitions.length);
}

const rateOf = (s: Settings): Rate => ({
  price: s.pricePer100RUHour,
  factor: s.throughputMode === 'autoscale' ? s.autoscaleFactor : 1,
});

/** Reads the meter: everything since the last time cost what it cost then. */
export function settle({ state, settings, metrics, now }: Me, s: Settings = settings): void {
  const { bill } = state;
  state.spentStorage += gbMonths(state.bytes, now - bill.at) * s.pricePerGBMonth;
  reckon(bill, state.provisioned, rateOf(s), now);
  const throughput = spent(bill, rateOf(s));
  metrics.spentStorage.set(state.spentStorage);
  metrics.spentThroughput.set(throughput);
  const total = throughput + state.spentStorage;
  metrics.spentTotal.set(total);
  metrics.billed.add(Math.max(0, total - state.billed));
  state.billed = Math.max(total, state.billed);
}

export function showMonthly({ state, settings: s, metrics }: Me): void {
  const month = HOURS_PER_MONTH * HOUR;
  metrics.monthlyTotal.set(
    hourly(state.provisioned, rateOf(s)) * HOURS_PER_MONTH + gbMonths(state.bytes, month) * s.pricePerGBMonth,
  );
}

/** Brings the partitions and the levels of this second up to now. */
export function show(self: Me): void {
  const { state, settings: s, metrics, now } = self;
  const budget = budgetNow(self);
  refresh(state.partitions, budget, now);
  let sum = 0;
  let hottest = 0;
  for (const one of state.partitions) {
    const share = usedShare(one, budget);
    sum += share;
    hottest = Math.max(hottest, share);
  }
  metrics.used.set(sum / state.partitions.length);
  metrics.hottest.set(hottest);
  metrics.partitions.set(state.partitions.length);
  const provisioned =
    s.throughputMode === 'autoscale' ? s.throughput * Math.max(LEAST, hottest) : s.throughput;
  if (provisioned !== state.provisioned) {
    settle(self);
    state.provisioned = provisioned;
    metrics.provisioned.set(provisioned);
    showMonthly(self);
  }
  if (hottest > 0 && !state.awake) {
    state.awake = true;
    self.timers.second.after((Math.floor(now / TICKS_PER_SECOND) + 1) * TICKS_PER_SECOND - now);
  }
}

/** Each partition's part of the throughput has changed, or their number. */
export function changeBudget(self: Me, before: number): void {
  rescale(self.state.partitions, before, budgetNow(self));
  show(self);
}

export function reconfigure(self: Me, before: Settings): void {
  const { state, settings: s, now } = self;
  const { bill } = state;
  settle(self, before);
  const was = rateOf(before);
  const is = rateOf(s);
  const otherMode = before.throughputMode !== s.throughputMode;
  if (otherMode || was.price !== is.price || was.factor !== is.factor) close(bill, was);
  // What was there in the other mode is paid for, and says nothing of the rest of the hour.
  if (otherMode) bill.highest = 0;
  const budget = budgetOf(before.throughput, state.partitions.length);
  refresh(state.partitions, budget, now);
  growTo(state.partitions, s.throughput, state.slots);
  changeBudget(self, budget);
  settle(self);
  showMonthly(self);
}
