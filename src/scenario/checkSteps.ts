import { checkDesignName, checkExpression, checkMoment, checkUnique, type Lesson } from './checkLesson.ts';
import { type Path, quoted, unknownName } from './problem.ts';
import type { StepText } from './types.ts';
import { labelOf, readEnds } from './wireText.ts';

/** Steps name designs, acts, kinds, parts, wires and charts: each must be there. */
export function checkSteps(lesson: Lesson): void {
  const steps = lesson.scenario.steps ?? [];
  checkUnique(lesson, 'step', steps, 'id', ['steps']);
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
    checkPrediction(lesson, step, path, predictions);
    checkUnique(lesson, 'task', step.tasks ?? [], 'id', [...path, 'tasks']);
    step.tasks?.forEach(({ that }, k) => {
      checkExpression(lesson, that, undefined, [...path, 'tasks', k, 'that']);
    });
  });
}

function checkPreset(lesson: Lesson, { preset }: StepText, path: Path): void {
  if (!preset) return;
  const { scenario, findings, scopes, catalog } = lesson;
  const here = [...path, 'preset'];
  const known = preset.design === undefined || checkDesignName(lesson, preset.design, [...here, 'design']);
  if (preset.at !== undefined) checkMoment(lesson, 'at', preset.at, [...here, 'at']);
  const patch = preset.design === undefined ? undefined : scenario.designs?.[preset.design];
  const ids = [...(scenario.acts ?? []), ...(patch?.acts ?? [])].flatMap(({ id }) => id ?? []);
  const kinds = known ? scopes.get(preset.design ?? 'start')!.parts : null;
  preset.acts?.forEach((act, i) => {
    const at = [...here, 'acts', i];
    if (typeof act === 'string') {
      if (!ids.includes(act)) findings.push({ path: at, ...unknownName('act', act, ids) });
      return;
    }
    checkMoment(lesson, 'at', act.at, [...at, 'at']);
    if (act.for !== undefined) checkMoment(lesson, 'for', act.for, [...at, 'for']);
    const kind = kinds?.get(act.part);
    if (kinds && !kind && !lesson.blind)
      findings.push({ path: [...at, 'part'], ...unknownName('part', act.part, kinds.keys()) });
    if (kind && catalog.get(kind.spec.kind) && !Object.hasOwn(kind.acts, act.act))
      findings.push({
        path: [...at, 'act'],
        ...unknownName(`act on ${kind.spec.kind}`, act.act, Object.keys(kind.acts)),
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
  const known =
    prediction.design === undefined || checkDesignName(lesson, prediction.design, [...here, 'design']);
  const judge = prediction.design ?? preset?.design ?? 'start';
  prediction.options.forEach(({ right }, i) => {
    const design = known && lesson.scopes.has(judge) ? judge : undefined;
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
