import { useState } from 'react';
import type { StepText } from '../../scenario/types.ts';
import { useScenario } from '../hooks.ts';
import { useRevise } from '../lesson/useRevise.ts';
import { limitsOf } from '../says.ts';
import { focusSoon, LAST_WORDS } from './focusSoon.ts';
import { HeldAgainst } from './HeldAgainst.tsx';
import { ListFoot } from './ListFoot.tsx';
import { withTask } from './lists.ts';
import { TaskForm } from './TaskForm.tsx';
import { useFirst } from './useFirst.ts';

export interface TasksFormProps {
  /** The place of the step. */
  readonly step: number;
}

/** What a learner is to do or to bring about in a step. */
export function TasksForm({ step }: TasksFormProps) {
  const scenario = useScenario();
  const revise = useRevise();
  const first = useFirst();
  const [problem, setProblem] = useState<string | null>(null);
  const text: StepText | undefined = scenario.steps?.[step];
  if (!text) return null;
  const tasks = text.tasks ?? [];
  const { most } = limitsOf(['steps', step, 'tasks']);

  function add(button: Element) {
    const why = revise(withTask(scenario, step, { that: first().yes }), `Step ${step + 1}: a task added`);
    setProblem(why);
    if (why === null) focusSoon(button, '.checks', LAST_WORDS);
  }

  return (
    <section className="checks" aria-label="Tasks">
      {tasks.some(({ that }) => that !== undefined) && <HeldAgainst isOfStep />}
      {tasks.length === 0 && (
        <p className="ui-hint">
          What the learner does here, or brings about. A run says when it is done, and ticks it.
        </p>
      )}
      <ol className="check-items" data-items="">
        {tasks.map((task, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an id is edited here, and the field keeps the focus.
          <li key={i}>
            <TaskForm step={step} index={i} task={task} count={tasks.length} onProblem={setProblem} />
          </li>
        ))}
      </ol>
      <ListFoot
        problem={problem}
        add="Add a task"
        isFull={most !== null && tasks.length >= most}
        onAdd={add}
      />
    </section>
  );
}
