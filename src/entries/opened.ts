/** A page's scenario, opened: a lab, a player, and after the first picture the desk with everything else. */
import { createElement, type ReactNode } from 'react';
import type { Keeper } from '../episode/keeper.ts';
import { type Opening, openingOf } from '../episode/presets.ts';
import { StoryPreview } from '../episode/StoryPreview.tsx';
import { startLab } from '../lab/client.ts';
import { createPlayer, type Player } from '../player/player.ts';
import { designNames, MINE, START } from '../scenario/designNames.ts';
import type { Scenario } from '../scenario/types.ts';
import { readKept } from '../ui/storage.ts';
import { readAddress } from './address.ts';
import type { Around, Desk } from './desk.tsx';
import { keepAddress } from './keepAddress.ts';
import type { Loaded, Subject } from './subject.ts';

export interface Opened {
  readonly subject: Subject;
  readonly player: Player;
  /** What stands in the story's column until the desk is there; null: what every scenario shows. */
  readonly story: ReactNode;
  /** The learner has yet to say what they expect of this run. */
  readonly isConcealed: boolean;
  /** Null until the first picture is on the page. */
  readonly desk: () => Desk | null;
  readonly around: () => Around | null;
  readonly onAround: (listener: () => void) => () => void;
  readonly close: () => void;
}

/**
 * @param again opens the page once more, when what stood in the way is gone
 * @throws Error in words for the reader when there is nothing that could be shown
 */
export async function openSubject(subject: Subject, again: () => void): Promise<Opened> {
  const address = readAddress(location.search);
  const [lab, loaded] = await Promise.all([
    startLab(subject.isValue ? 'values' : 'texts', address.place ?? undefined, subject.kit),
    subject.load(),
  ]);
  const player = createPlayer(lab);
  const read = typeof loaded.source === 'string' ? await lab.read(loaded.source) : null;
  const written = (read ? read.scenario : loaded.source) as Scenario | null;
  const isEpisode = !subject.owns && (written?.steps?.length ?? 0) > 0;
  const keeper = written && isEpisode ? await keeperOf(written) : null;
  const scenario = written && withOwn(written, keeper);
  const openingFor = (one: Scenario) => openingOf(one, address, keeper?.progress() ?? null);
  let opening = scenario && isEpisode ? openingFor(scenario) : null;
  let misfit: string | null = null;

  const listeners = new Set<() => void>();
  let desk: Desk | null = null;
  let isClosed = false;
  const tell = () => {
    for (const listener of listeners) listener();
  };

  async function bringDesk(): Promise<void> {
    const { makeDesk } = await import('./desk.tsx');
    if (isClosed) return;
    desk = makeDesk({
      subject,
      player,
      written: written!,
      scenario: misfit === null ? scenario! : written!,
      text: typeof loaded.source === 'string' ? loaded.source : null,
      isKept: loaded.isKept,
      design: player.store.getState().design,
      opening,
      misfit,
      keeper,
    });
    stops.push(desk.around.subscribe(tell));
    tell();
  }

  const stops = [keepAddress(player, () => desk?.episode() ?? null, subject.inLink)];
  if (scenario) {
    const unwait = player.store.subscribe(({ isDrawn }) => {
      if (!isDrawn) return;
      unwait();
      // Time for the first picture to be painted before more is fetched.
      setTimeout(() => void bringDesk(), AFTER_PAINT_MS);
    });
    stops.push(unwait);
  }
  const begin = (source: object | string): Promise<void> => {
    const { design, edits, at } = beginning(address, opening, source);
    return player.open(source, design, edits, at);
  };
  void begin(scenario ?? loaded.source).then(() => {
    const { plate, problems } = player.store.getState();
    if (isClosed || plate || problems.length === 0 || !written || scenario === written) return;
    // The scenario has changed since that visit, or somebody has changed what was kept: the episode goes on without it.
    misfit = `Your own design does not fit this scenario any more. ${problems[0]!.says}`;
    opening = opening && openingFor(written);
    return begin(written);
  });
  return {
    subject,
    player,
    story:
      scenario && opening
        ? createElement(StoryPreview, { steps: scenario.steps ?? [], index: opening.index })
        : await rescueOf(subject, scenario ? null : loaded, again),
    isConcealed: opening?.isConcealed ?? false,
    desk: () => desk,
    around: () => desk?.around.getState() ?? null,
    onAround(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      isClosed = true;
      for (const stop of stops) stop();
      desk?.close();
      player.close();
    },
  };
}

const AFTER_PAINT_MS = 50;

/** A text that the reader made, or was given, and that cannot be run: it is theirs to save and to throw away. */
async function rescueOf(subject: Subject, loaded: Loaded | null, again: () => void): Promise<ReactNode> {
  if (typeof loaded?.source !== 'string' || !(loaded.isKept || subject.inLink)) return null;
  const { Unreadable } = await import('./Unreadable.tsx');
  return createElement(Unreadable, { subject, text: loaded.source, again });
}

function beginning(
  address: ReturnType<typeof readAddress>,
  opening: Opening | null,
  source: object | string,
) {
  if (opening) {
    const { design, keepActs, acts, seed, at } = opening.wish;
    return { design, edits: { seed, ...(keepActs && { keepActs }), ...(acts.length > 0 && { acts }) }, at };
  }
  const { seed, at } = address;
  const known = typeof source === 'string' ? [START] : designNames(source as Scenario);
  const design = known.find((name) => name === address.design);
  return { design: design ?? START, edits: seed === null ? {} : { seed }, at };
}

/** Whoever is here for the first time has nothing kept, and does not wait for what reads it. */
async function keeperOf({ id, steps }: Scenario): Promise<Keeper | null> {
  if (readKept(`progress.${id}`) === null) return null;
  return (await import('../episode/keeper.ts')).openKeeper(id, steps![0]!.id);
}

/** With the learner's own design of an earlier visit; whether it still fits is seen when it is run. */
function withOwn(scenario: Scenario, keeper: Keeper | null): Scenario {
  const mine = keeper?.progress().mine;
  return mine ? { ...scenario, designs: { ...scenario.designs, [MINE]: mine } } : scenario;
}
