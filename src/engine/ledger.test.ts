import { describe, expect, test } from 'vitest';
import { Age, Counter, Ledger, Level, type MetricType, Timing, timingCells } from './ledger.ts';

function books(type: MetricType) {
  const clock = { now: 0 };
  return { clock, ledger: new Ledger(['counter', type], clock) };
}

function level() {
  const { clock, ledger } = books('level');
  const it = new Level(ledger, 1);
  return {
    ledger,
    set(at: number, value: number) {
      clock.now = at;
      it.set(value);
    },
    low: (now: number) => ledger.low(1, now),
    high: (now: number) => ledger.high(1, now),
    area: (now: number) => ledger.area(1, now),
    rises: () => ledger.rises(1),
  };
}

describe('a level', () => {
  test('its area is exact, up to any moment', () => {
    const { set, area, ledger } = level();
    set(10, 3);
    set(25, 1);
    set(40, 0);
    expect(area(40)).toBe(3 * 15 + 15);
    expect(area(1_000_000)).toBe(60);
    set(50, 7);
    expect(area(50)).toBe(60);
    expect(area(53)).toBe(81);
    expect(ledger.read(1, 53)).toBe(7);
  });

  test('the area of five minutes at a million is exact to the unit', () => {
    const { set, area } = level();
    set(1, 1_000_001);
    expect(area(300_000_000)).toBe(1_000_001 * 299_999_999);
  });

  test('a value that does not last leaves no trace', () => {
    const { set, low, high, area, rises } = level();
    set(10, 5);
    set(20, 100);
    set(20, 0);
    set(20, 5);
    expect([area(30), low(30), high(30)]).toEqual([5 * 20, 0, 5]);
    // Only what stood for a while was ever left: zero, at 10.
    expect(rises()).toBe(1);
  });

  test('lowest and highest are of the bucket', () => {
    const { set, low, high, ledger } = level();
    set(10, 5);
    set(20, 2);
    ledger.turnPage(30);
    expect([low(35), high(35)]).toEqual([2, 2]);
    set(40, 9);
    set(50, 4);
    expect([low(60), high(60)]).toEqual([2, 9]);
  });

  test('what changes on the first tick of a bucket belonged to the one before', () => {
    const { set, low, high, area, ledger } = level();
    set(10, 5);
    ledger.turnPage(30);
    set(30, 1);
    expect([low(40), high(40)]).toEqual([1, 1]);
    expect(area(40)).toBe(5 * 20 + 10);
  });

  test('it rises when it leaves zero after it stood there', () => {
    const { set, rises } = level();
    set(0, 1); // never stood at zero
    expect(rises()).toBe(0);
    set(5, 0);
    set(5, 1); // nor now
    set(6, 2);
    expect(rises()).toBe(0);
    set(10, 0);
    set(12, 0); // said twice
    set(12, 3);
    expect(rises()).toBe(1);
    set(20, 0);
    set(21, 1);
    expect(rises()).toBe(2);
  });
});

describe('an age', () => {
  function age() {
    const { clock, ledger } = books('age');
    const it = new Age(ledger, 1);
    return {
      ledger,
      since(at: number, birth: number) {
        clock.now = at;
        it.since(birth);
      },
      low: (now: number) => ledger.low(1, now),
      high: (now: number) => ledger.high(1, now),
      area: (now: number) => ledger.area(1, now),
    };
  }

  test('grows with time, and is zero when nobody is there', () => {
    const { since, ledger } = age();
    expect(ledger.read(1, 50)).toBe(0);
    since(10, 10);
    expect(ledger.read(1, 50)).toBe(40);
    since(60, -1);
    expect(ledger.read(1, 90)).toBe(0);
  });

  test('its area is the triangle, or what is left of one', () => {
    const { since, area } = age();
    since(10, 10);
    expect(area(30)).toBe(200);
    since(30, 20); // the oldest leaves; the next one is 10 old by now
    expect(area(40)).toBe(200 + (20 * 20 - 10 * 10) / 2);
    since(40, -1);
    expect(area(100)).toBe(350);
  });

  test('the area of ten hours is exact', () => {
    const { since, area } = age();
    since(1, 1);
    const length = 36_000_000_000;
    expect(area(1 + length)).toBe((length * length) / 2);
  });

  test('lowest right after a change, highest right before', () => {
    const { since, low, high, ledger } = age();
    since(10, 10);
    ledger.turnPage(100);
    since(110, 105);
    expect([low(110), high(110)]).toEqual([5, 100]);
    expect([low(200), high(200)]).toEqual([5, 100]);
    ledger.turnPage(200);
    // It only grew in this bucket: from 95 to 195.
    expect([low(300), high(300)]).toEqual([95, 195]);
  });

  test('what does not last leaves no trace', () => {
    const { since, low, high } = age();
    since(10, 10);
    since(110, -1); // taken away, and put back at once
    since(110, 10);
    expect([low(120), high(120)]).toEqual([0, 110]);
    const other = age();
    other.since(5, 5);
    other.ledger.turnPage(50);
    other.since(60, -1);
    other.since(60, 5);
    expect([other.low(70), other.high(70)]).toEqual([45, 65]);
  });
});

test('a counter adds up, and its neighbours do not notice', () => {
  const clock = { now: 0 };
  const ledger = new Ledger(['counter', 'counter', 'level'], clock);
  const first = new Counter(ledger, 0);
  first.add();
  first.add(41);
  expect([ledger.read(0, 9), ledger.read(1, 9), ledger.read(2, 9)]).toEqual([42, 0, 0]);
});

test('a timing counts, sums, keeps the highest of the bucket and tells its sink', () => {
  const { ledger } = books('timing');
  const heard: [number, number][] = [];
  ledger.sink = { timing: (metric, value) => heard.push([metric, value]) };
  const it = new Timing(ledger, 1);
  it.record(3);
  it.record(9);
  expect(timingCells(ledger.cells, 1)).toEqual({ count: 2, sum: 12, squares: 90, high: 9 });
  ledger.turnPage(50);
  it.record(4);
  expect(timingCells(ledger.cells, 1)).toEqual({ count: 3, sum: 16, squares: 106, high: 4 });
  expect(heard).toEqual([
    [1, 3],
    [1, 9],
    [1, 4],
  ]);
});
