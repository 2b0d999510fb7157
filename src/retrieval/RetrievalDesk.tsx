import { type ReactNode, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { RagPrompt } from '../lab/rag/protocol.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Answer } from './Answer.tsx';
import { AskBar } from './AskBar.tsx';
import './desk.css';
import type { RetrievalDeskStore } from './desk.ts';
import { Library } from './Library.tsx';
import { loadedWords, scriptBytes } from './loaded.ts';
import { OwnLibrary } from './OwnLibrary.tsx';
import { Prompt } from './Prompt.tsx';
import { Rankings } from './Rankings.tsx';
import { Sweep } from './Sweep.tsx';
import { Why } from './Why.tsx';
import { namesOf } from './words.ts';

export interface RetrievalDeskProps {
  readonly desk: RetrievalDeskStore;
  /** What stands first in the bar. */
  readonly tools?: ReactNode;
  /** Whether another library may be laid on the desk. */
  readonly isOwnAllowed?: boolean;
  /** A word about a model that is not simulated, below the one that is; or that model itself. */
  readonly beside?: (prompt: RagPrompt | null) => ReactNode;
}

/** Library, search, prompt and answer: everything that a question goes through, with its figures. */
export function RetrievalDesk({ desk, tools, isOwnAllowed = true, beside }: RetrievalDeskProps) {
  const { opened, indexed, queried, trouble } = useStore(desk.store);
  const [isOwn, setOwn] = useState(false);
  const names = useMemo(() => (opened ? namesOf(opened, indexed?.chunks ?? []) : null), [opened, indexed]);
  return (
    <div className="rag-desk">
      <div className="rag-sheets">
        <header className="rag-bar">
          {tools}
          <AskBar desk={desk} />
          {isOwnAllowed && (
            <Button look="quiet" onClick={() => setOwn(true)}>
              Another library …
            </Button>
          )}
        </header>
        {trouble && (
          <div className="rag-trouble">
            <Notice what={trouble} announce="politely" />
          </div>
        )}
        <Library desk={desk} />
        {names ? (
          <>
            <Rankings desk={desk} names={names} />
            <div className="rag-out">
              <Prompt desk={desk} />
              <Answer desk={desk} />
              {beside?.(queried?.prompt ?? null)}
            </div>
            <div className="rag-foot">
              <Why desk={desk} names={names} />
              <Sweep desk={desk} />
            </div>
          </>
        ) : (
          <p className="rag-waits rag-small">
            {trouble === null && 'The tokenizer and the search are being fetched…'}
          </p>
        )}
        {opened && (
          <p className="rag-loaded rag-small">
            {loadedWords(opened.tokenizer, scriptBytes(performance.getEntriesByType?.('resource') ?? []))}
          </p>
        )}
      </div>
      {isOwn && <OwnLibrary desk={desk} onClose={() => setOwn(false)} />}
    </div>
  );
}
