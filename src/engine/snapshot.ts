import type { PartKind } from './part.ts';

/** A deep copy of plain data: objects, arrays, typed arrays and scalars. Anything else is a fault in the part that keeps it. */
export function copyPlain<T>(value: T): T {
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'function' || typeof value === 'symbol')
      throw new Error(`State may not hold a ${typeof value}.`);
    return value;
  }
  if (Array.isArray(value)) return value.map(copyPlain) as T;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return (value as unknown as { slice(): T }).slice();
  if (Object.getPrototypeOf(value) !== Object.prototype)
    throw new Error('State may hold plain objects only.');
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = copyPlain((value as Record<string, unknown>)[key]);
  return copy as T;
}

/** A copy of the state of a part of that kind. */
export function copyState<State>({ behaviour }: PartKind, state: State): State {
  return behaviour.copy === undefined ? copyPlain(state) : (behaviour.copy(state) as State);
}
