import { useSyncExternalStore } from 'react';
import { TheoryTable } from '../charts/TheoryTable.tsx';
import { usePlayed } from '../player/hooks.ts';
import type { StationsStore } from './stations.ts';

export function TheoryPanel({ stations }: { readonly stations: StationsStore }) {
  const told = useSyncExternalStore(stations.subscribe, stations.get);
  const plate = usePlayed((state) => state.plate);
  const recording = usePlayed((state) => state.recording);
  if (!told || !plate || !recording) return <p className="table-nothing">Theory is being asked.</p>;
  return (
    <div className="theory-panel">
      <TheoryTable plate={plate} recording={recording} stations={told} />
    </div>
  );
}
