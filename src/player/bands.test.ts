import { describe, expect, it } from 'vitest';
import { readDuration } from '../rules/quantity.ts';
import { changeOf, gripAt, momentText, placed, pulled, sayAct } from './bands.ts';

const S = 1_000_000;
const END = 300 * S;

describe('a pull', () => {
  const outage = { from: 20 * S, to: 80 * S };

  it('moves the whole, and it stays as long as it was', () => {
    expect(pulled(outage, 'whole', 10.04 * S, S / 10, END)).toEqual({ from: 30 * S, to: 90 * S });
    expect(pulled(outage, 'whole', -50 * S, S / 10, END)).toEqual({ from: 0, to: 60 * S });
    expect(pulled(outage, 'whole', 999 * S, S / 10, END).from).toBe(299.9 * S);
  });

  it('stretches an end and leaves the other', () => {
    expect(pulled(outage, 'start', 5.26 * S, S / 2, END)).toEqual({ from: 25.5 * S, to: 80 * S });
    expect(pulled(outage, 'end', -5.2 * S, S / 10, END)).toEqual({ from: 20 * S, to: 74.8 * S });
    expect(pulled(outage, 'start', 100 * S, S / 10, END)).toEqual({ from: 79.9 * S, to: 80 * S });
    expect(pulled(outage, 'end', -100 * S, S / 2, END)).toEqual({ from: 20 * S, to: 20.5 * S });
    expect(pulled(outage, 'end', 900 * S, S / 2, END)).toEqual({ from: 20 * S, to: END });
  });

  it('that goes nowhere changes nothing, also where a moment lies between two snaps', () => {
    const odd = { from: 20_000_001, to: 80_000_003 };
    expect(pulled(odd, 'whole', 0, S / 10, END)).toEqual(odd);
  });

  it('of what happens at once can only move it', () => {
    const poison = { from: 30 * S, to: 30 * S };
    for (const grip of ['start', 'whole', 'end'] as const) {
      expect(pulled(poison, grip, 2 * S, S / 10, END)).toEqual({ from: 32 * S, to: 32 * S });
    }
  });

  it('is written as a scenario writes it, to the tick', () => {
    expect(changeOf({ from: 30 * S, to: 90 * S }, 'whole')).toEqual({ at: '30s' });
    expect(changeOf({ from: 25.5 * S, to: 80 * S }, 'start')).toEqual({ at: '25.5s', for: '54.5s' });
    expect(changeOf({ from: 20 * S, to: 74.8 * S }, 'end')).toEqual({ for: '54.8s' });
    for (const ticks of [0, 1, 20_000_001, 54_800_000, 86_399_999_999]) {
      expect(readDuration(momentText(ticks))).toMatchObject({ ok: true, value: ticks });
    }
  });
});

it('a band is held at its ends or in its middle; a small one in thirds', () => {
  expect([2, 50, 98].map((x) => gripAt(x, 100, 8))).toEqual(['start', 'whole', 'end']);
  expect([5, 15, 25].map((x) => gripAt(x, 30, 22))).toEqual(['start', 'whole', 'end']);
});

it('acts in words', () => {
  expect(sayAct('database locked', { from: 20 * S, to: 80 * S })).toBe('Database locked, 0:20 to 1:20');
  expect(sayAct('poison message', { from: 30.5 * S, to: 30.5 * S })).toBe('Poison message, at 0:30.5');
});

describe('rows', () => {
  const rows = (spans: readonly (readonly [number, number])[], name = 'act', width = 1000) =>
    placed(
      spans.map(([from, to]) => ({ from: from * S, to: to * S, name })),
      END,
      width,
      12,
    );

  it('bands that overlap stand in rows of their own, and the next free one takes the first row again', () => {
    expect(
      rows([
        [20, 80],
        [60, 100],
        [150, 200],
        [70, 75],
      ]).map(({ row }) => row),
    ).toEqual([0, 1, 0, 2]);
  });

  it('a name needs room as well', () => {
    const near = [
      [20, 22],
      [40, 42],
    ] as const;
    expect(rows(near).map(({ row }) => row)).toEqual([0, 0]);
    expect(rows(near, 'the database is locked').map(({ row }) => row)).toEqual([0, 1]);
    expect(rows(near, 'the database is locked', 4000).map(({ row }) => row)).toEqual([0, 0]);
  });

  it('near the end a name stands before its band', () => {
    const [early, late] = rows(
      [
        [20, 30],
        [290, 295],
      ],
      'the database is locked',
    );
    expect(early!.nameSide).toBe('after');
    expect(late).toEqual({ row: 0, nameSide: 'before' });
  });
});
