import { Redo2, Undo2 } from 'lucide-react';
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef } from 'react';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { type AtTable, TableContext, useTable, useTabled } from '../hooks.ts';
import './code.css';
import { type Programs, programParts } from './programs.ts';

/** The editor comes when somebody looks at code. */
const GoDesk = lazy(() => import('../../code/GoDesk.tsx').then((module) => ({ default: module.GoDesk })));

export interface CodeStageProps {
  readonly at: AtTable;
  readonly programs: Programs;
  /** The learner has yet to say what they expect. */
  readonly isConcealed: boolean;
}

/** Over the sheet: whether the system or the program of one of its parts lies on the stage, and that program. */
export function CodeStage({ at, programs, isConcealed }: CodeStageProps) {
  return (
    <TableContext value={at}>
      <Stage programs={programs} isConcealed={isConcealed} />
    </TableContext>
  );
}

function Stage({ programs, isConcealed }: Omit<CodeStageProps, 'at'>) {
  const at = useTable();
  const state = useTabled((one) => one);
  const parts = programParts(state, at);
  const part = parts.find(({ id }) => id === state.desk) ?? null;
  const last = useRef<string | null>(null);
  if (part) last.current = part.id;
  const shown = part?.id;
  // Whoever leaves the code has paused.
  useEffect(() => (shown === undefined ? undefined : () => programs.flush()), [shown, programs]);
  const first = parts.find(({ id }) => id === last.current) ?? parts[0];
  if (!first) return null;
  const view = (
    <Switch
      isCode={part !== null}
      onSystem={() => at.table.openDesk(null)}
      onCode={() => at.table.openDesk(first.id)}
    />
  );
  if (!part) return <div className="code-switch-place">{view}</div>;
  const desk = programs.deskOf(part.id);
  if (!desk) return null;
  return (
    <section className="code-front" aria-label="Program" onKeyDown={keepKeys}>
      <Suspense fallback={<div className="code-waits">{view}</div>}>
        <GoDesk
          key={part.id}
          desk={desk}
          isConcealed={isConcealed}
          onSource={() => programs.typed(part.id)}
          onLeave={programs.flush}
          tools={
            <>
              {view}
              {parts.length > 1 && (
                <Select
                  label="Program of"
                  value={part.id}
                  options={parts.map(({ id, name }) => ({ value: id, label: name }))}
                  onChange={at.table.openDesk}
                />
              )}
              <History />
            </>
          }
        />
      </Suspense>
    </section>
  );
}

/** The keys of the system's time mean nothing at a program, which has a time of its own. */
function keepKeys(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey } = event;
  if (!ctrlKey && !metaKey && [' ', 'b', ',', '.', 'ArrowLeft', 'ArrowRight'].includes(key))
    event.stopPropagation();
}

function Switch(props: {
  readonly isCode: boolean;
  readonly onSystem: () => void;
  readonly onCode: () => void;
}) {
  const { isCode, onSystem, onCode } = props;
  return (
    <fieldset className="code-switch" aria-label="What lies on the stage">
      <Button look="quiet" aria-pressed={!isCode} onClick={onSystem}>
        System
      </Button>
      <Button look="quiet" aria-pressed={isCode} onClick={onCode}>
        Code
      </Button>
    </fieldset>
  );
}

function History() {
  const { table } = useTable();
  const undoing = useTabled(({ past }) => past.at(-1)?.says ?? null);
  const redoing = useTabled(({ future }) => future[0]?.says ?? null);
  return (
    <>
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
    </>
  );
}
