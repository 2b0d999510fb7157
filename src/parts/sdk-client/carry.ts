/** What a call says and what travels with it, handed on at every try and back with the answer. */
import { outcome } from '../../engine/outcome.ts';
import { SEND } from '../../rules/send.ts';
import { handOn } from '../handOn.ts';
import { callsOf, type Me } from './spec.ts';

/** Makes a try of a job. @returns the call's row */
export function call(self: Me, job: number): number {
  const { messages, ports } = self;
  if (messages.place[job]! < 0) {
    const made = handOn(self, job, ports.out);
    // Copies: the service may still read those of an earlier try, which nobody waits for any more.
    for (const item of self.items(job)) self.attach(made, copied(self, item));
    return made;
  }
  const made = ports.out.call(job, 0, SEND.batch);
  for (const row of callsOf(self, job)) self.attach(made, self.store(row));
  return made;
}

function copied(self: Me, item: number): number {
  const { messages: m } = self;
  const copy = self.store(item);
  for (const column of ['verb', 'place', 'step', 'due', 'attempts', 'about', 'aboutUid'] as const)
    m[column][copy] = m[column][item]!;
  return copy;
}

/** Puts what the answer to the last try brought beside the call that came in, which is to be answered now. */
export function handBack(self: Me, row: number, answer: number): void {
  const { messages } = self;
  messages.due[row] = messages.due[answer]!;
  messages.content[row] = messages.content[answer]!;
  for (const item of self.items(row)) takeEntry(self, answer, item);
  for (let item = self.take(answer); item >= 0; item = self.take(answer)) self.attach(row, item);
}

/** Writes what the service wrote into an entry to where it came from. @returns its outcome */
export function takeEntry(self: Me, answer: number, to: number): number {
  const { messages } = self;
  const entry = self.take(answer);
  messages.due[to] = messages.due[entry]!;
  messages.step[to] = messages.step[entry]!;
  messages.content[to] = messages.content[entry]!;
  self.discard(entry, outcome.ok);
  return messages.step[to]!;
}
