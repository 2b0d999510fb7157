/** The page of the author's desk. */
import { scenarios, siteName } from 'virtual:scenarios';
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useStore } from 'zustand';
import '../ui/tokens.css';
import '../ui/fonts.css';
import '../ui/base.css';
import './app.css';
import { PlayerContext } from '../player/hooks.ts';
import { Shell } from '../player/Shell.tsx';
import { Notice } from '../ui/Notice.tsx';
import { type Theme, useTheme } from '../ui/theme.ts';
import { AuthorTools } from './AuthorTools.tsx';
import { readAddress } from './address.ts';
import { Boundary } from './Boundary.tsx';
import { type OpenedAuthor, openAuthor } from './openAuthor.tsx';
import { authorSubject } from './subject.ts';
import { ThemeButton, TopBar } from './TopBar.tsx';

function AuthorPage() {
  const theme = useTheme(document.documentElement);
  const opening = useOpening();
  const opened = opening && 'author' in opening ? opening : null;
  return (
    <Boundary>
      {opened ? (
        <Desk opened={opened} theme={theme} />
      ) : (
        <div className="page">
          <TopBar isApart crumb="Author’s desk" tools={<ThemeButton theme={theme} />} />
          {opening && 'failed' in opening && (
            <main className="fallen">
              <Notice what={opening.failed} expected="a scenario that can be opened" announce="now">
                <p>
                  <a href="author.html">Begin with an empty sheet</a>
                </p>
              </Notice>
            </main>
          )}
        </div>
      )}
    </Boundary>
  );
}

function Desk({ opened, theme }: { readonly opened: OpenedAuthor; readonly theme: Theme }) {
  const shell = useStore(opened.shell);
  const { store } = opened.author.at.table;
  const title = useStore(store, (state) => state.scenario.title);
  const series = useStore(store, (state) => state.scenario.series);
  useEffect(() => {
    document.title = `${title} · Author’s desk · ${siteName}`;
    document.documentElement.dataset.series = series;
  }, [title, series]);
  return (
    <div className="page">
      <PlayerContext value={opened.player}>
        <TopBar
          isApart
          crumb={`Author’s desk · ${title}`}
          tools={
            <>
              {opened.around(<AuthorTools />)}
              <ThemeButton theme={theme} />
            </>
          }
        />
      </PlayerContext>
      <Shell player={opened.player} theme={theme.shown} {...shell} />
    </div>
  );
}

type Opening = OpenedAuthor | { readonly failed: string } | null;

function useOpening(): Opening {
  const [opening, setOpening] = useState<Opening>(null);
  useEffect(() => {
    let opened: OpenedAuthor | null = null;
    let isLeft = false;
    const { scenario } = readAddress(location.search);
    openAuthor(authorSubject(scenarios.find(({ id }) => id === scenario)))
      .then((made) => {
        if (isLeft) return made.close();
        opened = made;
        setOpening(made);
      })
      .catch((error) => {
        if (!isLeft) setOpening({ failed: error instanceof Error ? error.message : String(error) });
      });
    return () => {
      isLeft = true;
      opened?.close();
    };
  }, []);
  return opening;
}

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <AuthorPage />
  </StrictMode>,
);
