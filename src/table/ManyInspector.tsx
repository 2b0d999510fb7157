import {
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  Copy,
  Trash2,
} from 'lucide-react';
import type { Selection } from '../canvas/editing.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { alignEdges, duplicate, remove } from './commands.ts';
import { useDesign, useTable } from './hooks.ts';
import type { Edge } from './placing.ts';
import { selectionName, upper } from './words.ts';

const ALIGNMENTS: readonly { readonly edge: Edge; readonly label: string; readonly Icon: typeof Copy }[] = [
  { edge: 'left', label: 'Align their left edges', Icon: AlignStartVertical },
  { edge: 'centre', label: 'Align them by their centres, one above the other', Icon: AlignCenterVertical },
  { edge: 'right', label: 'Align their right edges', Icon: AlignEndVertical },
  { edge: 'top', label: 'Align their upper edges', Icon: AlignStartHorizontal },
  {
    edge: 'middle',
    label: 'Put them on one line, so that wires are straight',
    Icon: AlignHorizontalDistributeCenter,
  },
  { edge: 'bottom', label: 'Align their lower edges', Icon: AlignEndHorizontal },
];

export function ManyInspector({ selection }: { readonly selection: Selection }) {
  const { table, catalog } = useTable();
  const design = useDesign();
  return (
    <>
      <h3>{upper(selectionName(design, selection))}</h3>
      {selection.parts.length > 1 && (
        <div className="inspect-tools">
          {ALIGNMENTS.map(({ edge, label, Icon }) => (
            <IconButton key={edge} label={label} onClick={() => void alignEdges(table, catalog, edge)}>
              <Icon size={16} aria-hidden="true" />
            </IconButton>
          ))}
        </div>
      )}
      <div className="inspect-tools">
        {selection.parts.length > 0 && (
          <Button onClick={() => duplicate(table, catalog)}>
            <Copy size={14} aria-hidden="true" />
            Duplicate
          </Button>
        )}
        <Button onClick={() => remove(table, selection)}>
          <Trash2 size={14} aria-hidden="true" />
          Remove all
        </Button>
      </div>
    </>
  );
}
