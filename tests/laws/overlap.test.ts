/** Acts of one kind on one part may overlap: while any is open, the one that began last rules. */
import { describe, expect, test } from 'vitest';
import type { PartDefinition } from '../../src/parts/contract.ts';
import { cases, habitatOf, idOf, stopAt, variantsOf } from './habitat.ts';
import { otherValues } from './otherValues.ts';
import { type SmallAct, worldOf } from './smallWorld.ts';

type Written = Readonly<Record<string, unknown>>;

const pairs = cases
  .filter(({ written }) => Object.keys(written).length === 0)
  .flatMap(({ kind, name }) =>
    Object.entries(kind.acts)
      .filter(([, { lasts }]) => lasts)
      .map(([act, { settings }]) => {
        const first = variantsOf(settings)[0]!;
        const second: Written = Object.fromEntries(
          Object.entries(settings).flatMap(([setting, spec]) => {
            const value = spec.type === 'count' ? 1 : otherValues(spec)[0];
            return value === undefined ? [] : [[setting, value]];
          }),
        );
        return { name: `${name}: ${act}`, kind, act, first, second };
      }),
  );

describe.each(pairs)('$name', ({ kind, act, first, second }) => {
  const lasting = (at: string, lasts: string, written: Written): SmallAct => ({
    at,
    part: idOf(kind),
    act,
    lasts,
    with: written,
  });
  // To kill one more brings nobody back.
  const add = act === 'crash';
  /** Nobody asks, so that only what the acts do is left in the state. */
  const stateAt = (moment: string, acts: readonly SmallAct[]) => {
    const quiet = idOf(kind) === 'users' ? [] : [stopAt('0s')];
    const small = worldOf(
      { ...habitatOf(kind, several(kind)), acts: [...quiet, ...acts], until: '60s' },
      { seed: 2 },
    );
    small.run(moment);
    const { factor, ...state } = small.stateOf(idOf(kind)) as Record<string, unknown>;
    return idOf(kind) === 'users' ? { factor } : told(state);
  };

  test.each([
    ['one in the other', lasting('10s', '40s', first), lasting('20s', '10s', second), '35s', 0],
    ['one after the other', lasting('10s', '20s', first), lasting('20s', '20s', second), '35s', 1],
    ['both in both', lasting('10s', '40s', first), lasting('20s', '30s', second), '25s', add ? 0 : 1],
  ] as const)('%s', (_, a, b, moment, rules) => {
    const both = [a, b];
    expect(stateAt(moment, both)).toEqual(stateAt(moment, [both[rules]!]));
    expect(stateAt('55s', both)).toEqual(stateAt('55s', []));
  });
});

/** Something that a smaller act does not reach. */
const several = ({ settings }: PartDefinition): Written => ('instances' in settings ? { instances: 3 } : {});

/** What of a state says what is being done to the part; handles, rows and what was made on the way do not. */
function told(state: Record<string, unknown>): unknown {
  const { workers, instances, down, slow, failShare, locked, up, cut, extra, loss } = state;
  const people = (workers ?? instances) as { up: boolean }[] | undefined;
  return { people: people?.map((one) => one.up), down, slow, failShare, locked, up, cut, extra, loss };
}
