import {
  type CSSProperties,
  lazy,
  type PointerEvent,
  type RefObject,
  Suspense,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ChartsProps } from '../charts/Charts.tsx';
import { chartsHeight, shownCharts } from '../charts/rows.ts';
import type { PlateAct, Station } from '../lab/protocol.ts';
import { type ActEditing, type Placed, placed } from './bands.ts';
import { axisMoments, formatLength } from './clock.ts';
import { GhostName } from './GhostName.tsx';
import { useIsDrawn, useMedia, usePlayed, usePlayer } from './hooks.ts';
import { keyEvents } from './keyEvents.ts';
import { Scrubber } from './Scrubber.tsx';
import './timeline.css';

/** The plotting library comes after the first picture of the system; so does what only an editor needs. */
const Charts = lazy(() => import('../charts/Charts.tsx').then(({ Charts }) => ({ default: Charts })));
const Acts = lazy(() => import('./Acts.tsx').then(({ Acts }) => ({ default: Acts })));

export interface TimelineProps {
  readonly theme: 'light' | 'dark';
  /** On a small screen the charts may be in another place than the scrubber. */
  readonly charts: boolean;
  /** Acts can be taken hold of, where the charts are; null or left out: they can only be seen. */
  readonly acts?: ActEditing | null;
  /** The title of the only chart that is shown; null, left out, or a title that no chart has: all of them. */
  readonly chart?: string | null;
  /** What theory says of this run, drawn over its charts; null or left out: nothing. */
  readonly stations?: readonly Station[] | null;
}

/** One axis of time: the scrubber, what was done and when, and the charts. */
export function Timeline(props: TimelineProps) {
  const { theme, charts, chart = null, acts: editing = null, stations = null } = props;
  // Beside the transport of a small screen there is no room for rows of them.
  const acts = charts ? editing : null;
  const root = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const plate = usePlayed((state) => state.plate);
  const recording = usePlayed((state) => state.recording);
  const marks = useMemo(() => (plate && recording ? keyEvents(plate, recording) : []), [plate, recording]);
  const end = recording?.ending.at ?? 0;
  const places = usePlaces(area, end);
  const rows = Math.max(1, ...places.map(({ row }) => row + 1));
  const isDrawn = useIsDrawn();
  // Where there is room, it stands in the transport's row.
  const isWide = useMedia('(min-width: 1100px)');
  usePlayhead(root);
  const scrub = useScrub();
  return (
    <div
      className="timeline"
      ref={root}
      data-acts={acts ? '' : undefined}
      style={{ '--act-rows': rows } as CSSProperties}
    >
      <div className="timeline-area" ref={area} {...scrub}>
        {plate && acts && isDrawn ? (
          <Suspense fallback={<Bands acts={plate.acts} places={places} end={end} />}>
            <Acts acts={plate.acts} places={places} end={end} editing={acts} />
          </Suspense>
        ) : (
          plate && <Bands acts={plate.acts} places={places} end={end} />
        )}
        <span className="timeline-playhead" />
      </div>
      <Scrubber marks={marks} />
      {charts && !isWide && <GhostName />}
      {charts && <ChartsHere theme={theme} only={chart} stations={stations} />}
      {recording && <Axis end={end} />}
    </div>
  );
}

/** The place of the charts is kept from the beginning: what stands around them must not move when they come. */
function ChartsHere({ theme, only, stations }: Pick<ChartsProps, 'theme' | 'only' | 'stations'>) {
  const { store } = usePlayer();
  const plate = usePlayed((state) => state.plate);
  const recording = usePlayed((state) => state.recording);
  const ghost = usePlayed((state) => state.ghost);
  const isDrawn = useIsDrawn();
  return (
    <div
      className="timeline-charts"
      style={{ height: chartsHeight(plate && shownCharts(plate.charts, only)) }}
    >
      {plate && recording && isDrawn && (
        <Suspense>
          <Charts
            plate={plate}
            recording={recording}
            store={store}
            theme={theme}
            ghost={ghost}
            only={only}
            stations={stations}
          />
        </Suspense>
      )}
    </div>
  );
}

/** The playhead moves with every frame, past React: one property that the knob, the line and the charts follow. */
function usePlayhead(root: RefObject<HTMLDivElement | null>): void {
  const { store } = usePlayer();
  useEffect(() => {
    const place = () => {
      const { t, end } = store.getState();
      root.current?.style.setProperty('--at', String(end > 0 ? t / end : 0));
    };
    place();
    return store.subscribe(place);
  }, [store, root]);
}

/** Px of a band that can be held, at least. */
const HELD_LEAST = { fine: 14, coarse: 44 };

/** In which row each act has room with its name. */
function usePlaces(area: RefObject<HTMLDivElement | null>, end: number): readonly Placed[] {
  const acts = usePlayed((state) => state.plate?.acts);
  const least = useMedia('(pointer: coarse)') ? HELD_LEAST.coarse : HELD_LEAST.fine;
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!area.current) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)));
    watch.observe(area.current);
    return () => watch.disconnect();
  }, [area]);
  return useMemo(() => (acts ? placed(acts, end, width || 1000, least) : []), [acts, end, width, least]);
}

/** Anywhere on the area takes the playhead there, and it follows until the pointer is lifted. */
function useScrub() {
  const player = usePlayer();
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    player.seek(((event.clientX - left) / Math.max(1, width)) * player.store.getState().end);
  };
  return {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      follow(event);
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
    },
  };
}

interface BandsProps {
  readonly acts: readonly PlateAct[];
  readonly places: readonly Placed[];
  readonly end: number;
}

/** There is one row for the names: those that have room in it are written. */
function Bands({ acts, places, end }: BandsProps) {
  const percent = (t: number) => `${(100 * Math.min(t, end)) / Math.max(1, end)}%`;
  return acts.map(({ id, name, from, to }, i) => (
    <span
      key={id}
      className="timeline-band"
      data-at-once={to === from || undefined}
      style={{ left: percent(from), width: percent(to - from) }}
    >
      {places[i]?.row === 0 && (
        <span className="timeline-band-name" data-side={places[i].nameSide}>
          {name}
        </span>
      )}
    </span>
  ));
}

function Axis({ end }: { readonly end: number }) {
  const isNarrow = useMedia('(max-width: 599px)');
  return (
    <div className="timeline-axis figures" aria-hidden="true">
      {axisMoments(end, isNarrow ? 5 : 10).map((t) => (
        <span key={t} style={{ left: `${(100 * t) / Math.max(1, end)}%` }}>
          {formatLength(t)}
        </span>
      ))}
    </div>
  );
}
