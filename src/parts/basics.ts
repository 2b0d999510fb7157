import { consumerFleet } from './consumer-fleet/sim.ts';
import type { PartDefinition } from './contract.ts';
import { database } from './database/sim.ts';
import { networkLink } from './network-link/sim.ts';
import { service } from './service/sim.ts';
import { sqsQueue } from './sqs-queue/sim.ts';
import { trafficSource } from './traffic-source/sim.ts';

/** What nearly every system is made of: scenarios of these alone run in a Worker that carries no other part. */
export const BASICS: readonly PartDefinition[] = [
  trafficSource,
  service,
  database,
  sqsQueue,
  consumerFleet,
  networkLink,
];

export const basics: ReadonlyMap<string, PartDefinition> = new Map(
  BASICS.map((part) => [part.spec.kind, part]),
);
