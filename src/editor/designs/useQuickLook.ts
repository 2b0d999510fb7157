import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Verdict } from '../../lab/protocol.ts';
import { START } from '../../scenario/designNames.ts';
import { same } from '../../scenario/same.ts';
import type { Scenario } from '../../scenario/types.ts';
import { useAuthor, useScenario } from '../hooks.ts';
import { cast } from './roles.ts';

/** What one run of a design says of the check; why there is none; null: not known yet. */
export type Look = { readonly verdict: Verdict } | { readonly failure: string } | null;

interface Known {
  readonly of: unknown;
  readonly look: Look;
}

const SETTLED_MS = 300;

/**
 * The check in each design that has a role, one run after the other, with the seed of the run on the screen. What was
 * measured stays as long as nothing has changed that it depends on.
 */
export function useQuickLook(): ReadonlyMap<string, Look> {
  const scenario = useScenario();
  const { player } = useAuthor().at.table;
  const seed = useStore(player.store, (state) => state.edits.seed) ?? scenario.seed;
  // Whoever watches a run being made waits for that first.
  const isBusy = useStore(player.store, (state) => state.progress !== null);
  const [known, setKnown] = useState<ReadonlyMap<string, Known>>(new Map());
  const check = scenario.health?.check;
  const wanted = useMemo(
    () =>
      check === undefined
        ? []
        : cast(scenario).map(({ id }) => ({ id, of: [check, seed, ...decisive(scenario, id)] })),
    [scenario, check, seed],
  );
  const open = wanted.filter(({ id, of }) => !same(known.get(id)?.of, of));

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is open follows from what is wanted and known.
  useEffect(() => {
    if (isBusy || open.length === 0 || check === undefined) return;
    let isOver = false;
    async function measure() {
      for (const { id, of } of open) {
        if (isOver) return;
        const look = await lookAt(id);
        // It is what it is, even when something else is wanted by now.
        setKnown((before) => new Map([...before, [id, { of, look }]]));
      }
    }
    async function lookAt(design: string): Promise<Look> {
      try {
        const run = { source: scenario, design, edits: { seed } };
        const { verdicts } = await player.lab.measure(run, { that: [check!], figures: [] });
        return { verdict: verdicts[0]! };
      } catch (error) {
        return { failure: error instanceof Error ? error.message : String(error) };
      }
    }
    const timer = setTimeout(() => void measure(), SETTLED_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [player, wanted, isBusy]);

  return new Map(
    wanted.map(({ id, of }) => {
      const found = known.get(id);
      return [id, found && same(found.of, of) ? found.look : null];
    }),
  );
}

/** All that a run of a design depends on beside its seed. */
function decisive(
  { duration, parts, wires, acts, windows, designs }: Scenario,
  id: string,
): readonly unknown[] {
  const line: unknown[] = [];
  let name: string | undefined = id;
  // Designs that begin from each other were refused long ago; the limit costs nothing.
  for (let n = 0; name !== undefined && name !== START && n < 60; n++) {
    const { title: _title, says: _says, ...changes } = designs?.[name] ?? { title: '' };
    line.push(changes);
    name = changes.from;
  }
  return [duration, parts, wires, acts, windows, ...line];
}
