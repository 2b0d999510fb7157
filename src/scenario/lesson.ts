/** The shape of what makes a scenario a lesson: steps, predictions, tasks, the challenge and its health. */
import * as v from 'valibot';
import { SCHEDULE_VERDICTS } from './programs.ts';
import {
  actSchema,
  designName,
  expression,
  idSchema,
  line,
  markdown,
  moment,
  paragraph,
  title,
} from './words.ts';

export const BONES = ['before', 'predict', 'break', 'tempt', 'mend', 'price', 'challenge'] as const;

/** What a learner can do at the table, and a task can ask for. */
export const DEEDS = [
  'look',
  'why',
  'compare',
  'fork',
  'hurt',
  'theory',
  'slower',
  'rewind',
  'edit',
  'schedule',
  'explore',
] as const;
export type Deed = (typeof DEEDS)[number];

const actsSchema = v.pipe(
  v.array(v.union([idSchema, actSchema], 'the id of an act, or an act'), 'a list of acts'),
  v.maxLength(100, 'at most 100 acts'),
);

const presetSchema = v.strictObject({
  design: v.optional(
    v.pipe(
      designName,
      v.description(
        'The design on the table; mine: the own design of the learner, or start as long as there is none. Steps with the bone mend or challenge show the own design as soon as there is one.',
      ),
    ),
  ),
  at: v.optional(
    v.pipe(
      moment,
      v.description(
        'Where the playhead stands; with a prediction, where playing begins once it is committed.',
      ),
    ),
  ),
  acts: v.optional(
    v.pipe(
      actsSchema,
      v.description(
        'Acts that are played: ids of the scenario or acts of the step; all of the scenario when absent.',
      ),
    ),
  ),
});

export const stepActSchema = v.strictObject({
  label: v.pipe(title, v.description('What the button says: "Lock the database for 60 s".')),
  acts: v.pipe(
    actsSchema,
    v.minLength(1, 'at least one act'),
    v.description(
      'Acts that are played from then on, beside those of the preset: ids of the scenario or acts of the step.',
    ),
  ),
});

const optionSchema = v.strictObject({
  id: idSchema,
  text: paragraph,
  right: v.optional(
    v.pipe(
      expression,
      v.description('True in the run when this option is right: the run judges, not the author.'),
    ),
  ),
});

export const predictionSchema = v.strictObject({
  id: idSchema,
  question: paragraph,
  options: v.pipe(
    v.array(optionSchema, 'a list of options'),
    v.minLength(2, 'at least two options'),
    v.maxLength(8, 'at most 8 options'),
  ),
  design: v.optional(
    v.pipe(
      designName,
      v.description(
        'The design whose run judges, and is shown once the answer is committed; that of the step when absent.',
      ),
    ),
  ),
});

const verdictSchema = v.pipe(
  v.picklist(SCHEDULE_VERDICTS, `one of ${SCHEDULE_VERDICTS.join(', ')}`),
  v.description(
    'What all schedules of the program together come to: the gravest that any of them ends in; clean: every one was tried, and none fails.',
  ),
);
const programPart = v.pipe(idSchema, v.description('A part that carries a program.'));

export const taskSchema = v.strictObject({
  id: idSchema,
  says: paragraph,
  that: v.optional(
    v.pipe(
      expression,
      v.description(
        'Done when this is true of the run on the table and the playhead has been where it can be known. A task has one of that, did and schedules.',
      ),
    ),
  ),
  did: v.optional(
    v.pipe(
      v.picklist(DEEDS, `one of ${DEEDS.join(', ')}`),
      v.description(
        'Done when the learner does it. look: selects a part or a wire. why: asks why one request ended as it did. compare: puts another run beside this one. fork: goes another way from some moment. hurt: does an act to a part. theory: lays queueing theory over the charts. slower: lowers the speed of playback. rewind: goes back in time. edit: changes the design. schedule: lets a goroutine of a program take a step, by hand. explore: has every schedule of a program tried.',
      ),
    ),
  ),
  schedules: v.optional(
    v.pipe(
      v.strictObject({ part: programPart, verdict: verdictSchema }),
      v.description(
        'Done when every schedule of the program of that part was tried, as it lies on the table, and that was the verdict.',
      ),
    ),
  ),
  design: v.optional(
    v.pipe(
      v.picklist(['any', 'mine'], 'any or mine'),
      v.description(
        'Where that must be true: in any design on the table (when absent), or in the own design of the learner only.',
      ),
    ),
  ),
});

const demandSchema = v.union(
  [
    expression,
    v.strictObject({
      says: v.pipe(line('a sentence'), v.description('The expression in words, for the list of demands.')),
      that: expression,
    }),
  ],
  'an expression, or { says, that }',
);

export const challengeSchema = v.strictObject({
  goal: paragraph,
  budgetUsd: v.optional(
    v.pipe(
      v.number('a number of US dollars'),
      v.minValue(0, 'at least 0'),
      v.description('The most that the run may cost.'),
    ),
  ),
  that: v.pipe(
    v.array(demandSchema, 'a list of expressions'),
    v.minLength(1, 'at least one expression'),
    v.maxLength(20, 'at most 20 expressions'),
    v.description('Passed when all of them are true of one run of the own design of the learner.'),
  ),
});

export const stepSchema = v.strictObject({
  id: idSchema,
  bone: v.picklist(BONES, `one of ${BONES.join(', ')}`),
  title,
  text: v.pipe(
    markdown,
    v.description(
      'Markdown without HTML and pictures. A paragraph that begins with **Timothy:** is a line of dialogue.',
    ),
  ),
  preset: v.optional(presetSchema),
  act: v.optional(
    v.pipe(
      stepActSchema,
      v.description(
        'What the one button of the step does to the system. Its acts are not played until it is pressed; then the run plays with them.',
      ),
    ),
  ),
  palette: v.optional(
    v.pipe(
      v.array(line('a kind of part'), 'a list of kinds'),
      v.description('The kinds that the learner may place; all when absent.'),
    ),
  ),
  spotlight: v.optional(
    v.pipe(line('a part or a wire'), v.description('A part id, or a wire as short text.')),
  ),
  chart: v.optional(v.pipe(title, v.description('The title of one chart.'))),
  desk: v.optional(
    v.pipe(
      idSchema,
      v.description(
        'The part whose desk lies on the stage in this step: its code, its signatures, its retrieval; the system when absent.',
      ),
    ),
  ),
  prediction: v.optional(predictionSchema),
  tasks: v.optional(v.pipe(v.array(taskSchema, 'a list of tasks'), v.maxLength(20, 'at most 20 tasks'))),
  hints: v.optional(v.pipe(v.array(paragraph, 'a list of texts'), v.maxLength(10, 'at most 10 hints'))),
  learned: v.optional(
    v.pipe(
      line('a sentence'),
      v.description('What the step has shown, in one sentence for the card at the end.'),
    ),
  ),
});

/** An author makes one after the other: until all are there, nothing is proven. */
export const healthSchema = v.strictObject({
  untouched: v.optional(
    v.pipe(designName, v.description('The design of a learner who does nothing; start when absent.')),
  ),
  fix: v.optional(v.pipe(designName, v.description('The design that the lesson teaches.'))),
  tempting: v.optional(
    v.pipe(
      v.array(designName, 'a list of designs'),
      v.minLength(1, 'at least one design'),
      v.description('Designs that suggest themselves and do not help.'),
    ),
  ),
  check: v.optional(
    v.pipe(
      expression,
      v.description('What the fix makes true, and neither the untouched nor a tempting design does.'),
    ),
  ),
});

export const proofSchema = v.strictObject({
  id: idSchema,
  says: v.pipe(paragraph, v.description('The sentence that the proof stands for.')),
  part: programPart,
  design: v.optional(
    v.pipe(designName, v.description('The design whose program it is about; start when absent.')),
  ),
  verdict: verdictSchema,
  version: v.optional(
    v.pipe(
      v.number('a whole number'),
      v.integer('a whole number'),
      v.minValue(1, 'at least 1'),
      v.maxValue(24, 'at most 24'),
      v.description(
        'The minor number of the version of the language, such as 21; what the part says when absent.',
      ),
    ),
  ),
});
