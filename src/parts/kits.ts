/**
 * Which parts a Worker carries: a Worker is one script that cannot be split, and nobody shall wait for parts that their
 * scenario has not got. This file knows names alone, so that the page can choose without carrying any part.
 */
export const KITS = ['basics', 'all', 'go'] as const;
/** Each has what those before it have; `go` has the machine that runs Go programs. */
export type Kit = (typeof KITS)[number];

/** Those of `basics.ts`; a test holds them together. */
const BASIC_KINDS: ReadonlySet<string> = new Set([
  'traffic-source',
  'service',
  'database',
  'sqs-queue',
  'consumer-fleet',
  'network-link',
]);
const GO_KIND = 'go-program';

/** The smallest kit with all these kinds; what is no kind at all needs none. */
export function kitFor(kinds: Iterable<string>): Kit {
  let kit: Kit = 'basics';
  for (const kind of kinds) {
    if (kind === GO_KIND) return 'go';
    if (!BASIC_KINDS.has(kind)) kit = 'all';
  }
  return kit;
}

/** Of a scenario that nobody has read yet: rather too much than too little. */
export const kitForText = (text: string): Kit => (text.includes(GO_KIND) ? 'go' : 'all');

/** Whether who carries the one can run what needs the other. */
export const suffices = (has: Kit, needs: Kit): boolean => KITS.indexOf(has) >= KITS.indexOf(needs);
