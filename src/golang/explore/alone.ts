/**
 * Which steps can be taken alone: nothing that the others can do before them depends on them, whatever the others do.
 *
 * - Steps that touch nothing shared: the place of a costed call, memory that was handed over whole.
 * - Unlocking: while it is locked nobody else gets anywhere with the lock, unless they try it or unlock what they did not lock.
 * - Done, when others are outstanding and somebody waits already; beginning to wait, when the counter is not zero: whether the
 *   waiting begins before or after somebody else's Done, it ends when the counter is zero.
 */
import { accessesAt } from '../machine/interpreter.ts';
import type { Access, Choice, Machine } from '../machine/machine.ts';
import type { Container, GoChan, GoMap, Goroutine } from '../machine/state.ts';

/** Slots of sync.WaitGroup, see prelude/sync.go. */
const COUNTER = 0;
const WAITERS = 1;
/** Slot of sync.RWMutex. */
const READERS = 1;

/** @param ownLocks whether only who locked unlocks, and nobody tries */
export function isAlone(m: Machine, choice: Choice, ownLocks: boolean): boolean {
  if (choice.kind === 'timer' || choice.partner !== 0) return false;
  const g = m.state.goroutines[choice.goroutine - 1];
  return (
    g !== null && g !== undefined && accessesAt(m, g).every((access) => commutes(m, access, g, ownLocks))
  );
}

function commutes(m: Machine, { kind, object }: Access, g: Goroutine, ownLocks: boolean): boolean {
  if (object === null) return kind !== 'sleep';
  if (object.owner === g.id) return true;
  if (kind === 'unlock') return ownLocks && !m.state.goroutines.some((other) => unlocks(m, other, g, object));
  if (g.woken !== undefined || object.is !== 'container') return false;
  const { slots, layout } = object;
  const shape = m.program.layouts[layout];
  // Others that wait and signal, the lists of Cond, have tickets there.
  if (shape?.kind !== 'struct' || shape.names[COUNTER] !== 'counter') return false;
  if (kind === 'wait') return (slots[COUNTER] as number) > 0;
  if (kind !== 'signal' || (slots[COUNTER] as number) < 2 || (slots[WAITERS] as number) === 0) return false;
  // wg.Add(delta): the argument stands behind the receiver.
  const frame = g.frames[g.frames.length - 1];
  const base = m.program.functions[frame?.code ?? 0]?.code[(frame?.pc ?? 0) + 1] ?? 0;
  return frame !== undefined && (frame.registers[base + 1] as number) < 0;
}

/** Whether somebody else is about to unlock it, too, and it is not for both to unlock. */
function unlocks(
  m: Machine,
  other: Goroutine | null,
  g: Goroutine,
  object: Container | GoMap | GoChan,
): boolean {
  const layout = object.is === 'container' ? m.program.layouts[object.layout] : undefined;
  const shared =
    object.is === 'container' &&
    layout?.kind === 'struct' &&
    layout.names[READERS] === 'readers' &&
    (object.slots[READERS] as number) > 1;
  return (
    !shared &&
    other !== null &&
    other !== g &&
    accessesAt(m, other).some((access) => access.kind === 'unlock' && access.object === object)
  );
}
