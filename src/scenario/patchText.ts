/** A scenario's text made to say what its value has become: what did not change keeps its words, order and comments. */
import { migrate } from './migrations.ts';
import { same } from './same.ts';
import { changesOf, type Splice } from './textChanges.ts';
import { Unsplicable } from './textPlaces.ts';
import { fileLines } from './textRender.ts';
import type { Scenario } from './types.ts';
import { readYaml, type YamlText } from './yamlText.ts';

/** @param text that `parseScenario` can read @returns text that it reads as `scenario`; the same text when nothing changed */
export function patchText(text: string, scenario: Scenario): string {
  const yaml = readYaml(text, migrate);
  if (says(yaml, scenario)) return text;
  for (const expands of [false, true]) {
    const patched = spliced(text, yaml, scenario, expands);
    if (patched !== null && says(readYaml(patched, migrate), scenario)) return patched;
  }
  // What is written in a way that cannot be patched is written anew; what YAML has no words for, as JSON.
  const anew = `${fileLines(scenario).join('\n')}\n`;
  return says(readYaml(anew, migrate), scenario) ? anew : `${JSON.stringify(scenario, null, 2)}\n`;
}

const says = ({ value, problems }: YamlText, scenario: Scenario): boolean =>
  problems.length === 0 && same(value, scenario);

function spliced(
  text: string,
  { doc, problems }: YamlText,
  scenario: Scenario,
  expands: boolean,
): string | null {
  if (problems.length > 0) return null;
  try {
    return applied(text, changesOf(text, doc, scenario, expands));
  } catch (error) {
    if (error instanceof Unsplicable) return null;
    throw error;
  }
}

/** @throws Unsplicable when two of them touch the same words */
function applied(text: string, splices: readonly Splice[]): string {
  // What is put in at a place stands before what begins there and goes; of two, the first that was said.
  const ordered = splices.toSorted(
    (a, b) => a.from - b.from || Math.sign(a.to - a.from) - Math.sign(b.to - b.from),
  );
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to, text: put } of ordered) {
    if (from < at) throw new Unsplicable();
    pieces.push(text.slice(at, from), put);
    at = to;
  }
  return pieces.join('') + text.slice(at);
}
