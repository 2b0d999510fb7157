/** A part for those who only draw and check it: what makes it run is fetched where it runs. */
import { type Behaviour, type PartSpec, PROTOCOLS } from '../engine/part.ts';
import type { ActSpec } from './contract.ts';

/** @param says what this lab cannot do, as a sentence */
export function drawn<Me, State, Settings>(
  spec: PartSpec,
  acts: Readonly<Record<string, ActSpec>>,
  says: string,
): Behaviour<Me, State, Settings> {
  const refuse = (): never => {
    throw new Error(says);
  };
  const all = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, refuse]));
  /** Ports at which this part begins the calls, or answers them. */
  const ports = (calls: boolean) =>
    Object.entries(spec.ports).flatMap(([name, { side, protocol }]) =>
      ((PROTOCOLS[protocol].initiator === 'from') === (side === 'out')) === calls ? [name] : [],
    );
  return {
    state: refuse,
    receive: all(ports(false)),
    reply: all(ports(true)),
    timers: all(spec.timers),
    acts: Object.fromEntries(
      Object.entries(acts).map(([name, { lasts }]) => [
        name,
        { begin: refuse, ...(lasts && { end: refuse }) },
      ]),
    ),
  };
}
