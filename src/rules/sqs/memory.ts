/** What a FIFO queue remembers of the messages that it took in, for five minutes: a second one is no second one. */

const REMEMBERED_FOR = 300_000_000;

/** Plain data. */
export interface Memory {
  /** The uid of the first message, by key. */
  known: Record<string, number>;
  /** In the order in which they came; those before `from` are forgotten. */
  keys: string[];
  until: number[];
  from: number;
}

export const emptyMemory = (): Memory => ({ known: {}, keys: [], until: [], from: 0 });

/** @param scope the group, where each has a memory of its own, else empty */
export function keyOf(id: string, scope: string): string {
  // Neither holds a space; and no key is a number, so that the record stays a plain table.
  return `${scope} ${id}`;
}

/** @returns the uid of the first, or -1 */
export function recall(memory: Memory, key: string, now: number): number {
  forget(memory, now);
  return memory.known[key] ?? -1;
}

/** Five minutes from the first: a duplicate does not prolong them. */
export function remember(memory: Memory, key: string, uid: number, now: number): void {
  memory.known[key] = uid;
  memory.keys.push(key);
  memory.until.push(now + REMEMBERED_FOR);
}

function forget(memory: Memory, now: number): void {
  const { keys, until } = memory;
  while (memory.from < keys.length && until[memory.from]! <= now) {
    delete memory.known[keys[memory.from]!];
    memory.from++;
  }
  // Now and then, so that what is forgotten takes no room.
  if (memory.from * 2 < keys.length || memory.from === 0) return;
  memory.keys = keys.slice(memory.from);
  memory.until = until.slice(memory.from);
  memory.from = 0;
}
