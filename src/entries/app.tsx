import { scenarios, siteName } from 'virtual:scenarios';
import { type ComponentType, lazy, StrictMode, Suspense, useEffect, useMemo } from 'react';
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

interface Aside {
  readonly title: string;
  readonly Body: ComponentType<{ readonly theme: 'light' | 'dark' }>;
  readonly series?: 'go' | 'azure';
}

/** Pages beside the gallery and the scenarios. */
const ASIDES: Readonly<Partial<Record<Page, Aside>>> = {
  trust: {
    title: 'How far can you trust this?',
    Body: lazy(() => import('./Trust.tsx').then(({ Trust }) => ({ default: Trust }))),
  },
  go: {
    title: 'Go, every schedule',
    Body: lazy(() => import('./GoPage.tsx').then(({ GoPage }) => ({ default: GoPage }))),
    series: 'go',
  },
  sas: {
    title: 'A link, line by line',
    Body: lazy(() => import('./SasPage.tsx').then(({ SasPage }) => ({ default: SasPage }))),
    series: 'azure',
  },
  rag: {
    title: 'What a question finds',
    Body: lazy(() => import('./RagPage.tsx').then(({ RagPage }) => ({ default: RagPage }))),
    series: 'azure',
  },
};

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
  const aside = page === null ? undefined : ASIDES[page];
  useEffect(() => {
    const name = (subject ?? aside)?.title;
    document.title = name ? `${name} · ${siteName}` : siteName;
    document.documentElement.dataset.series = (subject ?? aside)?.series ?? 'none';
  }, [subject, aside]);
  const bar = (crumb?: string) => <TopBar tools={<ThemeButton theme={theme} />} crumb={crumb} />;
  return (
    <Boundary key={subject?.key ?? page ?? 'gallery'}>
      {subject ? (
        <Suspense fallback={bar(subject.title)}>
          <ScenarioPage
            key={subject.key}
            subject={subject}
            theme={theme.shown}
            themeButton={<ThemeButton theme={theme} />}
          />
        </Suspense>
      ) : aside ? (
        <>
          {bar(aside.title)}
          <Suspense>
            <aside.Body theme={theme.shown} />
          </Suspense>
        </>
      ) : (
        <>
          {bar()}
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
