import { CircleHelp, Copy, Ellipsis, GitFork, Grid3x3, Redo2, Undo2, Workflow } from 'lucide-react';
import { useStore } from 'zustand';
import { useMedia } from '../player/hooks.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Disclosure } from '../ui/Disclosure.tsx';
import { alignToGrid, duplicate, tidyUp } from './commands.ts';
import { HurtMenu } from './Hurt.tsx';
import { type AtTable, useDesign, useTable, useTabled } from './hooks.ts';
import './bar.css';

interface Tool {
  readonly id: string;
  readonly label: string;
  readonly Icon: typeof Copy;
  readonly isOff: boolean;
  readonly onPress: () => void;
}

/** What can be done to the table as a whole, and to what is selected. */
export function HistoryBar() {
  const { table } = useTable();
  const undoing = useTabled(({ past }) => past.at(-1)?.says ?? null);
  const redoing = useTabled(({ future }) => future[0]?.says ?? null);
  const part = useSelectedPart();
  const tools = useTools();
  const isNarrow = useMedia('(max-width: 699px)');
  return (
    <fieldset className="bar" aria-label="Editing">
      <IconButton
        label={undoing === null ? 'Nothing to undo' : `Undo: ${undoing}`}
        disabled={undoing === null}
        onClick={table.undo}
      >
        <Undo2 size={16} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={redoing === null ? 'Nothing to do again' : `Do again: ${redoing}`}
        disabled={redoing === null}
        onClick={table.redo}
      >
        <Redo2 size={16} aria-hidden="true" />
      </IconButton>
      {part && <HurtMenu key={part.id} part={part} />}
      {isNarrow ? (
        <Disclosure name="More to do" label={<Ellipsis size={16} aria-hidden="true" />}>
          {(close) =>
            tools.map(({ id, label, Icon, isOff, onPress }) => (
              <Button
                key={id}
                look="quiet"
                disabled={isOff}
                onClick={() => {
                  close();
                  onPress();
                }}
              >
                <Icon size={16} aria-hidden="true" />
                {label}
              </Button>
            ))
          }
        </Disclosure>
      ) : (
        tools.map(({ id, label, Icon, isOff, onPress }) => (
          <IconButton key={id} label={label} disabled={isOff} onClick={onPress}>
            <Icon size={16} aria-hidden="true" />
          </IconButton>
        ))
      )}
    </fieldset>
  );
}

function useSelectedPart() {
  const design = useDesign();
  const only = useTabled(({ selection: { parts, wires } }) =>
    parts.length === 1 && wires.length === 0 ? parts[0]! : null,
  );
  return only === null ? undefined : design.parts.get(only);
}

function useTools(): readonly Tool[] {
  const at: AtTable = useTable();
  const { table, catalog } = at;
  const isEmpty = useDesign().parts.size === 0;
  const hasParts = useTabled((state) => state.selection.parts.length > 0);
  const hasRun = useStore(table.player.store, (state) => state.recording !== null);
  return [
    {
      id: 'duplicate',
      label: 'Duplicate what is selected',
      Icon: Copy,
      isOff: !hasParts,
      onPress: () => duplicate(table, catalog),
    },
    {
      id: 'tidy',
      label: 'Lay everything out from left to right',
      Icon: Workflow,
      isOff: isEmpty,
      onPress: () => void tidyUp(table, catalog),
    },
    {
      id: 'grid',
      label: 'Align to the grid',
      Icon: Grid3x3,
      isOff: isEmpty,
      onPress: () => alignToGrid(table),
    },
    {
      id: 'fork',
      label: 'Fork here: change what happens from this moment on',
      Icon: GitFork,
      isOff: !hasRun,
      onPress: () => table.fork(table.player.store.getState().t),
    },
    {
      id: 'keys',
      label: 'Show all keys',
      Icon: CircleHelp,
      isOff: false,
      onPress: () => table.ask({ what: 'shortcuts' }),
    },
  ];
}
