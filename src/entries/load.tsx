/** The page that fetches: the only one, beside that of the real model, which may reach beyond where it comes from. */
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/tokens.css';
import '../ui/fonts.css';
import '../ui/base.css';
import './app.css';
import './load.css';
import { catalog } from '../parts/catalog.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Problem } from '../scenario/problem.ts';
import type { Scenario } from '../scenario/types.ts';
import { pack } from '../table/links.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { useTheme } from '../ui/theme.ts';
import { Boundary } from './Boundary.tsx';
import { fetchText, readSource } from './load/fetchText.ts';
import { TEXT_IN_LINK } from './subject.ts';
import { ThemeButton, TopBar } from './TopBar.tsx';

type Found =
  | { readonly is: 'nothing' | 'coming' }
  | { readonly is: 'failed'; readonly says: string }
  | {
      readonly is: 'there';
      readonly text: string;
      readonly scenario: Scenario | null;
      readonly problems: readonly Problem[];
    };

function LoadPage() {
  const theme = useTheme(document.documentElement);
  const [named] = useState(() => readSource(new URLSearchParams(location.search).get('src'), location.href));
  const [found, setFound] = useState<Found>({ is: 'nothing' });

  async function bring(url: URL) {
    setFound({ is: 'coming' });
    const fetched = await fetchText(url);
    if (fetched.ok) setFound({ is: 'there', text: fetched.text, ...parseScenario(fetched.text, catalog) });
    else setFound({ is: 'failed', says: fetched.says });
  }

  return (
    <Boundary>
      <TopBar isApart crumb="A lesson from elsewhere" tools={<ThemeButton theme={theme} />} />
      <main className="load">
        <h1>A lesson from elsewhere</h1>
        {named.ok ? (
          <>
            <p className="story-type">
              This link wants a file from <strong>{named.url.host}</strong>, which is not part of this lab. If
              you go on, your browser asks that place for it, without cookies; whoever runs it sees that you
              asked.
            </p>
            <p className="load-address figures">{named.url.href}</p>
            <p className="story-type">
              The file is read as a description and checked before anything is drawn. Nothing in it can run as
              a program, and it can fetch nothing more.
            </p>
            <p className="load-ways">
              <Button look="primary" disabled={found.is === 'coming'} onClick={() => void bring(named.url)}>
                {found.is === 'nothing' ? `Fetch it from ${named.url.host}` : 'Fetch it again'}
              </Button>
              <a href="./">Rather not: show the lab</a>
            </p>
          </>
        ) : (
          <Notice what={named.says} announce="now">
            <p>
              <a href="./">Show all scenarios</a>
            </p>
          </Notice>
        )}
        <div aria-live="polite">
          {found.is === 'coming' && <p>It is on its way.</p>}
          {found.is === 'failed' && <Notice what={found.says} expected="a scenario file that may be read" />}
          {found.is === 'there' && <Arrived {...found} />}
        </div>
      </main>
    </Boundary>
  );
}

function Arrived({ text, scenario, problems }: Extract<Found, { is: 'there' }>) {
  const go = async (page: string) => location.assign(page + TEXT_IN_LINK + (await pack(text)));
  const isLesson = (scenario?.steps?.length ?? 0) > 0;
  return (
    <section className="load-found">
      {scenario ? (
        <>
          <h2>{scenario.title}</h2>
          <p className="story-type">{scenario.summary}</p>
          <p className="load-ways">
            <Button look="primary" onClick={() => void go(isLesson ? './?page=lesson' : './?page=shared')}>
              {isLesson ? 'Follow the lesson' : 'Open it at a table'}
            </Button>
            <Button onClick={() => void go('author.html')}>Open it at the author’s desk</Button>
          </p>
        </>
      ) : (
        <>
          <Notice
            what={`The file cannot be read. Line ${problems[0]?.line}: ${problems[0]?.says}`}
            expected={problems[0]?.expected ?? 'a scenario'}
          />
          <p className="load-ways">
            <Button onClick={() => void go('author.html')}>Mend it at the author’s desk</Button>
          </p>
        </>
      )}
    </section>
  );
}

createRoot(document.getElementById('app')!).render(
  <StrictMode>
    <LoadPage />
  </StrictMode>,
);
