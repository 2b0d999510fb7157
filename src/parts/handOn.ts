/** For parts that stand between a caller and the one who is asked: nothing that a call or its answer carries gets lost. */
import type { Caller, PartSpec, Self } from '../engine/part.ts';

type Me = Pick<Self<PartSpec, unknown, unknown>, 'messages' | 'aboutOf' | 'parentOf' | 'take' | 'attach'>;

/** Makes a received call again, over the n-th wire of a port. @returns the new call's row; its parent is the received one */
export function handOn(self: Me, row: number, port: Caller, nth = 0): number {
  return port.call(row, nth, self.messages.verb[row]!, self.aboutOf(row));
}

/** Puts what came with an answer beside the call it was made for. @returns that call's row, to be answered */
export function handBack(self: Me, call: number): number {
  const row = self.parentOf(call);
  for (let item = self.take(call); item >= 0; item = self.take(call)) self.attach(row, item);
  self.messages.content[row] = self.messages.content[call]!;
  return row;
}
