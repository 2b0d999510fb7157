/** What runs have answered, kept by what decides a run: a change of words, names or places needs no run again. */
import type { LessonAnswer } from '../../lab/lessonTruths.ts';
import type { DesignText, PartText, Scenario } from '../../scenario/types.ts';

export interface Kept {
  /** @param essence of the design @returns null when nobody asked all of that */
  find(essence: string, key: string, seed: number, that: readonly string[]): LessonAnswer | null;
  keep(essence: string, answer: LessonAnswer): void;
}

/** So many versions of designs; then the oldest is forgotten. */
const VERSIONS_MAX = 100;

export function createKept(): Kept {
  const versions = new Map<string, Map<string, LessonAnswer>>();
  return {
    find(essence, key, seed, that) {
      const answer = versions.get(essence)?.get(`${seed} ${key}`);
      return answer && that.every((one) => answer.truths.has(one)) ? answer : null;
    },
    keep(essence, answer) {
      const known = versions.get(essence) ?? new Map<string, LessonAnswer>();
      known.set(`${answer.seed} ${answer.key}`, answer);
      // The one that was used last stands last.
      versions.delete(essence);
      versions.set(essence, known);
      for (const oldest of versions.keys()) {
        if (versions.size <= VERSIONS_MAX) break;
        versions.delete(oldest);
      }
    },
  };
}

/** All that decides the runs of a design, and nothing else: no words, no names, no places on the canvas. */
export function essenceOf(scenario: Scenario, design: string): string {
  const { duration, windows, parts, wires, acts } = scenario;
  const patches: unknown[] = [];
  const seen = new Set<string>();
  for (let name: string | undefined = design; name !== undefined && !seen.has(name); ) {
    seen.add(name);
    const patch: DesignText | undefined = scenario.designs?.[name];
    if (patch) patches.unshift(bareOf(patch));
    name = patch?.from;
  }
  return JSON.stringify([duration, windows, partsOf(parts), wires, acts?.map(namelessOf), patches]);
}

function bareOf({
  title: _title,
  says: _says,
  move: _move,
  rename: _rename,
  add,
  acts,
  ...rest
}: DesignText) {
  return { ...rest, add: partsOf(add ?? {}), acts: acts?.map(namelessOf) };
}

const partsOf = (parts: Readonly<Record<string, PartText>>) =>
  Object.entries(parts).map(([id, { kind, settings }]) => [id, kind, settings]);

const namelessOf = ({ name: _name, ...act }: NonNullable<Scenario['acts']>[number]) => act;
