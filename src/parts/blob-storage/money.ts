/** The meter: bytes x time by tier, exactly, and what that and every request costs. */
import {
  ASSUMED_PRICES,
  addDays,
  type Bill,
  billOf,
  costOfDay,
  DAYS_PER_MONTH,
  GB,
  newUsage,
  type PriceList,
  zeroPerTier,
} from '../../rules/azure/blob/bill.ts';
import { bytesByTier } from '../../rules/azure/blob/held.ts';
import { DAY } from '../../rules/azure/blob/tiers.ts';
import { type PerTier, TIERS } from '../../rules/azure/blob/types.ts';
import type { Me, Settings, Spent, State, Stock } from './spec.ts';

export const pricesOf = (s: Settings): PriceList => s.prices ?? ASSUMED_PRICES;

export const newStock = (): Stock => ({ bytes: zeroPerTier(), blobs: zeroPerTier() });

export const NOTHING_SPENT: Spent = {
  capacity: zeroPerTier(),
  operations: 0,
  retrieval: 0,
  earlyDeletion: 0,
  replication: 0,
  total: 0,
};

const sumOf = (by: Readonly<PerTier<number>>): number => by.hot + by.cool + by.cold + by.archive;

const plus = (a: Readonly<PerTier<number>>, b: Readonly<PerTier<number>>): PerTier<number> => ({
  hot: a.hot + b.hot,
  cool: a.cool + b.cool,
  cold: a.cold + b.cold,
  archive: a.archive + b.archive,
});

export const bytesHeld = ({ account, crates }: State): PerTier<number> =>
  plus(bytesByTier(account), crates.bytes);
export const blobsHeld = ({ single, crates }: State): PerTier<number> => plus(single, crates.blobs);

/** Pays for what lay there since the last time. Called before anything changes. */
export function settle(self: Me): void {
  const { state, now } = self;
  if (now > state.metered) addDays(state.shelves.usage, bytesHeld(state), (now - state.metered) / DAY);
  state.metered = now;
}

export function spentSoFar(state: State, s: Settings): Spent {
  const { closed, shelves, account } = state;
  const prices = pricesOf(s);
  const bill = billOf(shelves.usage, prices, account.redundancy);
  const highRetrieval = (shelves.usage.highRetrieved / GB) * prices.highPriorityRetrieval.usd;
  return added(closed, bill, highRetrieval);
}

/** What is paid at high priority is a request and bytes, as anywhere. */
function added(closed: Spent, bill: Bill, highRetrieval: number): Spent {
  return {
    capacity: plus(closed.capacity, bill.capacity),
    operations: closed.operations + sumOf(bill.operations) + (bill.highPriority - highRetrieval),
    retrieval: closed.retrieval + sumOf(bill.retrieval) + highRetrieval,
    earlyDeletion: closed.earlyDeletion + sumOf(bill.earlyDeletion),
    replication: closed.replication + bill.geoReplication,
    total: closed.total + bill.total,
  };
}

/** From now on other prices, or another redundancy: what was used until now is paid for as it was. */
export function closeBill(self: Me, s: Settings): void {
  const { state } = self;
  settle(self);
  state.closed = spentSoFar(state, s);
  state.shelves = { cohorts: state.shelves.cohorts, usage: newUsage() };
}

/** Brings all levels up to what is there and what is spent. */
export function show(self: Me): void {
  const { state, settings: s, metrics } = self;
  const bytes = bytesHeld(state);
  const blobs = blobsHeld(state);
  metrics.hotBlobs.set(blobs.hot);
  metrics.coolBlobs.set(blobs.cool);
  metrics.coldBlobs.set(blobs.cold);
  metrics.archiveBlobs.set(blobs.archive);
  metrics.hotBytes.set(bytes.hot);
  metrics.coolBytes.set(bytes.cool);
  metrics.coldBytes.set(bytes.cold);
  metrics.archiveBytes.set(bytes.archive);
  metrics.blobs.set(sumOf(blobs));
  metrics.bytes.set(sumOf(bytes));
  showSpent(self);
  const day = costOfDay(bytes, pricesOf(s), state.account.redundancy);
  const month = (tier: (typeof TIERS)[number]) => day[tier] * DAYS_PER_MONTH;
  metrics.monthlyHot.set(month('hot'));
  metrics.monthlyCool.set(month('cool'));
  metrics.monthlyCold.set(month('cold'));
  metrics.monthlyArchive.set(month('archive'));
  metrics.monthlyTotal.set(TIERS.reduce((sum, tier) => sum + month(tier), 0));
}

function showSpent({ state, settings: s, metrics }: Me): void {
  const spent = spentSoFar(state, s);
  metrics.billed.add(spent.total - state.billed);
  state.billed = spent.total;
  metrics.spentHot.set(spent.capacity.hot);
  metrics.spentCool.set(spent.capacity.cool);
  metrics.spentCold.set(spent.capacity.cold);
  metrics.spentArchive.set(spent.capacity.archive);
  metrics.spentOperations.set(spent.operations);
  metrics.spentRetrieval.set(spent.retrieval);
  metrics.spentEarlyDeletion.set(spent.earlyDeletion);
  metrics.spentReplication.set(spent.replication);
  metrics.spentTotal.set(spent.total);
}
