import { lazy, Suspense } from 'react';
import type { RagLab } from '../../lab/rag/client.ts';
import { Button } from '../../ui/Button.tsx';
import '../code/code.css';
import { type AtTable, TableContext, useTable, useTabled } from '../hooks.ts';
import { retrievalParts } from './lent.ts';

/** Search, prompt and their desk come when somebody looks at them. */
const RetrievalFront = lazy(() =>
  import('./RetrievalFront.tsx').then((module) => ({ default: module.RetrievalFront })),
);

export interface RetrievalStageProps {
  readonly at: AtTable;
  /** The learner has yet to say what they expect. */
  readonly isConcealed: boolean;
  readonly starts?: () => Promise<RagLab>;
}

/** Over the sheet: whether the system or what a question goes through lies on the stage. */
export function RetrievalStage({ at, ...rest }: RetrievalStageProps) {
  return (
    <TableContext value={at}>
      <Stage {...rest} />
    </TableContext>
  );
}

/** A library, and something that is done with it. */
const PARTS_LEAST = 2;

function Stage({ isConcealed, starts }: Omit<RetrievalStageProps, 'at'>) {
  const at = useTable();
  const state = useTabled((one) => one);
  const parts = retrievalParts(state, at);
  if (parts.length < PARTS_LEAST) return null;
  const isOpen = parts.some(({ id }) => id === state.desk);
  const view = (
    <fieldset className="code-switch" aria-label="System or retrieval">
      <Button look="quiet" aria-pressed={!isOpen} onClick={() => at.table.openDesk(null)}>
        System
      </Button>
      <Button look="quiet" aria-pressed={isOpen} onClick={() => at.table.openDesk(parts[0]!.id)}>
        Retrieval
      </Button>
    </fieldset>
  );
  if (!isOpen) return <div className="code-switch-place">{view}</div>;
  return (
    <section className="code-front" aria-label="Retrieval">
      <Suspense fallback={<div className="code-waits">{view}</div>}>
        <RetrievalFront tools={view} isConcealed={isConcealed} {...(starts && { starts })} />
      </Suspense>
    </section>
  );
}
