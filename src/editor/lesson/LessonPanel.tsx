import { useMemo, useRef, useState } from 'react';
import { BONE_WORDS } from '../../episode/state.ts';
import { Button } from '../../ui/Button.tsx';
import { useAuthor, useAuthored, useScenario } from '../hooks.ts';
import './lesson.css';
import { EmptyLesson } from './EmptyLesson.tsx';
import { type Folds, FoldsContext } from './Fold.tsx';
import { StepForm } from './StepForm.tsx';
import { StepList } from './StepList.tsx';
import { StepTools } from './StepTools.tsx';
import { showWhole } from './showStep.ts';
import {
  type Bone,
  type Changed,
  withCopy,
  withoutStep,
  withSkeleton,
  withStep,
  withStepMoved,
} from './stepChanges.ts';
import { useStepKey } from './useStepKey.ts';
import { WholeForm } from './whole/WholeForm.tsx';

/** What a new step of a kind is there for stands open. */
const ASKS: Partial<Readonly<Record<Bone, string>>> = {
  predict: 'Prediction',
  break: 'Its own button',
  mend: 'Tasks',
  challenge: 'Challenge',
};

/** The lesson as forms: its steps, and what is open of it. */
export function LessonPanel() {
  const author = useAuthor();
  const { table } = author.at;
  const scenario = useScenario();
  const wish = useAuthored((state) => state.step);
  const panel = useRef<HTMLDivElement>(null);
  const folds = useFolds();
  const steps = scenario.steps ?? [];
  // Undo, or the text, may have taken the one that was open.
  const open = Math.min(wish, steps.length - 1);
  const step = steps[open];
  const form = useStepKey(open, step?.id ?? null);

  function change({ scenario, step }: Changed, says: string): boolean {
    if (!table.revise(scenario, says)) return false;
    author.openStep(step);
    return true;
  }

  /** Whoever adds a step wants to call it something. */
  function nameIt() {
    requestAnimationFrame(() => {
      const title = panel.current?.querySelector<HTMLInputElement>('.lesson-form input');
      title?.focus();
      title?.select();
    });
  }

  function remove(at: number) {
    if (!change(withoutStep(scenario, at), `Step ${at + 1} removed`)) return;
    table.say(`Step ${at + 1} is removed. Undo brings it back.`);
    // With the last step its buttons go.
    if (steps.length === 1) panel.current?.querySelector<HTMLElement>('.lesson-bar button')?.focus();
  }

  return (
    <div className="lesson" ref={panel}>
      <header className="lesson-head">
        <StepList
          steps={steps}
          open={open}
          onOpen={author.openStep}
          onMove={(from, to) =>
            change(withStepMoved(scenario, from, to), `Step ${from + 1} is step ${to + 1} now`)
          }
        />
        <StepTools
          count={steps.length}
          open={open}
          onAdd={(bone) => {
            const after = open < 0 ? steps.length - 1 : open;
            if (!change(withStep(scenario, after, bone), `A step added: ${BONE_WORDS[bone]}`)) return;
            const fold = ASKS[bone];
            if (fold) folds.show(fold);
            nameIt();
          }}
          onMove={(from, to) =>
            change(withStepMoved(scenario, from, to), `Step ${from + 1} is step ${to + 1} now`)
          }
          onCopy={(at) => change(withCopy(scenario, at), `Step ${at + 1} duplicated`)}
          onRemove={remove}
        />
      </header>
      {steps.length === 0 && (
        <EmptyLesson
          onAdd={(bones) => {
            if (change(withSkeleton(scenario, bones), `${bones.length} steps added`)) nameIt();
          }}
        />
      )}
      <FoldsContext value={folds}>
        {step ? (
          <StepForm key={form.key} index={open} step={step} willRename={form.willRename} />
        ) : (
          <>
            <ShowWhole />
            <WholeForm key={form.key} />
          </>
        )}
      </FoldsContext>
    </div>
  );
}

function useFolds(): Folds {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      open,
      toggle: (title) =>
        setOpen((now) => new Set(now.has(title) ? [...now].filter((one) => one !== title) : [...now, title])),
      show: (title) => setOpen((now) => new Set([...now, title])),
    }),
    [open],
  );
}

/** After a step was on the table: all of it again. */
function ShowWhole() {
  const { table } = useAuthor().at;
  return (
    <div className="lesson-tools lesson-whole-tools">
      <Button onClick={() => void showWhole(table)}>Show the whole run on the table</Button>
    </div>
  );
}
