/** Which users' requests were processed: one bit each. */
import type { State } from './spec.ts';

export function wasSeen(state: State, request: number): boolean {
  return request >= 0 && (state.seen[request >>> 5]! & (1 << (request & 31))) !== 0;
}

export function markSeen(state: State, request: number): void {
  if (request < 0) return;
  const word = request >>> 5;
  if (word >= state.seen.length) {
    const longer = new Uint32Array(2 * word + 2);
    longer.set(state.seen);
    state.seen = longer;
  }
  state.seen[word] = state.seen[word]! | (1 << (request & 31));
}
