import type { ListedScenario } from 'virtual:scenarios';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { startLab } from '../lab/client.ts';
import { DigestChip } from '../player/DigestChip.tsx';
import { PlayerContext } from '../player/hooks.ts';
import { PlayerView } from '../player/PlayerView.tsx';
import { createPlayer, type Player } from '../player/player.ts';
import { Notice } from '../ui/Notice.tsx';
import { type Address, readAddress, writeAddress } from './address.ts';
import { replaceSearch } from './navigation.ts';
import { TopBar } from './TopBar.tsx';

export interface ScenarioPageProps {
  readonly listed: ListedScenario;
  readonly theme: 'light' | 'dark';
  readonly themeButton: ReactNode;
}

type Opening = { readonly player: Player } | { readonly failed: string } | null;

export function ScenarioPage({ listed, theme, themeButton }: ScenarioPageProps) {
  const opening = useOpened(listed);
  const number = listed.article?.number;
  const series = { aws: 'AWS', azure: 'Azure', go: 'Go', none: '' }[listed.series];
  const origin = [series, number].filter(Boolean).join(' ');
  const crumb = origin ? `${listed.title} · ${origin}` : listed.title;
  const player = opening && 'player' in opening ? opening.player : null;
  return (
    <div className="page">
      <PlayerContext value={player}>
        <TopBar
          crumb={crumb}
          tools={
            <>
              {player && <DigestChip />}
              {themeButton}
            </>
          }
        />
      </PlayerContext>
      {player && <PlayerView player={player} theme={theme} />}
      {opening && 'failed' in opening && (
        <main className="fallen">
          <Notice what={opening.failed} expected="a lab that answers" announce="now" />
        </main>
      )}
    </div>
  );
}

/** Starts a lab and opens the scenario in it: both are fetched at once. */
function useOpened(listed: ListedScenario): Opening {
  const [opening, setOpening] = useState<Opening>(null);
  const address = useRef<Address>(readAddress(location.search));
  useEffect(() => {
    let player: Player | null = null;
    let isLeft = false;
    let unfollow = () => {};
    const { design, seed, at, place } = address.current;
    Promise.all([startLab(listed.isSound ? 'values' : 'texts', place ?? undefined), listed.load()])
      .then(([lab, source]) => {
        if (isLeft) return lab.close();
        player = createPlayer(lab);
        unfollow = keepAddress(player);
        setOpening({ player });
        void player.open(source, design ?? 'start', seed === null ? {} : { seed }, at);
      })
      .catch((error) => {
        if (!isLeft) setOpening({ failed: error instanceof Error ? error.message : String(error) });
      });
    return () => {
      isLeft = true;
      unfollow();
      player?.close();
    };
  }, [listed]);
  return opening;
}

/** Browsers refuse more than a few changes of the address a second. */
const SETTLED_MS = 300;

/** The link leads to what is on the screen: at once for design and seed, and for the moment when time stands still. */
function keepAddress(player: Player): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    const { plate, t } = player.store.getState();
    if (plate)
      replaceSearch(writeAddress(location.search, { design: plate.design, seed: plate.seed, at: t }));
  };
  const unsubscribe = player.store.subscribe((now, before) => {
    if (now.playing || (now.plate === before.plate && now.t === before.t && !before.playing)) return;
    clearTimeout(timer);
    timer = setTimeout(write, SETTLED_MS);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}
