import { consumerFleet } from './consumer-fleet/sim.ts';
import type { PartDefinition } from './contract.ts';
import { database } from './database/sim.ts';
import { join } from './join/sim.ts';
import { networkLink } from './network-link/sim.ts';
import { rateLimiter } from './rate-limiter/sim.ts';
import { router } from './router/sim.ts';
import { service } from './service/sim.ts';
import { sqsQueue } from './sqs-queue/sim.ts';
import { trafficSource } from './traffic-source/sim.ts';

const parts: readonly PartDefinition[] = [
  trafficSource,
  service,
  database,
  sqsQueue,
  consumerFleet,
  networkLink,
  router,
  join,
  rateLimiter,
];

/** Every part there is, by kind. The only place that knows them all. */
export const catalog: ReadonlyMap<string, PartDefinition> = new Map(
  parts.map((part) => [part.spec.kind, part]),
);
