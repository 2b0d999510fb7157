import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { describedBy, Field } from '../../ui/Field.tsx';
import '../../ui/fields.css';
import type { ClaimProblem } from '../../scenario/claim.ts';
import { type Completion, completionAt } from './completion.ts';
import type { Choices } from './figureChoices.ts';
import { Suggestions } from './Suggestions.tsx';

export interface ExpressionTextProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly typed: string;
  readonly choices: Choices;
  /** What stands where it cannot be read; it is underlined. */
  readonly problem: ClaimProblem | null;
  /** Why what was typed was not taken. */
  readonly refused: string | undefined;
  /** The id of what tells the verdict. */
  readonly toldBy: string;
  readonly onType: (typed: string) => void;
  readonly onCommit: () => void;
  /** A key that means nothing to the list of names. */
  readonly onPress: (event: KeyboardEvent) => void;
}

/** One expression, in as many lines as it takes, with the names that fit where the caret is. */
export function ExpressionText(props: ExpressionTextProps) {
  const { label, hint, typed, choices, problem, refused, toldBy, onType, onCommit, onPress } = props;
  const id = useId();
  const list = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const caretTo = useRef<number | null>(null);
  const [open, setOpen] = useState<Completion | null>(null);
  const [active, setActive] = useState(-1);
  const isOpen = open !== null && open.suggestions.length > 0;

  // A new text puts the caret at its end; whoever types on does so behind the name.
  useLayoutEffect(() => {
    if (caretTo.current !== null) area.current?.setSelectionRange(caretTo.current, caretTo.current);
    caretTo.current = null;
  });

  function offer(text: string, caret: number, isAsked = false) {
    setOpen(completionAt(text, caret, choices, isAsked));
    setActive(isAsked ? 0 : -1);
  }

  function type(text: string, caret: number) {
    // An expression is one line, however it came.
    const line = text.replace(/\s*\n\s*/g, ' ');
    onType(line);
    offer(line, caret);
  }

  function choose(index: number) {
    const { from, to, suggestions } = open!;
    const { text, goesOn } = suggestions[index]!;
    const next = typed.slice(0, from) + text + typed.slice(to);
    const caret = from + text.length;
    onType(next);
    caretTo.current = caret;
    if (goesOn) offer(next, caret);
    else setOpen(null);
  }

  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    const { key } = event;
    if (key === ' ' && event.ctrlKey) {
      event.preventDefault();
      offer(typed, event.currentTarget.selectionStart, true);
      return;
    }
    if (isOpen) {
      const { length } = open.suggestions;
      const to = key === 'ArrowDown' ? active + 1 : key === 'ArrowUp' ? active - 1 : null;
      if (to !== null) {
        event.preventDefault();
        setActive((to + length) % length);
        return;
      }
      if (key === 'Enter' && active >= 0) {
        event.preventDefault();
        choose(active);
        return;
      }
      if (key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        setOpen(null);
        return;
      }
    }
    if (['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(key)) setOpen(null);
    if (key === 'Enter') {
      event.preventDefault();
      setOpen(null);
      onCommit();
      return;
    }
    onPress(event);
  }

  return (
    <Field id={id} label={label} labelShown="above" hint={hint} problem={refused}>
      <div className="check-place">
        <span className="ui-text check-text" data-look="lines">
          {/* While a name is being chosen, its beginning is no mistake. */}
          <Echo text={typed} problem={isOpen ? null : problem} />
          <textarea
            ref={area}
            id={id}
            rows={1}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={typed}
            aria-invalid={refused ? true : undefined}
            aria-describedby={[describedBy(id, hint, refused), toldBy].filter(Boolean).join(' ')}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={isOpen ? list : undefined}
            aria-activedescendant={isOpen && active >= 0 ? `${list}-${active}` : undefined}
            onChange={(event) => type(event.target.value, event.target.selectionStart)}
            onKeyDown={press}
            onClick={() => setOpen(null)}
            onBlur={() => {
              setOpen(null);
              onCommit();
            }}
          />
        </span>
        {isOpen && <Suggestions id={list} suggestions={open.suggestions} active={active} onChoose={choose} />}
      </div>
    </Field>
  );
}

/** The same letters once more, unseen, below those of the field: they give it its height, and carry the underline. */
function Echo({ text, problem }: { readonly text: string; readonly problem: ClaimProblem | null }) {
  const at = problem ? Math.min(problem.at, text.length) : text.length;
  const wrong = problem ? (/^(?:[\w.-]+|\S)/.exec(text.slice(at))?.[0] ?? '') : '';
  return (
    <span className="check-echo" aria-hidden="true">
      {text.slice(0, at)}
      {problem && <mark>{wrong || '\u00a0\u00a0'}</mark>}
      {text.slice(at + wrong.length)}
      {'\u200b'}
    </span>
  );
}
