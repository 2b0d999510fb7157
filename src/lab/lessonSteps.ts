/** Steps that no learner can pass: what never comes true, what cannot be built there, what cannot be done there. */
import type { Catalog } from '../scenario/catalog.ts';
import { MINE, START } from '../scenario/designNames.ts';
import { deskOf } from '../scenario/desks.ts';
import type { Deed } from '../scenario/lesson.ts';
import type { Scenario, StepText } from '../scenario/types.ts';
import { isForBuilding, placesOf } from './lessonAsks.ts';
import { designIn } from './lessonDesigns.ts';
import type { LessonFinding } from './lessonSaid.ts';
import type { ChallengeFound, LessonFound, TaskFound } from './lessonTruths.ts';

/** What runs have shown; what no run was asked is not told. */
export function stepFindings(
  scenario: Scenario,
  { tasks, challenge }: Pick<LessonFound, 'tasks' | 'challenge'>,
  catalog: Catalog,
): readonly LessonFinding[] {
  return [
    ...tasks.flatMap((task) => taskFinding(scenario, task, catalog)),
    ...(challenge ? challengeFinding(scenario, challenge, catalog) : []),
  ];
}

/** What is so whatever the runs say: deeds that cannot be done where they are asked for. */
export function deedFindings(scenario: Scenario, catalog: Catalog): readonly LessonFinding[] {
  return (scenario.steps ?? []).flatMap((step, i) =>
    (step.tasks ?? []).flatMap(({ id, did, schedules, design }, k): readonly LessonFinding[] => {
      const kinds = placesOf(scenario, step, design === 'mine').flatMap((name) => [
        ...kindsById(scenario, name, catalog).entries(),
      ]);
      const where = ['steps', i, 'tasks', k];
      const needed = schedules
        ? kinds.some(([part, kind]) => part === schedules.part && deskOf(catalog.get(kind)) === 'code')
          ? null
          : `${schedules.part} carries no program in the design of this step`
        : did &&
          missingFor(
            did,
            kinds.map(([, kind]) => kind),
            catalog,
          );
      if (!needed) return [];
      return [{ severity: 'problem', where, says: `The task ${id} cannot be done here: ${needed}.` }];
    }),
  );
}

/** What a deed needs and the parts do not give; null when it can be done. */
function missingFor(did: Deed, kinds: readonly string[], catalog: Catalog): string | null {
  const has = (test: (kind: NonNullable<ReturnType<Catalog['get']>>) => boolean): boolean =>
    kinds.some((name) => {
      const kind = catalog.get(name);
      return kind !== undefined && test(kind);
    });
  if (did === 'hurt' && !has((kind) => Object.keys(kind.acts).length > 0))
    return 'nothing can be done to any part of this design';
  if ((did === 'schedule' || did === 'explore') && !has((kind) => deskOf(kind) === 'code'))
    return 'no part of this design carries a program';
  if ((did === 'look' || did === 'edit') && kinds.length === 0) return 'there is no part in this design';
  return null;
}

function taskFinding(
  scenario: Scenario,
  { task, tally, solvedBy }: TaskFound,
  catalog: Catalog,
): readonly LessonFinding[] {
  const where = ['steps', task.step, 'tasks', task.index];
  if (tally.of === 0 && tally.own === null) return [];
  const designs = [...new Set(task.runs.map(({ design }) => design))].join(', ');
  if (solvedBy.length === 0) {
    const says = `The task ${task.id} never comes true: not in ${designs}, with no seed that was tried.`;
    return [{ severity: 'problem', where, says }];
  }
  if (tally.own !== null && tally.own !== true) {
    const says = `The task ${task.id} does not come true with the seed of this scenario, and in ${tally.trueIn} of ${tally.of} others.`;
    return [{ severity: 'problem', where, says }];
  }
  const step = scenario.steps![task.step]!;
  const isBuilt = isForBuilding(step) || step.tasks![task.index]!.design === 'mine';
  const lacking = isBuilt
    ? notAllowed(
        scenario,
        task.step,
        solvedBy.map(({ design }) => design),
        catalog,
      )
    : [];
  if (lacking.length > 0) {
    const says = `The task ${task.id} needs ${lacking.join(' and ')}, and the palette of this step does not have it.`;
    return [{ severity: 'problem', where: ['steps', task.step, 'palette'], says }];
  }
  if (tally.trueIn === tally.of) return [];
  const says = `The task ${task.id} comes true in ${tally.trueIn} of ${tally.of} seeds.`;
  return [{ severity: 'hint', where, says }];
}

function challengeFinding(
  scenario: Scenario,
  { challenge, passedBy, isAsked }: ChallengeFound,
  catalog: Catalog,
): readonly LessonFinding[] {
  if (passedBy.length === 0) {
    if (!isAsked) return [];
    const says =
      'No design of this file passes the challenge, so nobody has shown yet that it can be passed.';
    return [{ severity: 'hint', where: ['challenge'], says }];
  }
  const designs = passedBy.map(({ run }) => run.design);
  const lacking = notAllowed(scenario, challenge.step, designs, catalog);
  if (lacking.length === 0) return [];
  const says = `Every design that passes the challenge has ${lacking.join(' and ')}, and the palette of this step does not have it.`;
  return [{ severity: 'problem', where: ['steps', challenge.step, 'palette'], says }];
}

/**
 * Kinds that a learner would have to place and never may: what they placed in an earlier step is still theirs, and what a
 * later one lets them place is not yet needed here, though a design that was made for the whole lesson has it.
 * @param designs any one of them would do @returns none when one of them can be built
 */
function notAllowed(
  scenario: Scenario,
  at: number,
  designs: readonly string[],
  catalog: Catalog,
): readonly string[] {
  const steps = scenario.steps ?? [];
  const here = steps[at]!;
  const building = steps.filter((step, i) => isForBuilding(step) && (step.bone !== 'challenge' || i <= at));
  const palettes = [here, ...building].map(({ palette }) => palette);
  if (palettes.includes(undefined)) return [];
  const allowed = new Set(palettes.flatMap((palette) => palette ?? []));
  const onTable = kindsById(scenario, startOf(here), catalog);
  let least: readonly string[] | null = null;
  for (const design of designs) {
    const added = [...kindsById(scenario, design, catalog)].filter(([part]) => !onTable.has(part));
    const lacking = [...new Set(added.map(([, kind]) => kind))].filter((kind) => !allowed.has(kind));
    if (least === null || lacking.length < least.length) least = lacking;
  }
  return (least ?? []).map((kind) => catalog.get(kind)?.title ?? kind);
}

const startOf = ({ preset }: StepText): string =>
  preset?.design === undefined || preset.design === MINE ? START : preset.design;

function kindsById(scenario: Scenario, design: string, catalog: Catalog): ReadonlyMap<string, string> {
  const parts = designIn(scenario, design, catalog)?.parts ?? [];
  return new Map(parts.map(({ id, kind }) => [id, kind]));
}
