import { describe, expect, test } from 'vitest';
import { ticks } from '../engine/clock.ts';
import { arn, messageId, sequenceNumber } from './aws.ts';
import { timestamp } from './moment.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('an address of something', () => {
  expect(arn('sqs', 'orders.fifo')).toBe('arn:aws:sqs:us-east-1:123456789012:orders.fifo');
});

describe('ids', () => {
  test('look like UUIDs, are the same again, and none is given twice', () => {
    const uids = Array.from({ length: 20_000 }, (_, i) => i);
    for (let power = 20; power < 53; power++) uids.push(2 ** power - 1, 2 ** power, 2 ** power + 1);
    const ids = new Set(uids.map(messageId));
    expect(ids.size).toBe(new Set(uids).size);
    for (const id of ids) expect(id).toMatch(UUID);
    expect(messageId(12_345)).toBe(messageId(12_345));
  });

  test('neighbours do not look alike', () => {
    const first = new Set(Array.from({ length: 1000 }, (_, i) => messageId(i).slice(0, 4)));
    expect(first.size).toBeGreaterThan(950);
  });
});

test('sequence numbers have 20 digits and grow', () => {
  const all = [0, 1, 9, 10, 999_999, 2 ** 40, 2 ** 53 - 1].map(sequenceNumber);
  for (const one of all) expect(one).toMatch(/^\d{20}$/);
  expect([...all].sort()).toEqual(all);
});

describe('moments', () => {
  test('tick 0 is the start of 2026', () => {
    expect(timestamp(0)).toBe('2026-01-01T00:00:00.000Z');
    expect(timestamp(1_999)).toBe('2026-01-01T00:00:00.001Z');
    expect(timestamp(ticks(86_400) - 1)).toBe('2026-01-01T23:59:59.999Z');
  });

  test('are those of the calendar, over four hundred years either way', () => {
    const start = Date.UTC(2026, 0, 1);
    for (let day = -146_100; day < 146_100; day += 13) {
      const second = day * 86_400 + ((day * 7919) % 86_400);
      expect(timestamp(ticks(second))).toBe(new Date(start + second * 1000).toISOString());
    }
  });
});
