import { lazy, Suspense, useRef } from 'react';
import type { SigningDeskStore } from '../../signing/desk.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import '../code/code.css';
import { type AtTable, TableContext, useTable, useTabled } from '../hooks.ts';
import './signing.css';
import { storageParts } from './storages.ts';

/** Signing comes when somebody looks at it. */
const SigningFront = lazy(() =>
  import('./SigningFront.tsx').then((module) => ({ default: module.SigningFront })),
);

export interface SigningStageProps {
  readonly at: AtTable;
  readonly theme: 'light' | 'dark';
  /** The learner has yet to say what they expect. */
  readonly isConcealed: boolean;
}

/** Over the sheet: whether the system or the signatures of one of its storage accounts lie on the stage. */
export function SigningStage({ at, theme, isConcealed }: SigningStageProps) {
  return (
    <TableContext value={at}>
      <Stage theme={theme} isConcealed={isConcealed} />
    </TableContext>
  );
}

function Stage({ theme, isConcealed }: Omit<SigningStageProps, 'at'>) {
  const at = useTable();
  const state = useTabled((one) => one);
  const desks = useRef(new Map<string, SigningDeskStore>());
  const last = useRef<string | null>(null);
  const parts = storageParts(state, at);
  const part = parts.find(({ id }) => id === state.desk) ?? null;
  if (part) last.current = part.id;
  const first = parts.find(({ id }) => id === last.current) ?? parts[0];
  if (!first) return null;
  const view = (
    <fieldset className="code-switch" aria-label="System or signature">
      <Button look="quiet" aria-pressed={part === null} onClick={() => at.table.openDesk(null)}>
        System
      </Button>
      <Button look="quiet" aria-pressed={part !== null} onClick={() => at.table.openDesk(first.id)}>
        Signature
      </Button>
    </fieldset>
  );
  if (!part) return <div className="code-switch-place">{view}</div>;
  const tools = (
    <>
      {view}
      {parts.length > 1 && (
        <Select
          label="Account"
          value={part.id}
          options={parts.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={at.table.openDesk}
        />
      )}
    </>
  );
  return (
    <section className="signing-front" aria-label="Signature">
      <Suspense fallback={<div className="signing-waits">{view}</div>}>
        <SigningFront
          key={part.id}
          part={part}
          theme={theme}
          isConcealed={isConcealed}
          tools={tools}
          desks={desks.current}
        />
      </Suspense>
    </section>
  );
}
