import { PROTOCOLS } from '../engine/part.ts';
import type { SettingsSpec } from '../parts/contract.ts';
import { wireSpecs } from '../parts/settings.ts';
import { figuresOf } from '../recording/figures.ts';
import { metricOf } from '../recording/query.ts';
import type { Recording } from '../recording/types.ts';
import { readActText } from '../scenario/actText.ts';
import type { Catalog } from '../scenario/catalog.ts';
import type { Parsed } from '../scenario/check.ts';
import { evaluate } from '../scenario/claimVerdict.ts';
import { type Compiled, compile } from '../scenario/compile.ts';
import { applyDesign, type Design } from '../scenario/design.ts';
import { designNames, START } from '../scenario/designNames.ts';
import type { Problem } from '../scenario/problem.ts';
import { same } from '../scenario/same.ts';
import type { ActText, RawSetting, Scenario } from '../scenario/types.ts';
import type { Edits, Judged, Plate, PlateChart, PlatePart, PlateWire } from './protocol.ts';
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
  const plate = plateOf(read, take.recording, parsed.catalog);
  return { take, plate, judged: judge(read.compiled, take.recording), problems: read.problems };
}

export type ReadDesign =
  | {
      readonly compiled: Compiled;
      readonly design: Design;
      readonly scenario: Scenario;
      readonly problems: readonly Problem[];
    }
  | { readonly compiled: null; readonly problems: readonly Problem[] };

/** A design's name and edits -> what the engine runs, or every problem. */
export function designOf({ scenario, problems, catalog }: Parsed, design: string, edits: Edits): ReadDesign {
  if (scenario === null) return { compiled: null, problems };
  const acts: ActText[] = [];
  for (const text of edits.acts ?? []) {
    if (typeof text !== 'string') {
      acts.push(text);
      continue;
    }
    const act = readActText(text);
    if (act.ok) acts.push(act.value);
    else return { compiled: null, problems: [misreadAct(text, act.expected)] };
  }
  const set = edits.set as Readonly<Record<string, RawSetting>> | undefined;
  const applied = applyDesign(scenario, design, { ...edits, set, acts }, catalog);
  if (applied.design === null) return { compiled: null, problems: applied.problems };
  return { compiled: compile(applied.design, catalog), design: applied.design, scenario, problems };
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

/** A plate without a run: what is drawn while one is being made. It has no charts. @returns null where the design has problems */
export function sketchOf(scenario: Scenario, name: string, catalog: Catalog): Plate | null {
  const read = designOf({ scenario, problems: [], catalog }, name, {});
  return read.compiled && plateOf(read, null, catalog);
}

function plateOf(
  { scenario, design, compiled }: Extract<ReadDesign, { compiled: Compiled }>,
  recording: Recording | null,
  catalog: Catalog,
): Plate {
  const { model } = compiled;
  const names = designNames(scenario);
  const partOf = partsOf(design, catalog);
  // Whatever takes no part in the run stands last, so that places here are places in the recording.
  const parts = [
    ...compiled.parts.map(({ id, changes }) => ({ ...partOf(id, null), changes })),
    ...design.unfinished.map(({ part, says }) => partOf(part.id, says)),
  ];
  const places = new Map(parts.map(({ id }, i) => [id, i]));
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
    parts,
    // Those of the run are in the order of the model, which is the design's.
    wires: [...design.wires, ...design.looseWires].map(
      ({ from, to, label, latencyText, weight, written }) => {
        const [begin, end] = [places.get(from.part)!, places.get(to.part)!];
        const [one, other] = [begin, end].map((place) => catalog.get(parts[place]!.kind)!);
        const { protocol } = one!.spec.ports[from.port]!;
        const specs = wireSpecs(one, from.port, other, to.port);
        return {
          from: begin,
          to: end,
          fromPort: from.port,
          toPort: to.port,
          asksBack: PROTOCOLS[protocol].initiator === 'to',
          label,
          latency: latencyText,
          weight,
          with: differing(written, specs),
        };
      },
    ),
    acts: design.acts.map(({ label, part, name, at, end, act, written }) => ({
      id: label,
      name,
      part: places.get(part)!,
      from: at,
      to: end ?? at,
      act,
      with: written,
    })),
    charts: recording ? compiled.charts.map((chart) => chartOf(chart, recording)) : [],
  };
}

/** A default may be written, too: where a design takes back what its base has set. */
function differing(written: PlateWire['with'], specs: SettingsSpec): PlateWire['with'] {
  const entries = Object.entries(written).filter(([name, raw]) => !same(raw, specs[name]!.default));
  return Object.fromEntries(entries);
}

/** Parts of a design as they are drawn, by id. */
function partsOf(design: Design, catalog: Catalog): (id: string, unfinished: string | null) => PlatePart {
  const known = new Map(
    [...design.parts, ...design.unfinished.map(({ part }) => part)].map((p) => [p.id, p]),
  );
  const begun = new Set(
    [...design.wires, ...design.looseWires].map(({ from }) => `${from.part}.${from.port}`),
  );
  return (id, unfinished) => {
    const { name, kind, at, settings, written } = known.get(id)!;
    const { title, spec } = catalog.get(kind)!;
    const ports = Object.entries(spec.ports).map(([port, { side, protocol, says, many }]) => ({
      name: port,
      side,
      protocol,
      says,
      isFree: side === 'in' || many === true || !begun.has(`${id}.${port}`),
    }));
    return { id, name, kind, title, at, settings, changes: [], written, ports, unfinished };
  };
}

function chartOf(
  { title, unit, stacked, lines }: Compiled['charts'][number],
  recording: Recording,
): PlateChart {
  return {
    title,
    unit: unit ?? '',
    stacked,
    lines: lines.map(({ name, figure }) =>
      figure.type === 'users'
        ? { name, availabilityOf: figure.part }
        : { name, metric: metricOf(recording, figure.part, figure.metric) },
    ),
  };
}
