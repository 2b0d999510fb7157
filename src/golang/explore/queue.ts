/**
 * States that wait to be gone on from, first come first gone: one behind the other in blocks, since a small object of its own
 * for each would cost more than the state. In half the room when all words are small, as they mostly are.
 */
export interface Queue {
  readonly blocks: Int16Array[];
  /** Where the first state begins in the first block, and where the last one ends in the last. */
  from: number;
  to: number;
  /** Room for the first state as words. */
  words: Int32Array;
}

const BLOCK = 1 << 15;
/** A state begins with one of these, then how many words it has: the low 15 bits, the others. A block ends with 0 or its length. */
const SMALL = 1;
const WIDE = 2;
const HEAD = 3;

export function newQueue(): Queue {
  return { blocks: [new Int16Array(BLOCK)], from: 0, to: 0, words: new Int32Array(0) };
}

export function add(queue: Queue, words: Int32Array, length: number): void {
  const state = words.subarray(0, length);
  const small = areSmall(words, length);
  const halves = small ? state : new Int16Array(words.buffer, words.byteOffset, length * 2);
  const room = HEAD + halves.length;
  let block = queue.blocks.at(-1) as Int16Array;
  if (queue.to + room > block.length) {
    block = new Int16Array(Math.max(BLOCK, room));
    queue.blocks.push(block);
    queue.to = 0;
  }
  block[queue.to] = small ? SMALL : WIDE;
  block[queue.to + 1] = length & 0x7fff;
  block[queue.to + 2] = length >> 15;
  block.set(halves, queue.to + HEAD);
  queue.to += room;
}

function areSmall(words: Int32Array, length: number): boolean {
  for (let i = 0; i < length; i++) {
    const word = words[i] as number;
    if ((word << 16) >> 16 !== word) return false;
  }
  return true;
}

/** The first state, which stays: valid until the next call. There must be one. */
export function first(queue: Queue): Int32Array {
  const { blocks } = queue;
  if ((blocks[0]?.[queue.from] ?? 0) === 0) {
    blocks.shift();
    queue.from = 0;
  }
  const block = blocks[0] as Int16Array;
  const { length, from, to } = placeOfFirst(queue);
  if (queue.words.length < length) queue.words = new Int32Array(length * 2);
  if (block[queue.from] === SMALL) queue.words.set(block.subarray(from, to));
  else new Int16Array(queue.words.buffer).set(block.subarray(from, to));
  return queue.words.subarray(0, length);
}

/** Right after `first`: forgets it. */
export function drop(queue: Queue): void {
  queue.from = placeOfFirst(queue).to;
}

function placeOfFirst({ blocks, from }: Queue): {
  readonly length: number;
  readonly from: number;
  readonly to: number;
} {
  const block = blocks[0] as Int16Array;
  const length = (block[from + 1] as number) | ((block[from + 2] as number) << 15);
  return { length, from: from + HEAD, to: from + HEAD + (block[from] === SMALL ? length : length * 2) };
}
