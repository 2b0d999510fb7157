import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { TextArea } from '../ui/TextArea.tsx';
import { slipIn } from './settingText.ts';

export interface DocumentFieldProps {
  readonly label: string;
  /** As JSON; empty for none. */
  readonly text: string;
  readonly disabled: boolean;
  readonly hint: ReactNode;
  readonly problem: string | undefined;
  /** @returns false when it was refused: what was typed stays, to be mended */
  readonly onCommit: (text: string) => boolean;
  readonly onLeave: () => void;
}

/** A document that counts when it is finished: leaving the field or Ctrl+Enter commits it, Escape brings the old one back. */
export function DocumentField(props: DocumentFieldProps) {
  const { label, text, disabled, hint, problem, onCommit, onLeave } = props;
  const [typed, setTyped] = useState(text);
  const [slip, setSlip] = useState<string | null>(null);
  // Undo, another part, a fork: the value has changed elsewhere.
  useEffect(() => {
    setTyped(text);
    setSlip(null);
  }, [text]);

  function giveUp() {
    setTyped(text);
    setSlip(null);
    onLeave();
  }

  function commit() {
    if (typed.trim() === text) return giveUp();
    const found = slipIn(typed);
    setSlip(found);
    // Taken, but perhaps laid out in another way, or just what it was.
    if (found === null && onCommit(typed)) setTyped(text);
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      commit();
    }
    if (event.key !== 'Escape' || (typed === text && !problem && !slip)) return;
    // The same key closes the panel around; one at a time.
    event.stopPropagation();
    event.preventDefault();
    giveUp();
  }

  return (
    <TextArea
      label={label}
      value={typed}
      placeholder="none"
      disabled={disabled}
      hint={hint}
      problem={slip ?? problem}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={press}
    />
  );
}
