import { catalog } from '../parts/catalog.ts';
import { figuresOf } from '../recording/figures.ts';
import { metricOf } from '../recording/query.ts';
import type { Recording } from '../recording/types.ts';
import { readActText } from '../scenario/actText.ts';
import type { Parsed } from '../scenario/check.ts';
import { evaluate } from '../scenario/claimVerdict.ts';
import { type Compiled, compile } from '../scenario/compile.ts';
import { applyDesign, designNames, START } from '../scenario/design.ts';
import type { Problem } from '../scenario/problem.ts';
import type { ActText, RawSetting, Scenario } from '../scenario/types.ts';
import type { Edits, Judged, Plate, PlateChart } from './protocol.ts';
import { Take, type TakeOptions } from './take.ts';

export type OpenedRun =
  | {
      readonly take: Take;
      readonly plate: Plate;
      readonly judged: readonly Judged[];
      readonly problems: readonly Problem[];
    }
  | { readonly take: null; readonly problems: readonly Problem[] };

/** A scenario that was read -> a finished run. Never throws on what somebody wrote. */
export function openParsed(
  parsed: Parsed,
  design: string,
  edits: Edits,
  options: TakeOptions = {},
): OpenedRun {
  const read = designOf(parsed, design, edits);
  if (read.compiled === null) return { take: null, problems: read.problems };
  const take = new Take(read.compiled, options);
  const plate = plateOf(read.scenario, read.compiled, take.recording);
  return { take, plate, judged: judge(read.compiled, take.recording), problems: read.problems };
}

export type ReadDesign =
  | { readonly compiled: Compiled; readonly scenario: Scenario; readonly problems: readonly Problem[] }
  | { readonly compiled: null; readonly problems: readonly Problem[] };

/** A design's name and edits -> what the engine runs, or every problem. */
export function designOf({ scenario, problems }: Parsed, design: string, edits: Edits): ReadDesign {
  if (scenario === null) return { compiled: null, problems };
  const acts: ActText[] = [];
  for (const text of edits.acts ?? []) {
    const act = readActText(text);
    if (act.ok) acts.push(act.value);
    else return { compiled: null, problems: [misreadAct(text, act.expected)] };
  }
  const set = edits.set as Readonly<Record<string, RawSetting>> | undefined;
  const applied = applyDesign(scenario, design, { ...edits, set, acts }, catalog);
  if (applied.design === null) return { compiled: null, problems: applied.problems };
  return { compiled: compile(applied.design, catalog), scenario, problems };
}

function misreadAct(text: string, expected: string): Problem {
  const says = `An act is written as ${expected}.`;
  return { severity: 'error', line: 0, column: 0, path: 'acts', found: text, expected, says };
}

/** Holds every claim of the design against the run. A claim that must not come true holds when it does not. */
export function judge(compiled: Compiled, recording: Recording): Judged[] {
  const figures = figuresOf(recording);
  return compiled.claims.map(({ id, says, expression, holds }) => {
    const { verdict, text } = evaluate(expression, figures);
    return { id, says, verdict: verdict === 'undecided' ? verdict : verdict === holds, text };
  });
}

function plateOf(scenario: Scenario, compiled: Compiled, recording: Recording): Plate {
  const { model } = compiled;
  const names = designNames(scenario);
  return {
    title: scenario.title,
    summary: scenario.summary,
    series: scenario.series,
    article: scenario.article
      ? { title: scenario.article.title, number: scenario.article.number ?? 0, url: scenario.article.url }
      : null,
    design: compiled.design,
    designs: names.map((id) => {
      const design = scenario.designs?.[id];
      return { id, title: design?.title ?? (id === START ? scenario.title : id), says: design?.says ?? '' };
    }),
    seed: compiled.seed,
    until: model.until,
    parts: compiled.parts.map((part, i) => ({
      ...part,
      title: catalog.get(part.kind)!.title,
      settings: model.parts[i]!.settings as Readonly<Record<string, unknown>>,
      ports: Object.entries(catalog.get(part.kind)!.spec.ports).map(
        ([name, { side, protocol, says, many }]) => ({
          name,
          side,
          protocol,
          says,
          isFree:
            side === 'in' ||
            many === true ||
            !compiled.wires.some(({ from }) => from.part === i && from.port === name),
        }),
      ),
      unfinished: null,
    })),
    wires: compiled.wires.map(({ from, to, initiator, label, latency, weight }) => ({
      from: from.part,
      to: to.part,
      fromPort: from.port,
      toPort: to.port,
      asksBack: initiator === 'to',
      label,
      latency,
      weight,
    })),
    acts: compiled.acts.map(({ id, part, name, at, end, act, written }, i) => ({
      id: id ?? `act-${i + 1}`,
      name,
      part: compiled.parts.findIndex((p) => p.id === part),
      from: at,
      to: end ?? at,
      act,
      with: written,
    })),
    charts: compiled.charts.map((chart) => chartOf(chart, recording)),
  };
}

function chartOf({ title, unit, lines }: Compiled['charts'][number], recording: Recording): PlateChart {
  return {
    title,
    unit: unit ?? '',
    lines: lines.map(({ name, figure }) =>
      figure.type === 'users'
        ? { name, availabilityOf: figure.part }
        : { name, metric: metricOf(recording, figure.part, figure.metric) },
    ),
  };
}
