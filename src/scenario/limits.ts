/** Plain facts of the file format, for whoever needs no schema for them. */

/** The version of the format. */
export const FORMAT = 1;

export const LIMITS = {
  parts: 300,
  wires: 1000,
  acts: 1000,
  designs: 50,
  charts: 50,
  claims: 200,
  proofs: 50,
  steps: 100,
} as const;

/** Words of the claim language, and the name of what stands for everything. */
export const RESERVED = [
  'and',
  'or',
  'not',
  'of',
  'during',
  'before',
  'after',
  'until',
  'time',
  'cost',
  'run',
  'requests',
];
