/** What can be done to the list of steps: each change makes the next scenario. */
import type { BONES } from '../../scenario/lesson.ts';
import type { Scenario, StepText } from '../../scenario/types.ts';
import { freeOf, withAt, withItem, withMoved } from '../value.ts';
import { SKELETON } from './skeleton.ts';

export type Bone = (typeof BONES)[number];

const STEPS = ['steps'] as const;
const stepsOf = ({ steps }: Scenario): readonly StepText[] => steps ?? [];

export interface Changed {
  readonly scenario: Scenario;
  /** The step that it is about now; -1: none is left. */
  readonly step: number;
}

/** A step of this bone, after another one. @param after -1: before all */
export function withStep(scenario: Scenario, after: number, bone: Bone): Changed {
  const step = Math.min(after + 1, stepsOf(scenario).length);
  return { scenario: withItem(scenario, STEPS, step, blankStep(scenario, bone)), step };
}

/** One step of every bone, in the order of a lesson, each with a sentence to be written over. */
export function withSkeleton(scenario: Scenario, bones: readonly Bone[]): Changed {
  let lesson = scenario;
  for (const bone of bones) lesson = withStep(lesson, stepsOf(lesson).length, bone).scenario;
  return { scenario: lesson, step: stepsOf(scenario).length };
}

function blankStep(scenario: Scenario, bone: Bone): StepText {
  const { title, text } = SKELETON[bone];
  return { id: freeId(bone, idsOf(scenario).steps), bone, title, text };
}

/** The step once more, right behind itself. What must be one of its kind in the lesson becomes another one. */
export function withCopy(scenario: Scenario, index: number): Changed {
  const step = stepsOf(scenario)[index]!;
  const taken = idsOf(scenario);
  const tasks = step.tasks?.map((task) => {
    const id = freeId(task.id, taken.tasks);
    taken.tasks.add(id);
    return { ...task, id };
  });
  const { prediction } = step;
  const copy: StepText = {
    ...step,
    id: freeId(step.id, taken.steps),
    ...(prediction && { prediction: { ...prediction, id: freeId(prediction.id, taken.predictions) } }),
    ...(tasks && { tasks }),
  };
  return { scenario: withItem(scenario, STEPS, index + 1, copy), step: index + 1 };
}

export function withoutStep(scenario: Scenario, index: number): Changed {
  const left = withAt(scenario, [...STEPS, index], undefined);
  return { scenario: left, step: Math.min(index, stepsOf(left).length - 1) };
}

export function withStepMoved(scenario: Scenario, from: number, to: number): Changed {
  return { scenario: withMoved(scenario, STEPS, from, to), step: to };
}

/** The title, and the id as well as long as it is the one that the step came with. */
export function withTitle(scenario: Scenario, index: number, title: string): Scenario {
  const { id, bone } = stepsOf(scenario)[index]!;
  const named = withAt(scenario, [...STEPS, index, 'title'], title);
  const isNew = id === bone || new RegExp(`^${bone}-\\d+$`).test(id);
  const wish = idFrom(title);
  if (!isNew || wish === null) return named;
  const others = idsOf(scenario).steps;
  others.delete(id);
  return withAt(named, [...STEPS, index, 'id'], freeId(wish, others));
}

const ID_CHARS = 32;

/** "Before it breaks, say so" -> `before-it-breaks-say-so`; null where no letters are left. */
export function idFrom(title: string): string | null {
  const words = title
    .normalize('NFKD')
    .replace(/[’'\p{M}]/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  while (words.length > 0 && !/^[a-z]/.test(words[0]!)) words.shift();
  if (words.length === 0) return null;
  let id = words[0]!.slice(0, ID_CHARS);
  for (const word of words.slice(1)) {
    if (id.length + word.length + 1 > ID_CHARS) break;
    id += `-${word}`;
  }
  return id;
}

/** `look-2` copied is `look-3`, not `look-2-2`. */
function freeId(wish: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wish)) return wish;
  const stem = wish.replace(/-\d+$/, '').slice(0, ID_CHARS).replace(/-+$/, '');
  return freeOf(stem, taken);
}

function idsOf(scenario: Scenario) {
  const steps = stepsOf(scenario);
  return {
    steps: new Set(steps.map(({ id }) => id)),
    predictions: new Set(steps.flatMap(({ prediction }) => prediction?.id ?? [])),
    tasks: new Set(steps.flatMap(({ tasks }) => (tasks ?? []).map(({ id }) => id))),
  };
}
