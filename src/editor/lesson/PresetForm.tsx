import { MINE } from '../../scenario/designNames.ts';
import type { StepText } from '../../scenario/types.ts';
import { designOf, textOf } from '../../table/design.ts';
import { Button } from '../../ui/Button.tsx';
import { useAuthor, useChange, useScenario } from '../hooks.ts';
import { saysOf } from '../says.ts';
import { ActsChoice } from './ActsChoice.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { actChoices, designChoices } from './choices.ts';
import { Fold } from './Fold.tsx';
import { LineField } from './fields.tsx';
import { namedActs, ownActs, presetWith, withNamed } from './presetChanges.ts';

const UNSAID = '';
const ALL = 'all';
const SOME = 'some';

/** What lies on the table when the step begins. */
export function PresetForm({ index, step }: { readonly index: number; readonly step: StepText }) {
  const { at } = useAuthor();
  const scenario = useScenario();
  const change = useChange();
  const { preset } = step;
  const path = ['steps', index, 'preset'];
  const set = <K extends 'design' | 'at' | 'acts'>(key: K, value: NonNullable<StepText['preset']>[K]) =>
    change(
      path,
      presetWith(scenario, index, key, value),
      `Step ${index + 1}: what it puts on the table changed`,
    );

  function takeNow() {
    const { t } = at.table.player.store.getState();
    const { length } = designOf(at.table.store.getState());
    const why = set('at', textOf(Math.min(t, length), length));
    if (why) at.table.refuse(why);
  }

  return (
    <Fold title="On the table" now={presetNow(step, designChoices(scenario))}>
      <ChoiceField
        label="Design"
        value={preset?.design ?? UNSAID}
        options={[
          { value: UNSAID, label: 'start, because nothing is said' },
          ...designChoices(scenario),
          ...(Object.hasOwn(scenario.designs ?? {}, MINE)
            ? []
            : [{ value: MINE, label: 'The learner’s own (mine)' }]),
        ]}
        hint={saysOf([...path, 'design'])}
        onSet={(value) => set('design', value === UNSAID ? undefined : value)}
      />
      <div className="lesson-row">
        <LineField
          label="Playhead at"
          look="figure"
          text={String(preset?.at ?? '')}
          placeholder="0s"
          hint={saysOf([...path, 'at'])}
          onCommit={(typed) => set('at', typed === '' ? undefined : typed)}
        />
        <Button title="The moment at which the playhead stands now" onClick={takeNow}>
          Take the playhead’s
        </Button>
      </div>
      <ChoiceField
        label="Acts that are played"
        value={preset?.acts ? SOME : ALL}
        options={[
          { value: ALL, label: 'all of the scenario' },
          { value: SOME, label: 'only those that are ticked' },
        ]}
        hint={
          step.act && !preset?.acts
            ? 'All but those of the button, which come when it is pressed.'
            : undefined
        }
        onSet={(value) => set('acts', value === ALL ? undefined : [])}
      />
      {preset?.acts && (
        <ActsChoice
          label="Acts of this step"
          step={step}
          choices={actChoices(scenario, step, at.catalog)}
          chosen={namedActs(preset.acts)}
          written={ownActs(preset.acts).length}
          path={[...path, 'acts']}
          onChange={(ids) => set('acts', withNamed(preset.acts, ids))}
        />
      )}
    </Fold>
  );
}

function presetNow(
  { preset }: StepText,
  designs: readonly { readonly value: string; readonly label: string }[],
): string {
  const design = designs.find(({ value }) => value === (preset?.design ?? 'start'));
  const acts = preset?.acts;
  const played = acts === undefined ? 'all acts' : acts.length === 0 ? 'no acts' : namesOf(acts.length);
  return [design?.label ?? 'the learner’s own design', `at ${preset?.at ?? '0s'}`, played].join(', ');
}

const namesOf = (n: number): string => `${n} act${n === 1 ? '' : 's'}`;
