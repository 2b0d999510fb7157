import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { TextField } from '../ui/TextField.tsx';

export interface TypedProps {
  readonly label: string;
  readonly text: string;
  readonly unit?: string;
  readonly numeric?: boolean;
  readonly wide?: boolean;
  readonly disabled?: boolean;
  readonly look?: 'words' | 'figure';
  readonly hint?: ReactNode;
  readonly problem?: string;
  /** @returns false when it was refused: what was typed stays, to be mended */
  readonly onCommit: (text: string) => boolean;
  readonly onLeave?: () => void;
  /** Gets the focus when this changes. */
  readonly focus?: unknown;
}

/** A text that counts when it is finished: Enter or leaving the field commits it, Escape brings the old one back. */
export function Typed(props: TypedProps) {
  const {
    label,
    text,
    unit,
    numeric,
    wide,
    disabled,
    look = 'figure',
    hint,
    problem,
    onCommit,
    onLeave,
    focus,
  } = props;
  const [typed, setTyped] = useState(text);
  const field = useRef<HTMLInputElement>(null);
  // Undo, another part, a fork: the value has changed elsewhere.
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (!focus) return;
    field.current?.focus();
    field.current?.select();
  }, [focus]);

  function commit() {
    if (typed.trim() === text) {
      setTyped(text);
      onLeave?.();
    } else if (onCommit(typed) && field.current) {
      // Taken, but perhaps written in another way, or just what it was.
      setTyped(text);
    }
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Enter') commit();
    if (event.key !== 'Escape' || (typed === text && !problem)) return;
    // The same key closes the panel around; one at a time.
    event.stopPropagation();
    event.preventDefault();
    setTyped(text);
    onLeave?.();
  }

  return (
    <TextField
      ref={field}
      label={label}
      labelShown={wide ? 'above' : 'beside'}
      look={look}
      unit={unit}
      inputMode={numeric ? 'numeric' : undefined}
      value={typed}
      disabled={disabled}
      hint={hint}
      problem={problem}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={press}
    />
  );
}
