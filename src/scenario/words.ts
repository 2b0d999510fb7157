/** The small shapes that the file's larger ones share. */
import * as v from 'valibot';
import type { Json } from '../rules/quantity.ts';

export const ID = /^[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*$/;

export const idSchema = v.pipe(
  v.string('an id such as inventory-db'),
  v.maxLength(40, 'an id of at most 40 characters'),
  v.regex(ID, 'an id such as inventory-db: letters, digits and single hyphens, beginning with a letter'),
);
export const designName = idSchema;

/** Text on one line. */
export const line = (expected: string) =>
  v.pipe(v.string(expected), v.minLength(1, expected), v.maxLength(200, 'at most 200 characters'));
export const title = v.pipe(
  v.string('a text'),
  v.minLength(1, 'a text'),
  v.maxLength(120, 'at most 120 characters'),
);
export const paragraph = v.pipe(v.string('a text'), v.maxLength(1000, 'at most 1000 characters'));
export const markdown = v.pipe(
  v.string('a text in Markdown'),
  v.maxLength(20_000, 'at most 20000 characters'),
);
export const expression = v.pipe(
  v.string('an expression such as checkout.busy = 50'),
  v.minLength(1, 'an expression such as checkout.busy = 50'),
  v.maxLength(500, 'an expression of at most 500 characters'),
);

const DURATION = 'a duration such as 250ms, 30s, 5m or 1h 30m';
/** A moment or a length of time as text; its value is read where it is checked. */
export const moment = v.union([v.string(), v.literal(0)], DURATION);

const json = v.unknown() as v.GenericSchema<Json>;

/** A document (a filter policy, a list of kinds of messages) is read by the part whose setting it is. */
export const rawSetting = v.union(
  [
    v.string(),
    v.number(),
    v.boolean(),
    v.null(),
    v.pipe(v.array(json), v.maxLength(100_000, 'at most 100000 values')),
    v.record(v.string(), json),
  ],
  'a text, a number, true, false, a list or a map',
);

export const actSchema = v.strictObject({
  id: v.optional(v.pipe(idSchema, v.description('Names the window of time in which a lasting act lasts.'))),
  at: v.pipe(moment, v.description('When it begins.')),
  for: v.optional(
    v.pipe(moment, v.description('How long a lasting act lasts; to the end of the run when absent.')),
  ),
  part: v.pipe(idSchema, v.description('The part it is done to.')),
  act: v.pipe(line('the name of an act'), v.description('What is done, by its name in the catalogue.')),
  with: v.optional(v.pipe(v.record(v.string(), rawSetting), v.description('Settings of the act.'))),
  name: v.optional(v.pipe(title, v.description('What the screen calls it.'))),
});
