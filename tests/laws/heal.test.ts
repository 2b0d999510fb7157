/** Whatever is done to a part, when it ends all is well again, and only the part has noticed. */
import { describe, expect, test } from 'vitest';
import type { PartDefinition } from '../../src/parts/contract.ts';
import { cases, habitatOf, idOf, stopAt, USERS, variantsOf } from './habitat.ts';
import { type SmallAct, ticksOf, worldOf } from './smallWorld.ts';

type Written = Readonly<Record<string, unknown>>;

/** The act as it is, with every value of its choices, and with everything lost where it has a share. */
function hurts(kind: PartDefinition, act: string): Written[] {
  const { settings } = kind.acts[act]!;
  const shares = Object.keys(settings).filter((name) => settings[name]!.type === 'share');
  return [...variantsOf(settings), ...shares.map((name) => ({ [name]: 1 }))];
}

const wounds = cases
  // What becomes of a closed or recorded crowd is not a matter of healing.
  .filter(({ kind, written }) => kind.spec.kind !== 'traffic-source' || Object.keys(written).length === 0)
  .flatMap(({ name, kind, written }) =>
    Object.keys(kind.acts).flatMap((act) =>
      hurts(kind, act).map((how) => ({
        name: `${name}: ${[act, ...Object.values(how)].join(' ')}`,
        kind,
        written,
        act: { at: '5s', part: idOf(kind), act, with: how, ...(kind.acts[act]!.lasts && { lasts: '5s' }) },
      })),
    ),
  );

describe.each(wounds)('$name', ({ kind, written, act }) => {
  const run = (acts: readonly SmallAct[]) =>
    worldOf({ ...habitatOf(kind, written), acts: [...acts, stopAt('60s')], until: '600s' }).run();
  const small = run([act]);

  test('does something', () => {
    expect(small.world.readDigest()).not.toBe(run([]).world.readDigest());
  });

  test('heals: who comes later is served well', () => {
    const later = small.requests.filter((r) => r.begun > ticksOf('40s'));
    expect(later.length).toBeGreaterThan(500);
    expect(later.filter((r) => r.outcome !== 'ok')).toEqual([]);
  });

  test('leaves nothing behind', () => {
    expect(small.read(`${USERS}.open`)).toBe(0);
    const unhurt = run([]).world.messages.live;
    expect(small.world.messages.live).toBe(unhurt);
  });

  test('keeps nobody from coming who would have come', () => {
    if (idOf(kind) === USERS) return;
    expect(small.requests.map((r) => r.begun)).toEqual(run([]).requests.map((r) => r.begun));
  });
});
