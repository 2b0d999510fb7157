/** Everything of a page that is not needed for its first picture: the table, what lies around it, the episode. */
import type { ReactNode } from 'react';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { EpisodePrimary } from '../episode/EpisodePrimary.tsx';
import { EpisodeStory } from '../episode/EpisodeStory.tsx';
import { createEpisode, type Episode } from '../episode/episode.ts';
import { EpisodeContext } from '../episode/hooks.ts';
import { type Keeper, openKeeper } from '../episode/keeper.ts';
import { adoptOwn } from '../episode/own.ts';
import type { Opening } from '../episode/presets.ts';
import { catalog } from '../parts/catalog.ts';
import type { Player } from '../player/player.ts';
import type { ShellProps } from '../player/Shell.tsx';
import { MINE, START } from '../scenario/designNames.ts';
import type { Scenario } from '../scenario/types.ts';
import type { AtTable } from '../table/hooks.ts';
import { createTable } from '../table/table.ts';
import { DeskTools } from './DeskTools.tsx';
import { keepText } from './keepText.ts';
import type { Subject } from './subject.ts';
import { createWorkbench } from './workbench.tsx';

/** What the desk puts into the page. */
export interface Around {
  readonly shell: Partial<Omit<ShellProps, 'player' | 'theme'>>;
  /** In the bar at the top. */
  readonly tools: ReactNode;
}

export interface Desk {
  readonly at: AtTable;
  readonly episode: () => Episode | null;
  readonly around: StoreApi<Around>;
  close(): void;
}

export interface DeskOptions {
  readonly subject: Subject;
  readonly player: Player;
  /** As its author wrote it. */
  readonly written: Scenario;
  /** As it lies on the table: with the learner's own design of an earlier visit. */
  readonly scenario: Scenario;
  /** The text that the scenario was read from; null when it came as a value. */
  readonly text: string | null;
  /** It is what the reader made in an earlier visit. */
  readonly isKept: boolean;
  /** The design that is on the screen, or on its way there. */
  readonly design: string;
  /** Null: there is no episode to be followed. */
  readonly opening: Opening | null;
  /** Why the learner's own design of an earlier visit is not on the table; null: it is, or there is none. */
  readonly misfit: string | null;
  /** Null: nothing was kept of an earlier visit. */
  readonly keeper: Keeper | null;
}

export function makeDesk(options: DeskOptions): Desk {
  const { subject, player, written, design, opening } = options;
  const keeper = options.keeper ?? openKeeper(written.id, written.steps?.[0]?.id ?? '');
  const { mine } = keeper.progress();
  const refused = options.misfit ?? adoptOwn(written, mine, catalog).refused;
  if (refused) keeper.setAside(JSON.stringify(mine), refused);
  const scenario = refused ? written : options.scenario;
  const table = createTable(player, scenario, { owns: subject.owns, design, base: written });
  // A design that fits no more is no longer on the table.
  if (refused && opening) table.chooseDesign(opening.wish.design === MINE ? START : opening.wish.design);
  const bench = createWorkbench(table, { owns: subject.owns, isEpisode: opening !== null });
  let episode: Episode | null = null;

  function begin(from: Opening): Episode {
    return createEpisode(bench.port, table.store.getState().scenario, keeper, {
      opening: from,
      today: () => new Date().toISOString().slice(0, 10),
      restart: () => {
        episode?.close();
        episode = begin(from);
        show();
      },
    });
  }
  if (opening) episode = begin(opening);

  const keeping = keepText(subject, table, options);
  const around = createStore<Around>()(() => now());

  function now(): Around {
    const inEpisode = (node: ReactNode) => <EpisodeContext value={episode}>{node}</EpisodeContext>;
    return {
      shell: {
        ...bench.shell(),
        ...(episode && { story: inEpisode(<EpisodeStory />), primary: inEpisode(<EpisodePrimary />) }),
      },
      tools: <DeskTools at={bench.at} keeping={keeping} owns={subject.owns} keptAs={subject.keptAs} />,
    };
  }

  const show = () => around.setState(now());
  const unsubscribe = bench.subscribe(show);
  return {
    at: bench.at,
    episode: () => episode,
    around,
    close() {
      unsubscribe();
      bench.close();
      keeping.close();
      episode?.close();
      table.close();
    },
  };
}
