/** What a step puts on the table, and where a link or an earlier visit lets an episode begin. */
import { actsOf, allActs, splitActs } from '../lab/lessonActs.ts';
import { readDuration } from '../rules/quantity.ts';
import { designNames, MINE, START } from '../scenario/designNames.ts';
import type { Scenario, StepText } from '../scenario/types.ts';
import type { RunWish } from './port.ts';
import type { Progress } from './progress.ts';

export const hasOwnDesign = ({ designs }: Scenario): boolean => Object.hasOwn(designs ?? {}, MINE);

/** Where the learner mends, their own design lies on the table as soon as there is one. */
const isForOwn = ({ bone, preset }: StepText): boolean =>
  preset?.design === MINE || bone === 'mend' || bone === 'challenge';

export function designOf(step: StepText, hasOwn: boolean): string {
  if (isForOwn(step) && hasOwn) return MINE;
  const wish = step.preset?.design ?? START;
  return wish === MINE ? START : wish;
}

/** Ticks; the beginning when the step says nothing. */
export function momentOf(step: StepText): number {
  const read = readDuration(step.preset?.at);
  return read.ok ? read.value : 0;
}

/** The tick at which the step's button begins to matter; null for a step without one. */
export function firstActAt(scenario: Scenario, { act }: StepText): number | null {
  if (!act) return null;
  const [ids, own] = splitActs(act.acts);
  const named = allActs(scenario).filter(({ id }) => id !== undefined && ids.includes(id));
  const moments = [...own, ...named].flatMap(({ at }) => {
    const read = readDuration(at);
    return read.ok ? [read.value] : [];
  });
  return moments.length > 0 ? Math.min(...moments) : 0;
}

export function wishOf(scenario: Scenario, step: StepText, isActed: boolean, seed: number): RunWish {
  const design = designOf(step, hasOwnDesign(scenario));
  return { design, ...actsOf(scenario, step, isActed), seed, at: momentOf(step) };
}

/** What the address says about an episode. */
export interface Link {
  /** Its number, counted from 1, or its id. */
  readonly step: number | string | null;
  readonly design: string | null;
  readonly seed: number | null;
  /** Ticks. */
  readonly at: number;
}

export interface Opening {
  /** The step's place in the list. */
  readonly index: number;
  readonly wish: RunWish;
  readonly isActed: boolean;
  /** The link shows a moment of a run about which the learner has not yet been asked: it is shown all the same. */
  readonly isPeeked: boolean;
  readonly isConcealed: boolean;
}

/**
 * A link decides everything on the table: step, design, seed and moment. An address that says nothing of these goes on
 * where the learner was.
 */
export function openingOf(
  scenario: Scenario,
  link: Link,
  progress: Pick<Progress, 'step' | 'predictions'> | null,
): Opening {
  const steps = scenario.steps ?? [];
  const isBare = link.step === null && link.design === null && link.seed === null && link.at === 0;
  const index = Math.max(0, stepAt(steps, isBare ? (progress?.step ?? null) : link.step));
  const step = steps[index]!;
  const first = firstActAt(scenario, step);
  // Whoever shares a moment after the lock means the system with the lock.
  const isActed = first !== null && link.at > first;
  const wish = wishOf(scenario, step, isActed, link.seed ?? scenario.seed);
  const design =
    link.design !== null && designNames(scenario).includes(link.design) ? link.design : wish.design;
  const isOpen =
    step.prediction !== undefined && !progress?.predictions.some(({ id }) => id === step.prediction!.id);
  const isPeeked = isOpen && link.at > 0;
  const isConcealed = isOpen && !isPeeked;
  const at = isConcealed ? 0 : isBare ? wish.at : link.at;
  return { index, wish: { ...wish, design, at }, isActed, isPeeked, isConcealed };
}

/** @returns -1 when there is no such step */
function stepAt(steps: readonly StepText[], wish: number | string | null): number {
  if (typeof wish === 'number') return wish <= steps.length ? wish - 1 : -1;
  return steps.findIndex(({ id }) => id === wish);
}
