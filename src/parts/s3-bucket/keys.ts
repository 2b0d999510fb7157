/** What a message says of its object. */
import { type Letter, sizeOf } from '../../rules/letter.ts';

/** A message that names no object is one itself, under the number of its request. */
export function keyOf({ key = '{n}' }: Letter): string {
  return key;
}

/** All keys that begin alike share a rate. */
export function prefixOf(key: string): string {
  return key.slice(0, key.lastIndexOf('/') + 1);
}

/** Bytes of an object; where nothing is said of them, the body is the object. */
export function bytesOf(letter: Letter, request: number): number {
  return letter.size ?? sizeOf({ body: letter.body }, request);
}
