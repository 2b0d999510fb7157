/** The page of the real model: the retrieval desk, with somebody's own endpoint beside the simulated one. */
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/tokens.css';
import '../ui/fonts.css';
import '../ui/base.css';
import './app.css';
import { startRagLab } from '../lab/rag/client.ts';
import { openRetrieval, type RetrievalDeskStore } from '../retrieval/desk.ts';
import { HOUSE } from '../retrieval/house.ts';
import { RetrievalDesk } from '../retrieval/RetrievalDesk.tsx';
import { RealModel } from '../retrieval/real/RealModel.tsx';
import { useTheme } from '../ui/theme.ts';
import { askedFirst } from './askedFirst.ts';
import { Boundary } from './Boundary.tsx';
import { ThemeButton, TopBar } from './TopBar.tsx';

function ModelPage() {
  const theme = useTheme(document.documentElement);
  const [desk, setDesk] = useState<RetrievalDeskStore | null>(null);
  useEffect(() => {
    document.documentElement.dataset.series = 'azure';
    const made = openRetrieval({ library: HOUSE, question: askedFirst(location.search) }, startRagLab);
    setDesk(made);
    return made.close;
  }, []);
  return (
    <Boundary>
      <TopBar
        isApart
        tools={<ThemeButton theme={theme} />}
        crumb="What a question finds, with a real model"
      />
      <main className="rag-page">
        <h1 className="visually-hidden">What a question finds, with a real model</h1>
        {desk && (
          <RetrievalDesk
            desk={desk}
            beside={(prompt) => <RealModel prompt={prompt} onChoose={desk.openChunk} />}
          />
        )}
      </main>
    </Boundary>
  );
}

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <ModelPage />
  </StrictMode>,
);
