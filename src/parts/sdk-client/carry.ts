/** What a call says and what travels with it, handed on at every try and back with the answer. */
import { SEND } from '../../rules/send.ts';
import { handBackCopies, handCopies } from '../handOn.ts';
import { callsOf, type Me } from './spec.ts';

/** Makes a try of a job. @returns the call's row */
export function call(self: Me, job: number): number {
  const { messages, ports } = self;
  // Copies: the service may still read those of an earlier try, which nobody waits for any more.
  if (messages.place[job]! < 0) return handCopies(self, job, ports.out);
  const made = ports.out.call(job, 0, SEND.batch);
  for (const row of callsOf(self, job)) self.attach(made, self.store(row));
  return made;
}

/** Puts what the answer to the last try brought beside the call that came in, which is to be answered now. */
export function handBack(self: Me, row: number, answer: number): void {
  const { messages } = self;
  messages.due[row] = messages.due[answer]!;
  messages.content[row] = messages.content[answer]!;
  handBackCopies(self, answer, row);
}
