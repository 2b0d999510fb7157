/** HMAC-SHA256 over the string, with the bytes that the key's Base64 stands for. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b, c] = [bytes[at]!, bytes[at + 1], bytes[at + 2]];
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += ALPHABET[word >>> 18]! + ALPHABET[(word >>> 12) & 63]!;
    text += b === undefined ? '=' : ALPHABET[(word >>> 6) & 63]!;
    text += c === undefined ? '=' : ALPHABET[word & 63]!;
  }
  return text;
}

/** Null for what is not the Base64 of any bytes: other characters, a wrong length, bits left over at the end. */
export function fromBase64(text: string): Uint8Array | null {
  const body = text.replace(/={0,2}$/, '');
  if (text.length % 4 !== 0 || text.length - body.length !== (4 - (body.length % 4)) % 4) return null;
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let at = 0;
  for (const letter of body) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) return null;
    word = ((word << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (word >>> bits) & 0xff;
  }
  return (word & ((1 << bits) - 1)) === 0 ? bytes : null;
}

/** @param key Base64, as an account shows it. @throws where it is none: keys are checked where they come in */
export function signatureOf(text: string, key: string): string {
  const bytes = fromBase64(key);
  if (bytes === null) throw new Error('The key is not Base64.');
  return toBase64(hmac(sha256, bytes, utf8ToBytes(text)));
}

/** Looks at every character, whichever differs: how long it takes says nothing. */
export function sameSignature(one: string, other: string): boolean {
  let differences = one.length ^ other.length;
  for (let at = 0; at < one.length; at++) differences |= one.charCodeAt(at) ^ (other.charCodeAt(at) | 0);
  return differences === 0;
}
