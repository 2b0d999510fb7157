import { X } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';
import { actName, actSpecOf, actTimes, removeAct } from './acts.ts';
import type { TableAct } from './design.ts';
import { useDesign, useTable } from './hooks.ts';

export interface ActListProps {
  readonly acts: readonly TableAct[];
  /** What stands there when there is none; null: nothing. */
  readonly empty: string | null;
}

/** What is done to parts, and when; each line leads to the act itself. */
export function ActList({ acts, empty }: ActListProps) {
  const { table, catalog } = useTable();
  const design = useDesign();
  if (acts.length === 0) return empty === null ? null : <p className="inspect-none">{empty}</p>;
  return (
    <ul className="acts-list">
      {acts
        .toSorted((a, b) => a.at - b.at)
        .map((act) => {
          const name = actName(design, catalog, act.text);
          return (
            <li key={act.id}>
              <button type="button" className="inspect-line" onClick={() => table.selectAct(act.id)}>
                <span className="figures">{actTimes(act, actSpecOf(design, catalog, act.text))}</span>
                <span>{name}</span>
              </button>
              <IconButton label={`Remove: ${name}`} onClick={() => removeAct(table, catalog, act.id)}>
                <X size={14} aria-hidden="true" />
              </IconButton>
            </li>
          );
        })}
    </ul>
  );
}
