/** What it costs, and the backups that are part of it. */
import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { gbMonths, HOUR, HOURS_PER_MONTH } from '../../rules/azure/meter.ts';
import type { Me, Settings, State } from './spec.ts';

export const WEEK = 7 * 86_400 * TICKS_PER_SECOND;

function costs(state: State, s: Settings, lasted: number) {
  const stored = s.storageBilledBy === 'maximum size' ? s.maxSize : state.bytes;
  return {
    storage: gbMonths(stored, lasted) * s.pricePerGBMonth,
    backup: gbMonths(Math.max(0, state.backupBytes - s.maxSize), lasted) * s.pricePerBackupGBMonth,
    compute: (s.vCores * s.pricePerVCoreHour * lasted) / HOUR,
  };
}

/** Reads the meter: everything since the last time cost what it cost then. */
export function settle({ state, settings, metrics, now }: Me, s: Settings = settings): void {
  const { storage, backup, compute } = costs(state, s, now - state.metered);
  const { spent } = state;
  spent.storage += storage;
  spent.backup += backup;
  spent.compute += compute;
  state.metered = now;
  metrics.spentStorage.set(spent.storage);
  metrics.spentBackup.set(spent.backup);
  metrics.spentCompute.set(spent.compute);
  const total = spent.storage + spent.backup + spent.compute;
  metrics.spentTotal.set(total);
  metrics.billed.add(total - state.billed);
  state.billed = total;
}

export function showMonthly({ state, settings: s, metrics }: Me): void {
  const { storage, backup, compute } = costs(state, s, HOURS_PER_MONTH * HOUR);
  metrics.monthlyTotal.set(storage + backup + compute);
}

export function backUp(self: Me): void {
  const { state, now } = self;
  settle(self);
  state.backups.push({ at: now, bytes: state.bytes });
  keep(self);
  self.timers.backup.after(WEEK);
}

/** A full backup is needed as long as the next one is too young for the oldest moment that one may go back to. */
export function keep(self: Me): void {
  const { state, settings: s, metrics, now } = self;
  while (state.backups.length > 1 && state.backups[1]!.at <= now - s.backupRetention) state.backups.shift();
  state.backupBytes = state.backups.reduce((sum, { bytes }) => sum + bytes, 0);
  metrics.backupBytes.set(state.backupBytes);
  showMonthly(self);
}
