import { describe, expect, it } from 'vitest';
import type { Dimension } from '../../scenario/claim.ts';
import { readSyntax } from '../../scenario/claimSyntax.ts';
import { firstOf, literalOf, measuredIn, nothingOf, typedOf, unitOf } from './literals.ts';

const DIMENSIONS: readonly Dimension[] = ['number', 'share', 'money', 'duration', 'rate'];

describe('a value that is typed', () => {
  it.each([
    ['99.9', 'share', '99.9 %'],
    [' 99.9% ', 'share', '99.9 %'],
    ['60', 'duration', '60s'],
    ['1h30m', 'duration', '1h 30m'],
    ['250 ms', 'duration', '250 ms'],
    ['50', 'rate', '50/s'],
    ['1200/m', 'rate', '1200/m'],
    ['$0.40', 'money', '0.40'],
    ['4_000', 'number', '4_000'],
  ] as const)('%s as a %s is %s', (typed, dimension, text) => {
    expect(literalOf(typed, dimension)).toEqual({ ok: true, text });
  });

  it.each([
    ['101', 'share'],
    ['many', 'number'],
    ['60s', 'number'],
    ['60 apples', 'duration'],
    ['50/x', 'rate'],
    ['', 'money'],
    ['-1', 'number'],
  ] as const)('%s is no %s', (typed, dimension) => {
    const read = literalOf(typed, dimension);
    expect(read.ok).toBe(false);
    expect(read.ok || read.says).toContain('Expected');
  });

  it.each(DIMENSIONS)('what the fields begin with is a %s', (dimension) => {
    for (const text of [firstOf(dimension), nothingOf(dimension)]) {
      const read = readSyntax(`a.b >= ${text}`);
      expect('problem' in read).toBe(false);
      // The unit stands beside the field, and is there again when the field is left as it is.
      expect(literalOf(typedOf(text, dimension), dimension)).toEqual({ ok: true, text });
    }
  });

  it('shows a share as a percentage, however it is written', () => {
    expect(typedOf('0.07', 'share')).toBe('7');
    expect(typedOf('99.9 %', 'share')).toBe('99.9');
    expect(unitOf('share', '')).toBe('%');
    expect(unitOf('number', 'slots')).toBe('slots');
    expect(unitOf('number', '')).toBeUndefined();
  });
});

describe('what was measured', () => {
  it.each([
    ['96.2 % >= 0 %: true', 'share', '96.2 %'],
    ['$0.4213 >= $0: true', 'money', '0.4213'],
    ['1.5s >= 0us: true', 'duration', '1.5s'],
    ['17.4 >= 0: true', 'number', '17.4'],
    ['never >= 0us: true', 'duration', null],
    ['nothing >= 0 %: undecided, nothing to measure', 'share', null],
    ['There is no orders in this design.', 'number', null],
  ] as const)('%s', (verdict, dimension, text) => {
    expect(measuredIn(verdict, dimension)).toBe(text);
  });
});
