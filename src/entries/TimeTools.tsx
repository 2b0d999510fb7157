import { Sigma } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { ExportMenu } from '../player/ExportMenu.tsx';
import { download } from '../table/files.ts';
import type { AtTable } from '../table/hooks.ts';
import { Button } from '../ui/Button.tsx';
import type { StationsStore } from './stations.ts';

export interface TimeToolsProps {
  readonly at: AtTable;
  readonly stations: StationsStore;
}

/** What can be laid over the charts, and taken home of them. */
export function TimeTools({ at: { table }, stations }: TimeToolsProps) {
  const theory = useStore(table.store, (state) => state.theory);
  const told = useSyncExternalStore(stations.subscribe, stations.get);
  return (
    <div className="time-tools">
      <Button
        look="quiet"
        aria-pressed={theory}
        onClick={() => {
          table.setTheory(!theory);
          table.show(theory ? null : 'theory');
        }}
      >
        <Sigma size={15} aria-hidden="true" />
        Theory
      </Button>
      <ExportMenu save={download} stations={theory ? told : null} />
    </div>
  );
}
