import { describe, expect, it } from 'vitest';
import type { Plate } from '../../lab/protocol.ts';
import { NOTHING } from '../editing.ts';
import { boxedIn, everything, heirOf, pressed } from './selecting.ts';

const wire = (from: number, to: number, label: string) => ({ from, to, label });
const PLATE = {
  parts: ['a', 'b', 'c'].map((id) => ({ id })),
  wires: [wire(0, 1, 'a -> b'), wire(1, 2, 'b -> c')],
} as unknown as Plate;
const POINTER = { detail: 1, shiftKey: false, ctrlKey: false, metaKey: false };
const KEY = { ...POINTER, detail: 0 };

describe('pressed', () => {
  it('takes one thing alone, and by pointer keeps hold of it', () => {
    const one = pressed({ parts: ['b'], wires: ['a -> b'] }, { part: 'a' }, POINTER);
    expect(one).toEqual({ parts: ['a'], wires: [] });
    expect(pressed(one, { part: 'a' }, POINTER)).toEqual(one);
  });

  it('by key lets go of what it holds', () => {
    const one = pressed(NOTHING, { wire: 'a -> b' }, KEY);
    expect(one.wires).toEqual(['a -> b']);
    expect(pressed(one, { wire: 'a -> b' }, KEY)).toEqual(NOTHING);
  });

  it.each(['shiftKey', 'ctrlKey', 'metaKey'] as const)('adds and takes away with %s', (key) => {
    const two = pressed({ parts: ['a'], wires: [] }, { wire: 'b -> c' }, { ...POINTER, [key]: true });
    expect(two).toEqual({ parts: ['a'], wires: ['b -> c'] });
    expect(pressed(two, { part: 'a' }, { ...POINTER, [key]: true }).parts).toEqual([]);
  });
});

it('a box holds the wires among its parts, and not those that leave it', () => {
  expect(boxedIn(PLATE, new Set(['a', 'b']))).toEqual({ parts: ['a', 'b'], wires: ['a -> b'] });
  expect(boxedIn(PLATE, new Set(['a', 'b', 'c']))).toEqual(everything(PLATE));
});

it('the focus goes to the part after, else before, else to where the wire began', () => {
  expect(heirOf(PLATE, { parts: ['a'], wires: [] }, 'a')).toBe('b');
  expect(heirOf(PLATE, { parts: ['c'], wires: [] }, 'c')).toBe('b');
  expect(heirOf(PLATE, { parts: ['b', 'c'], wires: [] }, 'b')).toBe('a');
  expect(heirOf(PLATE, { parts: [], wires: ['b -> c'] }, 'b -> c')).toBe('b');
  expect(heirOf(PLATE, everything(PLATE), 'a')).toBeNull();
});
