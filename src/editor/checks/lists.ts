/** What a lesson asks, as its lists grow: new items begin sound, with ids that nobody else has. */
import type { Scenario, StepText } from '../../scenario/types.ts';
import { freeOf, withAt, withItem } from '../value.ts';

type Prediction = NonNullable<StepText['prediction']>;
type Task = NonNullable<StepText['tasks']>[number];

/** Two expressions of which one is true. */
export interface Contrary {
  readonly yes: string;
  readonly no: string;
}

/** Ids of predictions are those of the whole lesson: progress is kept by them. */
export function withPrediction(scenario: Scenario, step: number, { yes, no }: Contrary): Scenario {
  const taken = (scenario.steps ?? []).flatMap(({ prediction }) => prediction?.id ?? []);
  const prediction: Prediction = {
    id: freeOf('guess', taken),
    question: 'What will happen?',
    options: [
      { id: 'answer', text: 'The first answer.', right: yes },
      { id: 'answer-2', text: 'The second answer.', right: no },
    ],
  };
  return withAt(scenario, ['steps', step, 'prediction'], prediction);
}

export function withOption(scenario: Scenario, step: number): Scenario {
  const { options } = scenario.steps![step]!.prediction!;
  const id = freeOf(
    'answer',
    options.map((one) => one.id),
  );
  const path = ['steps', step, 'prediction', 'options'];
  return withItem(scenario, path, options.length, { id, text: 'One more answer.' });
}

export function withTask(
  scenario: Scenario,
  step: number,
  asks: Pick<Task, 'that' | 'did' | 'schedules'>,
): Scenario {
  const tasks = scenario.steps![step]!.tasks ?? [];
  const id = freeOf(
    'task',
    tasks.map((one) => one.id),
  );
  return withItem(scenario, ['steps', step, 'tasks'], tasks.length, {
    id,
    says: 'What is to be done.',
    ...asks,
  });
}

/** The same task, done by something else. What goes only with the old way goes with it. */
export function withAsks(
  scenario: Scenario,
  step: number,
  index: number,
  asks: Pick<Task, 'that' | 'did' | 'schedules'>,
): Scenario {
  const { id, says, design } = scenario.steps![step]!.tasks![index]!;
  // What somebody does belongs to no design.
  const where = design !== undefined && asks.did === undefined ? { design } : {};
  return withAt(scenario, ['steps', step, 'tasks', index], { id, says, ...asks, ...where });
}

export function withChallenge(scenario: Scenario, that: string): Scenario {
  return withAt(scenario, ['challenge'], { goal: 'What the system must come through.', that: [that] });
}

export function withDemand(scenario: Scenario, that: string): Scenario {
  const demands = scenario.challenge?.that ?? [];
  return withItem(scenario, ['challenge', 'that'], demands.length, that);
}

export function withClaim(scenario: Scenario, that: string, design: string): Scenario {
  const claims = scenario.claims ?? [];
  const id = freeOf(
    'claim',
    claims.map((one) => one.id),
  );
  return withItem(scenario, ['claims'], claims.length, { id, says: 'What must be true.', that, design });
}
