import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { startLab } from '../lab/client.ts';
import type { Rescue } from '../lab/protocol.ts';
import { usePlayed } from '../player/hooks.ts';
import type { Side } from '../player/Shell.tsx';
import { readPlain } from '../scenario/actText.ts';
import { ComparePanel } from '../table/compare/ComparePanel.tsx';
import type { Other, Rival } from '../table/compare/other.ts';
import { ForkTree } from '../table/forks/ForkTree.tsx';
import type { AtTable } from '../table/hooks.ts';
import { Inspector } from '../table/Inspector.tsx';
import type { Panel } from '../table/state.ts';
import type { Table } from '../table/table.ts';
import { WhyPanel } from '../table/why/WhyPanel.tsx';
import { RunPanel } from './RunPanel.tsx';
import type { StationsStore } from './stations.ts';
import { TheoryPanel } from './TheoryPanel.tsx';

const TITLES: Readonly<Record<Panel, string>> = {
  inspect: 'Inspect',
  why: 'Why?',
  compare: 'Compare',
  forks: 'Forks',
  run: 'This run',
  theory: 'Theory',
};

export interface SideParts {
  readonly at: AtTable;
  readonly other: Other;
  readonly stations: StationsStore;
  readonly isEpisode: boolean;
  /** Lets a part on the canvas say something; null: what was said is taken back. */
  readonly onTell: (told: { readonly part: string; readonly says: string } | null) => void;
}

/** What stands on the right. */
export function sideOf(parts: SideParts, panel: Panel | null): Side | null {
  if (panel === null) return null;
  const { table } = parts.at;
  const onClose = () => {
    table.select({ parts: [], wires: [] });
    table.show(null);
  };
  return { title: TITLES[panel], onClose, body: bodyOf(parts, panel) };
}

function bodyOf({ at, other, stations, isEpisode, onTell }: SideParts, panel: Panel) {
  switch (panel) {
    case 'inspect':
      return <Inspector at={at} />;
    case 'why':
      return <Why table={at.table} onTell={onTell} />;
    case 'compare':
      return <Compare table={at.table} other={other} />;
    case 'forks':
      return <Forks table={at.table} />;
    case 'run':
      // The designs of an episode are its own to show.
      return <RunPanel choosesDesign={!isEpisode} />;
    case 'theory':
      return <TheoryPanel stations={stations} />;
  }
}

/** Runs of values: those of the table are. */
const startRunning = () => startLab('values');
const startThinking = () => startLab('questions');

function Why({ table, onTell }: { readonly table: Table; readonly onTell: SideParts['onTell'] }) {
  const asked = useStore(table.store, (state) => state.asked);
  // What was said is about one request, and ends with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another request it is over.
  useEffect(() => () => onTell(null), [asked, onTell]);
  const apply = ({ part, setting, to, says }: Rescue) =>
    table.edit({ do: 'set', part, setting, value: readPlain(to) }, says);
  return (
    <WhyPanel
      player={table.player}
      asked={asked}
      onAsk={table.askWhy}
      onSeek={(t) => {
        table.player.pause();
        table.player.seek(t);
      }}
      onSelectPart={(part, says) => onTell(says === null ? null : { part, says })}
      onApply={apply}
      startLab={startThinking}
    />
  );
}

function Compare({ table, other }: { readonly table: Table; readonly other: Other }) {
  const forks = useStore(table.store, (state) => state.forks);
  const fork = useStore(table.store, (state) => state.fork);
  const edits = usePlayed((state) => state.edits);
  const others = useMemo(
    () =>
      forks
        .filter(({ id }) => id !== fork)
        .map(({ id, title, version }): Rival => {
          const run = { source: version.scenario, design: version.design, edits };
          return { id, title, run };
        }),
    [forks, fork, edits],
  );
  return <ComparePanel other={other} others={others} startLab={startRunning} />;
}

function Forks({ table }: { readonly table: Table }) {
  const forks = useStore(table.store, (state) => state.forks);
  const fork = useStore(table.store, (state) => state.fork);
  const at = usePlayed((state) => state.t);
  const end = usePlayed((state) => state.end);
  return (
    <ForkTree
      forks={forks}
      current={fork}
      end={end}
      at={at}
      onGo={table.goTo}
      onFork={() => table.fork(table.player.store.getState().t)}
    />
  );
}
