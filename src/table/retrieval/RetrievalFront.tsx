import { type ReactNode, useEffect, useState } from 'react';
import { type RagLab, startRagLab } from '../../lab/rag/client.ts';
import { RetrievalDesk } from '../../retrieval/RetrievalDesk.tsx';
import { useTable } from '../hooks.ts';
import { type DeskAt, deskAt } from './deskAt.ts';

export interface RetrievalFrontProps {
  readonly tools: ReactNode;
  readonly isConcealed: boolean;
  readonly starts?: () => Promise<RagLab>;
}

/** The desk for retrieval with the library and the settings of the system's own parts. */
export function RetrievalFront({ tools, isConcealed, starts = startRagLab }: RetrievalFrontProps) {
  const at = useTable();
  const [opened, setOpened] = useState<DeskAt | null>(null);
  useEffect(() => {
    if (isConcealed) return;
    const made = deskAt(at, starts);
    setOpened(made);
    return () => {
      setOpened(null);
      made.close();
    };
  }, [at, starts, isConcealed]);
  if (isConcealed || !opened)
    return (
      <div className="code-waits">
        {tools}
        {isConcealed && <p className="ui-hint">What it finds is shown once you have said what you expect.</p>}
      </div>
    );
  return <RetrievalDesk desk={opened.desk} tools={tools} isOwnAllowed={false} />;
}
