import { BookOpenText, ChartLine, SlidersHorizontal, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CanvasViewProps } from '../canvas/CanvasView.tsx';
import { CanvasView } from '../canvas/CanvasView.tsx';
import type { SceneStore } from '../canvas/scene.ts';
import { IconButton } from '../ui/Button.tsx';
import { TabPanel, Tabs } from '../ui/Tabs.tsx';
import { Eased, useEasing } from './Eased.tsx';
import { PlayerContext, useMedia, usePlayed, usePlayer } from './hooks.ts';
import { usePlayerKeys } from './keys.ts';
import type { Player } from './player.ts';
import './player.css';
import './shell.css';
import { Timeline, type TimelineProps } from './Timeline.tsx';
import { Transport } from './Transport.tsx';

/** What stands on the right: the inspector, why, compare. */
export interface Side {
  readonly title: string;
  readonly body: ReactNode;
  readonly onClose: () => void;
}

export interface ShellProps {
  readonly player: Player;
  readonly theme: 'light' | 'dark';
  readonly story: ReactNode;
  /** The one thing to do next, always in the same place: below the story. */
  readonly primary: ReactNode;
  /** Over the canvas: the palette and the history. */
  readonly shelf?: (theme: 'light' | 'dark') => ReactNode;
  readonly side?: Side | null;
  /** What the canvas shows is not what is written, and cannot be touched. */
  readonly isStale?: boolean;
  /** What the canvas shows, where that is more than the player's run. */
  readonly scene?: SceneStore;
  /** What the story's column holds, where that is no story; it is wider then. */
  readonly desk?: string;
  readonly canvas?: Pick<CanvasViewProps, 'editing' | 'spotlight' | 'callout'>;
  readonly timeline?: Omit<TimelineProps, 'theme' | 'charts'>;
  /** Nothing may be seen of how the run goes. */
  readonly isConcealed?: boolean;
  /** At the end of the transport's row. */
  readonly timeTools?: ReactNode;
}

/** Story, system, time, and what is looked at closely: side by side where there is room, else the system first and the others as tabs. */
export function Shell(props: ShellProps) {
  const isWide = useMedia('(min-width: 1100px)');
  usePlayerKeys(props.player);
  return (
    <PlayerContext value={props.player}>{isWide ? <Wide {...props} /> : <Narrow {...props} />}</PlayerContext>
  );
}

function Wide(props: ShellProps) {
  const { theme, story, primary, side, timeline, timeTools } = props;
  return (
    <main
      className="table table-wide"
      data-side={side ? '' : undefined}
      data-desk={props.desk === undefined ? undefined : ''}
    >
      <div className="table-story">
        {story}
        {primary && <div className="table-primary">{primary}</div>}
      </div>
      <Stage {...props} />
      {side && (
        <aside className="table-side" aria-label={side.title}>
          <SideHead {...side} />
          {side.body}
        </aside>
      )}
      <section className="table-time" aria-label="Time">
        <div className="table-transport" inert={props.isConcealed}>
          <Transport />
          {timeTools}
        </div>
        <Veil isDown={props.isConcealed}>
          <Timeline {...timeline} theme={theme} charts />
        </Veil>
      </section>
    </main>
  );
}

function SideHead({ title, onClose }: Side) {
  return (
    <header className="table-side-head">
      <h2>{title}</h2>
      <IconButton label={`Close: ${title}`} onClick={onClose}>
        <X size={16} aria-hidden="true" />
      </IconButton>
    </header>
  );
}

interface VeilProps {
  readonly isDown: boolean | undefined;
  readonly isSmall?: boolean;
  readonly children: ReactNode;
}

/** How a run goes takes its room, and cannot be seen until the learner has said what they expect. */
function Veil({ isDown = false, isSmall = false, children }: VeilProps) {
  return (
    <div className="table-veil">
      <div inert={isDown} data-hidden={isDown || undefined}>
        {children}
      </div>
      {isDown && !isSmall && (
        <p className="table-concealed story-type">The run is shown once you have said what you expect.</p>
      )}
    </div>
  );
}

type Tab = 'story' | 'time' | 'side';

const TABS = [
  { id: 'story', label: 'Story', icon: <BookOpenText size={18} aria-hidden="true" /> },
  { id: 'time', label: 'Time', icon: <ChartLine size={18} aria-hidden="true" /> },
  { id: 'side', label: 'Inspect', icon: <SlidersHorizontal size={18} aria-hidden="true" /> },
] as const;

function Narrow(props: ShellProps) {
  const { theme, story, primary, side, timeline, timeTools, desk } = props;
  const [tab, setTab] = useState<Tab>('story');
  const easing = useEasing();
  const title = side?.title;
  const name = usePlayed((state) => state.plate?.title);
  const tabs = TABS.map((one) => (one.id === 'story' && desk !== undefined ? { ...one, label: desk } : one));
  // What was asked for is shown: pressing a part opens its settings.
  useEffect(() => {
    if (title) setTab('side');
  }, [title]);
  return (
    <main className="table table-narrow" data-desk={desk === undefined ? undefined : ''}>
      <Stage {...props} />
      <section className="table-time" aria-label="Time">
        <div inert={props.isConcealed}>
          <Transport />
        </div>
        {tab !== 'time' && (
          <Veil isDown={props.isConcealed} isSmall>
            <Timeline {...timeline} theme={theme} charts={false} />
          </Veil>
        )}
      </section>
      <TabPanel name="table" tab={tab} className="table-panel">
        {/* The story brings a heading of its own. */}
        {tab !== 'story' && name && <h1 className="visually-hidden">{name}</h1>}
        <Eased key={tab} easing={easing}>
          {tab === 'story' && (
            <div className="table-narrow-story">
              {story}
              {primary && <div className="table-primary">{primary}</div>}
            </div>
          )}
          {tab === 'time' && (
            <div className="table-charts">
              {timeTools}
              <Veil isDown={props.isConcealed}>
                <Timeline {...timeline} theme={theme} charts />
              </Veil>
            </div>
          )}
          {tab === 'side' &&
            (side ? (
              <div className="table-side">
                <SideHead {...side} />
                {side.body}
              </div>
            ) : (
              <p className="table-nothing">
                Press a part or a wire: its settings and figures stand here then.
              </p>
            ))}
        </Eased>
      </TabPanel>
      <Tabs name="table" label="What to look at" tabs={tabs} selected={tab} onSelect={setTab} />
    </main>
  );
}

function Stage({ theme, canvas, shelf, scene, isStale }: ShellProps) {
  const player = usePlayer();
  const selected = usePlayed((state) => state.selected);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const isEmpty = usePlayed((state) => state.plate === null);
  const stage = useRef<HTMLDivElement>(null);
  useVisibility(stage);
  return (
    <div className="table-stage" ref={stage}>
      <div className="table-sheet" inert={isStale}>
        <CanvasView
          store={scene ?? player.store}
          selected={selected}
          onSelect={player.select}
          onDrawn={player.drawn}
          theme={theme}
          still={still}
          {...canvas}
        />
      </div>
      {shelf?.(theme)}
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
