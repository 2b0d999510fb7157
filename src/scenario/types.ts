/**
 * The shape of a scenario file: one source for the TypeScript types, the checks and the JSON Schema.
 * A schema's message is what was expected, to be read after "expected". What cannot be said as a shape (names that
 * exist, ports that fit, ranges of settings) is checked beside it: see check*.ts.
 */
import * as v from 'valibot';
import { challengeSchema, healthSchema, proofSchema, stepSchema } from './lesson.ts';
import { FORMAT, LIMITS } from './limits.ts';
import {
  actSchema,
  designName,
  expression,
  idSchema,
  line,
  moment,
  paragraph,
  rawSetting,
  title,
} from './words.ts';

const says = <S extends v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>>(schema: S, text: string) =>
  v.pipe(schema, v.description(text));

const coordinate = v.pipe(
  v.number('a number'),
  v.minValue(-100_000, 'at least -100000'),
  v.maxValue(100_000, 'at most 100000'),
);

const position = v.strictTuple([coordinate, coordinate], 'a position such as [240, 80]');

export const partSchema = v.strictObject({
  kind: says(line('the kind of a part, such as service'), 'Which part of the catalogue it is.'),
  name: v.optional(says(title, 'The name on the screen; the id when absent.')),
  at: says(position, 'Its middle on the canvas, x to the right, y down.'),
  settings: v.optional(says(v.record(v.string(), rawSetting), 'What differs from the defaults of its kind.')),
});

const wireObject = v.strictObject({
  from: says(line('a port such as checkout.calls'), 'part.port at which the wire begins.'),
  to: says(line('a port such as inventory.in'), 'part.port at which it ends.'),
  latency: v.optional(
    says(
      v.union([v.string(), v.literal(0)], 'a duration (2ms) or a law (exp 2ms)'),
      'For every hop in either direction; 0s when absent.',
    ),
  ),
  weight: v.optional(
    says(
      v.pipe(v.number('a number'), v.gtValue(0, 'a number above 0'), v.maxValue(1e6, 'at most 1000000')),
      'Its share where a part chooses among wires; 1 when absent.',
    ),
  ),
  with: v.optional(
    says(
      v.record(v.string(), rawSetting),
      'Settings of the wire, by the names that the ports at its ends know.',
    ),
  ),
});
const WIRE = 'a wire such as checkout.calls -> inventory.in';
export const wireSchema = v.union([line(WIRE), wireObject], WIRE);

const windowSchema = v.strictObject({
  from: says(moment, 'When the window opens.'),
  to: says(moment, 'When it closes.'),
});

const partsSchema = v.pipe(
  v.record(idSchema, partSchema),
  v.maxEntries(LIMITS.parts, `at most ${LIMITS.parts} parts`),
);
const wiresSchema = v.pipe(
  v.array(wireSchema, 'a list of wires'),
  v.maxLength(LIMITS.wires, `at most ${LIMITS.wires} wires`),
);
const actsSchema = v.pipe(
  v.array(actSchema, 'a list of acts'),
  v.maxLength(LIMITS.acts, `at most ${LIMITS.acts} acts`),
);

export const designSchema = v.strictObject({
  title,
  says: v.optional(paragraph),
  from: v.optional(
    says(designName, 'The design whose patch is applied before this one; the base alone when absent.'),
  ),
  remove: v.optional(
    says(v.array(idSchema, 'a list of part ids'), 'Parts that go, with their wires and the acts on them.'),
  ),
  add: v.optional(says(v.record(idSchema, partSchema), 'Parts that come.')),
  unwire: v.optional(says(v.array(line(WIRE), 'a list of wires'), 'Wires that go, as short text.')),
  wire: v.optional(says(wiresSchema, 'Wires that come.')),
  set: v.optional(
    says(v.record(line('part.setting'), rawSetting), 'Settings that change: part.setting and the new value.'),
  ),
  move: v.optional(says(v.record(idSchema, position), 'Parts of the base that stand elsewhere.')),
  rename: v.optional(says(v.record(idSchema, title), 'Parts of the base that have another name.')),
  skip: v.optional(
    says(
      v.pipe(v.array(idSchema, 'a list of acts'), v.maxLength(LIMITS.acts, `at most ${LIMITS.acts} acts`)),
      'Acts of the base that do not happen: the id, or act-3 for the third of the base when it has none.',
    ),
  ),
  acts: v.optional(says(actsSchema, 'Acts that come.')),
});

const lineSchema = v.union(
  [
    line('a figure such as checkout.busy'),
    v.strictObject({
      of: says(line('a figure such as checkout.busy'), 'part.metric or part.metric.stat.'),
      name: v.optional(title),
    }),
  ],
  'a figure such as checkout.busy, or { of, name }',
);
export const chartSchema = v.strictObject({
  title,
  lines: v.pipe(
    v.array(lineSchema, 'a list of figures'),
    v.minLength(1, 'at least one line'),
    v.maxLength(12, 'at most 12 lines'),
  ),
  unit: v.optional(v.pipe(v.string('a text'), v.maxLength(40, 'at most 40 characters'))),
  stacked: v.optional(
    says(v.boolean('true or false'), 'Whether the lines lie on each other, so that the top is their sum.'),
  ),
});

export const claimSchema = v.strictObject({
  id: idSchema,
  says: says(paragraph, 'The sentence that the claim stands for.'),
  that: says(expression, 'The expression, in the language of claims.'),
  design: v.optional(
    says(
      v.union(
        [designName, v.pipe(v.array(designName, 'a list of designs'), v.minLength(1, 'at least one design'))],
        'a design or a list of them',
      ),
      'Where it is checked; every design that has its parts when absent.',
    ),
  ),
  holds: v.optional(says(v.boolean('true or false'), 'False for a claim that must not come true.')),
});

const articleSchema = v.strictObject({
  title: says(line('the title of the article'), 'The article that the scenario follows.'),
  number: v.optional(v.pipe(v.number('a number'), v.integer('a whole number'), v.minValue(0, 'at least 0'))),
  url: v.pipe(
    v.string('an address'),
    v.maxLength(300, 'at most 300 characters'),
    v.regex(/^https:\/\/[^\s<>"]+$/, 'an address that begins with https://'),
  ),
});

export const scenarioSchema = v.strictObject({
  format: says(v.literal(FORMAT, `format: ${FORMAT}`), 'The version of this format.'),
  id: idSchema,
  title,
  series: v.picklist(['aws', 'azure', 'go', 'none'], 'one of aws, azure, go, none'),
  article: v.optional(articleSchema),
  summary: says(paragraph, 'One or two sentences for the gallery.'),
  duration: says(moment, 'Length of the run.'),
  seed: says(
    v.pipe(
      v.number('a whole number'),
      v.integer('a whole number'),
      v.minValue(0, 'at least 0'),
      v.maxValue(0xffffffff, 'at most 4294967295'),
    ),
    'Decides every draw of chance.',
  ),
  parts: says(partsSchema, 'The parts of the base design, by id.'),
  wires: says(wiresSchema, 'The wires between their ports.'),
  acts: v.optional(says(actsSchema, 'What is done to parts, and when.')),
  windows: v.optional(
    says(
      v.record(idSchema, windowSchema),
      'Named spans of time for claims; every lasting act with an id is one too, and run is all of it.',
    ),
  ),
  designs: v.optional(
    says(
      v.pipe(
        v.record(idSchema, designSchema),
        v.maxEntries(LIMITS.designs, `at most ${LIMITS.designs} designs`),
      ),
      'Named patches of the base; start is the base itself.',
    ),
  ),
  charts: v.optional(
    v.pipe(
      v.array(chartSchema, 'a list of charts'),
      v.maxLength(LIMITS.charts, `at most ${LIMITS.charts} charts`),
    ),
  ),
  claims: v.optional(
    v.pipe(
      v.array(claimSchema, 'a list of claims'),
      v.maxLength(LIMITS.claims, `at most ${LIMITS.claims} claims`),
    ),
  ),
  proofs: v.optional(
    v.pipe(
      v.array(proofSchema, 'a list of proofs'),
      v.maxLength(LIMITS.proofs, `at most ${LIMITS.proofs} proofs`),
      v.description('What holds over all schedules of programs, each run from its main on.'),
    ),
  ),
  steps: v.optional(
    v.pipe(
      v.array(stepSchema, 'a list of steps'),
      v.maxLength(LIMITS.steps, `at most ${LIMITS.steps} steps`),
    ),
  ),
  challenge: v.optional(challengeSchema),
  health: v.optional(healthSchema),
});

/** A scenario as written, checked; durations and settings are still texts. */
export type Scenario = v.InferOutput<typeof scenarioSchema>;
export type PartText = v.InferOutput<typeof partSchema>;
export type WireText = v.InferOutput<typeof wireSchema>;
export type ActText = v.InferOutput<typeof actSchema>;
export type DesignText = v.InferOutput<typeof designSchema>;
export type ChartText = v.InferOutput<typeof chartSchema>;
export type ClaimText = v.InferOutput<typeof claimSchema>;
export type ProofText = v.InferOutput<typeof proofSchema>;
export type StepText = v.InferOutput<typeof stepSchema>;
export type RawSetting = v.InferOutput<typeof rawSetting>;
