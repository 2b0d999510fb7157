/** For parts that stand between a caller and the one who is asked: nothing that a call or its answer carries gets lost. */
import { outcome } from '../engine/outcome.ts';
import type { Caller, PartSpec, Self } from '../engine/part.ts';

type Me = Pick<
  Self<PartSpec, unknown, unknown>,
  'messages' | 'aboutOf' | 'parentOf' | 'take' | 'attach' | 'items' | 'store' | 'discard'
>;

/**
 * Makes a received call again, over the n-th wire of a port. What travels with it travels on.
 * @returns the new call's row; its parent is the received one
 */
export function handOn(self: Me, row: number, port: Caller, nth = 0): number {
  const call = callAgain(self, row, port, nth);
  move(self, row, call);
  return call;
}

/** Puts what an answer says and brings beside the call it was made for. @returns that call's row, to be answered */
export function handBack(self: Me, call: number): number {
  const { messages } = self;
  const row = self.parentOf(call);
  move(self, call, row);
  messages.content[row] = messages.content[call]!;
  messages.due[row] = messages.due[call]!;
  return row;
}

/** As `handOn`, with copies of what travels: for a call that is made more than once. */
export function handCopies(self: Me, row: number, port: Caller, nth = 0): number {
  const call = callAgain(self, row, port, nth);
  for (const item of self.items(row)) self.attach(call, copied(self, item));
  return call;
}

/** Of what was written into a copy: whether it counts. Of several answers, one has to. */
type Wants = (copy: number, item: number) => boolean;

/** Puts what an answer brought beside a call that was made with copies: what was written into them, and what is new. */
export function handBackCopies(self: Me, answer: number, row: number, wants?: Wants): void {
  const own = self.items(row);
  for (let came = self.take(answer); came >= 0; came = self.take(answer)) {
    const item = self.parentOf(came);
    if (own.includes(item)) writeBack(self, came, item, wants);
    else self.attach(row, came);
  }
}

/**
 * Takes the next row that an answer brought, and writes what the service wrote into it to the one it stands for.
 * @returns whether there was one: whoever answers in place of the service may bring none
 */
export function takeEntry(self: Me, answer: number, to: number): boolean {
  const entry = self.take(answer);
  if (entry >= 0) writeBack(self, entry, to);
  return entry >= 0;
}

function writeBack(self: Me, copy: number, to: number, wants: Wants = () => true): void {
  const { messages } = self;
  if (wants(copy, to)) {
    messages.due[to] = messages.due[copy]!;
    messages.step[to] = messages.step[copy]!;
    messages.content[to] = messages.content[copy]!;
  }
  self.discard(copy, outcome.ok);
}

function callAgain(self: Me, row: number, port: Caller, nth: number): number {
  return port.call(row, nth, self.messages.verb[row]!, self.aboutOf(row));
}

function move(self: Me, from: number, to: number): void {
  for (let item = self.take(from); item >= 0; item = self.take(from)) self.attach(to, item);
}

function copied(self: Me, item: number): number {
  const copy = self.store(item);
  const m = self.messages;
  for (const column of ['verb', 'place', 'step', 'due', 'attempts', 'about', 'aboutUid'] as const)
    m[column][copy] = m[column][item]!;
  return copy;
}
