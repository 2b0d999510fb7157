/** The machine's own chance: a run with the same seed makes the same choices. */
import type { Machine } from './machine.ts';

/** The next of the machine's random numbers: a whole number of 0 .. 2^32 - 1 (mulberry32 over `state.random`). */
export function draw(m: Machine): number {
  const { state } = m;
  state.random = (state.random + 0x6d2b79f5) | 0;
  let t = Math.imul(state.random ^ (state.random >>> 15), state.random | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}
