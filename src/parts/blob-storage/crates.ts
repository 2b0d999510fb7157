/**
 * Crates: so many blobs that came alike. They are counted by cohorts (rules/azure/blob/cohorts.ts), whose days are whole
 * days in UTC. A blob of a crate that somebody asks for by name is taken out, and is a single blob from then on.
 */
import { addCharge, addEarly } from '../../rules/azure/blob/bill.ts';
import {
  arrive,
  bytesOf,
  type Cohort,
  countsOf,
  deleteSome,
  merged,
  moveSome,
  readSome,
  split,
} from '../../rules/azure/blob/cohorts.ts';
import { refusal } from '../../rules/azure/blob/errors.ts';
import { countBlob } from '../../rules/azure/blob/held.ts';
import { allowsArchive } from '../../rules/azure/blob/redundancy.ts';
import { containerOf, EMPTY, keyOf, nextEtag } from '../../rules/azure/blob/state.ts';
import { chargeOfMove, DAY, earlyDeletion } from '../../rules/azure/blob/tiers.ts';
import {
  type Blob,
  type OnlineTier,
  type Priority,
  type Texts,
  TIERS,
  type Tier,
} from '../../rules/azure/blob/types.ts';
import type { ServiceError } from '../../rules/serviceError.ts';
import { settle } from './money.ts';
import { rise } from './rising.ts';
import type { Me, State } from './spec.ts';
import { changing } from './stock.ts';

export const dayOf = (now: number): number => Math.floor(now / DAY);

/** Those on their way out of Archive still lie there. */
const risingCohorts = ({ rising }: State): readonly Cohort[] =>
  rising.flatMap(({ what }) => (what.is === 'crate' ? [what.cohort] : []));

export function recountCrates({ state }: Me): void {
  const all = [...state.shelves.cohorts, ...risingCohorts(state)];
  state.crates = { bytes: bytesOf(all), blobs: countsOf(all) };
}

export interface NewCrate {
  readonly path: string;
  readonly tags: Texts;
  readonly count: number;
  readonly size: number;
  readonly tier: Tier | null;
}

export function putCrate(self: Me, crate: NewCrate): ServiceError | null {
  const { state, metrics, now } = self;
  const { account, shelves } = state;
  const { count, size } = crate;
  const tier = crate.tier ?? account.defaultTier;
  if (tier === 'archive' && !allowsArchive(account.redundancy)) return refusal('InvalidBlobTier');
  settle(self);
  arrive(shelves, { ...crate, tier, tracksAccess: account.tracksAccess }, dayOf(now));
  state.crates.bytes[tier] += count * size;
  state.crates.blobs[tier] += count;
  metrics.puts.add(count);
  remember(state, crate, now);
  return null;
}

/** What the second region has not got yet. */
function remember(state: State, { path, size, count }: NewCrate, now: number): void {
  const { journal } = state.account;
  if (!journal) return;
  const behind = state.recent.findIndex(({ at }) => at > now - journal.lag);
  state.recent.splice(0, behind < 0 ? state.recent.length : behind);
  state.recent.push({ at: now, path, day: dayOf(now), size, count });
}

/** Which blobs of crates. */
export interface Which {
  /** How their names begin. */
  readonly path: string;
  /** Left out: all of them. */
  readonly count?: number;
  /** In days; null for any. */
  readonly age?: number | null;
  /** Only those in this tier. */
  readonly tier?: Tier;
}

export function cratesUnder({ state, now }: Me, { path, age = null, tier }: Which): readonly Cohort[] {
  const found = state.shelves.cohorts.filter(
    (cohort) => cohort.path.startsWith(path) && (tier === undefined || cohort.tier === tier),
  );
  return ofAge(found, age, now);
}

function ofAge(cohorts: readonly Cohort[], age: number | null, now: number): readonly Cohort[] {
  if (age === null || cohorts.length === 0) return cohorts;
  const wanted = dayOf(now) - age;
  const far = ({ created }: Cohort) => Math.abs(created - wanted);
  const nearest = cohorts.reduce((least, one) => Math.min(least, far(one)), Number.POSITIVE_INFINITY);
  return cohorts.filter((one) => far(one) === nearest);
}

/** How many fall on each, of so many that are each as likely to be any blob: evenly spaced, from a place that is drawn. */
function spread(self: Me, cohorts: readonly Cohort[], wanted: number): readonly number[] {
  const total = cohorts.reduce((sum, { count }) => sum + count, 0);
  const n = Math.min(wanted, total);
  if (n === total) return cohorts.map(({ count }) => count);
  const step = total / n;
  const start = (self.random.crates.below(1_000_000_000) / 1_000_000_000) * step;
  const before = (at: number): number => Math.max(0, Math.min(n, Math.ceil((at - start) / step)));
  let at = 0;
  return cohorts.map(({ count }) => {
    const from = before(at);
    at += count;
    return before(at) - from;
  });
}

export function readCrate(self: Me, which: Which): ServiceError | null {
  const { state, metrics, now } = self;
  const found = cratesUnder(self, which);
  if (found.length === 0) return refusal(isRising(state, which.path) ? 'BlobArchived' : 'BlobNotFound');
  settle(self);
  let archived = 0;
  for (const [i, n] of spread(self, found, which.count ?? Number.POSITIVE_INFINITY).entries()) {
    if (n === 0) continue;
    if (readSome(state.shelves, found[i]!, n, dayOf(now)) === 'BlobArchived') archived += n;
    else metrics.gets.add(n);
  }
  if (archived === 0) return null;
  metrics.archivedReads.add(archived);
  return refusal('BlobArchived');
}

const isRising = (state: State, path: string): boolean =>
  risingCohorts(state).some((cohort) => cohort.path.startsWith(path) || path.startsWith(cohort.path));

function noteEarly({ metrics, now }: Me, { tier, size, tierSince }: Cohort, count: number): void {
  if (earlyDeletion(tier, size, dayOf(now) - tierSince)) metrics.earlyDeletions.add(count);
}

/** @returns how many went */
export function deleteCrates(self: Me, which: Which): number {
  return some(self, which, (cohort, n) => {
    noteEarly(self, cohort, n);
    deleteSome(self.state.shelves, cohort, n, dayOf(self.now));
  });
}

/** The oldest first. @returns how many it was done to */
function some(self: Me, which: Which, act: (cohort: Cohort, n: number) => void): number {
  let done = 0;
  settle(self);
  for (const cohort of cratesUnder(self, which)) {
    const n = Math.min((which.count ?? Number.POSITIVE_INFINITY) - done, cohort.count);
    if (n === 0) break;
    act(cohort, n);
    done += n;
  }
  recountCrates(self);
  return done;
}

/** @returns how many were set to another tier, or are on their way; or why none can be */
export function moveCrates(self: Me, which: Which, to: Tier, priority: Priority): number | ServiceError {
  const { state, now } = self;
  if (to === 'archive' && !allowsArchive(state.account.redundancy)) return refusal('InvalidBlobTier');
  const others = TIERS.filter((tier) => tier !== to && (which.tier ?? tier) === tier);
  return others.reduce(
    (moved, tier) =>
      moved +
      some(self, { ...which, ...left(which, moved), tier }, (cohort, n) => {
        noteEarly(self, cohort, n);
        if (tier === 'archive') bringBack(self, cohort, n, to as OnlineTier, priority);
        else moveSome(state.shelves, cohort, n, to, dayOf(now));
      }),
    0,
  );
}

const left = ({ count }: Which, done: number): Pick<Which, 'count'> =>
  count === undefined ? {} : { count: count - done };

/** It is paid for now, and lies where it is until it is there. */
function bringBack(self: Me, cohort: Cohort, count: number, to: OnlineTier, priority: Priority): void {
  const { shelves } = self.state;
  const [taken, rest] = split(cohort, count);
  if (!taken) return;
  const { size, tierSince } = taken;
  const early = earlyDeletion('archive', size, dayOf(self.now) - tierSince);
  if (early) addEarly(shelves.usage, early, count);
  addCharge(shelves.usage, chargeOfMove('archive', to, size, priority === 'High'), count);
  shelves.cohorts = shelves.cohorts.flatMap((one) => (one === cohort ? (rest ?? []) : [one]));
  rise(self, { is: 'crate', cohort: taken }, to, priority, size);
}

/** A rehydration of a crate is over. */
export function landCrate(self: Me, cohort: Cohort, to: OnlineTier): void {
  const { shelves } = self.state;
  const day = dayOf(self.now);
  shelves.cohorts = merged([...shelves.cohorts, { ...cohort, tier: to, tierSince: day, tierChanged: day }]);
  recountCrates(self);
}

/** Takes a blob out of the crate that its name says, if there is one: any of it, or one of an age. */
export function takeOut(self: Me, container: string, name: string, age: number | null): void {
  const { state } = self;
  const full = `${container}/${name}`;
  const fits = state.shelves.cohorts.filter(({ path }) => full.startsWith(path));
  const longest = fits.reduce((most, { path }) => Math.max(most, path.length), 0);
  const found = ofAge(
    fits.filter(({ path }) => path.length === longest),
    age,
    self.now,
  );
  const home = containerOf(state.account, container);
  if (found.length === 0 || !home) return;
  let at = self.random.crates.below(found.reduce((sum, { count }) => sum + count, 0));
  const cohort = found.find(({ count }) => {
    at -= count;
    return at < 0;
  })!;
  const [, rest] = split(cohort, 1);
  state.shelves.cohorts = state.shelves.cohorts.flatMap((one) => (one === cohort ? (rest ?? []) : [one]));
  changing(self, container, name, () => {
    // It was there all the time: no second region has to hear of it.
    const blob = blobFrom(cohort, name, nextEtag(state.account));
    home.blobs[keyOf(name)] = blob;
    countBlob(state.account.held, blob, 1);
  });
  recountCrates(self);
}

function blobFrom(cohort: Cohort, name: string, etag: string): Blob {
  const { size, tags, tier, created, modified, accessed, tierSince, tierChanged } = cohort;
  return {
    ...EMPTY,
    size,
    name,
    kind: 'BlockBlob',
    etag,
    created: created * DAY,
    modified: modified * DAY,
    accessed: accessed === null ? null : accessed * DAY,
    tags,
    tier,
    tierSince: tierSince * DAY,
    tierChanged: tierChanged === null ? null : tierChanged * DAY,
    rehydration: null,
    warmed: null,
    appends: 0,
    lease: null,
    snapshots: [],
  };
}

/** Crates that came after that moment go: the second region never had them. @returns how many blobs */
export function loseCrates(self: Me, after: number): number {
  const { state } = self;
  let lost = 0;
  for (const { at, path, day, size, count } of state.recent) {
    if (at <= after) continue;
    let left = count;
    state.shelves.cohorts = state.shelves.cohorts.flatMap((cohort) => {
      const same = cohort.path === path && cohort.created === day && cohort.size === size;
      const [gone, rest] = split(cohort, same ? left : 0);
      left -= gone?.count ?? 0;
      return rest ?? [];
    });
    lost += count - left;
  }
  state.recent = [];
  recountCrates(self);
  return lost;
}
