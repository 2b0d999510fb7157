/** A part as queueing theory sees it: which metrics count what is there, and what it does with what comes. As data. */
import type { Distribution } from '../engine/distributions.ts';

/** A service time: with each share of chance, one of these laws (in ticks). */
export type ServiceLaw = readonly { readonly share: number; readonly law: Distribution }[];

export type Arrivals =
  | { readonly is: 'poisson'; readonly rate: number }
  | { readonly is: 'even'; readonly rate: number }
  /** Users who each wait for the answer and then think. */
  | { readonly is: 'closed'; readonly users: number; readonly think: Distribution }
  /** @property says how they come, to be read after "Requests" */
  | { readonly is: 'other'; readonly says: string };

/** Ports and metrics by the part's own names. */
export type Role =
  | { readonly is: 'source'; readonly out: string; readonly arrivals: Arrivals; readonly made: string }
  /** Servers with a line before them. */
  | {
      readonly is: 'servers';
      readonly servers: number;
      /** How many may wait. */
      readonly places: number;
      readonly service: ServiceLaw;
      /** Levels: who is served, who waits. */
      readonly busy: string;
      readonly waiting: string;
      /** Counter of those who found no place. */
      readonly rejected: string;
      readonly wait: string;
      /** Port over which others are asked, in turn, after the own work; a server is held meanwhile, or not. */
      readonly calls: string | null;
      readonly holds: boolean;
      /** How long somebody waits in line before leaving. */
      readonly patience: Distribution | null;
    }
  /** A line of its own: who serves it takes from it. */
  | {
      readonly is: 'line';
      readonly out: string;
      readonly waiting: string;
      readonly beingServed: string;
      readonly delay: number;
      /** How long somebody who asks is kept until there is something; 0 for not at all. */
      readonly keepsAsking: number;
    }
  /** Servers that take from somebody else's line. */
  | {
      readonly is: 'takers';
      readonly line: string;
      readonly servers: number;
      readonly service: ServiceLaw;
      readonly busy: string;
      /** From entering the line to the end of the service. */
      readonly since: string;
      readonly calls: string;
      /** Taken at once. */
      readonly batch: number;
      /** As `keepsAsking`; null leaves it to the line. */
      readonly asksFor: number | null;
    }
  /** Everybody is delayed alone, there and back. */
  | {
      readonly is: 'delay';
      readonly out: string;
      readonly law: Distribution;
      readonly loss: number;
      readonly underWay: string;
      readonly takes: string;
    }
  /** One of the wires, at random by weight or by a rule. */
  | { readonly is: 'split'; readonly out: string; readonly random: boolean }
  /** All wires at once. */
  | { readonly is: 'copy'; readonly out: string }
  /** @property says why what comes out is not what came in, to be read after its name */
  | { readonly is: 'other'; readonly out: string; readonly says: string };

export interface StationSpec {
  readonly role: Role;
  /**
   * For Little's law: levels whose sum is the number there, and the timing of every stay. Null where stays are not timed.
   */
  readonly little: { readonly there: readonly string[]; readonly time: string } | null;
  /** Why no model knows it, whatever comes: "its instances break down by themselves". */
  readonly misfit?: string;
  /** Counters that do not grow while the part does just what its role says. */
  readonly disturbed: readonly string[];
}

/** @param wires how many are tied to each port */
export type StationOf<S> = (settings: S, wires: Readonly<Record<string, number>>) => StationSpec;
