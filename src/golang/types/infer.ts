import type { Package, Type, TypeName, TypeParam } from './model.ts';

export interface InferArgument {
  readonly type: Type;
  readonly isNil: boolean;
  /** As the message quotes it. */
  readonly text: string;
}

/**
 * A call of a generic function. Where the caller is the function itself, its type parameters must be renamed
 * before (`renameTypeParameters`): those to be found and those in the arguments are not the same.
 */
export interface InferRequest {
  readonly typeParameters: readonly TypeParam[];
  /** Written in the call; null or absent: to be found. */
  readonly given: readonly (Type | null)[];
  /** The type of each argument's parameter; a variadic one's is repeated. */
  readonly parameters: readonly Type[];
  readonly args: readonly InferArgument[];
  readonly from: Package | null;
  /** Where a type parameter is declared, as messages write places. */
  readonly placeOf: (object: TypeName) => string;
  /** A function value is assigned to a variable of function type: messages say it the other way round. */
  readonly reverse?: boolean;
}

export type Inferred =
  | { readonly types: readonly Type[] }
  /** `argument`: at whose place it is told; -1: at the call's. */
  | { readonly error: string; readonly argument: number };

export function infer(_request: InferRequest): Inferred {
  return { error: '', argument: -1 };
}
