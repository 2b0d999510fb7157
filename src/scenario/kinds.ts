import type { Scenario } from './types.ts';

/** The kinds of all parts, in any design. What has not the shape of a scenario has none: whoever checks it says so. */
export function kindsOf(scenario: object): ReadonlySet<string> {
  const { parts, designs } = scenario as Partial<Scenario>;
  const added = Object.values(designs ?? {}).map((design) => design?.add);
  const all = [parts, ...added].flatMap((some) => Object.values(some ?? {}));
  return new Set(all.flatMap((part) => (typeof part?.kind === 'string' ? [part.kind] : [])));
}
