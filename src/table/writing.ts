/** The text beside the table: each change of one is a change of the other, and both are one step of the history. */

import type { Catalog } from '../scenario/catalog.ts';
import { checkScenario, type Parsed } from '../scenario/check.ts';
import { designNames, START } from '../scenario/designNames.ts';
import type { Problem } from '../scenario/problem.ts';
import { same } from '../scenario/same.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Change, Snapshot, Written } from './state.ts';

/** Who reads and writes the text; a table without one keeps none. */
export interface Writer {
  read(text: string): Parsed;
  /** @param text that can be read @returns the text that says the scenario, with its comments and order kept */
  write(text: string, scenario: Scenario): string;
}

/** Letters typed within this time of each other are undone together. */
const TYPED_TOGETHER_MS = 1000;

export const firstWritten = (writer: Writer, text: string): Written => ({
  text,
  problems: writer.read(text).problems,
});

export const isBroken = (written: Written | null): boolean =>
  written?.problems.some(({ severity }) => severity === 'error') ?? false;

/** Why nothing can be done at the table; null: it can. */
export function hindrance(written: Written | null): string | null {
  if (!isBroken(written)) return null;
  const first = written!.problems.find(({ severity }) => severity === 'error')!;
  const place = first.line > 0 ? `line ${first.line} of the text` : 'the text';
  return `Mend ${place} first, or undo: what stands there cannot be read. ${first.says}`;
}

/** A change at the table, with the text that says it. */
export function withText(before: Snapshot, after: Snapshot, writer: Writer | null): Snapshot {
  const { written } = after;
  if (!writer || !written || after.scenario === before.scenario || written !== before.written) return after;
  const text = writer.write(written.text, after.scenario);
  return { ...after, written: { text, problems: writer.read(text).problems } };
}

/** What a new text makes of the table. What says the same as before stays the same object. */
export function withTyped(before: Snapshot, text: string, writer: Writer): Snapshot {
  const { scenario, problems } = writer.read(text);
  const written = { text, problems };
  if (scenario === null || same(scenario, before.scenario)) return { ...before, written };
  const design = designNames(scenario).includes(before.design) ? before.design : START;
  return { ...before, scenario, design, written };
}

/** The history with one more change; letters typed one after the other are one. */
export function followed(past: readonly Change[], change: Change): readonly Change[] {
  const last = past.at(-1);
  const isOne =
    last !== undefined &&
    last.typedAt !== null &&
    change.typedAt !== null &&
    change.typedAt - last.typedAt < TYPED_TOGETHER_MS;
  return isOne ? [...past.slice(0, -1), { ...change, before: last.before }] : [...past, change];
}

/** Why a value cannot be the scenario; null when it can. */
export function misfit(scenario: Scenario, catalog: Catalog): string | null {
  const error = checkScenario(scenario, catalog).problems.find(
    ({ severity }: Problem) => severity === 'error',
  );
  return error?.says ?? null;
}
