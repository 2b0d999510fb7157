/** What is asked: an insert goes through the log, a select reads. Each holds a session meanwhile. */
import { TICKS_PER_SECOND } from '../../engine/clock.ts';
import { outcome } from '../../engine/outcome.ts';
import { type Crate, crateOf } from '../../rules/azure/crate.ts';
import { letterOf } from '../../rules/letter.ts';
import { DOWN, NO_SUCH_OPERATION } from './errors.ts';
import { advance, join, leave, untilFirst } from './log.ts';
import { settle, showMonthly } from './money.ts';
import type { InWire, Me, Settings } from './spec.ts';

/** `step` of a call. */
const INSERT = 0;
const SELECT = 1;
/** varbinary(max): https://learn.microsoft.com/sql/t-sql/data-types/binary-and-varbinary-transact-sql */
const VALUE_MAX = 2_147_483_647;

export const logRateOf = (s: Settings): number => Math.min(s.logRateMax, s.logRatePerVCore * s.vCores);

function crateIn(self: Me, call: number): Crate {
  return crateOf(letterOf(self.contentOf(call)), self.messages.request[call]!);
}

export function receive(self: Me, call: number): void {
  const { state, messages, random, settings: s, metrics } = self;
  if (state.down || random.faults.chance(state.failShare)) {
    metrics.failed.add();
    return self.reply(call, outcome.failed, state.down ? DOWN : undefined);
  }
  const crate = crateIn(self, call);
  const operation = crate.operation ?? (self.wireSettings(call) as InWire).operation;
  if (operation !== 'insert' && operation !== 'select') {
    metrics.failed.add();
    return self.reply(call, outcome.invalid, NO_SUCH_OPERATION);
  }
  if (state.sessions >= s.workersPerVCore * s.vCores) {
    metrics.rejected.add();
    return self.reply(call, outcome.rejected);
  }
  if (operation === 'select') {
    messages.step[call] = SELECT;
    occupy(self, 1);
    // Rows that are not there take no time: nobody can read more than is stored.
    const bytes = Math.min(state.bytes, crate.size * crate.count);
    const takes = random.reads.draw(s.readTime) * state.slow + (bytes / s.readRate) * TICKS_PER_SECOND;
    self.timers.done.after(takes, call);
    return;
  }
  insert(self, call, crate);
}

function insert(self: Me, call: number, { count, size }: Crate): void {
  const { state, messages, settings: s, metrics, now } = self;
  if (size > VALUE_MAX) {
    metrics.tooLarge.add(count);
    return self.reply(call, outcome.invalid);
  }
  const bytes = count * size;
  if (state.bytes + state.promised + bytes > s.maxSize) {
    metrics.full.add(count);
    return self.reply(call, outcome.refused);
  }
  messages.step[call] = INSERT;
  state.promised += bytes;
  occupy(self, 1);
  advance(state.log, logRateOf(s), now);
  join(state.log, call, bytes);
  waitForLog(self);
}

function occupy({ state, metrics }: Me, by: 1 | -1): void {
  state.sessions += by;
  metrics.sessions.set(state.sessions);
}

/** Sets the timer anew for who is first now. */
export function waitForLog(self: Me): void {
  const { state, settings: s, metrics } = self;
  const { writing } = state.log;
  if (state.logTimer >= 0) self.cancel(state.logTimer);
  state.logTimer = -1;
  if (writing.length > 0) state.logTimer = self.timers.logged.after(untilFirst(state.log, logRateOf(s)));
  metrics.logging.set(writing.length);
  metrics.logBusy.set(writing.length > 0 ? 1 : 0);
}

export function logged(self: Me): void {
  const { state, messages, random, settings: s, metrics, now } = self;
  state.logTimer = -1;
  advance(state.log, logRateOf(s), now);
  for (const call of leave(state.log)) {
    metrics.logTime.record(now - messages.arrivedAt[call]!);
    self.timers.done.after(random.writes.draw(s.writeTime) * state.slow, call);
  }
  waitForLog(self);
}

export function done(self: Me, call: number): void {
  const { state, messages, metrics } = self;
  occupy(self, -1);
  metrics.latency.record(self.now - messages.arrivedAt[call]!);
  if (messages.step[call] === SELECT) {
    metrics.selects.add();
    return self.reply(call, outcome.ok);
  }
  const { count, size } = crateIn(self, call);
  settle(self);
  state.promised -= count * size;
  state.rows += count;
  state.bytes += count * size;
  metrics.rows.set(state.rows);
  metrics.bytes.set(state.bytes);
  metrics.inserts.add(count);
  showMonthly(self);
  self.reply(call, outcome.ok);
}
