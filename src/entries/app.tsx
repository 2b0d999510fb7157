import { scenarios, siteName } from 'virtual:scenarios';
import { lazy, StrictMode, Suspense, useEffect, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/tokens.css';
import '../ui/fonts.css';
import '../ui/base.css';
import './app.css';
import { useTheme } from '../ui/theme.ts';
import { type Page, readAddress } from './address.ts';
import { Boundary } from './Boundary.tsx';
import { Gallery } from './Gallery.tsx';
import { Lost } from './Lost.tsx';
import { useSearch } from './navigation.ts';
import { subjectOf } from './subject.ts';
import { ThemeButton, TopBar } from './TopBar.tsx';

/** Whoever only looks at the gallery does not fetch the lab. */
const ScenarioPage = lazy(() =>
  import('./ScenarioPage.tsx').then(({ ScenarioPage }) => ({ default: ScenarioPage })),
);

const TRUST = 'How far can you trust this?';
const GO = 'Go, every schedule';
const SAS = 'A link, line by line';
const RAG = 'What a question finds';
const TITLES: Readonly<Partial<Record<Page, string>>> = { trust: TRUST, go: GO, sas: SAS, rag: RAG };
const GoPage = lazy(() => import('./GoPage.tsx').then(({ GoPage }) => ({ default: GoPage })));
const RagPage = lazy(() => import('./RagPage.tsx').then(({ RagPage }) => ({ default: RagPage })));
const SasPage = lazy(() => import('./SasPage.tsx').then(({ SasPage }) => ({ default: SasPage })));
const Trust = lazy(() => import('./Trust.tsx').then(({ Trust }) => ({ default: Trust })));

function App() {
  const theme = useTheme(document.documentElement);
  const address = readAddress(useSearch());
  const { scenario, page } = address;
  const subject = useMemo(
    () =>
      subjectOf(
        page,
        scenarios.find(({ id }) => id === scenario),
      ),
    [page, scenario],
  );
  useEffect(() => {
    const name = subject?.title ?? (page ? TITLES[page] : null);
    document.title = name ? `${name} · ${siteName}` : siteName;
    document.documentElement.dataset.series =
      subject?.series ?? (page === 'go' ? 'go' : page === 'sas' || page === 'rag' ? 'azure' : 'none');
  }, [subject, page]);
  const themeButton = <ThemeButton theme={theme} />;
  return (
    <Boundary key={subject?.key ?? page ?? 'gallery'}>
      {subject ? (
        <Suspense fallback={<TopBar tools={themeButton} crumb={subject.title} />}>
          <ScenarioPage key={subject.key} subject={subject} theme={theme.shown} themeButton={themeButton} />
        </Suspense>
      ) : page === 'trust' ? (
        <>
          <TopBar tools={themeButton} crumb={TRUST} />
          <Suspense>
            <Trust />
          </Suspense>
        </>
      ) : page === 'go' ? (
        <>
          <TopBar tools={themeButton} crumb={GO} />
          <Suspense>
            <GoPage />
          </Suspense>
        </>
      ) : page === 'rag' ? (
        <>
          <TopBar tools={themeButton} crumb={RAG} />
          <Suspense>
            <RagPage />
          </Suspense>
        </>
      ) : page === 'sas' ? (
        <>
          <TopBar tools={themeButton} crumb={SAS} />
          <Suspense>
            <SasPage theme={theme.shown} />
          </Suspense>
        </>
      ) : (
        <>
          <TopBar tools={themeButton} />
          {scenario === null ? <Gallery /> : <Lost scenario={scenario} />}
        </>
      )}
    </Boundary>
  );
}

// A page of its own fetches what lies elsewhere: this one may not.
if (/[?&]src=/.test(location.search)) location.replace(`load.html${location.search}`);
else
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
