import { lazy, type PointerEvent, Suspense, useEffect, useMemo, useRef } from 'react';
import { axisMoments, formatLength } from './clock.ts';
import { useIsDrawn, useMedia, usePlayed, usePlayer } from './hooks.ts';
import { keyEvents } from './keyEvents.ts';
import { Scrubber } from './Scrubber.tsx';

/** The plotting library comes after the first picture of the system. */
const Charts = lazy(() => import('../charts/Charts.tsx').then(({ Charts }) => ({ default: Charts })));

export interface TimelineProps {
  readonly theme: 'light' | 'dark';
  /** On a small screen the charts may be in another place than the scrubber. */
  readonly charts: boolean;
}

/** One axis of time: the scrubber, what was done and when, and the charts. */
export function Timeline({ theme, charts }: TimelineProps) {
  const { store } = usePlayer();
  const root = useRef<HTMLDivElement>(null);
  const plate = usePlayed((state) => state.plate);
  const recording = usePlayed((state) => state.recording);
  const isDrawn = useIsDrawn();
  const marks = useMemo(() => (plate && recording ? keyEvents(plate, recording) : []), [plate, recording]);
  usePlayhead(root);
  const scrub = useScrub();
  return (
    <div className="timeline" ref={root}>
      <div className="timeline-area" {...scrub}>
        {plate && recording && <Bands acts={plate.acts} end={recording.ending.at} />}
        <span className="timeline-playhead" />
      </div>
      <Scrubber marks={marks} />
      {charts && plate && recording && isDrawn && (
        <Suspense fallback={<div className="timeline-wait" />}>
          <Charts plate={plate} recording={recording} store={store} theme={theme} />
        </Suspense>
      )}
      {recording && <Axis end={recording.ending.at} />}
    </div>
  );
}

/** The playhead moves with every frame, past React: one property that the knob, the line and the charts follow. */
function usePlayhead(root: React.RefObject<HTMLDivElement | null>): void {
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
  readonly acts: readonly {
    readonly id: string;
    readonly name: string;
    readonly from: number;
    readonly to: number;
  }[];
  readonly end: number;
}

function Bands({ acts, end }: BandsProps) {
  const percent = (t: number) => `${(100 * Math.min(t, end)) / Math.max(1, end)}%`;
  return acts.map(({ id, name, from, to }) => (
    <span
      key={id}
      className="timeline-band"
      data-at-once={to === from || undefined}
      style={{ left: percent(from), width: percent(to - from) }}
    >
      <span className="timeline-band-name">{name}</span>
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
