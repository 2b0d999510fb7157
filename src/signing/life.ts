/** When a link holds, as far as time alone decides. */
import { policiesSet } from '../rules/azure/sas/deeds.ts';
import { momentText, readMoment } from '../rules/azure/sas/times.ts';
import { formatSeconds } from '../ui/format.ts';
import type { Link } from './link.ts';
import type { World } from './world.ts';

export interface Life {
  /** Null: from the moment it was signed. */
  readonly startMs: number | null;
  /** Null: nobody says when it ends. */
  readonly endMs: number | null;
}

/** What the link says, what its policy adds, and the end of the key of a user. */
export function lifeOf({ sas, given }: Link, { account }: World): Life {
  const said = sas as { readonly st?: string; readonly se?: string; readonly si?: string };
  const container = sas.kind === 'account' ? '' : sas.container;
  const policy = policiesSet(account, container).find(({ id }) => id === said.si);
  const ends = [said.se ?? policy?.se, given?.ske].flatMap((text) => msOf(text) ?? []);
  return {
    startMs: msOf(said.st ?? policy?.st),
    endMs: ends.length === 0 ? null : Math.min(...ends),
  };
}

export type Phase = 'before' | 'during' | 'over';

export function phaseOf({ startMs, endMs }: Life, nowMs: number): Phase {
  if (startMs !== null && nowMs < startMs) return 'before';
  return endMs !== null && nowMs >= endMs ? 'over' : 'during';
}

export function lifeSays(life: Life, nowMs: number): string {
  const { startMs, endMs } = life;
  const phase = phaseOf(life, nowMs);
  if (phase === 'before') return `begins in ${lasting(startMs! - nowMs)}`;
  if (phase === 'over') return nowMs === endMs ? 'ended just now' : `ended ${lasting(nowMs - endMs!)} ago`;
  return endMs === null ? 'no end' : `in its time, for another ${lasting(endMs - nowMs)}`;
}

const lasting = (ms: number): string => formatSeconds(Math.max(1, Math.round(ms / 1000)));

/** What a slider reaches over: the link's life, and some of what comes before and after. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  /** ms */
  readonly step: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const SHARE = 0.25;

export function spanOf(life: Life, link: Link, nowMs: number): Span {
  const from = Math.min(link.atMs, life.startMs ?? link.atMs);
  const to = Math.max(life.endMs ?? link.atMs + HOUR_MS, link.atMs + HOUR_MS);
  const edge = (to - from) * SHARE;
  const step = to - from > 2 * DAY_MS ? 60_000 : to - from > 6 * HOUR_MS ? 10_000 : 1000;
  const rounded = (ms: number): number => Math.round(ms / step) * step;
  return {
    fromMs: Math.min(rounded(from - edge / 4), nowMs),
    toMs: Math.max(rounded(to + edge), nowMs),
    step,
  };
}

/** `2026-01-01 12:00:00`, to be read. */
export const momentShown = (ms: number): string => momentText(ms).replace('T', ' ').replace('Z', '');

function msOf(text: string | undefined): number | null {
  const moment = text === undefined ? null : readMoment(text);
  return moment?.ok ? moment.value : null;
}
