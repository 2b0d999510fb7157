import { X } from 'lucide-react';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
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
  const { span, grip, pull, release, drop } = usePull(act, end, (to) => editing.change(id, to));
  const hold = useHold({ end, pull, release, drop });
  const [left, right] = [span.from, Math.min(span.to, end)].map((t) => (100 * t) / Math.max(1, end));

  function press(event: KeyboardEvent) {
    const by = { ArrowLeft: -KEY_TICKS, ArrowRight: KEY_TICKS }[event.key];
    if (by !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (!event.shiftKey) pull('whole', by, 1, true);
      else if (!isAtOnce(act)) pull('end', by, 1, true);
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
  /** What it was begun from: another plate has its own moments. */
  readonly act: PlateAct;
  readonly span: Span;
  readonly grip: Grip;
  /** It has been handed over, and the run with it is on its way. */
  readonly isDone: boolean;
}

type Change = ReturnType<typeof changeOf>;

/** Where an act stands while somebody pulls at it, and until the run with the change is there. */
function usePull(act: PlateAct, end: number, change: (to: Change) => boolean) {
  const [kept, keep] = useState<Draft | null>(null);
  const draft = kept?.act === act ? kept : null;
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
    const isMoved = done.span.from !== act.from || done.span.to !== act.to;
    put(isMoved && change(changeOf(done.span, done.grip)) ? { ...done, isDone: true } : null);
  }

  /** @param isMore on top of what was pulled before; else from where the act stood */
  function pull(grip: Grip, by: number, snap: number, isMore: boolean) {
    // Who turns from moving to stretching has finished moving.
    if (isMore && latest.current && latest.current.grip !== grip) release();
    const from = isMore ? (latest.current?.span ?? act) : act;
    put({ act, span: pulled(from, grip, by, snap, end), grip, isDone: false });
  }

  return {
    span: draft?.span ?? act,
    grip: draft && !draft.isDone ? draft.grip : null,
    pull,
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
  readonly grip: Grip;
  readonly by: 'mouse' | 'touch';
  /** Ticks a px. */
  readonly scale: number;
  readonly isPull: boolean;
}

type Pull = Pick<ReturnType<typeof usePull>, 'pull' | 'release' | 'drop'>;

function useHold({ end, pull, release, drop }: Pull & { readonly end: number }) {
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
      hold.current = { x: event.clientX, grip, by, scale: end / Math.max(1, axis.width), isPull: false };
      wasPull.current = false;
    },
    onPointerMove(event: PointerEvent) {
      const held = hold.current;
      if (!held) return;
      event.stopPropagation();
      const px = event.clientX - held.x;
      if (!held.isPull && Math.abs(px) < SLACK[held.by]) return;
      hold.current = { ...held, isPull: true };
      pull(held.grip, Math.round(px * held.scale), SNAP[held.by], false);
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
