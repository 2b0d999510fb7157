/**
 * Which parts a Worker carries: a Worker is one script that cannot be split, and nobody shall wait for parts that their
 * scenario has not got. This file knows names alone, so that the page can choose without carrying any part.
 */
export type Kit = 'basics' | 'all';

/** Those of `basics.ts`; a test holds them together. */
const BASIC_KINDS: ReadonlySet<string> = new Set([
  'traffic-source',
  'service',
  'database',
  'sqs-queue',
  'consumer-fleet',
  'network-link',
]);

/** The smallest kit with all these kinds; what is no kind at all needs none. */
export function kitFor(kinds: Iterable<string>): Kit {
  for (const kind of kinds) if (!BASIC_KINDS.has(kind)) return 'all';
  return 'basics';
}
