/** Prices as one document: plain dollars by what they are for. Whatever is left out keeps this lab's assumption. */
import { ASSUMED_PRICES, type Price, type PriceList } from '../../rules/azure/blob/bill.ts';
import { REDUNDANCIES } from '../../rules/azure/blob/redundancy.ts';
import { type PerTier, TIERS } from '../../rules/azure/blob/types.ts';
import type { Json, Read } from '../../rules/quantity.ts';

const BY_TIER = ['capacity', 'writes', 'reads', 'others', 'retrieval'] as const;
const SINGLE = ['highPriorityReads', 'highPriorityRetrieval', 'geoReplication'] as const;
const KNOWN: readonly string[] = ['asOf', ...BY_TIER, ...SINGLE, 'redundancy'];
const DOLLARS_MAX = 1e6;

export const PRICES_DOCUMENT =
  'prices in US dollars: capacity and retrieval by GB, writes, reads and others by 10,000, each by tier';

/** The assumptions, as they would be written. */
export const ASSUMED: Json = {
  asOf: '2026-11',
  ...Object.fromEntries(
    BY_TIER.map((name) => [
      name,
      Object.fromEntries(TIERS.map((tier) => [tier, ASSUMED_PRICES[name][tier].usd])),
    ]),
  ),
  ...Object.fromEntries(SINGLE.map((name) => [name, ASSUMED_PRICES[name].usd])),
  redundancy: { ...ASSUMED_PRICES.redundancy },
};

type Members = Readonly<Record<string, Json>>;

export function readPrices(written: Json): Read<PriceList> {
  const said = membersOf(written, KNOWN);
  if (typeof said === 'string') return bad(said);
  const asOf = said.asOf ?? 'an unknown date';
  if (typeof asOf !== 'string') return bad('asOf as a text such as 2026-11');
  const source = `prices of the scenario, as of ${asOf}`;
  const byTier: Record<string, PerTier<Price>> = {};
  for (const name of BY_TIER) {
    const numbers = numbersOf(said[name], TIERS);
    if (typeof numbers === 'string') return bad(`${numbers} in ${name}`);
    const each = (tier: keyof PerTier<Price>): Price =>
      priced(ASSUMED_PRICES[name][tier], numbers[tier], source);
    byTier[name] = { hot: each('hot'), cool: each('cool'), cold: each('cold'), archive: each('archive') };
  }
  const singles = numbersOf(Object.fromEntries(SINGLE.flatMap((name) => pairOf(said, name))), SINGLE);
  if (typeof singles === 'string') return bad(singles);
  const single = Object.fromEntries(
    SINGLE.map((name) => [name, priced(ASSUMED_PRICES[name], singles[name], source)]),
  );
  const factors = numbersOf(said.redundancy, REDUNDANCIES);
  if (typeof factors === 'string') return bad(`${factors} in redundancy`);
  const redundancy = { ...ASSUMED_PRICES.redundancy, ...factors };
  return { ok: true, value: { ...byTier, ...single, redundancy } as unknown as PriceList };
}

const pairOf = (said: Members, name: string): [string, Json][] =>
  said[name] === undefined ? [] : [[name, said[name]]];

const priced = (assumed: Price, usd: number | undefined, source: string): Price =>
  usd === undefined || usd === assumed.usd ? assumed : { ...assumed, usd, source };

/** @returns what was expected instead, as a text */
function membersOf(written: Json | undefined, known: readonly string[]): Members | string {
  if (written === undefined) return {};
  if (typeof written !== 'object' || written === null || Array.isArray(written))
    return `a map of ${known.join(', ')}`;
  const unknown = Object.keys(written).find((name) => !known.includes(name));
  return unknown === undefined ? (written as Members) : `only ${known.join(', ')}, and not ${unknown}`;
}

function numbersOf<K extends string>(
  written: Json | undefined,
  known: readonly K[],
): Partial<Record<K, number>> | string {
  const said = membersOf(written, known);
  if (typeof said === 'string') return said;
  const wrong = Object.entries(said).find(
    ([, value]) => typeof value !== 'number' || !(value >= 0 && value <= DOLLARS_MAX),
  );
  return wrong ? `a number from 0 to 1,000,000 for ${wrong[0]}` : (said as Partial<Record<K, number>>);
}

const bad = (expected: string): Read<never> => ({ ok: false, expected });
