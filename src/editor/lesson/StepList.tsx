import { GripVertical } from 'lucide-react';
import { type CSSProperties, type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { BONE_WORDS } from '../../episode/state.ts';
import type { StepText } from '../../scenario/types.ts';
import { type Drag, useDrag } from './useDrag.ts';

export interface StepListProps {
  readonly steps: readonly StepText[];
  /** -1: the whole. */
  readonly open: number;
  readonly onOpen: (step: number) => void;
  readonly onMove: (from: number, to: number) => void;
}

/** The lesson at a glance: what is said of the whole, and its steps in their order. */
export function StepList({ steps, open, onOpen, onMove }: StepListProps) {
  const list = useRef<HTMLOListElement>(null);
  const { drag, handle } = useDrag(list, move);

  // A long list scrolls by itself; the page around it stays where it is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of steps moves the open one.
  useLayoutEffect(() => {
    const all = list.current;
    const row = all?.children[open + 1];
    if (!all || !(row instanceof HTMLElement)) return;
    const below = row.offsetTop + row.offsetHeight - all.clientHeight;
    all.scrollTop = Math.max(below, Math.min(row.offsetTop, all.scrollTop));
  }, [open, steps.length]);

  /** The row's element goes with its step: the browser takes the focus from what is put elsewhere. */
  function move(from: number, to: number) {
    onMove(from, to);
    requestAnimationFrame(() => focusRow(to + 1));
  }

  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('.lesson-step') ?? [])];
  const focusRow = (row: number) => rows()[row]?.focus();

  function press(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey) return;
    const row = rows().indexOf(event.target as HTMLElement);
    if (row < 0) return;
    event.preventDefault();
    if (!event.altKey) return focusRow(Math.min(steps.length, Math.max(0, row + by)));
    const [from, to] = [row - 1, row - 1 + by];
    if (from >= 0 && to >= 0 && to < steps.length) move(from, to);
  }

  return (
    <ol
      className="lesson-steps"
      ref={list}
      onKeyDown={press}
      aria-label="The lesson"
      data-dragging={drag ? '' : undefined}
    >
      <li>
        <button
          type="button"
          className="lesson-step"
          aria-current={open < 0 ? 'step' : undefined}
          onClick={() => onOpen(-1)}
        >
          <span className="lesson-step-title">The whole</span>
        </button>
      </li>
      {steps.map(({ id, bone, title }, i) => (
        <li key={id} data-row="" {...lookOf(drag, i)}>
          <button
            type="button"
            className="lesson-step"
            aria-current={open === i ? 'step' : undefined}
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            onClick={() => onOpen(i)}
          >
            <span className="lesson-step-number figures">{i + 1}</span>
            <span className="lesson-step-bone">{BONE_WORDS[bone]}</span>
            <span className="lesson-step-title">{title}</span>
          </button>
          <span className="lesson-grip" aria-hidden="true" title="Drag it to another place" {...handle(i)}>
            <GripVertical size={16} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function lookOf(drag: Drag | null, row: number) {
  if (!drag) return {};
  if (drag.from === row) return { 'data-held': '', style: { '--by': `${drag.by}px` } as CSSProperties };
  // The line stands where it would come to lie.
  if (drag.to === drag.from) return {};
  return drag.to === row ? { 'data-drop': drag.to < drag.from ? 'before' : 'after' } : {};
}
