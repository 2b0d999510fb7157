import { isGood, OUTCOMES } from '../engine/outcome.ts';
import type { Plate } from '../lab/protocol.ts';
import { firstTime, levelOver } from '../recording/query.ts';
import type { Recording } from '../recording/types.ts';
import { formatCount } from '../ui/format.ts';

/** Something in a run that one would want to go to. */
export interface KeyEvent {
  /** Ticks. */
  readonly at: number;
  readonly says: string;
  readonly tone: 'act' | 'bad' | 'good' | 'figure';
}

/** What happened in a run, in order: what was done to it, its first failure, its peaks and their ends. */
export function keyEvents(plate: Plate, recording: Recording): readonly KeyEvent[] {
  const events = [
    ...plate.acts.flatMap((act) => actEvents(plate, act)),
    ...firstFailure(plate, recording),
    ...chartedLevels(plate).flatMap((metric) => peakEvents(plate, recording, metric)),
  ];
  // Two figures of one part may say the same, at the same moment.
  const once = [...new Map(events.map((event) => [`${event.at} ${event.says}`, event])).values()];
  return once.filter(({ at }) => at <= recording.ending.at).sort((a, b) => a.at - b.at);
}

function actEvents(plate: Plate, { name, from, to }: Plate['acts'][number]): KeyEvent[] {
  const begins: KeyEvent = { at: from, says: sentence(name), tone: 'act' };
  if (to === from || to >= plate.until) return [begins];
  return [begins, { at: to, says: `Over: ${name}`, tone: 'figure' }];
}

function firstFailure(plate: Plate, recording: Recording): KeyEvent[] {
  const { count, ended, outcome, door } = recording.requests;
  let first = -1;
  for (let i = 0; i < count; i++) {
    if (ended[i]! < 0 || isGood(outcome[i]!)) continue;
    if (first < 0 || ended[i]! < ended[first]!) first = i;
  }
  if (first < 0) return [];
  const where = plate.parts[door[first]!]?.name;
  const why = OUTCOMES[outcome[first]!]!.says;
  return [{ at: ended[first]!, says: `First failure${where ? ` at ${where}` : ''}: ${why}`, tone: 'bad' }];
}

function chartedLevels(plate: Plate): number[] {
  const lines = plate.charts.flatMap((chart) => chart.lines);
  return [...new Set(lines.flatMap((line) => ('metric' in line ? [line.metric] : [])))];
}

/** A level that rose far above what it was before anything was done to the system, and when it was back. */
function peakEvents(plate: Plate, recording: Recording, metric: number): KeyEvent[] {
  const { part, type, unit } = recording.metrics[metric]!;
  const firstAct = Math.min(...plate.acts.map(({ from }) => from));
  if (type !== 'level' || !(firstAct > 0 && firstAct < recording.ending.at)) return [];
  const usual = levelOver(recording, metric, 0, firstAct);
  const run = levelOver(recording, metric, firstAct, recording.ending.at);
  if (run.high < 10 || run.high < 2 * usual.high) return [];
  const name = plate.parts.find(({ id }) => id === part)?.name ?? part;
  const reached = firstTime(recording, metric, (_, high) => high >= run.high, firstAct);
  const peak: KeyEvent = { at: reached, says: `Peak of ${name}: ${counted(run.high, unit)}`, tone: 'figure' };
  const back = firstTime(recording, metric, (low) => low <= usual.mean, run.highAt);
  if (!(back > reached)) return [peak];
  const left = counted(Math.round(usual.mean), unit);
  return [peak, { at: back, says: `${name} back to its usual ${left}`, tone: 'good' }];
}

/** Units are plural nouns. */
function counted(n: number, unit: string): string {
  return `${formatCount(n)} ${n === 1 ? unit.replace(/s$/, '') : unit}`;
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
