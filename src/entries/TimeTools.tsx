import { Sigma } from 'lucide-react';
import { useStore } from 'zustand';
import type { AtTable } from '../table/hooks.ts';
import { Button } from '../ui/Button.tsx';

/** What can be laid over the charts, and taken home of them. */
export function TimeTools({ at: { table } }: { readonly at: AtTable }) {
  const theory = useStore(table.store, (state) => state.theory);
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
    </div>
  );
}
