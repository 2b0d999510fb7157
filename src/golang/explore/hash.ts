/**
 * States by a fingerprint of 128 bits. Two different states share one by chance with a probability below n² / 2¹²⁹ for n states:
 * for a million states less than 2 in 10²⁷, which is what "proven" leaves open.
 */
const rotate = (x: number, by: number) => (x << by) | (x >>> (32 - by));

function finish(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** The fingerprint of words[0 .. length), written to out[0 .. 4). */
export function fingerprint(words: Int32Array, length: number, out: Int32Array): void {
  let a = 0x9e3779b9 | 0;
  let b = 0x7f4a7c15;
  let c = 0x6a09e667;
  let d = 0x3c6ef372;
  // Four lanes that take a word each in turn, and mix into each other: whole words in, no word's place forgotten.
  for (let i = 0; i < length; i += 4) {
    a = Math.imul(rotate(a ^ Math.imul(words[i] as number, 0x239b961b), 15) + b, 0xab0e9789);
    b = Math.imul(
      rotate(b ^ Math.imul(i + 1 < length ? (words[i + 1] as number) : 0, 0xab0e9789), 17) + c,
      0x38b34ae5,
    );
    c = Math.imul(
      rotate(c ^ Math.imul(i + 2 < length ? (words[i + 2] as number) : 0, 0x38b34ae5), 13) + d,
      0xa1e38b93,
    );
    d = Math.imul(
      rotate(d ^ Math.imul(i + 3 < length ? (words[i + 3] as number) : 0, 0xa1e38b93), 18) + a,
      0x239b961b,
    );
  }
  a = finish(a ^ length);
  b = finish(b + a);
  c = finish(c + b);
  d = finish(d + c);
  out[0] = (a + d) | 0;
  out[1] = (b + a + d) | 0;
  out[2] = c | 0;
  out[3] = d | 0;
}

/** Fingerprints that were met, numbered from 0 in the order of their coming. */
export interface Seen {
  count: number;
  keys: Int32Array;
  /** Number + 1 by place; 0: empty. */
  numbers: Int32Array;
}

export function newSeen(): Seen {
  return { count: 0, keys: new Int32Array(4 << 12), numbers: new Int32Array(1 << 12) };
}

/** The number of a fingerprint; -1 - number when it is new. */
export function numberOf(seen: Seen, key: Int32Array): number {
  if (seen.count * 2 >= seen.numbers.length) grow(seen);
  const at = placeOf(seen, key, 0);
  const number = seen.numbers[at] as number;
  if (number !== 0) return number - 1;
  for (let i = 0; i < 4; i++) seen.keys[at * 4 + i] = key[i] as number;
  seen.count += 1;
  seen.numbers[at] = seen.count;
  return -seen.count;
}

function placeOf({ keys, numbers }: Seen, key: Int32Array, from: number): number {
  const mask = numbers.length - 1;
  let at = (key[from] as number) & mask;
  while (numbers[at] !== 0) {
    const k = at * 4;
    if (
      keys[k] === key[from] &&
      keys[k + 1] === key[from + 1] &&
      keys[k + 2] === key[from + 2] &&
      keys[k + 3] === key[from + 3]
    )
      return at;
    at = (at + 1) & mask;
  }
  return at;
}

function grow(seen: Seen): void {
  const { keys, numbers } = seen;
  seen.keys = new Int32Array(keys.length * 2);
  seen.numbers = new Int32Array(numbers.length * 2);
  for (let i = 0; i < numbers.length; i++) {
    if (numbers[i] === 0) continue;
    const at = placeOf(seen, keys, i * 4);
    seen.numbers[at] = numbers[i] as number;
    seen.keys.set(keys.subarray(i * 4, i * 4 + 4), at * 4);
  }
}
