import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventList, SLOT_SPAN } from './eventList.ts';
import { RandomStreams } from './random.ts';

const OP = 3;
const push = (list: EventList, at: number, message: number) => list.push(at, OP, 1, message, 0);

/** Everything that is still to come, by its message. */
function drain(list: EventList): number[] {
  const messages: number[] = [];
  while (list.pop()) messages.push(list.message);
  return messages;
}

describe('order', () => {
  test('by time, and at one time in the order of scheduling', () => {
    const list = new EventList();
    [5, 3, 5, 1, 3, 5].forEach((at, i) => {
      push(list, at, i);
    });
    expect(drain(list)).toEqual([3, 1, 4, 0, 2, 5]);
    expect(list.now).toBe(5);
    expect(list.pop()).toBe(false);
    expect(list.peek()).toBe(Number.POSITIVE_INFINITY);
  });

  test('what is set for the present tick comes after what was set for it before', () => {
    const list = new EventList();
    push(list, 10, 0);
    push(list, 10, 1);
    list.pop();
    push(list, 10, 2); // waits in the ring, though 1 is still in the heap
    push(list, 11, 3);
    push(list, 10, 4);
    expect(drain(list)).toEqual([1, 2, 4, 3]);
  });

  test('a thousand ties keep their order, whatever comes in between', () => {
    const list = new EventList();
    for (let i = 0; i < 1000; i++) {
      push(list, 50, i);
      push(list, i % 50, 1000 + i);
    }
    expect(drain(list).filter((message) => message < 1000)).toEqual(
      Array.from({ length: 1000 }, (_, i) => i),
    );
  });

  test('op, part, message and argument come back as they were given', () => {
    const list = new EventList();
    list.push(7, 7, 4095, 123_456, 65_535);
    list.push(8, 1, 0, -1, 0);
    list.pop();
    expect([list.op, list.part, list.message, list.arg]).toEqual([7, 4095, 123_456, 65_535]);
    list.pop();
    expect([list.op, list.part, list.message, list.arg]).toEqual([1, 0, -1, 0]);
  });

  test('pop goes no further than its limit, peek tells what is next', () => {
    const list = new EventList();
    push(list, 5, 0);
    expect(list.pop(4)).toBe(false);
    expect(list.peek()).toBe(5);
    expect(list.now).toBe(0);
    expect(list.pop(5)).toBe(true);
    expect(list.pop(Number.POSITIVE_INFINITY)).toBe(false);
    push(list, 5, 1);
    expect(list.pop(4)).toBe(false);
    expect(list.pop(Number.NaN)).toBe(false);
    expect(list.peek()).toBe(5);
    expect(drain(list)).toEqual([1]);
  });

  test.each([4, Number.NaN, Number.POSITIVE_INFINITY, -1])('nothing can be due at %s', (at) => {
    const list = new EventList();
    push(list, 5, 0);
    list.pop();
    expect(() => push(list, at, 1)).toThrow('Nothing can be due');
    expect(list.pending).toBe(0);
  });
});

describe('cancel', () => {
  test('what is taken back does not happen', () => {
    const list = new EventList();
    const handles = [3, 1, 2, 1].map((at, i) => push(list, at, i));
    expect(list.cancel(handles[1]!)).toBe(true);
    expect(list.cancel(handles[0]!)).toBe(true);
    expect(list.pending).toBe(2);
    expect(drain(list)).toEqual([3, 2]);
  });

  test('a handle works once, and no more after its event has happened', () => {
    const list = new EventList();
    const fired = push(list, 1, 0);
    const cancelled = push(list, 2, 1);
    list.pop();
    expect(list.cancel(fired)).toBe(false);
    expect(list.cancel(cancelled)).toBe(true);
    expect(list.cancel(cancelled)).toBe(false);
    expect(list.cancel(-1)).toBe(false);
  });

  test('a stale handle never hits the event that has its slot now', () => {
    const list = new EventList();
    const old = push(list, 5, 0);
    list.cancel(old);
    const young = push(list, 5, 1);
    expect(young % SLOT_SPAN).toBe(old % SLOT_SPAN);
    expect(list.cancel(old)).toBe(false);
    expect(drain(list)).toEqual([1]);
  });

  test('an event of the present tick can be taken back too', () => {
    const list = new EventList();
    push(list, 4, 0);
    list.pop();
    const now = push(list, 4, 1);
    push(list, 4, 2);
    list.cancel(now);
    expect(list.peek()).toBe(4);
    expect(list.pending).toBe(1);
    expect(drain(list)).toEqual([2]);
    expect(list.pending).toBe(0);
  });

  test('600 cancelled timers to a living one stay within twice the living and a constant', () => {
    const list = new EventList();
    const live = 10;
    const timers = Array.from({ length: live }, () => -1);
    // Work of 50 ms under a timeout of 30 s, again and again.
    for (let i = 0; i < live; i++) push(list, 1 + i, i);
    let most = 0;
    for (let done = 0; done < 60_000; done++) {
      list.pop();
      const who = list.message;
      list.cancel(timers[who]!);
      timers[who] = push(list, list.now + 30_000, who + live);
      push(list, list.now + 50, who);
      const { time } = list.image();
      most = Math.max(most, time.length);
    }
    expect(list.pending).toBe(2 * live);
    expect(most).toBeGreaterThan(100);
    expect(most).toBeLessThanOrEqual(2 * (2 * live) + 2 * 1024);
  });

  test('timers set and cancelled within one tick cost no sweep each', () => {
    const list = new EventList();
    for (let i = 0; i < 50_000; i++) push(list, 1000 + i, i);
    push(list, 1, -1);
    list.pop();
    const handles = Array.from({ length: 60_000 }, (_, i) => push(list, 1, i));
    // A sweep of 50,000 for every one of 60,000 would be minutes.
    for (const handle of handles) list.cancel(handle);
    expect(list.pending).toBe(50_000);
    expect(list.peek()).toBe(1000);
  }, 5_000);

  test('a sweep keeps the order of what is left', () => {
    const list = new EventList();
    const bits = new RandomStreams(1, ['sweep']).stream(0);
    const all = Array.from({ length: 10_000 }, (_, i) => {
      const at = bits.next() % 500;
      return { at, i, handle: push(list, at + 1, i) };
    });
    const kept = all.filter(({ i }) => i % 7 === 0);
    for (const { i, handle } of all) if (i % 7 !== 0) list.cancel(handle);
    expect(list.image().time.length).toBeLessThan(5000);
    expect(drain(list)).toEqual(kept.sort((a, b) => a.at - b.at || a.i - b.i).map(({ i }) => i));
  });
});

test('it grows from one place to a hundred thousand', () => {
  const list = new EventList(1);
  for (let i = 0; i < 100_000; i++) push(list, 100_000 - i, i);
  expect(list.pending).toBe(100_000);
  for (let i = 0; i < 1000; i++) push(list, 0, i); // and the ring with it
  expect(drain(list)).toEqual([
    ...Array.from({ length: 1000 }, (_, i) => i),
    ...Array.from({ length: 100_000 }, (_, i) => 99_999 - i),
  ]);
});

test('when every slot is taken it says so', () => {
  const list = new EventList();
  for (let i = 0; i < SLOT_SPAN; i++) list.push(1 + i, OP, 0, 0, 0);
  expect(list.push(5, OP, 0, 0, 0)).toBe(-1);
  expect(list.pending).toBe(SLOT_SPAN);
  list.pop();
  expect(list.push(5, OP, 0, 0, 0)).toBeGreaterThan(0);
});

describe('against a sorted array', () => {
  interface Waiting {
    readonly at: number;
    readonly order: number;
    readonly handle: number;
  }
  type Step =
    | { readonly do: 'push'; readonly delay: number }
    | { readonly do: 'pop'; readonly limit: number }
    | { readonly do: 'cancel'; readonly which: number }
    | { readonly do: 'peek' | 'copy' | 'rewind' };
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 8, arbitrary: fc.record({ do: fc.constant('push'), delay: fc.nat(6) }) },
    { weight: 6, arbitrary: fc.record({ do: fc.constant('pop'), limit: fc.nat(4) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('cancel'), which: fc.nat(1000) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('peek', 'copy', 'rewind') }) },
  ) as fc.Arbitrary<Step>;

  test('any steps, pictures taken and put back in the middle of a tick included', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        let list = new EventList(1);
        let waiting: Waiting[] = [];
        let now = 0;
        let order = 0;
        let handles: number[] = [];
        let saved = { image: list.image(), waiting: [...waiting], now, order, handles: [...handles] };
        for (const one of steps) {
          if (one.do === 'push') {
            const handle = push(list, now + one.delay, order);
            waiting.push({ at: now + one.delay, order: order++, handle });
            handles.push(handle);
          } else if (one.do === 'cancel') {
            const handle = handles[one.which % Math.max(1, handles.length)] ?? -1;
            const there = waiting.some((w) => w.handle === handle);
            expect(list.cancel(handle)).toBe(there);
            waiting = waiting.filter((w) => w.handle !== handle);
          } else if (one.do === 'pop') {
            waiting.sort((a, b) => a.at - b.at || a.order - b.order);
            const due = waiting[0] && waiting[0].at <= now + one.limit ? waiting.shift()! : null;
            expect(list.pop(now + one.limit)).toBe(due !== null);
            if (due) {
              now = due.at;
              expect([list.now, list.message]).toEqual([due.at, due.order]);
            }
          } else if (one.do === 'peek') {
            expect(list.peek()).toBe(waiting.reduce((at, w) => Math.min(at, w.at), Number.POSITIVE_INFINITY));
          } else if (one.do === 'copy') {
            saved = { image: list.image(), waiting: [...waiting], now, order, handles: [...handles] };
            list = new EventList(2);
            list.restore(structuredClone(saved.image));
          } else {
            list.restore(saved.image);
            ({ now, order } = saved);
            waiting = [...saved.waiting];
            handles = [...saved.handles];
          }
          expect(list.pending).toBe(waiting.length);
        }
        waiting.sort((a, b) => a.at - b.at || a.order - b.order);
        expect(drain(list)).toEqual(waiting.map((w) => w.order));
      }),
      { numRuns: 500, seed: 20 },
    );
  });
});

test('hops of the present tick keep their place among timers of the same tick, cancelled ones included', () => {
  const list = new EventList();
  list.push(5, 3, 1, 10, 0);
  list.push(5, 3, 1, 11, 0);
  expect(list.pop()).toBe(true);
  const taken: number[] = [list.message];
  list.deliver(1, 2, 20, 0);
  const cancelled = list.push(5, 3, 1, 21, 0);
  list.push(5, 3, 1, 22, 0);
  list.deliver(2, 4095, 2_097_151, 65_535);
  list.cancel(cancelled);
  const image = structuredClone(list.image());
  const copy = new EventList();
  copy.restore(image);
  while (copy.pop()) taken.push(copy.message);
  expect(taken).toEqual([10, 11, 20, 22, 2_097_151]);
  expect([copy.op, copy.part, copy.arg, copy.now]).toEqual([2, 4095, 65_535, 5]);
});
