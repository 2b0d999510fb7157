/** A message to a store of Azure: one thing, or a crate of so many alike, and what is to be done with it. */
import { bytesOf, filled, type Letter } from '../letter.ts';

export interface Crate {
  /** Things in it, all alike. */
  readonly count: number;
  /** Bytes of each. */
  readonly size: number;
  /** Null where the port decides. */
  readonly operation: string | null;
}

const WHOLE = /^[1-9]\d{0,11}$/;

/** @param request its number, for texts with {n} */
export function crateOf(letter: Letter, request: number): Crate {
  const count = attributeOf(letter, 'count');
  return {
    count: count !== null && WHOLE.test(count) ? Number(count) : 1,
    size: letter.size ?? bytesOf(filled(letter.body, request)),
    operation: attributeOf(letter, 'operation'),
  };
}

export function attributeOf({ attributes = {} }: Letter, name: string): string | null {
  return Object.hasOwn(attributes, name) ? attributes[name]!.value : null;
}
