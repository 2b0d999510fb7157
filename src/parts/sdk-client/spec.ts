import type { List } from '../../engine/messages.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import type { SendRate } from '../../rules/retry/sendRate.ts';
import type { Quota } from '../../rules/retry/standard.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'sdk-client',
  ports: {
    in: { side: 'in', protocol: 'request', through: 'out', says: 'calls of a program' },
    out: { side: 'out', protocol: 'request', required: true, says: 'the service that is called' },
  },
  metrics: {
    gathering: { type: 'level', unit: 'calls', says: 'calls that wait for their batch to fill' },
    waiting: { type: 'level', unit: 'calls', says: 'calls held back by the mode adaptive' },
    open: { type: 'level', unit: 'calls', says: 'calls with a try under way' },
    backingOff: { type: 'level', unit: 'calls', says: 'calls that wait before the next try' },
    tokens: { type: 'level', unit: 'tokens', says: 'tokens left to pay retries with' },
    rate: {
      type: 'level',
      unit: 'calls a second',
      says: 'what the mode adaptive lets through; 0 while it sets no limit',
    },
    calls: { type: 'counter', unit: 'calls', says: 'calls that the program made' },
    attempts: { type: 'counter', unit: 'tries', says: 'tries sent to the service, a batch counted once' },
    retries: { type: 'counter', unit: 'tries', says: 'of these, tries that were not the first' },
    answered: { type: 'counter', unit: 'calls', says: 'calls answered well in the end' },
    failed: { type: 'counter', unit: 'calls', says: 'calls that failed in the end' },
    outOfTokens: { type: 'counter', unit: 'calls', says: 'of the failed: given up for want of tokens' },
    timeouts: { type: 'counter', unit: 'tries', says: 'tries that got no answer in time' },
    latency: { type: 'timing', unit: 'time', says: 'from the call to its answer, all tries included' },
  },
  timers: ['retry', 'timeout', 'send', 'batchFull'],
  streams: ['backoff'],
} as const satisfies PartSpec;

/**
 * A job is what is tried: a call that came in, or a row of the client's own for a batch of them. Of its row
 * - `attempts`: tries made; `step`: what the last one cost, or `FREE`
 * - `due`: the last wait of mode custom, in ticks
 * - `place`: the first of a batch's calls, the others follow by `next`; -1 for a call alone. `mark`: how many.
 */
export const FREE = -1;

export interface State {
  quota: Quota;
  rate: SendRate;
  /** Calls that came in, until they are enough for a batch, and the timer until they need not be. */
  gathering: List;
  batchTimer: number;
  /** Jobs, and the timer until the first of them may be sent. */
  waiting: List;
  sendTimer: number;
  counts: { waiting: number; open: number; backingOff: number };
}

export type Me = Self<typeof spec, State, Settings>;
export type ClientView = View<typeof settings, typeof spec>;

/** Calls in a job. */
export function sizeOf({ messages }: Me, job: number): number {
  return messages.place[job]! < 0 ? 1 : messages.mark[job]!;
}

/** The calls of a job that came in. */
export function callsOf({ messages }: Me, job: number): readonly number[] {
  let row = messages.place[job]!;
  if (row < 0) return [job];
  const calls: number[] = [];
  for (; row >= 0; row = messages.next[row]!) calls.push(row);
  return calls;
}

/** Levels count calls, so that a batch is as much as its calls alone. */
export function count(self: Me, level: keyof State['counts'], job: number, sign: 1 | -1): void {
  const { counts } = self.state;
  counts[level] += sign * sizeOf(self, job);
  self.metrics[level].set(counts[level]);
}
