/**
 * Processors and their queues of runnable goroutines, as the runtime has them: who was made runnable last runs next,
 * then the local queue of at most 256, the global one at every 61st turn or when the local one is empty, and then half of what
 * another processor has. A processor without work looks round for a while, sleeps, and is woken when there is work.
 */
import { draw } from './chance.ts';
import type { Machine } from './machine.ts';
import type { Processor } from './state.ts';

const LOCAL_MAX = 256;
const GLOBAL_EVERY = 61;
/** What it takes a sleeping processor to come, and how long one looks round before it takes what another would run next; nanoseconds. */
const WAKING = 4_000;
const MICROSECOND = 1_000;
const LOOKING = 3_000;

export function newProcessors(count: number): Processor[] {
  return Array.from({ length: count }, (_, i) => ({
    running: 0,
    next: 0,
    queue: [],
    clock: i === 0 ? 0 : Number.POSITIVE_INFINITY,
    clockSteps: 0,
    sliceFrom: 0,
    tick: 0,
    looking: 0,
  }));
}

/** From now on there are so many processors; what others ran or had in their queues waits for all. */
export function setProcessors(m: Machine, count: number): void {
  const { state } = m;
  const { processors, globalQueue } = state;
  const current = processors[state.current];
  for (const { running, next, queue } of processors.splice(0)) {
    if (running === current.running) continue;
    globalQueue.push(...[running, next, ...queue].filter((id) => id !== 0));
  }
  processors.push(current, ...newProcessors(count).slice(1));
  state.current = 0;
  if (globalQueue.length > 0) wakeOne(m);
}

/** Virtual nanoseconds as the running goroutine sees them. */
export function timeNow(m: Machine): number {
  const { state } = m;
  const processor = state.processors[state.current];
  if (m.byDoors || processor === undefined || processor.running === 0) return state.now;
  return processor.clock + (state.steps - processor.clockSteps);
}

/** Makes the running goroutine's step last longer than its instructions. */
export function spend(m: Machine, nanoseconds: number): void {
  const processor = m.state.processors[m.state.current];
  if (!m.byDoors && processor !== undefined) processor.clock += nanoseconds;
}

/** A goroutine can run: it is the next one of the current processor, before those that wait there. */
export function enqueue(m: Machine, id: number): void {
  const { state } = m;
  const processor = state.processors[state.current];
  if (m.options.policy === 'random' || processor === undefined) {
    state.globalQueue.push(id);
    return;
  }
  const kicked = processor.next;
  processor.next = id;
  if (kicked !== 0) {
    if (processor.queue.length >= LOCAL_MAX)
      state.globalQueue.push(...processor.queue.splice(0, LOCAL_MAX / 2), kicked);
    else processor.queue.push(kicked);
  }
  wakeOne(m);
}

/** Behind everybody else: a goroutine that yielded or used up its slice. */
export function enqueueLast(m: Machine, id: number): void {
  m.state.globalQueue.push(id);
  if (m.options.policy !== 'random') wakeOne(m);
}

/**
 * As the runtime takes in who waited for the network: behind everybody else, and a processor that sleeps comes at once.
 * The world outside counts microseconds: at which moment within one it was is drawn, or else two that come in the same one
 * would walk in step.
 */
export function enqueueFromOutside(m: Machine, id: number): void {
  const { processors, globalQueue, now } = m.state;
  globalQueue.push(id);
  const asleep = processors.find(({ clock }) => clock === Number.POSITIVE_INFINITY);
  if (asleep !== undefined) asleep.clock = now + (draw(m) % MICROSECOND);
}

/** A sleeping processor comes soon, unless one is looking for work already. */
export function wakeOne(m: Machine, at = timeNow(m)): void {
  const { processors } = m.state;
  let asleep: Processor | null = null;
  for (const processor of processors) {
    if (processor.clock === Number.POSITIVE_INFINITY) asleep ??= processor;
    else if (processor.looking > 0) return;
  }
  if (asleep === null) return;
  asleep.clock = at + WAKING + (draw(m) % WAKING);
  asleep.looking = 1;
}

/** The goroutine that a processor should run now; 0 when it has found none (it may look again, or sleeps then). */
export function findWork(m: Machine, processor: Processor): number {
  const { globalQueue } = m.state;
  processor.tick++;
  const fromGlobal = processor.tick % GLOBAL_EVERY === 0 ? globalQueue.shift() : undefined;
  // Who runs next goes on with the slice of its maker: two that wake each other do not keep the others out.
  if (fromGlobal !== undefined || processor.next === 0) processor.sliceFrom = processor.clock;
  const found =
    fromGlobal ??
    takeNext(processor) ??
    processor.queue.shift() ??
    takeGlobal(m, processor) ??
    steal(m, processor) ??
    0;
  if (found === 0) {
    // Twice round: what others would run next is left to them the first time.
    if (processor.looking === 1) {
      processor.looking = 2;
      processor.clock += LOOKING;
    } else {
      processor.looking = 0;
      processor.clock = Number.POSITIVE_INFINITY;
    }
  } else if (processor.looking > 0) {
    processor.looking = 0;
    if (m.state.processors.some((other) => other.queue.length > 0) || globalQueue.length > 0)
      wakeOne(m, processor.clock);
  }
  return found;
}

function takeNext(processor: Processor): number | undefined {
  const { next } = processor;
  processor.next = 0;
  return next === 0 ? undefined : next;
}

function takeGlobal(m: Machine, processor: Processor): number | undefined {
  const { globalQueue, processors } = m.state;
  if (globalQueue.length === 0) return undefined;
  const share = Math.min(
    globalQueue.length,
    Math.floor(globalQueue.length / processors.length) + 1,
    LOCAL_MAX / 2,
  );
  const [first, ...rest] = globalQueue.splice(0, share);
  processor.queue.push(...rest);
  return first;
}

function steal(m: Machine, thief: Processor): number | undefined {
  const { processors } = m.state;
  if (processors.length === 1) return undefined;
  const from = draw(m) % processors.length;
  for (let i = 0; i < processors.length; i++) {
    const victim = processors[(from + i) % processors.length];
    if (victim === undefined || victim === thief || victim.queue.length === 0) continue;
    const taken = victim.queue.splice(0, Math.ceil(victim.queue.length / 2));
    const run = taken.pop();
    thief.queue.push(...taken);
    return run;
  }
  if (thief.looking !== 2) return undefined;
  for (const victim of processors) if (victim !== thief && victim.next !== 0) return takeNext(victim);
  return undefined;
}
