import { SET } from '../engine/part.ts';
import { checkDesignName, checkExpression, checkMoment, checkUnique, type Lesson } from './checkLesson.ts';
import { checkDeskPart, checkProgramPart } from './checkPrograms.ts';
import { MINE, START } from './designNames.ts';
import { type Path, quoted, unknownName } from './problem.ts';
import type { ActText, StepText } from './types.ts';
import { labelOf, readEnds } from './wireText.ts';

/** Steps name designs, acts, kinds, parts, wires and charts: each must be there. */
export function checkSteps(lesson: Lesson): void {
  const steps = lesson.scenario.steps ?? [];
  checkUnique(lesson, 'step', steps, 'id', ['steps']);
  checkChallengeStep(lesson, steps);
  const predictions = new Set<string>();
  steps.forEach((step, i) => {
    const path = ['steps', i];
    checkPreset(lesson, step, path);
    step.palette?.forEach((kind, k) => {
      if (!lesson.catalog.has(kind))
        lesson.findings.push({
          path: [...path, 'palette', k],
          ...unknownName('kind of part', kind, lesson.catalog.keys()),
        });
    });
    checkSpotlight(lesson, step, path);
    checkChart(lesson, step, path);
    if (step.desk !== undefined) checkDeskPart(lesson, step.desk, [...path, 'desk']);
    checkPrediction(lesson, step, path, predictions);
    checkTasks(lesson, step, path);
  });
}

/** Whoever writes `mine` means a design that only the learner's browser has; a file may hold one, too. */
function checkStepDesign(lesson: Lesson, name: string | undefined, path: Path): boolean {
  return name === undefined || name === MINE || checkDesignName(lesson, name, path);
}

/** The design in which names are looked up: a design of one's own begins as a copy of the base. */
function knownDesign({ scopes }: Lesson, name: string | undefined): string {
  return name === undefined || (name === MINE && !scopes.has(MINE)) ? START : name;
}

function checkTasks(lesson: Lesson, { tasks }: StepText, path: Path): void {
  checkUnique(lesson, 'task', tasks ?? [], 'id', [...path, 'tasks']);
  tasks?.forEach(({ id, that, did, schedules, design }, k) => {
    const here = [...path, 'tasks', k];
    if (that !== undefined) checkExpression(lesson, that, undefined, [...here, 'that']);
    if (schedules) checkProgramPart(lesson, schedules.part, null, [...here, 'schedules', 'part']);
    const asked = Object.entries({ that, did, schedules }).flatMap(([key, value]) =>
      value === undefined ? [] : [key],
    );
    if (asked.length !== 1) {
      const found = asked.join(' and ') || 'none of that, did and schedules';
      const says = `The task ${quoted(id)} has ${found}, so that nobody knows when it is done.`;
      const expected =
        'that: and an expression, or did: and what the learner does, or schedules: and what they come to';
      lesson.findings.push({ path: here, onKey: true, found, expected, says });
    } else if (did !== undefined && design !== undefined) {
      const says = `The task ${quoted(id)} is something to do, which belongs to no design; leave out design.`;
      lesson.findings.push({
        path: [...here, 'design'],
        onKey: true,
        found: quoted(design),
        expected: 'design only beside that or schedules',
        says,
      });
    }
  });
}

/** A goal that no step poses is never seen, and a step that poses none cannot be passed. */
function checkChallengeStep({ scenario, findings }: Lesson, steps: readonly StepText[]): void {
  const i = steps.findIndex(({ bone }) => bone === 'challenge');
  if (scenario.challenge && steps.length > 0 && i < 0)
    findings.push({
      path: ['challenge'],
      onKey: true,
      severity: 'warning',
      found: 'no step with the bone challenge',
      expected: 'a step with bone: challenge',
      says: 'No step has the bone challenge, so that nobody is ever asked to do this.',
    });
  if (!scenario.challenge && i >= 0)
    findings.push({
      path: ['steps', i, 'bone'],
      severity: 'warning',
      found: 'challenge',
      expected: 'challenge: with a goal at the top of the file',
      says: 'This step poses a challenge, and the file has none.',
    });
}

function checkPreset(lesson: Lesson, { preset, act }: StepText, path: Path): void {
  const here = [...path, 'preset'];
  const isKnown = checkStepDesign(lesson, preset?.design, [...here, 'design']);
  if (preset?.at !== undefined) checkMoment(lesson, 'at', preset.at, [...here, 'at']);
  const design = isKnown ? knownDesign(lesson, preset?.design) : null;
  checkPlayed(lesson, preset?.acts, design, [...here, 'acts']);
  checkPlayed(lesson, act?.acts, design, [...path, 'act', 'acts']);
  act?.acts.forEach((one, i) => {
    if (typeof one !== 'string' || !preset?.acts?.includes(one)) return;
    const says = `The button would change nothing: the preset plays ${one} already.`;
    lesson.findings.push({
      path: [...path, 'act', 'acts', i],
      found: quoted(one),
      expected: 'an act that the preset does not play',
      says,
    });
  });
}

/** @param design in which the acts happen; null when nobody knows */
function checkPlayed(
  lesson: Lesson,
  acts: readonly (string | ActText)[] | undefined,
  design: string | null,
  path: Path,
): void {
  if (!acts) return;
  const { scenario, findings, scopes, catalog } = lesson;
  const patch = design === null ? undefined : scenario.designs?.[design];
  const ids = [...(scenario.acts ?? []), ...(patch?.acts ?? [])].flatMap(({ id }) => id ?? []);
  const kinds = design === null ? null : (scopes.get(design)?.parts ?? null);
  acts.forEach((act, i) => {
    const at = [...path, i];
    if (typeof act === 'string') {
      if (!ids.includes(act)) findings.push({ path: at, ...unknownName('act', act, ids) });
      return;
    }
    checkMoment(lesson, 'at', act.at, [...at, 'at']);
    if (act.for !== undefined) checkMoment(lesson, 'for', act.for, [...at, 'for']);
    const kind = kinds?.get(act.part);
    if (kinds && !kind && !lesson.blind)
      findings.push({ path: [...at, 'part'], ...unknownName('part', act.part, kinds.keys()) });
    const known = kind ? [...Object.keys(kind.acts), SET] : [];
    if (kind && catalog.get(kind.spec.kind) && !known.includes(act.act))
      findings.push({
        path: [...at, 'act'],
        ...unknownName(`act on ${kind.spec.kind}`, act.act, known),
      });
  });
}

function checkSpotlight(lesson: Lesson, { spotlight }: StepText, path: Path): void {
  if (spotlight === undefined || lesson.blind) return;
  const { scenario, scopes, findings } = lesson;
  const here = [...path, 'spotlight'];
  const ends = readEnds(spotlight);
  if (!ends) {
    const parts = new Set([...scopes.values()].flatMap((scope) => [...scope.parts.keys()]));
    if (!parts.has(spotlight))
      findings.push({ path: here, ...unknownName('part or wire', spotlight, parts) });
    return;
  }
  const written = [
    ...scenario.wires,
    ...Object.values(scenario.designs ?? {}).flatMap(({ wire }) => wire ?? []),
  ];
  const labels = written.flatMap((wire) => {
    const one = readEnds(wire);
    return one ? [labelOf(one)] : [];
  });
  if (!labels.includes(labelOf(ends)))
    findings.push({ path: here, ...unknownName('wire', labelOf(ends), labels) });
}

function checkChart({ scenario, findings }: Lesson, { chart }: StepText, path: Path): void {
  const titles = (scenario.charts ?? []).map(({ title }) => title);
  if (chart !== undefined && !titles.includes(chart))
    findings.push({ path: [...path, 'chart'], ...unknownName('chart', chart, titles) });
}

function checkPrediction(
  lesson: Lesson,
  { prediction, preset }: StepText,
  path: Path,
  ids: Set<string>,
): void {
  if (!prediction) return;
  const { findings } = lesson;
  const here = [...path, 'prediction'];
  if (ids.has(prediction.id)) {
    const says = `There are two predictions with the id ${prediction.id}.`;
    findings.push({
      path: [...here, 'id'],
      found: quoted(prediction.id),
      expected: 'an id of its own',
      says,
    });
  }
  ids.add(prediction.id);
  checkUnique(lesson, 'option', prediction.options, 'id', [...here, 'options']);
  const isKnown = checkStepDesign(lesson, prediction.design, [...here, 'design']);
  const judge = prediction.design ?? preset?.design ?? START;
  prediction.options.forEach(({ right }, i) => {
    // In a design of one's own there may be parts that the base does not have.
    const design = isKnown && judge !== MINE && lesson.scopes.has(judge) ? judge : undefined;
    if (right !== undefined) checkExpression(lesson, right, design, [...here, 'options', i, 'right']);
  });
  if (prediction.options.some(({ right }) => right !== undefined)) return;
  const says = 'No option says when it is right, so that no run can judge this prediction.';
  findings.push({
    path: [...here, 'options'],
    onKey: true,
    found: 'no right',
    expected: 'right: and an expression in at least one option',
    says,
  });
}
