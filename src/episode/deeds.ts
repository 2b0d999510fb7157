/** What a learner does at the table, told from how the table and its player change. */
import type { PlayerState } from '../player/state.ts';
import type { Deed } from '../scenario/lesson.ts';
import type { Scenario } from '../scenario/types.ts';
import type { TableState, Version } from '../table/state.ts';

export type TableGlance = Pick<
  TableState,
  | 'selection'
  | 'panel'
  | 'asked'
  | 'past'
  | 'forks'
  | 'theory'
  | 'scenario'
  | 'design'
  | 'explored'
  | 'stepped'
>;
export type PlayerGlance = Pick<
  PlayerState,
  't' | 'end' | 'playing' | 'direction' | 'speed' | 'recording' | 'ghost' | 'event'
>;

export function deedsAtTable(now: TableGlance, before: TableGlance): readonly Deed[] {
  const deeds: Deed[] = [];
  const selected = ({ selection: { parts, wires } }: TableGlance): number => parts.length + wires.length;
  if (now.selection !== before.selection && selected(now) > 0) deeds.push('look');
  if (now.asked !== null && now.asked !== before.asked) deeds.push('why');
  if (now.forks.length > before.forks.length) deeds.push('fork');
  if (now.theory && !before.theory) deeds.push('theory');
  if (now.stepped > before.stepped) deeds.push('schedule');
  if (now.explored !== before.explored) deeds.push('explore');
  const change = now.past.at(-1);
  const isNew = now.past.length >= before.past.length && change !== before.past.at(-1);
  if (change && isNew) {
    if (actsOf(change.after) > actsOf(change.before)) deeds.push('hurt');
    else if (essenceOf(change.after) !== essenceOf(change.before)) deeds.push('edit');
  }
  return deeds;
}

export function deedsInTime(now: PlayerGlance, before: PlayerGlance): readonly Deed[] {
  const deeds: Deed[] = [];
  if (now.ghost !== null && now.ghost !== before.ghost) deeds.push('compare');
  if (now.speed < before.speed) deeds.push('slower');
  const isSameRun = now.recording !== null && now.recording === before.recording;
  // Playing from the end begins at the beginning: nobody went back for that.
  const isAgain = now.playing && now.t === 0 && before.t >= before.end;
  if (isSameRun && now.t < before.t && !isAgain) deeds.push('rewind');
  const isStepBack = now.event !== null && before.event !== null && now.event.events < before.event.events;
  if (isSameRun && isStepBack && now.t === before.t) deeds.push('rewind');
  return deeds;
}

interface Watched<T> {
  subscribe(listener: (now: T, before: T) => void): () => void;
}

/** @param isOwnDoing true while the episode itself moves what is on the table @returns how to stop watching */
export function watchDeeds(
  table: Watched<TableGlance>,
  player: Watched<PlayerGlance>,
  isOwnDoing: () => boolean,
  hear: (deed: Deed) => void,
): () => void {
  const tell = (deeds: readonly Deed[]): void => {
    if (!isOwnDoing()) for (const deed of deeds) hear(deed);
  };
  const stops = [
    table.subscribe((now, before) => tell(deedsAtTable(now, before))),
    player.subscribe((now, before) => tell(deedsInTime(now, before))),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function actsOf({ scenario: { acts, designs }, design }: Version): number {
  return (acts?.length ?? 0) + (designs?.[design]?.acts?.length ?? 0);
}

/** The design apart from where its parts stand and what they are called: what a run depends on. */
function essenceOf({ scenario, design }: Version): string {
  const { parts, wires, acts, designs }: Scenario = scenario;
  return JSON.stringify([parts, wires, acts, designs?.[design]], (key, value) =>
    (key === 'at' && Array.isArray(value)) || key === 'name' ? undefined : value,
  );
}
