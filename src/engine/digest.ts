/**
 * A running 64-bit hash over every dispatched event and the ending. Two runs with one digest dispatched the same events.
 * Two lanes of 32-bit multiply-and-rotate in the manner of MurmurHash3: fast, and the same in every browser.
 */
export class Digest {
  private a = 0x5ec4e7;
  private b = 0x11fe1ab;

  /** @param code op, part and argument (the outcome, for an answer) in one integer */
  event(tick: number, code: number, uid: number): void {
    const a = mix(this.a ^ this.b, (tick >>> 0) ^ Math.imul(uid, 0x9e3779b1), 0xcc9e2d51);
    this.b = mix(this.b ^ a, code ^ Math.imul((tick / 4294967296) | 0, 0x85ebca6b), 0xc2b2ae35);
    this.a = a;
  }

  /** Sixteen hexadecimal digits. The run's ending is hashed in without ending the run. */
  read(ending: string): string {
    let a = this.a;
    let b = this.b;
    for (let i = 0; i < ending.length; i++) {
      a = mix(a, ending.charCodeAt(i), 0xcc9e2d51);
      b = mix(b ^ a, ending.charCodeAt(i), 0x1b873593);
    }
    return hex(finish(a ^ (b >>> 7))) + hex(finish(b ^ (a << 9)));
  }

  image(): readonly [number, number] {
    return [this.a, this.b];
  }

  restore(image: readonly [number, number]): void {
    [this.a, this.b] = image;
  }
}

function mix(h: number, word: number, k: number): number {
  const m = Math.imul(word, k);
  const x = h ^ Math.imul((m << 15) | (m >>> 17), 0x1b873593);
  return (Math.imul((x << 13) | (x >>> 19), 5) + 0x6546b64) | 0;
}

function finish(h: number): number {
  let x = h ^ (h >>> 16);
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

function hex(word: number): string {
  return word.toString(16).padStart(8, '0');
}
