/** What theory says of small scenarios, for tests. */
import { openParsed } from '../src/lab/open.ts';
import { stationsOf } from '../src/lab/stations.ts';
import { catalog } from '../src/parts/catalog.ts';
import { checkScenario } from '../src/scenario/check.ts';

export type Written = Readonly<Record<string, unknown>>;
export type Parts = Readonly<Record<string, readonly [kind: string, settings?: Written]>>;

export interface Options {
  readonly seconds?: number;
  readonly acts?: readonly object[];
}

/** The stations of a small scenario, by part. */
export function stations(
  parts: Parts,
  wires: readonly (string | object)[],
  { seconds = 1000, acts = [] }: Options = {},
) {
  const scenario = {
    format: 1,
    id: 'small',
    title: 'Small',
    series: 'none',
    summary: 'A small world.',
    duration: `${seconds}s`,
    seed: 3,
    parts: Object.fromEntries(
      Object.entries(parts).map(([id, [kind, settings = {}]], i) => [
        id,
        { kind, at: [200 * i, 0], settings },
      ]),
    ),
    wires,
    acts,
  };
  const run = openParsed(checkScenario(scenario, catalog), 'start', {});
  if (run.take === null) throw new Error(JSON.stringify(run.problems));
  const all = stationsOf(run.take);
  return (id: string) => all.find(({ part }) => run.plate.parts[part]!.id === id)!;
}

export const users = (rate: number, more: Written = {}): Parts => ({
  users: ['traffic-source', { rate: `${rate}/s`, ...more }],
});
export const one = (source: Parts, settings: Written, options?: Options) =>
  stations({ ...source, app: ['service', settings] }, ['users.out -> app.in'], options);
