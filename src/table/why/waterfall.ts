/** Hops -> rows of a waterfall: depths, shares of the time, words. */
import { seconds } from '../../engine/clock.ts';
import type { OutcomeName } from '../../engine/outcome.ts';
import type { Hop, Plate } from '../../lab/protocol.ts';
import { complaintOf, nameOfOutcome } from '../../lab/whyWords.ts';
import { formatSeconds } from '../../ui/format.ts';

export interface Row {
  readonly hop: Hop;
  /** Of how many others it was made. */
  readonly depth: number;
  readonly name: string;
  /** Shares of the whole, 0..1: on its way, waiting, working, the end. */
  readonly sent: number;
  readonly arrived: number;
  readonly started: number;
  readonly ended: number;
  /** From here on nobody waited for it any more. */
  readonly left: number;
  /** Where somebody gave it up, or it ended badly; null when all is well. */
  readonly cross: number | null;
  /** "given up", "turned away"; null when all is well. */
  readonly word: string | null;
  /** The bar in words. */
  readonly says: string;
  /** What it said is not just what the hop said that it was made for. */
  readonly isOwnLetter: boolean;
  /** What the real service says of its end, where no hop above said it. */
  readonly refusal: string | null;
}

export interface WaterfallShape {
  readonly from: number;
  readonly to: number;
  readonly rows: readonly Row[];
}

/** @param hops each behind the one it was made for */
export function waterfallOf(hops: readonly Hop[], plate: Plate): WaterfallShape {
  const from = Math.min(...hops.map(({ sentAt }) => sentAt));
  const to = Math.max(from, ...hops.map(({ endedAt, leftAt }) => Math.max(endedAt, leftAt)));
  const share = (at: number): number => (to > from ? (at - from) / (to - from) : 0);
  const depths = new Map<number, number>();
  const letters = new Map(hops.map(({ uid, letter }) => [uid, JSON.stringify(letter?.letter ?? null)]));
  const said = new Set<string>();
  const rows = hops.map((hop): Row => {
    const depth = (depths.get(hop.parentUid) ?? -1) + 1;
    depths.set(hop.uid, depth);
    const { sentAt, arrivedAt, startedAt, endedAt, leftAt } = hop;
    const word = wordOf(hop);
    const refusal = hop.error && !said.has(hop.error.message) ? hop.error.message : null;
    if (refusal) said.add(refusal);
    return {
      hop,
      depth,
      name: plate.parts[hop.part]?.name ?? '',
      sent: share(sentAt),
      arrived: share(arrivedAt),
      started: share(startedAt),
      ended: share(endedAt),
      left: share(leftAt >= 0 ? Math.min(leftAt, endedAt) : endedAt),
      cross: hop.isBad ? share(leftAt >= 0 ? leftAt : endedAt) : null,
      word,
      says: saysOf(hop, from, word),
      isOwnLetter: hop.letter !== null && letters.get(hop.uid) !== letters.get(hop.parentUid),
      refusal,
    };
  });
  return { from, to, rows };
}

/** All is well, and nothing out of the usual. */
const QUIET: readonly OutcomeName[] = ['ok', 'deleted'];

function wordOf({ isBad, leftAt, outcome, error }: Hop): string | null {
  if (leftAt >= 0) return 'given up';
  if (outcome < 0) return 'not over';
  if (isBad) return error?.code ?? complaintOf(outcome);
  return QUIET.includes(nameOfOutcome(outcome)) ? null : complaintOf(outcome);
}

function saysOf({ sentAt, arrivedAt, startedAt, endedAt }: Hop, from: number, word: string | null): string {
  const words = [`after ${duration(sentAt - from)}`];
  if (arrivedAt > sentAt) words.push(`${duration(arrivedAt - sentAt)} on its way`);
  if (startedAt > arrivedAt) words.push(`waited ${duration(startedAt - arrivedAt)}`);
  words.push(`took ${duration(endedAt - startedAt)}`);
  if (word) words.push(word);
  return words.join(', ');
}

export const duration = (ticks: number): string => formatSeconds(seconds(ticks));
