import { Plus, X } from 'lucide-react';
import type { RunAsked } from '../../lab/protocol.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { type Built, CONDITIONS_MAX, type Condition, readBuilt, writeBuilt } from './built.ts';
import { firstBuilt, firstCondition } from './builtEdits.ts';
import { ConditionForm } from './ConditionForm.tsx';
import './build.css';
import type { Choices } from './figureChoices.ts';
import { focusSoon } from './focusSoon.ts';

export interface BuildFormProps {
  /** What the expression is for. */
  readonly label: string;
  readonly text: string;
  readonly choices: Choices;
  /** The run that judges; null: the one on the screen. */
  readonly run: RunAsked | null;
  readonly onWrite: (text: string) => void;
}

const FIELD = '.check-field';

/** The expression as choices. It has no state of its own: the text says everything. */
export function BuildForm({ label, text, choices, run, onWrite }: BuildFormProps) {
  const isBlank = text.trim() === '';
  const built = isBlank ? firstBuilt(choices) : readBuilt(text);
  if (!built) {
    return (
      <div className="build">
        <p className="ui-hint">
          This says more than the form can, or cannot be read. It stays as it is written.
        </p>
        <Button
          onClick={({ currentTarget }) => {
            focusSoon(currentTarget, FIELD, '.build select');
            onWrite(writeBuilt(firstBuilt(choices)));
          }}
        >
          Replace it by a form
        </Button>
      </div>
    );
  }
  const { conditions } = built;
  const write = (next: Partial<Built>) => onWrite(writeBuilt({ ...built, ...next }));
  const replace = (i: number, condition: Condition) => write({ conditions: conditions.with(i, condition) });
  return (
    <fieldset className="build">
      <legend className="visually-hidden">{label}, as a form</legend>
      {conditions.length > 1 && (
        <Select
          label="True when"
          labelShown="above"
          value={built.join}
          options={[
            { value: 'and', label: 'all of these are true' },
            { value: 'or', label: 'at least one of these is true' },
          ]}
          onChange={(join) => write({ join })}
        />
      )}
      {conditions.map((condition, i) => (
        <section
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no name but its place.
          key={i}
          className="build-condition"
          aria-label={conditions.length > 1 ? `Condition ${i + 1}` : undefined}
        >
          {conditions.length > 1 && (
            <header>
              <span>
                {i + 1}. {i > 0 && <em>{built.join}</em>}
              </span>
              <IconButton
                label={`Remove condition ${i + 1}`}
                onClick={({ currentTarget }) => {
                  focusSoon(currentTarget, FIELD, '.build-foot button');
                  write({ conditions: conditions.toSpliced(i, 1) });
                }}
              >
                <X size={15} aria-hidden="true" />
              </IconButton>
            </header>
          )}
          <ConditionForm
            condition={condition}
            choices={choices}
            run={run}
            onChange={(next) => replace(i, next)}
          />
        </section>
      ))}
      <div className="build-foot">
        {isBlank && (
          <Button
            onClick={({ currentTarget }) => {
              focusSoon(currentTarget, FIELD, '.build select');
              write({});
            }}
          >
            Write this
          </Button>
        )}
        {!isBlank && conditions.length < CONDITIONS_MAX && (
          <Button
            look="quiet"
            onClick={() => write({ conditions: [...conditions, firstCondition(choices)] })}
          >
            <Plus size={15} aria-hidden="true" /> One more condition
          </Button>
        )}
      </div>
    </fieldset>
  );
}
