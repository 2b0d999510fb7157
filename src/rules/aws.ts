/**
 * What all of AWS's services write alike: names of things, ids. The account and the region are those of AWS's own
 * examples; the ids follow from the uid of what they name, so that a run gives the same ones every time.
 */
export const REGION = 'us-east-1';
export const ACCOUNT = '123456789012';

/** `arn('sns', 'orders')` -> `arn:aws:sns:us-east-1:123456789012:orders`. */
export function arn(service: string, name: string): string {
  return `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
}

/** A MessageId: looks like a UUID, and is the same for the same uid; different uids (below 2^53) never share one. */
export function messageId(uid: number): string {
  const low = uid >>> 0;
  const high = Math.floor(uid / 2 ** 32) & 0x1fffff;
  const a = scrambled(low + 0x5bd1e995);
  const b = scrambled(high ^ a);
  const c = scrambled(a + 0x9e3779b9);
  const d = scrambled(b ^ c);
  const hex = [a, c, d].map((word) => word.toString(16).padStart(8, '0')).join('');
  const tail = b.toString(16).padStart(8, '0');
  // Version 4, variant 10: as a random UUID has them.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${'89ab'[d >>> 30]}${hex.slice(17, 20)}-${hex.slice(20, 24)}${tail}`;
}

/** A permutation of the 32-bit numbers: every step can be undone, so none meet. */
function scrambled(n: number): number {
  let word = n >>> 0;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

/** A SequenceNumber: 20 digits, greater for what was stored later. */
export function sequenceNumber(uid: number): string {
  return `188${String(uid).padStart(17, '0')}`;
}
