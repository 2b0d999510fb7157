import { useState } from 'react';
import { designNames } from '../../scenario/designNames.ts';
import type { StepText } from '../../scenario/types.ts';
import { useTabled } from '../../table/hooks.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { useAuthor, useChange, useScenario } from '../hooks.ts';
import { saysOf } from '../says.ts';
import { Refusal } from './ChoiceField.tsx';
import { type Choice, deskChoices, targetChoices } from './choices.ts';
import { Fold } from './Fold.tsx';

const NONE = '';

/** What a step points at, and what of it lies on the stage. */
export function LightsForm({ index, step }: { readonly index: number; readonly step: StepText }) {
  const { at } = useAuthor();
  const scenario = useScenario();
  const change = useChange();
  const [problem, setProblem] = useState<string | null>(null);
  const { parts, wires } = targetChoices(scenario);
  const charts = (scenario.charts ?? []).map(({ title }) => ({ value: title, label: title }));
  const desks = deskChoices(scenario, at.catalog);
  const set = (key: 'spotlight' | 'chart' | 'desk', value: string) =>
    setProblem(
      change(
        ['steps', index, key],
        value === NONE ? undefined : value,
        `Step ${index + 1}: what it points at changed`,
      ),
    );
  const targets = [...parts, ...wires];

  return (
    <Fold title="What it points at" now={nowOf(step, targets)}>
      <div className="lesson-row">
        <Select
          label="Spotlight"
          labelShown="above"
          value={targetIn(step.spotlight, targets)}
          options={[{ value: NONE, label: 'nothing' }]}
          groups={[
            { label: 'Parts', options: parts },
            { label: 'Wires', options: wires },
          ]}
          hint={saysOf(['steps', index, 'spotlight'])}
          onChange={(value) => set('spotlight', value)}
        />
        <SelectedButton onTake={(target) => set('spotlight', target)} />
      </div>
      <Select
        label="The one chart that is shown"
        labelShown="above"
        value={step.chart ?? NONE}
        options={[{ value: NONE, label: 'all of them' }, ...charts]}
        hint={charts.length === 0 ? 'Charts to choose from are made under The whole.' : undefined}
        onChange={(value) => set('chart', value)}
      />
      {desks.length > 0 && (
        <Select
          label="On the stage"
          labelShown="above"
          value={step.desk ?? NONE}
          options={[{ value: NONE, label: 'the system' }, ...desks]}
          hint={saysOf(['steps', index, 'desk'])}
          onChange={(value) => set('desk', value)}
        />
      )}
      <Refusal why={problem} />
    </Fold>
  );
}

/** Whoever has pressed a part on the table need not look for its name. */
function SelectedButton({ onTake }: { readonly onTake: (target: string) => void }) {
  const scenario = useScenario();
  const { parts, wires } = useTabled((state) => state.selection);
  const design = useTabled((state) => state.design);
  const [one] = [...parts, ...wires];
  const isOne = parts.length + wires.length === 1 && designNames(scenario).includes(design);
  return (
    <Button
      disabled={!isOne}
      title={isOne ? undefined : 'Select one part or one wire on the table first'}
      onClick={() => onTake(one!)}
    >
      Take the selected one
    </Button>
  );
}

/** A wire may be written with other spaces than it is listed with. */
function targetIn(spotlight: string | undefined, targets: readonly Choice[]): string {
  if (spotlight === undefined) return NONE;
  const bare = spotlight.replaceAll(/\s/g, '');
  return targets.find(({ value }) => value.replaceAll(/\s/g, '') === bare)?.value ?? spotlight;
}

function nowOf({ spotlight, chart, desk }: StepText, targets: readonly Choice[]): string {
  const target = targets.find(({ value }) => value === targetIn(spotlight, targets))?.label;
  const said = [target, chart && `the chart ${chart}`, desk && `the desk of ${desk}`].filter(Boolean);
  return said.join(', ') || 'nothing';
}
