import { Eye } from 'lucide-react';
import { useStore } from 'zustand';
import { BONE_WORDS } from '../../episode/state.ts';
import { BONES } from '../../scenario/lesson.ts';
import type { StepText } from '../../scenario/types.ts';
import { Button } from '../../ui/Button.tsx';
import { PredictionForm } from '../checks/PredictionForm.tsx';
import { TasksForm } from '../checks/TasksForm.tsx';
import { useAuthor, useChange, useScenario } from '../hooks.ts';
import { saysOf } from '../says.ts';
import { ButtonForm } from './ButtonForm.tsx';
import { ChoiceField } from './ChoiceField.tsx';
import { Fold } from './Fold.tsx';
import { LineField } from './fields.tsx';
import { HintsForm } from './HintsForm.tsx';
import { LightsForm } from './LightsForm.tsx';
import { PaletteForm } from './PaletteForm.tsx';
import { PresetForm } from './PresetForm.tsx';
import { StepWords } from './StepWords.tsx';
import { showStep } from './showStep.ts';
import { SKELETON } from './skeleton.ts';
import { withTitle } from './stepChanges.ts';
import { useRevise } from './useRevise.ts';
import { ChallengeFold } from './whole/ChallengeFold.tsx';

export interface StepFormProps {
  readonly index: number;
  readonly step: StepText;
  /** A step that comes with this id is still the same. */
  readonly willRename: (id: string) => void;
}

/** All that can be said of one step. */
export function StepForm({ index, step, willRename }: StepFormProps) {
  const scenario = useScenario();
  const change = useChange();
  const revise = useRevise();
  const path = ['steps', index];
  const where = `Step ${index + 1}`;
  return (
    <div className="lesson-form">
      <LineField
        label="Title"
        text={step.title}
        limits={[...path, 'title']}
        onCommit={(typed) => {
          const titled = withTitle(scenario, index, typed);
          willRename(titled.steps![index]!.id);
          return revise(titled, `${where} is called ${typed}`);
        }}
      />
      <div className="lesson-pair">
        <ChoiceField
          label="Kind of step"
          value={step.bone}
          options={BONES.map((bone) => ({ value: bone, label: BONE_WORDS[bone] }))}
          hint={SKELETON[step.bone].means}
          onSet={(bone) => change([...path, 'bone'], bone, `${where}: ${BONE_WORDS[bone]}`)}
        />
        <LineField
          label="Id"
          look="figure"
          text={step.id}
          hint="Links to the step go by it."
          onCommit={(typed) => {
            willRename(typed);
            return change([...path, 'id'], typed, `${where} has the id ${typed}`);
          }}
        />
      </div>
      <ShowStep index={index} step={step} />
      <StepWords index={index} step={step} />
      <PresetForm index={index} step={step} />
      <ButtonForm index={index} step={step} />
      <Fold
        title="Prediction"
        now={step.prediction?.question || (step.prediction ? 'without words' : 'none')}
      >
        <PredictionForm step={index} />
      </Fold>
      <Fold title="Tasks" now={counted(step.tasks?.length ?? 0)}>
        <TasksForm step={index} />
      </Fold>
      {step.bone === 'challenge' && <ChallengeFold />}
      <HintsForm index={index} step={step} />
      <LightsForm index={index} step={step} />
      <PaletteForm index={index} step={step} />
      <LineField
        label="What it has shown"
        text={step.learned ?? ''}
        limits={[...path, 'learned']}
        placeholder="nothing is said"
        hint={saysOf([...path, 'learned'])}
        onCommit={(typed) =>
          change(
            [...path, 'learned'],
            typed === '' ? undefined : typed,
            `${where}: what it has shown changed`,
          )
        }
      />
    </div>
  );
}

const counted = (n: number): string => (n === 0 ? 'none' : String(n));

function ShowStep({ index, step }: { readonly index: number; readonly step: StepText }) {
  const { table } = useAuthor().at;
  const isBusy = useStore(table.player.store, ({ progress }) => progress !== null);
  const show = (isActed: boolean) => {
    table.say(`Step ${index + 1} is put on the table${isActed ? ', with its button pressed' : ''}.`);
    void showStep(table, index, isActed);
  };
  return (
    <div className="lesson-tools">
      <Button onClick={() => show(false)} aria-busy={isBusy || undefined}>
        <Eye size={16} aria-hidden="true" />
        Show this step on the table
      </Button>
      {step.act && <Button onClick={() => show(true)}>With its button pressed</Button>}
    </div>
  );
}
