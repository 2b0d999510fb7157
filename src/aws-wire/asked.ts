/** From an answer of the simulated service to what the program gets. */
import { isGood, OUTCOMES } from '../engine/outcome.ts';
import type { PartDefinition } from '../parts/contract.ts';
import { timestamp } from '../rules/moment.ts';
import type { Entry } from './clientPart.ts';
import { Fault } from './fault.ts';

/** What a service says that has nothing else to say. */
const UNSPOKEN = {
  code: 'InternalError',
  message: 'We encountered an internal error. Please try again.',
  status: 500,
};

/** @returns why the service refused, null where it did not */
export function refusalOf(kind: PartDefinition, { outcome, error }: Entry): Fault | null {
  if (isGood(outcome)) return null;
  return new Fault(error ?? kind.errors[OUTCOMES[outcome]!.name] ?? UNSPOKEN);
}

/** @throws Fault when the service refused */
export function granted<E extends Entry>(kind: PartDefinition, answer: E): E {
  const refusal = refusalOf(kind, answer);
  if (refusal) throw refusal;
  return answer;
}

/** Milliseconds of the calendar, as the services count. */
export function epochMs(tick: number): number {
  return Date.parse(timestamp(tick));
}
