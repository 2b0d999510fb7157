/**
 * The second region is always a little behind. What it has not got yet stands in a journal, as things were before: a
 * failover takes it back, newest first. Blocks that nobody committed do not travel.
 */
import { TICKS_PER_SECOND } from '../../../engine/clock.ts';
import { recount } from './held.ts';
import type { Account, Container, JournalEntry } from './types.ts';

/** Usually less than this, and nobody promises it: https://learn.microsoft.com/azure/storage/common/storage-redundancy */
export const USUAL_LAG = 15 * 60 * TICKS_PER_SECOND;

export interface LostWrite {
  readonly container: string;
  /** null where it is the container itself. */
  readonly name: string | null;
  readonly at: number;
  /** What was done, and is now undone. */
  readonly what: 'created' | 'changed' | 'deleted';
}

export interface Failover {
  /** Everything before this is there. */
  readonly lastSync: number;
  /** One for each write that is lost, oldest first. */
  readonly lost: readonly LostWrite[];
}

/** Notes how things were, and forgets what has arrived by now. */
export function noteWrite(account: Account, entry: JournalEntry): void {
  const { journal } = account;
  if (!journal) return;
  journal.entries.push(entry);
  const synced = countUpTo(journal.entries, entry.at - journal.lag);
  // Moving what is left is paid for by what goes.
  if (synced * 2 > journal.entries.length) journal.entries.splice(0, synced);
}

/** Entries are in order of time. */
function countUpTo(entries: readonly JournalEntry[], at: number): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes the account to its second region. @returns null where it has none */
export function failOver(account: Account, now: number): Failover | null {
  const { journal } = account;
  if (!journal) return null;
  const lastSync = now - journal.lag;
  const lost: LostWrite[] = [];
  for (const entry of journal.entries.toReversed()) {
    if (entry.at <= lastSync) break;
    const { at, container } = entry;
    const key = `/${container}`;
    const found = account.containers[key];
    if (entry.of === 'container') {
      lost.push({ container, name: null, at, what: entry.before ? 'deleted' : 'created' });
      delete account.graves[key];
      if (entry.before) account.containers[key] = entry.before;
      else delete account.containers[key];
    } else {
      const blob = found?.blobs[`/${entry.name}`];
      const what = entry.before ? (blob ? 'changed' : 'deleted') : 'created';
      lost.push({ container, name: entry.name, at, what });
      if (entry.before) found!.blobs[`/${entry.name}`] = entry.before;
      else delete found!.blobs[`/${entry.name}`];
    }
  }
  for (const container of Object.values(account.containers)) dropUncommitted(container);
  Object.assign(account.held, recount(account));
  account.redundancy = 'LRS';
  account.journal = null;
  return { lastSync, lost: lost.toReversed() };
}

function dropUncommitted(container: Container): void {
  for (const key of Object.keys(container.uncommitted)) delete container.uncommitted[key];
}
