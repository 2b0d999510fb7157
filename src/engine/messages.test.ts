import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyList, type List, Messages } from './messages.ts';

const rowsOf = (messages: Messages, list: List): number[] => {
  const rows: number[] = [];
  for (let row = list.head; row >= 0; row = messages.next[row]!) rows.push(row);
  return rows;
};
const backwards = (messages: Messages, list: List): number[] => {
  const rows: number[] = [];
  for (let row = list.tail; row >= 0; row = messages.prev[row]!) rows.unshift(row);
  return rows;
};
const byAge = (messages: Messages, list: List): number[] => {
  const rows: number[] = [];
  for (let row = list.head; row >= 0; row = messages.nextByAge[row]!) rows.push(row);
  return rows;
};

describe('rows', () => {
  test('a row is used again, its uid is not', () => {
    const messages = new Messages(2);
    const first = messages.make(-1, -1, 5);
    const uid = messages.uid[first]!;
    expect(messages.alive(first, uid)).toBe(true);
    messages.free(first);
    expect(messages.alive(first, uid)).toBe(false);
    const second = messages.make(-1, -1, 6);
    expect(second).toBe(first);
    expect(messages.uid[second]).not.toBe(uid);
    expect(messages.alive(second, uid)).toBe(false);
    expect(messages.alive(-1, 0)).toBe(false);
  });

  test('a row that is used again is as good as new', () => {
    const fresh = new Messages();
    const used = new Messages();
    const dirty = used.make(3, -1, 1);
    for (const column of ['verb', 'wire', 'about', 'attempts', 'place', 'step', 'child'] as const)
      used[column][dirty] = 7;
    used.callerTimer[dirty] = 99;
    used.calleeTimer[dirty] = 99;
    used.markDropped(dirty);
    used.free(dirty);
    const [a, b] = [fresh.make(4, -1, 2), used.make(4, -1, 2)];
    for (const column of ['flags', 'verb', 'wire', 'request', 'parent', 'about', 'items', 'sentAt'] as const)
      expect(used[column][b]).toBe(fresh[column][a]);
    for (const column of ['callerTimer', 'calleeTimer', 'attempts', 'place', 'step', 'child'] as const)
      expect(used[column][b]).toBe(fresh[column][a]);
  });

  test('who lives is counted, also over growth', () => {
    const messages = new Messages(1);
    const rows = Array.from({ length: 1000 }, (_, i) => messages.make(i, -1, i));
    expect(new Set(rows).size).toBe(1000);
    expect([messages.live, messages.made]).toEqual([1000, 1000]);
    expect(rows.every((row, i) => messages.request[row] === i)).toBe(true);
    for (const row of rows.slice(0, 400)) messages.free(row);
    expect(messages.live).toBe(600);
    expect(messages.holds(0)).toBe(false);
    expect(messages.holds(400)).toBe(true);
  });

  test('what a row was made for is known until that one is freed', () => {
    const messages = new Messages();
    const parent = messages.make(0, -1, 0);
    const child = messages.make(0, parent, 1);
    expect(messages.alive(parent, messages.parentUid[child]!)).toBe(true);
    messages.free(parent);
    messages.make(1, -1, 2);
    expect(messages.alive(parent, messages.parentUid[child]!)).toBe(false);
  });

  test('the two sides of a call are done one by one', () => {
    const messages = new Messages();
    const row = messages.make(-1, -1, 0);
    expect([messages.callerIsDone(row), messages.calleeIsDone(row), messages.isDropped(row)]).toEqual([
      false,
      false,
      false,
    ]);
    messages.finishCaller(row);
    expect([messages.callerIsDone(row), messages.calleeIsDone(row)]).toEqual([true, false]);
    messages.markDropped(row);
    expect([messages.callerIsDone(row), messages.calleeIsDone(row), messages.isDropped(row)]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('lists', () => {
  test('the same as arrays, under any steps, in two orders at once', () => {
    const step = fc.record({
      do: fc.constantFrom('back', 'front', 'shift', 'remove', 'removeByAge', 'move'),
      which: fc.nat(50),
      list: fc.nat(1),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const messages = new Messages(1);
        const lists = [emptyList(), emptyList()];
        const arrays: number[][] = [[], []];
        const age = emptyList();
        let aged: number[] = [];
        for (const { do: what, which, list: n } of steps) {
          const [list, array] = [lists[n]!, arrays[n]!];
          const member = array[which % Math.max(1, array.length)];
          if (what === 'back' || what === 'front') {
            const row = messages.make(-1, -1, 0);
            messages.pushByAge(age, row);
            aged.push(row);
            if (what === 'back') messages.pushBack(list, row);
            else messages.pushFront(list, row);
            if (what === 'back') array.push(row);
            else array.unshift(row);
          } else if (what === 'shift') {
            expect(messages.shift(list)).toBe(array.shift() ?? -1);
          } else if (what === 'removeByAge') {
            const row = aged[which % Math.max(1, aged.length)];
            if (row === undefined) continue;
            messages.removeByAge(age, row);
            aged = aged.filter((r) => r !== row);
          } else if (member !== undefined) {
            messages.remove(list, member);
            array.splice(array.indexOf(member), 1);
            if (what === 'move') {
              messages.pushBack(lists[1 - n]!, member);
              arrays[1 - n]!.push(member);
            }
          }
          for (const i of [0, 1]) {
            expect(rowsOf(messages, lists[i]!)).toEqual(arrays[i]);
            expect(backwards(messages, lists[i]!)).toEqual(arrays[i]);
            expect(lists[i]!.length).toBe(arrays[i]!.length);
          }
          expect(byAge(messages, age)).toEqual(aged);
        }
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});

describe('pictures', () => {
  test('put back, the same rows and uids come again', () => {
    const messages = new Messages(2);
    const list = emptyList();
    for (let i = 0; i < 10; i++) messages.pushBack(list, messages.make(i, -1, i));
    for (let i = 0; i < 4; i++) messages.free(messages.shift(list));
    const image = structuredClone(messages.image());
    const goOn = (m: Messages) => {
      const made = Array.from({ length: 20 }, (_, i) => m.make(100 + i, -1, i));
      m.free(made[3]!);
      return [made, made.map((row) => m.uid[row]), m.live, m.made, m.make(7, -1, 7)];
    };
    const first = goOn(messages);
    messages.restore(image);
    expect(goOn(messages)).toEqual(first);
    const elsewhere = new Messages(1);
    elsewhere.restore(image);
    expect(goOn(elsewhere)).toEqual(first);
  });

  test('going back leaves nothing of the rows made since, in no column', () => {
    const messages = new Messages(4);
    messages.make(0, -1, 0);
    const image = messages.image();
    const since = messages.make(1, -1, 1);
    const columns = Object.keys(image).filter((name) => ArrayBuffer.isView(image[name as 'uid']));
    for (const name of columns) messages[name as 'uid'][since] = 9;
    messages.restore(image);
    for (const name of columns) expect([name, messages[name as 'uid'][since]]).toEqual([name, 0]);
  });
});
