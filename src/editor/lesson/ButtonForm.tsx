import { Trash2 } from 'lucide-react';
import type { StepText } from '../../scenario/types.ts';
import { Button } from '../../ui/Button.tsx';
import { useAuthor, useChange, useScenario } from '../hooks.ts';
import { limitsOf, saysOf } from '../says.ts';
import { withAt } from '../value.ts';
import { ActsChoice } from './ActsChoice.tsx';
import { actChoices } from './choices.ts';
import { Fold } from './Fold.tsx';
import { LineField } from './fields.tsx';
import { namedActs, ownActs, withNamed } from './presetChanges.ts';

/** The one button of a step, which does something to the system. */
export function ButtonForm({ index, step }: { readonly index: number; readonly step: StepText }) {
  const { at } = useAuthor();
  const scenario = useScenario();
  const change = useChange();
  const { act, preset } = step;
  const path = ['steps', index, 'act'];
  const says = `Step ${index + 1}: its button changed`;
  const choices = actChoices(scenario, step, at.catalog);
  const played = namedActs(preset?.acts);
  const barred = (id: string) => (played.includes(id) ? 'The step plays it from the beginning.' : null);
  const free = choices.filter(({ value }) => barred(value) === null);

  function begin() {
    const first = free[0]!;
    const label = first.label.slice(0, limitsOf([...path, 'label']).most ?? undefined);
    const act = { label, acts: [first.value] };
    at.table.revise(withAt(scenario, path, act), `Step ${index + 1}: a button of its own`);
  }

  return (
    <Fold title="Its own button" now={act ? `“${act.label}”` : 'none'}>
      {act ? (
        <>
          <LineField
            label="What the button says"
            text={act.label}
            limits={[...path, 'label']}
            hint={saysOf([...path, 'label'])}
            onCommit={(typed) => change([...path, 'label'], typed, says)}
          />
          <p className="ui-hint">{saysOf(path)}</p>
          <ActsChoice
            label="Acts that it plays"
            step={step}
            choices={choices}
            chosen={namedActs(act.acts)}
            written={ownActs(act.acts).length}
            path={[...path, 'acts']}
            barred={barred}
            onChange={(ids) => {
              const acts = withNamed(act.acts, ids);
              return acts.length === 0
                ? 'A button plays at least one act. To have none, remove the button.'
                : change([...path, 'acts'], acts, says);
            }}
          />
          <div className="lesson-tools">
            <Button
              onClick={() =>
                at.table.revise(withAt(scenario, path, undefined), `Step ${index + 1}: its button removed`)
              }
            >
              <Trash2 size={14} aria-hidden="true" />
              Remove the button
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="ui-hint">{saysOf(path)}</p>
          {free.length > 0 ? (
            <div className="lesson-tools">
              <Button onClick={begin}>Give it a button</Button>
            </div>
          ) : (
            <p className="ui-hint">
              {choices.length === 0
                ? 'There is no act that it could play. Hurt a part on the table first: press it, then choose what is done to it.'
                : 'Every act is played from the beginning of this step. Leave one out under “On the table” first.'}
            </p>
          )}
        </>
      )}
    </Fold>
  );
}
