import { BookOpenText, ChartLine } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { CanvasView } from '../canvas/CanvasView.tsx';
import { TabPanel, Tabs } from '../ui/Tabs.tsx';
import { Eased, useEasing } from './Eased.tsx';
import { PlayerContext, useMedia, usePlayed, usePlayer } from './hooks.ts';
import { usePlayerKeys } from './keys.ts';
import type { Player } from './player.ts';
import './player.css';
import './story.css';
import { PrimaryButton } from './PrimaryButton.tsx';
import { Story } from './Story.tsx';
import { Timeline } from './Timeline.tsx';
import { Transport } from './Transport.tsx';

export interface PlayerViewProps {
  readonly player: Player;
  readonly theme: 'light' | 'dark';
}

/** Story, system and time: side by side where there is room, else the system first and the others as tabs. */
export function PlayerView({ player, theme }: PlayerViewProps) {
  const isWide = useMedia('(min-width: 1100px)');
  usePlayerKeys(player);
  return (
    <PlayerContext value={player}>{isWide ? <Wide theme={theme} /> : <Narrow theme={theme} />}</PlayerContext>
  );
}

type ThemeProps = Pick<PlayerViewProps, 'theme'>;

function Wide({ theme }: ThemeProps) {
  return (
    <main className="table table-wide">
      <div className="table-story">
        <Story />
        <div className="table-primary">
          <PrimaryButton />
        </div>
      </div>
      <Stage theme={theme} />
      <section className="table-time" aria-label="Time">
        <Transport />
        <Timeline theme={theme} charts />
      </section>
    </main>
  );
}

const TABS = [
  { id: 'story', label: 'Story', icon: <BookOpenText size={18} aria-hidden="true" /> },
  { id: 'time', label: 'Time', icon: <ChartLine size={18} aria-hidden="true" /> },
] as const;

function Narrow({ theme }: ThemeProps) {
  const [tab, setTab] = useState<'story' | 'time'>('story');
  const easing = useEasing();
  return (
    <main className="table table-narrow">
      <Stage theme={theme} />
      <section className="table-time" aria-label="Time">
        <Transport />
        {tab === 'story' && <Timeline theme={theme} charts={false} />}
      </section>
      <TabPanel name="table" tab={tab} className="table-panel">
        <Eased key={tab} easing={easing}>
          {tab === 'story' ? (
            <Story />
          ) : (
            <div className="table-charts">
              <Timeline theme={theme} charts />
            </div>
          )}
        </Eased>
      </TabPanel>
      <Tabs name="table" label="What to look at" tabs={TABS} selected={tab} onSelect={setTab} />
    </main>
  );
}

function Stage({ theme }: ThemeProps) {
  const player = usePlayer();
  const selected = usePlayed((state) => state.selected);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const isEmpty = usePlayed((state) => state.plate === null);
  const stage = useRef<HTMLDivElement>(null);
  useVisibility(stage);
  return (
    <div className="table-stage" ref={stage}>
      <CanvasView
        store={player.store}
        selected={selected}
        onSelect={player.select}
        onDrawn={player.drawn}
        theme={theme}
        still={still}
      />
      {isEmpty && <Waiting />}
    </div>
  );
}

function Waiting() {
  const progress = usePlayed((state) => state.progress);
  return (
    <p className="table-waiting story-type">
      {progress === null
        ? 'Here the system is drawn, once its scenario can be read.'
        : 'The run is being computed.'}
    </p>
  );
}

/** A page that is hidden, or scrolled away, plays nothing. */
function useVisibility(stage: React.RefObject<HTMLDivElement | null>): void {
  const player = usePlayer();
  useEffect(() => {
    let isOnScreen = true;
    const tell = () => player.setVisible(isOnScreen && document.visibilityState === 'visible');
    const watch = new IntersectionObserver((entries) => {
      isOnScreen = entries.at(-1)?.isIntersecting ?? true;
      tell();
    });
    if (stage.current) watch.observe(stage.current);
    document.addEventListener('visibilitychange', tell);
    return () => {
      watch.disconnect();
      document.removeEventListener('visibilitychange', tell);
    };
  }, [player, stage]);
}
