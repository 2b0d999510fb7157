import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { PlayerContext } from '../player/hooks.ts';
import { PrimaryButton } from '../player/PrimaryButton.tsx';
import { Shell } from '../player/Shell.tsx';
import { Story } from '../player/Story.tsx';
import { Notice } from '../ui/Notice.tsx';
import { DigestButton } from './DigestButton.tsx';
import type { Around } from './desk.tsx';
import { follow } from './navigation.ts';
import { type Opened, openSubject } from './opened.ts';
import type { Subject } from './subject.ts';
import { TopBar } from './TopBar.tsx';

export interface ScenarioPageProps {
  readonly subject: Subject;
  readonly theme: 'light' | 'dark';
  readonly themeButton: ReactNode;
}

type Opening = Opened | { readonly failed: string } | null;

export function ScenarioPage({ subject, theme, themeButton }: ScenarioPageProps) {
  const opening = useOpened(subject);
  const opened = opening && 'player' in opening ? opening : null;
  const around = useAround(opened);
  const title = useTitle(opened);
  return (
    <div className="page">
      <PlayerContext value={opened?.player ?? null}>
        <TopBar
          crumb={(subject.inLink && title) || subject.crumb}
          tools={
            <>
              {around?.tools}
              {opened && <DigestButton opened={opened} />}
              {themeButton}
            </>
          }
        />
      </PlayerContext>
      {opened && (
        <Shell
          player={opened.player}
          theme={theme}
          story={opened.story ?? <Story />}
          primary={<PrimaryButton />}
          isConcealed={opened.isConcealed}
          {...around?.shell}
        />
      )}
      {opening && 'failed' in opening && (
        <main className="fallen">
          <Notice what={opening.failed} expected="a scenario that can be opened" announce="now">
            <p>
              <a href="./" onClick={follow}>
                Show all scenarios
              </a>
            </p>
          </Notice>
        </main>
      )}
    </div>
  );
}

function useOpened(subject: Subject): Opening {
  const [opening, setOpening] = useState<Opening>(null);
  const [times, setTimes] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page is opened once more when somebody asks for it.
  useEffect(() => {
    let opened: Opened | null = null;
    let isLeft = false;
    setOpening(null);
    openSubject(subject, () => setTimes((n) => n + 1))
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
  }, [subject, times]);
  return opening;
}

const nothing = () => () => {};

/** What the desk has put around the sheet, once it is there: it comes after the first picture. */
function useAround(opened: Opened | null): Around | null {
  return useSyncExternalStore(opened?.onAround ?? nothing, () => opened?.around() ?? null);
}

/** Of a scenario that is only known when it has been read. */
function useTitle(opened: Opened | null): string | undefined {
  return useSyncExternalStore(
    opened?.player.store.subscribe ?? nothing,
    () => opened?.player.store.getState().plate?.title,
  );
}
