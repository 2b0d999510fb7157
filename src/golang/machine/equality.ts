/** `==` where `===` does not tell it: interfaces, structs, arrays, complex numbers, pointers to scalars. */
import type { Complex } from './arithmetic.ts';
import { toil } from './effort.ts';
import { runtimeError, throwFatal } from './faults.ts';
import type { Machine } from './machine.ts';
import { slotOf } from './memory.ts';
import type { Container, InterfaceValue, Ref, Value } from './state.ts';

/** x == y, both of types[type]. Panics: an interface holds what cannot be compared. */
export function equal(m: Machine, type: number, x: Value, y: Value): boolean {
  const one = m.program.types[type];
  switch (one.kind) {
    case 'interface':
      return equalInterfaces(m, x as InterfaceValue | null, y as InterfaceValue | null);
    case 'struct':
      return one.fields.every(
        (field, i) =>
          field.name === '_' ||
          equal(m, field.type, slotOf(m, x as Container, i), slotOf(m, y as Container, i)),
      );
    case 'array': {
      const layout = m.program.layouts[one.layout];
      const length = layout.kind === 'array' ? layout.length : 0;
      toil(m, length / 2);
      for (let i = 0; i < length; i++)
        if (!equal(m, one.element, slotOf(m, x as Container, i), slotOf(m, y as Container, i))) return false;
      return true;
    }
    case 'pointer':
      return x === y || sameRef(x, y);
    case 'unsafe':
      return samePlace(m, x as InterfaceValue | null, y as InterfaceValue | null);
    case 'number':
      if (typeof x === 'object' && x !== null && typeof y === 'object' && y !== null) {
        const [a, b] = [x as Complex, y as Complex];
        return a.re === b.re && a.im === b.im;
      }
      return x === y;
    default:
      return x === y;
  }
}

export function equalInterfaces(m: Machine, x: InterfaceValue | null, y: InterfaceValue | null): boolean {
  if (x === null || y === null || x.type !== y.type) return x === y;
  const one = m.program.types[x.type];
  if (!one.comparable) return runtimeError(`comparing uncomparable type ${one.text}`);
  return equal(m, x.type, x.value, y.value);
}

/** Whether two pointers to scalars are the same. */
export function sameRef(x: Value, y: Value): boolean {
  if (x === null || y === null) return x === y;
  const [a, b] = [x as Ref, y as Ref];
  return a.is === 'ref' && a.o === b.o && a.i === b.i;
}

export const elementText = (m: Machine, type: number): string =>
  m.program.types[m.program.types[type].element].text;

/** Whether what two pointers lead to is made alike. */
export function areAlike({ program: { types } }: Machine, a: number, b: number): boolean {
  return a === b || (types[a].layout >= 0 && types[a].layout === types[b].layout);
}

/** A struct and its first field have one address in Go and none here: nothing is said where that might matter. */
function samePlace(m: Machine, x: InterfaceValue | null, y: InterfaceValue | null): boolean {
  if (x === null || y === null) return x === y;
  if (x.value === y.value || sameRef(x.value, y.value)) return true;
  const { types } = m.program;
  if (!areAlike(m, x.type, y.type) && Math.max(types[x.type].layout, types[y.type].layout) >= 0)
    throwFatal(
      'fatal',
      `this lab's Go cannot compare the addresses of a ${elementText(m, x.type)} and a ${elementText(m, y.type)}`,
    );
  return false;
}
