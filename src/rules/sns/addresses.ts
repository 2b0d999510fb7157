/** IP addresses and blocks of them, as numbers a byte each: four for IPv4, sixteen for IPv6. */

/** Addresses from one to another, both inside. */
export interface AddressRange {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const V4 = /^\d+\.\d+\.\d+\.\d+$/;
const V6 = /^[0-9a-f:]*:[0-9a-f:]*$/i;

/** @returns null for what is no address; also for IPv6 that ends in IPv4's notation, which SNS does not take as one */
export function addressOf(text: string): readonly number[] | null {
  if (V4.test(text)) {
    const bytes = text.split('.').map(Number);
    return bytes.every((byte) => byte <= 255) ? bytes : null;
  }
  return V6.test(text) ? v6Of(text) : null;
}

/** Whether a text has the form of an address, be it one or not: 10.0.0.256 has. */
export function looksLikeAddress(text: string): boolean {
  return V4.test(text) || V6.test(text);
}

function v6Of(text: string): readonly number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (groups.flat().some((group) => group === '' || group.length > 4)) return null;
  const [head, tail = []] = groups as [string[], string[]?];
  const missing = 8 - head.length - tail.length;
  // The double colon stands for one group of zeros at least.
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const all = [...head, ...Array<string>(missing).fill('0'), ...tail];
  return all.flatMap((group) => {
    const n = Number.parseInt(group, 16);
    return [n >> 8, n & 0xff];
  });
}

/**
 * `10.0.0.0/24`. It begins at the address that is written, also when that is in the middle of its block: 10.0.0.77/24 leaves
 * out 10.0.0.76. @returns null for what is no block
 */
export function blockOf(text: string): AddressRange | null {
  const slash = text.indexOf('/');
  const bits = /^\d{1,3}$/.exec(text.slice(slash + 1));
  const from = slash < 0 || !bits ? null : addressOf(text.slice(0, slash));
  if (!from || Number(bits![0]) > from.length * 8) return null;
  const fixed = Number(bits![0]);
  const to = from.map((byte, i) => {
    const free = Math.min(8, Math.max(0, 8 * (i + 1) - fixed));
    return byte | ((1 << free) - 1);
  });
  return { from, to };
}

export function within(address: readonly number[], { from, to }: AddressRange): boolean {
  return address.length === from.length && order(from, address) <= 0 && order(address, to) <= 0;
}

function order(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}
