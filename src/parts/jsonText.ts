import type { Json, Read } from '../rules/quantity.ts';

/** A document that may also be given as its text: a scenario can keep it in a file of its folder. */
export const orText =
  <T>(read: (written: Json) => Read<T>) =>
  (written: Json): Read<T> => {
    if (typeof written !== 'string') return read(written);
    let parsed: Json;
    try {
      parsed = JSON.parse(written) as Json;
    } catch (error) {
      return { ok: false, expected: `a document in JSON; ${(error as Error).message}` };
    }
    return read(parsed);
  };
