import { useState } from 'react';
import { formatMoment } from '../../player/clock.ts';
import type { Path } from '../../scenario/problem.ts';
import type { StepText } from '../../scenario/types.ts';
import { Button } from '../../ui/Button.tsx';
import { useAuthor, useScenario } from '../hooks.ts';
import { Refusal } from './ChoiceField.tsx';
import { type ActChoice, namelessActs } from './choices.ts';
import { Checks } from './fields.tsx';

export interface ActsChoiceProps {
  readonly label: string;
  readonly step: StepText;
  readonly choices: readonly ActChoice[];
  readonly chosen: readonly string[];
  /** Acts that the step writes out itself: the text view has them. */
  readonly written: number;
  /** Of the list. */
  readonly path: Path;
  /** Why one of them cannot be chosen; null: it can. */
  readonly barred?: (id: string) => string | null;
  /** @returns why it was refused; null: it was done */
  readonly onChange: (ids: readonly string[]) => string | null;
}

/** Acts of the scenario by their names and moments. */
export function ActsChoice(props: ActsChoiceProps) {
  const { label, step, choices, chosen, written, path, barred, onChange } = props;
  const author = useAuthor();
  const scenario = useScenario();
  const [problem, setProblem] = useState<string | null>(null);
  const nameless = namelessActs(scenario, step);
  return (
    <div className="lesson-stack">
      {choices.length === 0 ? (
        <p className="ui-hint">
          Nothing happens in this design yet. Hurt a part on the table: press it, then choose what is done to
          it.
        </p>
      ) : (
        <Checks
          label={label}
          options={choices.map(({ value, label, at }) => ({
            value,
            label: (
              <>
                {label} <span className="figures">{formatMoment(at)}</span>
              </>
            ),
            barred: barred?.(value) ?? undefined,
          }))}
          chosen={chosen}
          onChange={(ids) => setProblem(onChange(ids))}
        />
      )}
      {nameless > 0 && (
        <p className="ui-hint">
          {nameless === 1 ? 'One act has' : `${nameless} acts have`} no id, and cannot be chosen apart.
        </p>
      )}
      {written > 0 && (
        <p className="ui-hint">
          {written === 1 ? 'One more act is' : `${written} more acts are`} written out in the step itself.{' '}
          <Button look="quiet" className="lesson-link" onClick={() => author.revealText(path)}>
            Show in the text
          </Button>
        </p>
      )}
      <Refusal why={problem} />
    </div>
  );
}
