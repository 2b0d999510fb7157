/** What a part tells queueing theory of itself names things that it has. */
import { expect, test } from 'vitest';
import { fullCatalog as catalog } from '../../src/parts/full.ts';
import { defaultsOf } from '../../src/parts/settings.ts';
import type { StationSpec } from '../../src/parts/stationSpec.ts';

/** Metrics and ports by where they stand in the role. */
const LEVELS = ['busy', 'waiting', 'beingServed', 'underWay'];
const TIMINGS = ['wait', 'since', 'takes'];
const COUNTERS = ['rejected', 'made'];
const PORTS = ['out', 'calls', 'line'];

test.each([...catalog])('%s', (_, { spec, settings, station }) => {
  if (!station) return;
  const wires = Object.fromEntries(Object.keys(spec.ports).map((port) => [port, 1]));
  const { role, little, disturbed }: StationSpec = station(defaultsOf(settings) as never, wires);
  const metrics = (names: readonly (string | undefined)[], type: string) => {
    for (const name of names) expect([name, spec.metrics[name!]?.type]).toEqual([name, type]);
  };
  const named = (keys: readonly string[]) =>
    keys.flatMap((key) => {
      const name = (role as unknown as Readonly<Record<string, unknown>>)[key];
      return typeof name === 'string' ? [name] : [];
    });
  metrics(named(LEVELS), 'level');
  metrics(named(TIMINGS), 'timing');
  metrics(named(COUNTERS), 'counter');
  metrics(disturbed, 'counter');
  metrics(little?.there ?? [], 'level');
  if (little) metrics([little.time], 'timing');
  for (const port of named(PORTS)) expect(Object.keys(spec.ports)).toContain(port);
});
