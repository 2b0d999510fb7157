/** What a class gets on paper: everything that is asked, and nothing that answers it. */
import type { Catalog } from '../../scenario/catalog.ts';
import type { Scenario, StepText } from '../../scenario/types.ts';

export interface Sheet {
  readonly title: string;
  readonly summary: string;
  readonly article: { readonly title: string; readonly number: number | null; readonly url: string } | null;
  readonly steps: readonly SheetStep[];
  readonly challenge: { readonly goal: string; readonly budgetUsd: number | null } | null;
  /** The kinds of parts of the system as it is at the start. */
  readonly glossary: readonly {
    readonly title: string;
    readonly says: string;
    readonly names: readonly string[];
  }[];
  /** Where the lesson is found. */
  readonly address: string;
}

export interface SheetStep {
  readonly bone: StepText['bone'];
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  readonly question: { readonly says: string; readonly options: readonly string[] } | null;
  readonly tasks: readonly string[];
  /** What its one button does to the system: "Lock the database for 60 s". */
  readonly act: string | null;
}

/**
 * Left out is whatever tells more than the question: hints, what a step has shown, claims, checks, the designs that are taught,
 * and the parts that they bring.
 */
export function sheetOf(scenario: Scenario, catalog: Catalog, address: string): Sheet {
  const { title, summary, article, steps = [], challenge } = scenario;
  return {
    title,
    summary,
    article: article ? { title: article.title, number: article.number ?? null, url: article.url } : null,
    steps: steps.map(stepOf),
    challenge: challenge ? { goal: challenge.goal, budgetUsd: challenge.budgetUsd ?? null } : null,
    glossary: glossaryOf(scenario, catalog),
    address,
  };
}

function stepOf({ bone, title, text, prediction, tasks = [], act }: StepText): SheetStep {
  return {
    bone,
    title,
    text,
    question: prediction
      ? { says: prediction.question, options: prediction.options.map((option) => option.text) }
      : null,
    tasks: tasks.map(({ says }) => says),
    act: act?.label ?? null,
  };
}

function glossaryOf({ parts }: Scenario, catalog: Catalog): Sheet['glossary'] {
  const byKind = new Map<string, string[]>();
  for (const [id, { kind, name }] of Object.entries(parts)) {
    byKind.set(kind, [...(byKind.get(kind) ?? []), name ?? id]);
  }
  return [...byKind]
    .flatMap(([kind, names]) => {
      const known = catalog.get(kind);
      return known ? [{ title: known.title, says: known.says, names }] : [];
    })
    .toSorted((a, b) => (a.title < b.title ? -1 : 1));
}
