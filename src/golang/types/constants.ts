import type { BasicLit } from '../syntax/tree.ts';
import type { Basic, Constant } from './model.ts';

export function literalConstant(_lit: BasicLit): Constant {
  return { kind: 'unknown' };
}
export function unaryConstant(_operator: string, _x: Constant, _type: Basic | null): Constant {
  return { kind: 'unknown' };
}
export function binaryConstant(_op: string, _x: Constant, _y: Constant, _integerDivision: boolean): Constant {
  return { kind: 'unknown' };
}
export function shiftConstant(_op: string, _x: Constant, _count: bigint): Constant {
  return { kind: 'unknown' };
}
export function compareConstants(_op: string, _x: Constant, _y: Constant): boolean {
  return false;
}
export function represent(_x: Constant, _type: Basic): Constant | null {
  return null;
}
export function constantText(_x: Constant): string {
  return '';
}
export const toInt = (x: Constant): Constant => x;
export const toFloat = (x: Constant): Constant => x;
export const toComplex = (x: Constant): Constant => x;
/** Untyped integers of more than 512 bits are an overflow. */
export const bitLength = (_x: bigint): number => 0;
