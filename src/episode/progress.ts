/** How far a learner has come in one scenario: what the browser keeps, and what a file of it holds. */
import * as v from 'valibot';
import { quoted } from '../scenario/problem.ts';
import { designSchema } from '../scenario/types.ts';
import { idSchema } from '../scenario/words.ts';

export const PROGRESS_FORMAT = 1;
/** A design of one's own may be as large as a scenario. */
export const CHARS_MAX = 1024 * 1024;

const text = v.pipe(v.string('a text'), v.maxLength(2000, 'at most 2000 characters'));
const seed = v.pipe(
  v.number('a whole number'),
  v.integer('a whole number'),
  v.minValue(0, 'at least 0'),
  v.maxValue(0xffffffff, 'at most 4294967295'),
);
const list = <S extends v.GenericSchema>(schema: S, most: number) =>
  v.pipe(v.array(schema, 'a list'), v.maxLength(most, `at most ${most} entries`));

/** The run that settled something. */
const runSchema = v.object({ design: idSchema, seed, digest: text });

const predictionSchema = v.object({
  id: idSchema,
  option: idSchema,
  confidence: v.pipe(
    v.number('a whole number from 50 to 100'),
    v.integer('a whole number from 50 to 100'),
    v.minValue(50, 'a whole number from 50 to 100'),
    v.maxValue(100, 'a whole number from 50 to 100'),
  ),
  /** False when the run had been seen before the answer. */
  counts: v.boolean('true or false'),
  /** Which options the run found right, and what was measured; null until it has been watched so far. */
  outcome: v.nullable(v.object({ ...runSchema.entries, right: list(idSchema, 8), measured: list(text, 8) })),
});

const tickSchema = v.object({ step: idSchema, task: idSchema, run: v.nullable(runSchema), measured: text });

const sideSchema = v.object({ holds: v.boolean('true or false'), measured: text });
const mendedSchema = v.object({ ...runSchema.entries, before: sideSchema, after: sideSchema });

const wonSchema = v.object({ ...runSchema.entries, measured: list(text, 21) });

const progressSchema = v.object({
  progress: v.literal(PROGRESS_FORMAT, `progress: ${PROGRESS_FORMAT}`),
  scenario: idSchema,
  /** The step at which the learner is, by id. */
  step: idSchema,
  /** The steps that were gone to. */
  seen: list(idSchema, 200),
  predictions: list(predictionSchema, 200),
  ticks: list(tickSchema, 2000),
  hints: list(v.object({ step: idSchema, opened: v.pipe(v.number(), v.integer(), v.minValue(0)) }), 200),
  /** The own design of the learner, as the scenario's patch `mine`. */
  mine: v.nullable(designSchema),
  mended: v.nullable(mendedSchema),
  won: v.nullable(wonSchema),
  /** A date such as 2026-11-21. */
  finishedAt: v.nullable(text),
});

export type Progress = Readonly<v.InferOutput<typeof progressSchema>>;
export type Prediction = Progress['predictions'][number];
export type Tick = Progress['ticks'][number];
export type RunMade = v.InferOutput<typeof runSchema>;

export function newProgress(scenario: string, step: string): Progress {
  return {
    progress: PROGRESS_FORMAT,
    scenario,
    step,
    seen: [],
    predictions: [],
    ticks: [],
    hints: [],
    mine: null,
    mended: null,
    won: null,
    finishedAt: null,
  };
}

export type ReadProgress =
  | { readonly ok: true; readonly progress: Progress }
  /** Where, what and what was expected. */
  | { readonly ok: false; readonly says: string };

/** Whatever is in a file or in the browser, this reads it or says what is wrong. */
export function readProgress(text: string, scenario: string): ReadProgress {
  if (text.length > CHARS_MAX) return refuse('it is longer than a million characters, and progress is not');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('it is no JSON, or was cut off');
  }
  const { progress, scenario: found } = (value ?? {}) as Record<string, unknown>;
  if (progress === undefined) return refuse('the key progress is missing, so it is something else');
  if (progress !== PROGRESS_FORMAT) {
    const newer = typeof progress === 'number' && progress > PROGRESS_FORMAT;
    const why = newer ? 'a newer lab has written it; reload the page' : 'this lab reads format 1';
    return refuse(`it has the format ${quoted(progress)}: ${why}`);
  }
  if (found !== scenario) return refuse(`it belongs to the scenario ${quoted(found)}, not to ${scenario}`);
  const read = v.safeParse(progressSchema, value);
  if (read.success) return { ok: true, progress: read.output };
  const issue = read.issues[0];
  const path = v.getDotPath(issue) ?? 'the file';
  return refuse(`${path}: expected ${issue.message}, found ${quoted(issue.input)}`);
}

const refuse = (why: string): ReadProgress => ({ ok: false, says: `The progress cannot be read: ${why}.` });

export const writeProgress = (progress: Progress): string => JSON.stringify(progress);

/** For a file that people may look into. */
export const exportProgress = (progress: Progress): string => `${JSON.stringify(progress, null, 2)}\n`;

export const predictionOf = ({ predictions }: Progress, id: string | undefined): Prediction | null =>
  predictions.find((one) => one.id === id) ?? null;

export const tickOf = ({ ticks }: Progress, step: string, task: string): Tick | null =>
  ticks.find((tick) => tick.step === step && tick.task === task) ?? null;

export const hintsOf = ({ hints }: Progress, step: string): number =>
  hints.find((one) => one.step === step)?.opened ?? 0;

export function withHint(progress: Progress, step: string): Progress {
  const others = progress.hints.filter((one) => one.step !== step);
  return { ...progress, hints: [...others, { step, opened: hintsOf(progress, step) + 1 }] };
}

export function withPrediction(progress: Progress, prediction: Prediction): Progress {
  const others = progress.predictions.filter(({ id }) => id !== prediction.id);
  return { ...progress, predictions: [...others, prediction] };
}

/** The learner is at this step now. */
export function withStep(progress: Progress, step: string): Progress {
  const { seen } = progress;
  return { ...progress, step, seen: seen.includes(step) ? seen : [...seen, step] };
}

/** Once done, a task stays done. */
export function withTick(progress: Progress, tick: Tick): Progress {
  if (tickOf(progress, tick.step, tick.task)) return progress;
  return { ...progress, ticks: [...progress.ticks, tick] };
}
