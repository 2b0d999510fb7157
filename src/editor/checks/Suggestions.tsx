import type { Suggestion } from './completion.ts';

export interface SuggestionsProps {
  readonly id: string;
  readonly suggestions: readonly Suggestion[];
  /** -1: none yet. */
  readonly active: number;
  readonly onChoose: (index: number) => void;
}

/** So many are seen at once: nobody scrolls a list that never has the focus. */
const ROWS = 7;

/** Names that fit, below the field that they go into; the field keeps the focus. */
export function Suggestions({ id, suggestions, active, onChoose }: SuggestionsProps) {
  const { length } = suggestions;
  const from = Math.max(0, Math.min(active - Math.floor(ROWS / 2), length - ROWS));
  return (
    <div className="check-names">
      <div id={id} role="listbox" aria-label="Names that fit">
        {suggestions.slice(from, from + ROWS).map(({ text, says }, k) => {
          const i = from + k;
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the field has the focus and names the active one.
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field.
            <div
              key={text}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === active}
              aria-posinset={i + 1}
              aria-setsize={length}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(i)}
            >
              <span className="figures">{text.trimEnd()}</span>
              <small>{says}</small>
            </div>
          );
        })}
      </div>
      {length > ROWS && (
        <p className="check-names-more" aria-hidden="true">
          {from + 1} to {from + ROWS} of {length}: go on with the arrows, or type on.
        </p>
      )}
    </div>
  );
}
