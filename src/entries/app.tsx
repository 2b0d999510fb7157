import { scenarios } from 'virtual:scenarios';
import { lazy, StrictMode, Suspense, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/tokens.css';
import '../ui/fonts.css';
import '../ui/base.css';
import './app.css';
import { useTheme } from '../ui/theme.ts';
import { readAddress } from './address.ts';
import { Boundary } from './Boundary.tsx';
import { Gallery } from './Gallery.tsx';
import { Lost } from './Lost.tsx';
import { useSearch } from './navigation.ts';
import { ThemeButton, TopBar } from './TopBar.tsx';

/** Whoever only looks at the gallery does not fetch the lab. */
const ScenarioPage = lazy(() =>
  import('./ScenarioPage.tsx').then(({ ScenarioPage }) => ({ default: ScenarioPage })),
);

const TRUST = 'How far can you trust this?';
const Trust = lazy(() => import('./Trust.tsx').then(({ Trust }) => ({ default: Trust })));

function App() {
  const theme = useTheme(document.documentElement);
  const address = readAddress(useSearch());
  const listed = scenarios.find(({ id }) => id === address.scenario);
  useEffect(() => {
    const name = listed?.title ?? (address.page === 'trust' ? TRUST : null);
    document.title = name ? `${name} · Secret Life Lab` : 'Secret Life Lab';
    document.documentElement.dataset.series = listed?.series ?? 'none';
  }, [listed, address.page]);
  const themeButton = <ThemeButton theme={theme} />;
  return (
    <Boundary key={listed?.id ?? address.page ?? 'gallery'}>
      {listed ? (
        <Suspense fallback={<TopBar tools={themeButton} crumb={listed.title} />}>
          <ScenarioPage key={listed.id} listed={listed} theme={theme.shown} themeButton={themeButton} />
        </Suspense>
      ) : address.page === 'trust' ? (
        <>
          <TopBar tools={themeButton} crumb={TRUST} />
          <Suspense>
            <Trust />
          </Suspense>
        </>
      ) : (
        <>
          <TopBar tools={themeButton} />
          {address.scenario === null ? <Gallery /> : <Lost scenario={address.scenario} />}
        </>
      )}
    </Boundary>
  );
}

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
