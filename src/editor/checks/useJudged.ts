import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { RunAsked, Verdict } from '../../lab/protocol.ts';
import type { Player } from '../../player/player.ts';
import { titleOf } from '../../table/design.ts';
import { useAuthor, useVerdicts } from '../hooks.ts';
import { createMeasurer, isSameRun, type Measurer } from './measurer.ts';

/** Which run is meant, in words: "With a queue, seed 7". */
export interface RunSeen {
  readonly design: string;
  readonly title: string;
  readonly seed: number;
}

/** The run on the screen, and what it is called. */
export function useRunSeen(): RunSeen | null {
  const { table } = useAuthor().at;
  const scenario = useStore(table.store, (state) => state.scenario);
  const plate = useStore(table.player.store, (state) => state.plate);
  return useMemo(() => {
    if (!plate) return null;
    const { design, seed } = plate;
    return { design, title: titleOf({ scenario, design }), seed };
  }, [scenario, plate]);
}

/** Why nothing is known of the run on the screen; undefined while it may come. */
export function useNoRun(): string | undefined {
  const { player } = useAuthor().at.table;
  return useStore(player.store, ({ progress, problems, failure }) =>
    progress === null && (failure !== null || problems.some(({ severity }) => severity === 'error'))
      ? 'there is no run of this design'
      : undefined,
  );
}

/** How long the last word stands while the same is being asked of another run. */
const STALE_MS = 900;
const NONE: readonly string[] = [];

/**
 * Expressions held against a run, as they are typed; null while that is not known.
 * @param run null: the one on the screen
 */
export function useJudged(that: readonly string[], run: RunAsked | null): readonly (Verdict | null)[] {
  const isOnScreen = useIsOnScreen(run);
  const onScreen = useVerdicts(isOnScreen ? that : NONE);
  const elsewhere = useMeasured(isOnScreen ? NONE : that, isOnScreen ? null : run);
  return useSteady(that, isOnScreen ? onScreen : elsewhere);
}

function useIsOnScreen(run: RunAsked | null): boolean {
  const { player } = useAuthor().at.table;
  return useStore(player.store, ({ source, design, edits, plate, progress }) => {
    if (run === null) return true;
    // What is being made now will not be what is asked about here, or will be heard of then.
    if (!plate || progress !== null || typeof source === 'string') return false;
    const { keepActs, acts, set, until } = edits;
    const shown = { seed: plate.seed, ...(keepActs && { keepActs }), ...(acts?.length && { acts }) };
    return !set && until === undefined && isSameRun({ source, design, edits: shown }, run);
  });
}

const measurers = new WeakMap<Player, Measurer>();

function measurerOf(player: Player): Measurer {
  const measurer = measurers.get(player) ?? createMeasurer(() => player.lab);
  measurers.set(player, measurer);
  return measurer;
}

function useMeasured(that: readonly string[], run: RunAsked | null): readonly (Verdict | null)[] {
  const measurer = measurerOf(useAuthor().at.table.player);
  useSyncExternalStore(measurer.subscribe, measurer.version);
  const key = that.join('\n');
  useEffect(() => {
    if (run && key !== '') measurer.want(run, key.split('\n'));
  }, [measurer, run, key]);
  return that.map((text) => (run ? measurer.verdict(run, text) : null));
}

/** The same expression keeps its last word for a moment: a field that blinks with every edit tells nothing. */
function useSteady(
  that: readonly string[],
  verdicts: readonly (Verdict | null)[],
): readonly (Verdict | null)[] {
  const last = useRef(new Map<string, Verdict>());
  const isWaiting = verdicts.some((verdict) => verdict === null);
  const [isStale, setStale] = useState(false);
  useEffect(() => {
    setStale(false);
    if (!isWaiting) return;
    const timer = setTimeout(() => setStale(true), STALE_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  if (!isWaiting) last.current = new Map(that.map((text, i) => [text, verdicts[i]!]));
  if (!isWaiting || isStale) return verdicts;
  return verdicts.map((verdict, i) => verdict ?? last.current.get(that[i]!) ?? null);
}
