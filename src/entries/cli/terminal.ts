import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Edits } from '../../lab/protocol.ts';
import { readDuration } from '../../rules/quantity.ts';
import { readPlain } from '../../scenario/actText.ts';
import { inlineCode } from '../../scenario/inlineCode.ts';
import type { Problem } from '../../scenario/problem.ts';

export interface Command {
  readonly usage: string;
  readonly says: string;
  /** @returns the exit code */
  run(args: readonly string[]): number | Promise<number>;
}

/** The call was wrong, not what it was about. */
export class UsageError extends Error {}

export const EDIT_OPTIONS = {
  design: { type: 'string', default: 'start' },
  seed: { type: 'string' },
  until: { type: 'string' },
  set: { type: 'string', multiple: true },
  act: { type: 'string', multiple: true },
  budget: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

interface EditValues {
  readonly seed?: string;
  readonly until?: string;
  readonly set?: readonly string[];
  readonly act?: readonly string[];
}

/** Reads --seed, --until, --set and --act. */
export function editsOf(values: EditValues): Edits {
  const set: Record<string, unknown> = {};
  for (const text of values.set ?? []) {
    const equals = text.indexOf('=');
    if (equals < 1) throw new UsageError(`--set expects part.setting=value, found "${text}".`);
    set[text.slice(0, equals)] = readPlain(text.slice(equals + 1));
  }
  const until = values.until === undefined ? undefined : readDuration(values.until);
  if (until && !until.ok) throw new UsageError(`--until expects ${until.expected}, found "${values.until}".`);
  return {
    set,
    acts: values.act ?? [],
    ...(until?.ok ? { until: until.value } : {}),
    ...(values.seed === undefined ? {} : { seed: wholeNumber('--seed', values.seed, 0) }),
  };
}

/** --budget: a longer leash than a page gives a run. */
export function budgetOf(values: { readonly budget?: string }): { readonly eventBudget?: number } {
  return values.budget === undefined ? {} : { eventBudget: wholeNumber('--budget', values.budget, 1) };
}

export function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > 0xffffffff) {
    throw new UsageError(`${name} expects a whole number from ${least} to 4294967295, found "${text}".`);
  }
  return value;
}

/** @returns the bytes, not a text: whether they are UTF-8 is the parser's to say */
export function readBytes(file: string): Uint8Array {
  if (!statSync(file, { throwIfNoEntry: false })) throw new UsageError(`There is no file ${file}.`);
  return readFileSync(file);
}

/** A scenario's text with the programs of its folder in their places. */
export interface ScenarioSource {
  readonly file: string;
  /** The bytes as they are, where no program stands for itself: whether they are UTF-8 is the parser's to say. */
  readonly source: Uint8Array | string;
  /** A problem of the source, at its place in the file. */
  placed(problem: Problem): Problem;
}

export function readScenario(file: string): ScenarioSource {
  const bytes = readBytes(file);
  const text = new TextDecoder().decode(bytes);
  const inlined = inlineCode(text, (path) => readIfThere(join(dirname(file), path)));
  if (inlined.text === text) return { file, source: bytes, placed: (problem) => problem };
  return {
    file,
    source: inlined.text,
    placed: (problem) => (problem.line > 0 ? { ...problem, line: inlined.lineOf(problem.line) } : problem),
  };
}

const readIfThere = (file: string): string | null =>
  statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, 'utf8') : null;

/** One line a problem, in the form that editors turn into links. */
export function problemLine(file: string, problem: Problem): string {
  // What was typed on the command line stands on no line of the file.
  const place = problem.line > 0 ? `${file}:${problem.line}:${problem.column}` : `${file} (${problem.path})`;
  return `${place}: ${problem.severity}: ${problem.says}`;
}

/** A bar on the terminal's error stream, where somebody watches. */
export function progressBar(what: string): (share: number) => void {
  if (!process.stderr.isTTY) return () => {};
  return (share) => {
    const width = 30;
    const full = Math.round(Math.min(1, share) * width);
    process.stderr.write(
      `\r${what} ${'█'.repeat(full)}${'░'.repeat(width - full)} ${Math.round(share * 100)} %`,
    );
    if (share >= 1) process.stderr.write('\r\x1b[K');
  };
}

export const printJson = (value: unknown): void => console.log(JSON.stringify(value, numbers, 2));

/** JSON has no NaN and no infinity: what was not measured is null. */
function numbers(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
