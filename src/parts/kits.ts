/**
 * Which parts a Worker carries: a Worker is one script that cannot be split, and nobody shall wait for parts that their
 * scenario has not got. This file knows names alone, so that the page can choose without carrying any part.
 */
const FAMILIES = {
  basics: ['basics'],
  aws: ['basics', 'aws'],
  azure: ['basics', 'aws', 'azure'],
  /** With the machine that runs Go. */
  go: ['basics', 'aws', 'azure', 'go'],
  /** With search, a simulated model and its tokenizer. */
  rag: ['basics', 'aws', 'azure', 'rag'],
  full: ['basics', 'aws', 'azure', 'go', 'rag'],
} as const satisfies Record<string, readonly string[]>;

export type Kit = keyof typeof FAMILIES;
export const KITS = Object.keys(FAMILIES) as readonly Kit[];
type Family = (typeof FAMILIES)[Kit][number];

/** Kinds by family; every other one is of `aws`. A test holds them together with the parts. */
const KINDS: Readonly<Record<Exclude<Family, 'aws'>, readonly string[]>> = {
  basics: ['traffic-source', 'service', 'database', 'sqs-queue', 'consumer-fleet', 'network-link'],
  azure: ['blob-reader', 'blob-storage', 'cosmos-container', 'sas-issuer', 'sql-database'],
  go: ['go-program'],
  rag: [
    'document-store',
    'chunker',
    'embedder',
    'search-index',
    'prompt-builder',
    'model-deployment',
    'answer-check',
  ],
};
const FAMILY_OF: ReadonlyMap<string, Family> = new Map(
  Object.entries(KINDS).flatMap(([family, kinds]) => kinds.map((kind) => [kind, family as Family] as const)),
);

const has = (kit: Kit, family: Family): boolean => (FAMILIES[kit] as readonly Family[]).includes(family);
/** The kits are listed from the smallest to the largest. */
const smallest = (families: readonly Family[]): Kit =>
  KITS.find((kit) => families.every((family) => has(kit, family)))!;

/** The smallest kit with all these kinds; what is no kind at all needs none. */
export const kitFor = (kinds: Iterable<string>): Kit =>
  smallest([...kinds].map((kind) => FAMILY_OF.get(kind) ?? 'aws'));

/** Of a scenario that nobody has read yet: rather too much than too little. */
export const kitForText = (text: string): Kit =>
  smallest([
    'azure',
    ...(['go', 'rag'] as const).filter((family) => KINDS[family].some((kind) => text.includes(kind))),
  ]);

/** Whether who carries the one can run what needs the other. */
export const suffices = (carried: Kit, needed: Kit): boolean =>
  FAMILIES[needed].every((family) => has(carried, family));
