/** A sentence in a source that speaks to the machine instead of the reader, and what a model that obeys it says. */

const ORDER =
  /\b(?:ignore|disregard|forget|override)\b[^.!?]{0,200}\b(?:instruction|instructions|prompt|rules|told|above|previous)\b|\bto the (?:machine|model|assistant),? (?:that|which|who|reading)\b/i;

export const isInjection = (sentence: string): boolean => ORDER.test(sentence);

const SAYS = /\b(?:tell|say|answer|reply|state|declare)\b[^.!?]{0,200}?\bthat\b\s+(.+)/i;
const STOPS = /,?\s+(?:and|but)\s+(?:do not|don't|never)\b|[.!?]\s*$/i;
const QUOTED = /["“](.+?)["”]/;

/** What it wants to be said: behind "tell ... that", or between quotes; else the order itself. */
export function obeyed(sentence: string): string {
  const said = SAYS.exec(sentence)?.[1] ?? QUOTED.exec(sentence)?.[1] ?? sentence;
  const stop = STOPS.exec(said);
  const words = (stop ? said.slice(0, stop.index) : said).trim();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}
