/** Whatever is done to a part, when it ends all is well again, and only the part has noticed. */
import { describe, expect, test } from 'vitest';
import type { PartDefinition } from '../../src/parts/contract.ts';
import { cases, habitatOf, idOf, stopAt, USERS, variantsOf } from './habitat.ts';
import { type SmallAct, ticksOf, worldOf } from './smallWorld.ts';

type Written = Readonly<Record<string, unknown>>;

/** The act as it is, with everything lost where it has a share, and, to the part as it is, with every value of its choices. */
function hurts(kind: PartDefinition, written: Written, act: string): Written[] {
  const { settings } = kind.acts[act]!;
  const shares = Object.keys(settings).filter((name) => settings[name]!.type === 'share');
  const variants = Object.keys(written).length === 0 ? variantsOf(settings) : [{}];
  return [...variants, ...shares.map((name) => ({ [name]: 1 }))];
}

const worldWith = (kind: PartDefinition, written: Written, acts: readonly SmallAct[]) =>
  worldOf({ ...habitatOf(kind, written), acts: [...acts, stopAt('60s')], until: '600s' }).run();

/** What it is like when nobody does anything: the same for every act. */
const unhurt = new Map<string, ReturnType<typeof worldWith>>();
function unhurtOf(kind: PartDefinition, written: Written): ReturnType<typeof worldWith> {
  const name = `${kind.spec.kind} ${JSON.stringify(written)}`;
  const found = unhurt.get(name) ?? worldWith(kind, written, []);
  unhurt.set(name, found);
  return found;
}

const wounds = cases
  // What becomes of a closed or recorded crowd is not a matter of healing.
  .filter(({ kind, written }) => kind.spec.kind !== 'traffic-source' || Object.keys(written).length === 0)
  .flatMap(({ name, kind, written }) =>
    Object.keys(kind.acts).flatMap((act) =>
      hurts(kind, written, act).map((how) => ({
        name: `${name}: ${[act, ...Object.values(how)].join(' ')}`,
        kind,
        written,
        act: { at: '5s', part: idOf(kind), act, with: how, ...(kind.acts[act]!.lasts && { lasts: '5s' }) },
      })),
    ),
  );

describe.each(wounds)('$name', ({ kind, written, act }) => {
  const small = worldWith(kind, written, [act]);
  const well = unhurtOf(kind, written);

  test('does something', () => {
    expect(small.world.readDigest()).not.toBe(well.world.readDigest());
  });

  test('heals: who comes later is served well', () => {
    const later = small.requests.filter((r) => r.begun > ticksOf('40s'));
    expect(later.length).toBeGreaterThan(500);
    expect(later.filter((r) => r.outcome !== 'ok')).toEqual([]);
  });

  test('leaves nothing behind', () => {
    expect(small.read(`${USERS}.open`)).toBe(0);
    expect(small.world.messages.live).toBe(well.world.messages.live);
  });

  test('keeps nobody from coming who would have come', () => {
    if (idOf(kind) === USERS) return;
    expect(small.requests.map((r) => r.begun)).toEqual(well.requests.map((r) => r.begun));
  });
});
