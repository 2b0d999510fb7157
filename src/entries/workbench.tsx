/** What stands around every table, whoever sits at it: shelf, inspector, comparison, charts, the desks of parts. */
import { type OnTableEpisode, onTable } from '../episode/onTable.ts';
import { startLab } from '../lab/client.ts';
import { catalog } from '../parts/catalog.ts';
import type { ShellProps } from '../player/Shell.tsx';
import { actsOf } from '../table/acts.ts';
import { CodeStage } from '../table/code/CodeStage.tsx';
import { createPrograms } from '../table/code/programs.ts';
import { Beside } from '../table/compare/Beside.tsx';
import { createOther } from '../table/compare/other.ts';
import { editingOf } from '../table/editing.ts';
import type { AtTable } from '../table/hooks.ts';
import { RetrievalStage } from '../table/retrieval/RetrievalStage.tsx';
import { SigningStage } from '../table/signing/SigningStage.tsx';
import { TableTools } from '../table/TableTools.tsx';
import type { Table } from '../table/table.ts';
import { type SideParts, sideOf } from './sides.tsx';
import { followStations } from './stations.ts';
import { tellOfEndings } from './stopped.ts';
import { TimeTools } from './TimeTools.tsx';

export interface Workbench {
  readonly at: AtTable;
  /** The table as a lesson sees it. */
  readonly port: OnTableEpisode;
  /** What it puts into the shell now. */
  shell(): Partial<Omit<ShellProps, 'player' | 'theme'>>;
  /** When that is something else. */
  subscribe(listener: () => void): () => void;
  close(): void;
}

export interface WorkbenchOptions {
  /** Edits go to the design on the screen. */
  readonly owns: boolean;
  readonly isEpisode: boolean;
  /** The shelf lies open in windows so wide, in pixels. */
  readonly roomyFrom?: number;
}

export function createWorkbench(table: Table, { owns, isEpisode, roomyFrom }: WorkbenchOptions): Workbench {
  const { player, store } = table;
  const at: AtTable = { table, catalog };
  const programs = createPrograms(at);
  const port = onTable(table, owns, programs);
  const stations = followStations(table);
  const other = createOther(player, () => startLab('values'));
  const editing = editingOf(table, catalog);
  const acts = actsOf(table, catalog);
  const listeners = new Set<() => void>();
  let told: Parameters<SideParts['onTell']>[0] = null;

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const onTell: SideParts['onTell'] = (next) => {
    told = next;
    tell();
  };
  const stops = [
    store.subscribe((after, before) => {
      const same = (['selection', 'act', 'panel', 'theory'] as const).every(
        (key) => after[key] === before[key],
      );
      if (!same) tell();
    }),
    port.lights.subscribe(tell),
    stations.subscribe(tell),
    tellOfEndings(table),
  ];

  return {
    at,
    port,
    shell() {
      const { selection, act, panel, theory } = store.getState();
      const { spotlight, chart, isConcealed } = port.lights.getState();
      return {
        shelf: (theme) => (
          <>
            <TableTools at={at} roomyFrom={roomyFrom} />
            <Beside other={other} theme={theme} />
            <CodeStage at={at} programs={programs} isConcealed={isConcealed} />
            <RetrievalStage at={at} isConcealed={isConcealed} />
            <SigningStage at={at} theme={theme} isConcealed={isConcealed} />
          </>
        ),
        side: sideOf({ at, other, stations, isEpisode, onTell }, panel),
        canvas: { editing: { ...editing, selection }, spotlight, callout: told },
        timeline: {
          acts: { ...acts, selected: act },
          chart,
          stations: theory ? stations.get() : null,
        },
        isConcealed,
        timeTools: <TimeTools at={at} stations={stations} />,
      };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const stop of stops) stop();
      other.close();
      stations.close();
      programs.close();
    },
  };
}
