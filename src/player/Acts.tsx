import { X } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useRef,
  useState,
} from 'react';
import { TICKS_PER_SECOND } from '../engine/clock.ts';
import type { PlateAct } from '../lab/protocol.ts';
import { IconButton } from '../ui/Button.tsx';
import './acts.css';
import {
  type ActEditing,
  changeOf,
  type Grip,
  gripAt,
  isAtOnce,
  nameWidth,
  type Placed,
  pulled,
  type Span,
  sayAct,
} from './bands.ts';
import { usePlayed } from './hooks.ts';

export interface ActsProps {
  readonly acts: readonly PlateAct[];
  readonly places: readonly Placed[];
  /** Ticks. */
  readonly end: number;
  readonly editing: ActEditing;
}

/** The acts as things that can be taken hold of, each in its row above the scrubber. */
export function Acts({ acts, places, end, editing }: ActsProps) {
  return (
    <ul className="acts" aria-label="What is done to the system">
      {acts.map((act, i) => (
        <Act key={act.id} act={act} place={places[i]!} end={end} editing={editing} />
      ))}
    </ul>
  );
}

type ActProps = Pick<ActsProps, 'end' | 'editing'> & { readonly act: PlateAct; readonly place: Placed };

const KEY_TICKS = TICKS_PER_SECOND;

function Act({ act, place, end, editing }: ActProps) {
  const { id, name } = act;
  const isSelected = editing.selected === id;
  const pulling = usePull(act, end, (to) => editing.change(id, to));
  const { span, grip, release, drop } = pulling;
  const hold = useHold(pulling, end);
  const [left, right] = [span.from, Math.min(span.to, end)].map((t) => (100 * t) / Math.max(1, end));

  function press(event: KeyboardEvent) {
    const by = { ArrowLeft: -KEY_TICKS, ArrowRight: KEY_TICKS }[event.key];
    if (by !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (!event.shiftKey) pulling.pullMore('whole', by);
      else if (!isAtOnce(act)) pulling.pullMore('end', by);
    } else if (event.key === 'Delete' || event.key === 'Backspace') editing.remove(id);
    else if (event.key === 'Escape' && grip) drop();
    else if (event.key === 'Escape' && isSelected) editing.select(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <li
      className="act"
      data-at-once={isAtOnce(span) || undefined}
      data-selected={isSelected || undefined}
      data-pulled={grip ?? undefined}
      data-name={place.nameSide}
      style={{ '--row': place.row } as CSSProperties}
    >
      <span
        className="timeline-band"
        data-at-once={isAtOnce(span) || undefined}
        style={{ left: `${left}%`, width: `${right! - left!}%` }}
      />
      <button
        type="button"
        className="act-band"
        style={{
          left: `calc(${left}% - var(--act-edge))`,
          width: `calc(${right! - left!}% + 2 * var(--act-edge))`,
        }}
        aria-label={sayAct(name, span)}
        aria-pressed={isSelected}
        aria-description="Arrow keys move it by a second, with Shift they move its end. Delete removes it."
        onClick={() => editing.select(id)}
        onKeyDown={press}
        // A key that is held moves the act many times: it is one change, made when the key is let go.
        onKeyUp={release}
        onBlur={release}
        {...hold}
      >
        <span className="act-bar" />
        <span className="act-name">{grip ? sayAct(name, span) : name}</span>
      </button>
      {isSelected && !grip && (
        <span
          className="act-remove"
          style={beside(left!, right!, name, place.nameSide)}
          // Below lies what takes the playhead to where one presses.
          onPointerDown={(event) => event.stopPropagation()}
        >
          <IconButton label={`Remove: ${name}`} onClick={() => editing.remove(id)}>
            <X size={14} aria-hidden="true" />
          </IconButton>
        </span>
      )}
    </li>
  );
}

/** After the band and its name, or before both where they stand at the end. @param left @param right in percent */
function beside(left: number, right: number, name: string, side: Placed['nameSide']): CSSProperties {
  const needs = `${Math.round(1.1 * nameWidth(name))}px`;
  return side === 'after' && right < 90
    ? { left: `max(${right}%, calc(${left}% + ${needs}))` }
    : { right: `max(${100 - left}%, calc(${100 - right}% + ${needs}))` };
}

interface Draft {
  /** As it was on the plate when the change was handed over: a later plate has the change. */
  readonly act: PlateAct;
  /** Where it stood when somebody took hold of it. */
  readonly base: Span;
  readonly span: Span;
  readonly grip: Grip;
  /** It has been handed over, and the run with it is on its way. */
  readonly isDone: boolean;
}

type Change = ReturnType<typeof changeOf>;

/** Where an act stands while somebody pulls at it, and until the run with the change is there. */
function usePull(act: PlateAct, end: number, change: (to: Change) => boolean) {
  const [kept, keep] = useState<Draft | null>(null);
  const isRunning = usePlayed((state) => state.progress !== null);
  // A plate that comes while somebody pulls, or while a newer run is on its way, is of an earlier change.
  const isOver = kept?.isDone === true && kept.act !== act && !isRunning;
  const draft = isOver ? null : kept;
  useEffect(() => {
    if (isOver) keep(null);
  }, [isOver]);
  // Two presses of a key may come before the next drawing.
  const latest = useRef<Draft | null>(null);
  latest.current = draft;

  function put(next: Draft | null) {
    latest.current = next;
    keep(next);
  }

  function release() {
    const done = latest.current;
    if (!done || done.isDone) return;
    const isMoved = done.span.from !== done.base.from || done.span.to !== done.base.to;
    put(isMoved && change(changeOf(done.span, done.grip)) ? { ...done, act, isDone: true } : null);
  }

  function pull(base: Span, grip: Grip, by: number, snap: number) {
    put({ act, base, span: pulled(base, grip, by, snap, end), grip, isDone: false });
  }

  return {
    span: draft?.span ?? act,
    grip: draft && !draft.isDone ? draft.grip : null,
    pull,
    /** On top of what was pulled before, to the tick. */
    pullMore(grip: Grip, by: number) {
      // Who turns from moving to stretching has finished moving.
      if (latest.current && latest.current.grip !== grip) release();
      const before = latest.current;
      const from = before?.span ?? act;
      const span = pulled(from, grip, by, 1, end);
      put({ act, base: before && !before.isDone ? before.base : from, span, grip, isDone: false });
    },
    release,
    drop: () => put(null),
  };
}

/** Px that a pointer must go before it is a pull and no press. */
const SLACK = { mouse: 3, touch: 8 };
/** Px of an end that can be held; ticks to which a pull snaps. */
const EDGE = { mouse: 10, touch: 22 };
const SNAP = { mouse: TICKS_PER_SECOND / 10, touch: TICKS_PER_SECOND / 2 };

interface Hold {
  readonly x: number;
  readonly base: Span;
  readonly grip: Grip;
  readonly by: 'mouse' | 'touch';
  /** Ticks a px. */
  readonly scale: number;
  readonly isPull: boolean;
}

function useHold({ span, pull, release, drop }: ReturnType<typeof usePull>, end: number) {
  const hold = useRef<Hold | null>(null);
  const wasPull = useRef(false);
  return {
    onPointerDown(event: PointerEvent<HTMLButtonElement>) {
      if (event.button !== 0) return;
      event.stopPropagation();
      const element = event.currentTarget;
      const box = element.getBoundingClientRect();
      const axis = element.closest('.acts')!.getBoundingClientRect();
      const by = event.pointerType === 'touch' ? 'touch' : 'mouse';
      element.setPointerCapture?.(event.pointerId);
      const grip = gripAt(event.clientX - box.left, box.width, EDGE[by]);
      const scale = end / Math.max(1, axis.width);
      hold.current = { x: event.clientX, base: span, grip, by, scale, isPull: false };
      wasPull.current = false;
    },
    onPointerMove(event: PointerEvent) {
      const held = hold.current;
      if (!held) return;
      event.stopPropagation();
      const px = event.clientX - held.x;
      if (!held.isPull && Math.abs(px) < SLACK[held.by]) return;
      hold.current = { ...held, isPull: true };
      pull(held.base, held.grip, Math.round(px * held.scale), SNAP[held.by]);
    },
    onPointerUp() {
      wasPull.current = hold.current?.isPull ?? false;
      hold.current = null;
      if (wasPull.current) release();
    },
    onPointerCancel() {
      hold.current = null;
      drop();
    },
    /** A pull ends with a click of its own, which chooses nothing. */
    onClickCapture(event: MouseEvent) {
      if (wasPull.current) event.stopPropagation();
      wasPull.current = false;
    },
  };
}
