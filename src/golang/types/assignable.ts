import type { Constant, Package, Type } from './model.ts';

/** What is known of a value besides its type: its constant value, and whether it is `nil`. */
export interface ValueInfo {
  readonly value: Constant | null;
  readonly isNil: boolean;
}

export interface Verdict {
  readonly ok: boolean;
  /** Why not, as Go says it; '' where it says nothing more. */
  readonly cause: string;
}

/** What an untyped value becomes where a `target` is wanted; or why it cannot. */
export type Implicit =
  | { readonly type: Type; readonly value: Constant | null }
  | { readonly type: null; readonly why: 'mismatch' | 'truncated' | 'overflows' };

export function implicitType(_type: Type, _info: ValueInfo, _target: Type): Implicit {
  return { type: null, why: 'mismatch' };
}
export function assignable(_v: Type, _info: ValueInfo, _t: Type, _from: Package | null): Verdict {
  return { ok: true, cause: '' };
}
export function convertible(_v: Type, _info: ValueInfo, _t: Type, _from: Package | null): Verdict {
  return { ok: true, cause: '' };
}
