import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { startRagLab } from '../lab/rag/client.ts';
import { openRetrieval, type RetrievalDeskStore } from '../retrieval/desk.ts';
import { HOUSE } from '../retrieval/house.ts';
import { RetrievalDesk } from '../retrieval/RetrievalDesk.tsx';
import { askedFirst } from './askedFirst.ts';

/** A question and everything that it goes through, without a canvas. */
export function RagPage() {
  const [desk, setDesk] = useState<RetrievalDeskStore | null>(null);
  useEffect(() => {
    const made = openRetrieval({ library: HOUSE, question: askedFirst(location.search) }, startRagLab);
    setDesk(made);
    return made.close;
  }, []);
  return (
    <main className="rag-page">
      <h1 className="visually-hidden">What a question finds</h1>
      {desk && <RetrievalDesk desk={desk} beside={() => <RealWord desk={desk} />} />}
    </main>
  );
}

/** Where another policy holds, and somebody's own model may be asked. */
function RealWord({ desk }: { readonly desk: RetrievalDeskStore }) {
  const id = useStore(desk.store, ({ questionId }) => questionId);
  const query = id === null ? '' : `?${new URLSearchParams({ question: id })}`;
  return (
    <p className="rag-small rag-real-word">
      A <a href={`./model.html${query}`}>page of its own</a> asks a real model the same, if you have one.
    </p>
  );
}
