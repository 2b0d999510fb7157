/** What the natives of sync, atomic and time have in common. */
import { goPanic, nilDereference } from './faults.ts';
import type { Access, Machine, Native } from './machine.ts';
import type { Container, Frame, Goroutine, Value } from './state.ts';

export type NativeRun = Native['run'];

/** The receiver of a method of a pointer to a struct. Panics when it is nil. */
export function self(frame: Frame, base: number): Container {
  return (frame.registers[base] as Container | null) ?? nilDereference();
}

/** Of the receiver and the first argument. */
type Test = (object: Container, argument: Value, g: Goroutine) => boolean;

/**
 * A native that touches its receiver; it is a door where others can reach that, or where it would have to wait.
 * @param isOpen by doors: whether it could go on now; left out: always
 */
export function method(
  name: string,
  kind: Access['kind'],
  run: NativeRun,
  { slot = 0, isOpen }: { slot?: number; isOpen?: Test } = {},
): Native {
  const ready = (_: Machine, g: Goroutine, { registers }: Frame, base: number): boolean => {
    const object = registers[base] as Container | null;
    // A nil receiver panics at once.
    return object === null || isOpen === undefined || isOpen(object, registers[base + 1], g);
  };
  return {
    name,
    run,
    ready,
    access(m, g, frame, base) {
      const object = frame.registers[base] as Container | null;
      const hidden = object === null || !isVisible(m, g, object);
      return hidden && ready(m, g, frame, base) ? [] : [{ kind, object, slot }];
    },
  };
}

/** Whether others can reach it, now that there are others. */
export function isVisible(m: Machine, g: Goroutine, object: Container): boolean {
  return object.owner !== g.id && m.state.goroutines.length > 1;
}

/** panic("text") of a library function. */
export function panicText(m: Machine, text: string): never {
  return goPanic({ is: 'interface', type: m.program.typeByText.string ?? 0, value: text });
}
