import { emptyList, type List } from '../../engine/messages.ts';
import { isGood, outcome } from '../../engine/outcome.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import { POISON, POLL } from '../../rules/poll.ts';
import { definePart, type SettingsOf, type View } from '../contract.ts';
import { failing, slowing } from '../hurts.ts';
import { acts, settings } from './settings.ts';
import { station } from './station.ts';
import { why } from './why.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'consumer-fleet',
  ports: {
    in: { side: 'in', protocol: 'poll', required: true, says: 'the queue it receives from' },
    work: {
      side: 'out',
      protocol: 'request',
      many: true,
      says: 'what it asks of others for a message, in turn',
    },
  },
  metrics: {
    idle: { type: 'level', unit: 'workers', says: 'workers that wait for a message' },
    busy: { type: 'level', unit: 'workers', says: 'workers that hold a message' },
    blocked: { type: 'level', unit: 'workers', says: 'of the busy: waiting for somebody else' },
    up: { type: 'level', unit: 'workers', says: 'workers that run' },
    receives: { type: 'counter', unit: 'receives', says: 'receives made' },
    processed: { type: 'counter', unit: 'messages', says: 'messages processed and deleted' },
    failed: { type: 'counter', unit: 'messages', says: 'messages that could not be processed' },
    timeouts: { type: 'counter', unit: 'calls', says: 'calls that got no answer in time' },
    duplicates: {
      type: 'counter',
      unit: 'messages',
      says: 'messages processed once more, or recognised as processed before',
    },
    lost: { type: 'counter', unit: 'messages', says: 'messages in the hands of a worker that died' },
    age: { type: 'timing', unit: 'time', says: 'from being sent to being processed' },
  },
  timers: ['poll', 'done', 'timeout'],
  streams: ['processing', 'faults'],
} as const satisfies PartSpec;

interface Worker {
  up: boolean;
  /** By an act; a worker that is not up and was not killed has left. */
  killed: boolean;
  /** Its open receive, or -1. */
  poll: number;
  /** Its pause before the next receive: a timer's handle, or -1. */
  pause: number;
  /** The delivery it works on, or -1. */
  current: number;
  /** The rest of the batch. */
  batch: List;
}

export interface State {
  /** Those beyond the set number leave as soon as they hold nothing. */
  workers: Worker[];
  idle: number;
  busy: number;
  blocked: number;
  up: number;
  slow: number;
  failShare: number;
  /** One bit for each user's request that was processed. */
  seen: Uint32Array;
}

type Me = Self<typeof spec, State, Settings>;
export type FleetView = View<typeof settings, typeof spec>;

function poll(self: Me, index: number): void {
  const { state, settings: s, messages } = self;
  if (index >= s.workers) return leave(self, index);
  const worker = state.workers[index]!;
  const call = self.ports.in.call(-1, index % self.ports.in.wires, POLL.receive);
  messages.mark[call] = index;
  messages.place[call] = s.MaxNumberOfMessages;
  messages.due[call] = s.WaitTimeSeconds ?? -1;
  worker.poll = call;
  self.metrics.receives.add();
  self.metrics.idle.set(++state.idle);
}

function leave(self: Me, index: number): void {
  self.state.workers[index]!.up = false;
  self.metrics.up.set(--self.state.up);
}

function received(self: Me, call: number, code: number): void {
  const { state, messages } = self;
  const index = messages.mark[call]!;
  const worker = state.workers[index]!;
  worker.poll = -1;
  self.metrics.idle.set(--state.idle);
  for (let row = self.take(call); row >= 0; row = self.take(call)) {
    messages.mark[row] = index;
    messages.pushBack(worker.batch, row);
  }
  if (worker.batch.length > 0) {
    self.metrics.busy.set(++state.busy);
    return next(self, index);
  }
  // A receive that comes back empty at once must not be asked again within the same tick, for ever.
  const waited = isGood(code) && self.now > messages.sentAt[call]!;
  if (waited) poll(self, index);
  else worker.pause = self.timers.poll.after(self.settings.idlePause, index);
}

/** Begins the next message of the batch, or asks for more. */
function next(self: Me, index: number): void {
  const { state, messages } = self;
  const worker = state.workers[index]!;
  const row = messages.shift(worker.batch);
  worker.current = row;
  if (row < 0) {
    self.metrics.busy.set(--state.busy);
    return poll(self, index);
  }
  messages.startedAt[row] = self.now;
  if (self.settings.idempotent && wasSeen(state, messages.request[row]!)) {
    self.metrics.duplicates.add();
    return remove(self, row);
  }
  const duration = self.random.processing.draw(self.settings.processingTime) * state.slow;
  messages.calleeTimer[row] = self.timers.done.after(duration, row);
}

function ask(self: Me, row: number): void {
  const { messages, settings: s, state } = self;
  const call = self.ports.work.call(row, messages.step[row]!);
  messages.child[row] = call;
  self.metrics.blocked.set(++state.blocked);
  if (s.timeout !== null) messages.callerTimer[call] = self.timers.timeout.after(s.timeout, call);
}

function asked(self: Me, row: number, code: number): void {
  const { messages, state } = self;
  messages.child[row] = -1;
  self.metrics.blocked.set(--state.blocked);
  if (!isGood(code)) return fail(self, row);
  messages.step[row] = messages.step[row]! + 1;
  if (messages.step[row]! < self.ports.work.wires) ask(self, row);
  else succeed(self, row);
}

function succeed(self: Me, row: number): void {
  // Two workers may hold it at once: who ends second has done it twice.
  if (wasSeen(self.state, self.messages.request[row]!)) self.metrics.duplicates.add();
  self.metrics.processed.add();
  self.metrics.age.record(self.now - self.messages.due[row]!);
  markSeen(self.state, self.messages.request[row]!);
  remove(self, row);
}

/** DeleteMessage; the worker waits for its answer before it goes on. */
function remove(self: Me, row: number): void {
  tellQueue(self, row, POLL.remove);
}

function fail(self: Me, row: number): void {
  self.metrics.failed.add();
  if (self.settings.onFailure === 'release it') return tellQueue(self, row, POLL.release);
  const index = self.messages.mark[row]!;
  self.discard(row, outcome.failed);
  next(self, index);
}

function tellQueue(self: Me, row: number, verb: number): void {
  const { messages } = self;
  const index = messages.mark[row]!;
  const call = self.ports.in.call(row, index % self.ports.in.wires, verb, self.parentOf(row));
  messages.mark[call] = index;
  messages.child[row] = call;
}

function crash(self: Me, index: number): void {
  const { state, messages } = self;
  const worker = state.workers[index]!;
  if (!worker.up) return;
  worker.up = false;
  self.metrics.up.set(--state.up);
  self.cancel(worker.pause);
  worker.pause = -1;
  if (worker.poll >= 0) {
    self.abandon(worker.poll);
    worker.poll = -1;
    self.metrics.idle.set(--state.idle);
  }
  const row = worker.current;
  worker.current = -1;
  if (row < 0) return;
  self.metrics.busy.set(--state.busy);
  self.cancel(messages.calleeTimer[row]!);
  const child = messages.child[row]!;
  if (child >= 0) {
    if (messages.verb[child] === ASK) self.metrics.blocked.set(--state.blocked);
    self.cancel(messages.callerTimer[child]!);
    self.abandon(child);
  }
  lose(self, row);
  for (let rest = messages.shift(worker.batch); rest >= 0; rest = messages.shift(worker.batch))
    lose(self, rest);
}

/** Dies and stays dead until the act ends. */
function killFor(self: Me, index: number): void {
  if (!self.state.workers[index]!.up) return;
  crash(self, index);
  self.state.workers[index]!.killed = true;
}

function comeBack(self: Me, index: number): void {
  const worker = self.state.workers[index]!;
  if (!worker.killed) return;
  worker.killed = false;
  revive(self, index);
}

function revive(self: Me, index: number): void {
  self.state.workers[index]!.up = true;
  self.metrics.up.set(++self.state.up);
  poll(self, index);
}

function freshWorker(up: boolean): Worker {
  return { up, killed: false, poll: -1, pause: -1, current: -1, batch: emptyList() };
}

/** New workers receive at once; those who are too many end their receive, and what it brings, before they leave. */
function reconfigure(self: Me, before: Settings): void {
  const { workers } = self.state;
  const { workers: wanted } = self.settings;
  for (let i = before.workers; i < wanted; i++) {
    if (i === workers.length) workers.push(freshWorker(false));
    if (!workers[i]!.up && !workers[i]!.killed) revive(self, i);
  }
  for (let i = wanted; i < workers.length; i++) {
    const worker = workers[i]!;
    if (worker.pause < 0) continue;
    self.cancel(worker.pause);
    worker.pause = -1;
    leave(self, i);
  }
}

/** Calls to others carry verb 0; calls to the queue about a message carry another. */
const ASK = 0;

function lose(self: Me, row: number): void {
  self.metrics.lost.add();
  self.discard(row, outcome.crashed);
}

function wasSeen(state: State, request: number): boolean {
  return request >= 0 && (state.seen[request >>> 5]! & (1 << (request & 31))) !== 0;
}

function markSeen(state: State, request: number): void {
  if (request < 0) return;
  const word = request >>> 5;
  if (word >= state.seen.length) {
    const longer = new Uint32Array(2 * word + 2);
    longer.set(state.seen);
    state.seen = longer;
  }
  state.seen[word] = state.seen[word]! | (1 << (request & 31));
}

export const consumerFleet = definePart({
  title: 'Consumer fleet',
  says: 'Workers that receive messages from a queue, process them and delete them.',
  charted: 'busy',
  portrait: { busy: 3, idle: 1, blocked: 1, up: 4 },
  spec,
  settings,
  acts,
  station,
  behaviour: {
    state: (s: Settings): State => ({
      workers: Array.from({ length: s.workers }, () => freshWorker(true)),
      idle: 0,
      busy: 0,
      blocked: 0,
      up: s.workers,
      slow: 1,
      failShare: 0,
      seen: new Uint32Array(32),
    }),

    start(self: Me) {
      self.metrics.up.set(self.state.up);
      for (let i = 0; i < self.settings.workers; i++) poll(self, i);
    },

    reply: {
      in(self: Me, call, code) {
        if (self.messages.verb[call] === POLL.receive) return received(self, call, code);
        const row = self.parentOf(call);
        const index = self.messages.mark[call]!;
        self.discard(row, outcome.ok);
        next(self, index);
      },
      work(self: Me, call, code) {
        self.cancel(self.messages.callerTimer[call]!);
        asked(self, self.parentOf(call), code);
      },
    },

    timers: {
      poll(self: Me, index) {
        self.state.workers[index]!.pause = -1;
        poll(self, index);
      },
      done(self: Me, row) {
        const isPoison = self.messages.verb[row] === POISON;
        if (isPoison || self.random.faults.chance(self.state.failShare)) return fail(self, row);
        if (self.ports.work.wires > 0) ask(self, row);
        else succeed(self, row);
      },
      timeout(self: Me, call) {
        const row = self.parentOf(call);
        self.abandon(call);
        self.metrics.timeouts.add();
        asked(self, row, outcome.timedOut);
      },
    },

    acts: {
      crash: {
        begin(self: Me, { workers }: { workers: number }) {
          for (let i = 0; i < Math.min(workers, self.state.workers.length); i++) killFor(self, i);
        },
        end(self: Me) {
          for (let i = 0; i < self.state.workers.length; i++) comeBack(self, i);
        },
        again(self: Me, { workers }: { workers: number }) {
          for (let i = 0; i < self.state.workers.length; i++) {
            if (i < workers) killFor(self, i);
            else comeBack(self, i);
          }
        },
      },
      kill: {
        begin(self: Me) {
          const { workers } = self.state;
          const busy = workers.findIndex(({ current }) => current >= 0);
          const index = busy >= 0 ? busy : workers.findIndex(({ up }) => up);
          if (index < 0) return;
          crash(self, index);
          revive(self, index);
        },
      },
      slow: slowing<Me>(),
      fail: failing<Me>(),
    },

    reconfigure,
  },

  why,

  status: ({ metrics, rates, settings: s }) => {
    if (metrics.up === 0) return { mood: 'down', word: 'down' };
    if (rates.failed > 0 && rates.failed >= rates.processed) return { mood: 'failing', word: 'failing' };
    if (metrics.blocked > 0 && metrics.blocked === metrics.up)
      return { mood: 'throttled', word: 'all waiting' };
    if (metrics.up < s.workers) return { mood: 'throttled', word: 'short-handed' };
    return metrics.busy > 0 ? { mood: 'busy', word: 'working' } : { mood: 'calm', word: 'waiting' };
  },

  cost: (s, _totals, seconds) => [
    {
      what: `${s.workers} workers for ${Math.round(seconds)} s`,
      usd: (s.workers * s.pricePerWorkerHour * seconds) / 3600,
    },
  ],
});
