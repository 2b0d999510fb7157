/** What ends an instruction in the middle: a panic that Go code may recover, or the end of the whole program. */
import type { GoFatal, GoPanic } from './machine.ts';
import type { Value } from './state.ts';

/** panic(value), an interface value. */
export function goPanic(value: Value): never {
  throw { goPanic: true, value, runtime: false } satisfies GoPanic;
}

/** A panic of the runtime's own, a runtime.Error: `text` is all that its Error() says. */
export function goPanicError(text: string): never {
  throw { goPanic: true, value: text, runtime: true } satisfies GoPanic;
}

export function runtimeError(text: string): never {
  return goPanicError(`runtime error: ${text}`);
}

export function nilDereference(): never {
  return runtimeError('invalid memory address or nil pointer dereference');
}

export function throwFatal(kind: GoFatal['kind'], message: string): never {
  throw { goFatal: true, kind, message } satisfies GoFatal;
}

export function isPanic(thrown: unknown): thrown is GoPanic {
  return typeof thrown === 'object' && thrown !== null && 'goPanic' in thrown;
}

export function isFatal(thrown: unknown): thrown is GoFatal {
  return typeof thrown === 'object' && thrown !== null && 'goFatal' in thrown;
}
