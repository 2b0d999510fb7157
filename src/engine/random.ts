/**
 * Named, independent streams of random bits: sfc32, its four words in one shared array, so that a snapshot is a copy.
 * A stream's seed is a 128-bit hash of "seed/part/purpose"; adding a part or a draw elsewhere moves no other stream,
 * so two designs meet the same shoppers.
 * Source of the generator: C. Doty-Humphrey, PractRand (sfc32).
 */
const WARM_UP = 15;

/** What the distributions draw from. */
export interface BitSource {
  /** @returns an unsigned 32-bit integer */
  next(): number;
}

export class RandomStreams {
  words: Int32Array;
  readonly names: readonly string[];

  constructor(seed: number | string, names: readonly string[]) {
    this.names = names;
    this.words = new Int32Array(names.length * 4);
    for (let i = 0; i < names.length; i++) {
      this.words.set(hash128(`${seed}/${names[i]}`), i * 4);
      for (let n = 0; n < WARM_UP; n++) nextBits(this.words, i * 4);
    }
  }

  stream(index: number): RandomStream {
    return new RandomStream(this.words, index * 4);
  }
}

export class RandomStream implements BitSource {
  private readonly words: Int32Array;
  private readonly base: number;

  constructor(words: Int32Array, base: number) {
    this.words = words;
    this.base = base;
  }

  next(): number {
    return nextBits(this.words, this.base);
  }
}

function nextBits(words: Int32Array, at: number): number {
  const a = words[at]!;
  const b = words[at + 1]!;
  const c = words[at + 2]!;
  const d = words[at + 3]!;
  const t = (((a + b) | 0) + d) | 0;
  words[at + 3] = d + 1;
  words[at] = b ^ (b >>> 9);
  words[at + 1] = c + (c << 3);
  words[at + 2] = ((c << 21) | (c >>> 11)) + t;
  return t >>> 0;
}

/** A number in (0, 1), from 32 bits. */
export function uniform(source: BitSource): number {
  return (source.next() + 0.5) / 4294967296;
}

/** Four well-mixed words of a text: murmur-style lanes over its UTF-16 units. */
export function hash128(text: string): [number, number, number, number] {
  let a = 0x243f6a88;
  let b = 0x85a308d3;
  let c = 0x13198a2e;
  let d = 0x03707344;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ unit, 0x85ebca6b);
    b = c ^ Math.imul(b ^ unit, 0xc2b2ae35);
    c = d ^ Math.imul(c ^ unit, 0x27d4eb2f);
    d = a ^ Math.imul(d ^ unit, 0x165667b1);
  }
  for (let round = 0; round < 4; round++) {
    a = Math.imul(a ^ (b >>> 15), 0x2c1b3c6d);
    b = Math.imul(b ^ (c >>> 13), 0x297a2d39);
    c = Math.imul(c ^ (d >>> 16), 0x2c1b3c6d);
    d = Math.imul(d ^ (a >>> 14), 0x297a2d39);
  }
  return [a | 0, b | 0, c | 0, d | 0];
}
