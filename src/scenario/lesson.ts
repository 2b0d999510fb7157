/** The shape of what makes a scenario a lesson: steps, predictions, tasks, the challenge and its health. */
import * as v from 'valibot';
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

const presetSchema = v.strictObject({
  design: v.optional(designName),
  at: v.optional(v.pipe(moment, v.description('Where the playhead stands.'))),
  acts: v.optional(
    v.pipe(
      v.array(v.union([idSchema, actSchema], 'the id of an act, or an act'), 'a list of acts'),
      v.maxLength(100, 'at most 100 acts'),
      v.description(
        'Acts that are played: ids of the scenario or acts of the step; all of the scenario when absent.',
      ),
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
    v.pipe(designName, v.description('The design whose run judges; that of the step when absent.')),
  ),
});

export const taskSchema = v.strictObject({
  id: idSchema,
  says: paragraph,
  that: v.pipe(expression, v.description('Done when this is true of the run.')),
});

export const challengeSchema = v.strictObject({
  goal: paragraph,
  budgetUsd: v.optional(v.pipe(v.number('a number of US dollars'), v.minValue(0, 'at least 0'))),
  that: v.pipe(v.array(expression, 'a list of expressions'), v.minLength(1, 'at least one expression')),
});

export const stepSchema = v.strictObject({
  id: idSchema,
  bone: v.picklist(BONES, `one of ${BONES.join(', ')}`),
  title,
  text: markdown,
  preset: v.optional(presetSchema),
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
  prediction: v.optional(predictionSchema),
  tasks: v.optional(v.pipe(v.array(taskSchema, 'a list of tasks'), v.maxLength(20, 'at most 20 tasks'))),
  hints: v.optional(v.pipe(v.array(paragraph, 'a list of texts'), v.maxLength(10, 'at most 10 hints'))),
});

export const healthSchema = v.strictObject({
  untouched: v.optional(
    v.pipe(designName, v.description('The design of a learner who does nothing; start when absent.')),
  ),
  fix: designName,
  tempting: v.pipe(v.array(designName, 'a list of designs'), v.minLength(1, 'at least one design')),
  check: v.pipe(
    expression,
    v.description('What the fix makes true, and neither the untouched nor a tempting design does.'),
  ),
});
