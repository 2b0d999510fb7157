import { DEEDS, type Deed } from '../../scenario/lesson.ts';
import type { StepText } from '../../scenario/types.ts';
import { Select } from '../../ui/Select.tsx';
import { useAuthor, useChange, useScenario } from '../hooks.ts';
import { AreaField } from '../lesson/fields.tsx';
import { ItemTools } from '../lesson/ItemTools.tsx';
import { useRevise } from '../lesson/useRevise.ts';
import { withMoved } from '../value.ts';
import { ExpressionField } from './ExpressionField.tsx';
import { IdField } from './IdField.tsx';
import { withAsks } from './lists.ts';
import { programChoices, SchedulesFields } from './SchedulesFields.tsx';
import { useFirst } from './useFirst.ts';

type Task = NonNullable<StepText['tasks']>[number];
type Way = 'that' | 'did' | 'schedules';

export interface TaskFormProps {
  readonly step: number;
  readonly index: number;
  readonly task: Task;
  readonly count: number;
  readonly onProblem: (problem: string | null) => void;
}

const DEED_WORDS: Readonly<Record<Deed, string>> = {
  look: 'selects a part or a wire',
  why: 'asks why one request ended as it did',
  compare: 'puts another run beside this one',
  fork: 'goes another way from some moment',
  hurt: 'does an act to a part',
  theory: 'lays queueing theory over the charts',
  slower: 'lowers the speed of playback',
  rewind: 'goes back in time',
  edit: 'changes the design',
  schedule: 'lets a goroutine take a step, by hand',
  explore: 'has every schedule of a program tried',
};

/** One task: what is to be done in words, and how a run or a deed shows that it is. */
export function TaskForm({ step, index, task, count, onProblem }: TaskFormProps) {
  const { catalog } = useAuthor().at;
  const scenario = useScenario();
  const change = useChange();
  const revise = useRevise();
  const first = useFirst();
  const programs = programChoices(scenario, catalog);
  const path = ['steps', step, 'tasks', index];
  const where = `Step ${step + 1}, task ${index + 1}`;
  const way: Way = task.did !== undefined ? 'did' : task.schedules ? 'schedules' : 'that';

  function go(to: Way) {
    const part = programs[0]?.value ?? '';
    const asks =
      to === 'that'
        ? { that: first().yes }
        : to === 'did'
          ? { did: 'look' as const }
          : { schedules: { part, verdict: 'clean' as const } };
    onProblem(revise(withAsks(scenario, step, index, asks), `${where}: done in another way`));
  }

  return (
    <>
      <AreaField
        label={`Task ${index + 1}`}
        text={task.says}
        limits={[...path, 'says']}
        onCommit={(typed) =>
          typed === '' ? 'A task has words.' : change([...path, 'says'], typed, `${where}: words changed`)
        }
      />
      <div className="check-row">
        <Select
          label="It is done when"
          labelShown="above"
          value={way}
          options={[
            { value: 'that', label: 'something is true of the run' },
            { value: 'did', label: 'the learner does something' },
            ...(programs.length > 0 || way === 'schedules'
              ? [{ value: 'schedules' as const, label: 'all schedules of a program were tried' }]
              : []),
          ]}
          onChange={go}
        />
        {way !== 'did' && (
          <Select
            label="In which design"
            labelShown="above"
            value={task.design ?? 'any'}
            options={[
              { value: 'any', label: 'any that is on the table' },
              { value: 'mine', label: 'the learner’s own only' },
            ]}
            onChange={(design) =>
              onProblem(
                change(
                  [...path, 'design'],
                  design === 'any' ? undefined : design,
                  `${where}: counts elsewhere`,
                ),
              )
            }
          />
        )}
      </div>
      {way === 'that' && (
        <ExpressionField
          label={`Task ${index + 1} is done when this is true`}
          text={task.that ?? ''}
          where={null}
          onCommit={(typed) =>
            typed === ''
              ? 'Say what must be true, or let it be done in another way.'
              : change([...path, 'that'], typed, `${where}: what must be true`)
          }
        />
      )}
      {way === 'did' && (
        <Select
          label="The learner"
          labelShown="above"
          value={task.did!}
          options={DEEDS.map((did) => ({ value: did, label: DEED_WORDS[did] }))}
          hint="Whoever teaches sees it ticked in the lab; no run can tell it here."
          onChange={(did) => onProblem(change([...path, 'did'], did, `${where}: another deed`))}
        />
      )}
      {task.schedules && (
        <SchedulesFields {...{ path, where, programs, onProblem }} schedules={task.schedules} />
      )}
      <ItemTools
        what={`task ${index + 1}`}
        index={index}
        count={count}
        onMove={(to) => {
          const list = ['steps', step, 'tasks'];
          onProblem(
            revise(withMoved(scenario, list, index, to), `${where}: moved ${to < index ? 'up' : 'down'}`),
          );
        }}
        onRemove={() => onProblem(change(path, undefined, `${where}: removed`))}
      >
        <IdField id={task.id} onCommit={(id) => change([...path, 'id'], id, `${where}: its id changed`)} />
      </ItemTools>
    </>
  );
}
