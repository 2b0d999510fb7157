import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { ActInspector } from './ActInspector.tsx';
import { ActList } from './ActList.tsx';
import { type AtTable, TableContext, useDesign, useTabled } from './hooks.ts';
import { ManyInspector } from './ManyInspector.tsx';
import { PartInspector } from './PartInspector.tsx';
import { WireInspector } from './WireInspector.tsx';
import './inspector.css';

/** What is selected, close up. */
export function Inspector({ at }: { readonly at: AtTable }) {
  const root = useRef<HTMLDivElement>(null);
  const selection = useStore(at.table.store, (state) => state.selection);
  const act = useStore(at.table.store, (state) => state.act);
  // What is looked at anew is looked at from its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they say when, not what.
  useEffect(() => {
    const around = root.current?.closest('.table-side, .table-panel');
    if (around) around.scrollTop = 0;
  }, [selection, act]);
  return (
    <TableContext value={at}>
      <div className="inspect" ref={root}>
        <Selected />
      </div>
    </TableContext>
  );
}

function Selected() {
  const { parts, wires } = useTabled((state) => state.selection);
  const actId = useTabled((state) => state.act);
  const design = useDesign();
  const act = actId === null ? undefined : design.acts.find(({ id }) => id === actId);
  if (act) return <ActInspector key={act.id} act={act} />;
  const part = parts.length === 1 && wires.length === 0 ? design.parts.get(parts[0]!) : undefined;
  if (part) return <PartInspector key={part.id} part={part} />;
  const wire =
    wires.length === 1 && parts.length === 0 && design.wires.find(({ label }) => label === wires[0]);
  if (wire) return <WireInspector key={wire.label} wire={wire} />;
  if (parts.length + wires.length > 1) return <ManyInspector selection={{ parts, wires }} />;
  return (
    <>
      <p className="inspect-none">
        Select a part or a wire, and its settings stand here. Everything that is done to the system, and when,
        is listed below.
      </p>
      <ActList acts={design.acts} empty="Nothing is done to it in this run." />
    </>
  );
}
