/** Every setting that may change during a run does so without a trace of what was before, and back again. */
import { describe, expect, test } from 'vitest';
import { SET } from '../../src/engine/part.ts';
import { copyState } from '../../src/engine/snapshot.ts';
import { Timeline } from '../../src/engine/timeline.ts';
import { World } from '../../src/engine/world.ts';
import { changeable } from '../../src/parts/contract.ts';
import { settingsOf } from '../../src/parts/settings.ts';
import { allActs, type Case, cases, habitatOf, idOf, stopAt, USERS } from './habitat.ts';
import { otherValues } from './otherValues.ts';
import { modelOf, type SmallAct, ticksOf, worldOf } from './smallWorld.ts';

type Written = Readonly<Record<string, unknown>>;

interface Change {
  readonly name: string;
  readonly one: Case;
  readonly setting: string;
  readonly to: Written;
}

const changes: readonly Change[] = cases.flatMap((one) =>
  Object.entries(changeable(one.kind.settings)).flatMap(([setting, spec]) =>
    // One value is enough where it is another choice that is under the law.
    otherValues(spec)
      .slice(0, Object.keys(one.written).length > 0 ? 1 : 2)
      .flatMap((value) => {
        const to = { [setting]: value };
        const whole = settingsOf(one.kind.settings, { ...one.written, ...to });
        if (one.written[setting] === value || (one.kind.check?.(whole as never).length ?? 0) > 0) return [];
        return [{ name: `${one.name}; ${setting} to ${JSON.stringify(value)}`, one, setting, to }];
      }),
  ),
);

const set = ({ one, to }: Change, at: string, lasts?: string): SmallAct => ({
  at,
  part: idOf(one.kind),
  act: SET,
  with: to,
  ...(lasts !== undefined && { lasts }),
});

const run = ({ kind, written }: Case, acts: readonly SmallAct[], until: string, more: Written = {}) =>
  worldOf({ ...habitatOf(kind, { ...written, ...more }), acts, until }, { seed: 3 });

/** A world that may be restored: nobody has written down what happened before. */
const unseen = ({ kind, written }: Case, acts: readonly SmallAct[], until: string) =>
  worldOf({ ...habitatOf(kind, written), acts, until }, { seed: 3, witness: null });

/** Receives that wait for a message when nobody asks any more. */
const leftOvers = new Map<Case, number>();
function leftOver(one: Case): number {
  const known = leftOvers.get(one) ?? run(one, [stopAt('60s')], '600s').run().world.messages.live;
  leftOvers.set(one, known);
  return known;
}

const statesOf = (world: World) =>
  world.selves.map(({ state }, i) => copyState(world.model.parts[i]!.kind, state));

const figuresOf = (world: World) => ({
  requests: world.requests,
  cells: Array.from(world.ledger.cells),
  wires: Array.from(world.wireCounts),
  live: world.messages.live,
});

/**
 * Parts begin before the first act. What they have begun then stays begun with the old settings, and where that lasts,
 * a change in the first moment is not quite the same as another beginning.
 */
const BEGUN = new Map([
  ['consumer-fleet.workers down', 'a worker who leaves ends the receive that it has begun'],
  ['consumer-fleet.MaxNumberOfMessages', 'the first receives are under way'],
  ['consumer-fleet.WaitTimeSeconds', 'the first receives are under way'],
  ['rate-limiter.burst up', 'a bucket that grows has to be filled'],
  ['traffic-source.thinkTime', 'the first thoughts are being thought'],
  ['traffic-source.users down', 'who is too many leaves when the first thought has been thought'],
]);

function whyNotTheSame({ one, setting, to }: Change): string | undefined {
  const spec = one.kind.settings[setting]!;
  const isLess = spec.type === 'count' && (to[setting] as number) < spec.default;
  const name = `${one.kind.spec.kind}.${setting}`;
  return BEGUN.get(name) ?? BEGUN.get(`${name} ${isLess ? 'down' : 'up'}`);
}

test('there is something to change in every part but a join', () => {
  const kinds = new Set(changes.map(({ one }) => one.kind.spec.kind));
  expect([...new Set(cases.map(({ kind }) => kind.spec.kind))].filter((kind) => !kinds.has(kind))).toEqual([
    'join',
  ]);
});

describe.each(changes)('$name', (change) => {
  const { one, to } = change;

  test('in the first moment is the same as from the start', () => {
    if (whyNotTheSame(change) !== undefined) return;
    const later = run(one, [set(change, '0s')], '30s').run();
    const before = run(one, [], '30s', to).run();
    expect(later.requests).toEqual(before.requests);
    expect(figuresOf(later.world)).toEqual(figuresOf(before.world));
  });

  test('and back: who comes later is served well, and nothing is left behind', () => {
    if (one.written.arrivals === 'closed' || one.written.arrivals === 'trace') return;
    const small = run(one, [set(change, '5s', '10s'), stopAt('120s')], '600s').run();
    // Repairs that have begun may take their time.
    const later = small.requests.filter((r) => r.begun > ticksOf('100s'));
    expect(later.length).toBeGreaterThan(50);
    expect(later.filter((r) => r.outcome !== 'ok')).toEqual([]);
    const [made, answered, failed, open] = ['made', 'answered', 'failed', 'open'].map((m) =>
      small.read(`${USERS}.${m}`),
    );
    expect([made, open]).toEqual([answered! + failed!, 0]);
    expect(small.world.messages.live).toBe(leftOver(one));
  });

  test('amid everything else: no message is lost, and the run can be put down and taken up around it', () => {
    const acts = [...allActs(one.kind), set(change, '7s', '4s'), set(change, '9s', '9s'), stopAt('20s')];
    const whole = unseen(one, acts, '30s').run();
    const [made, answered, failed, open] = ['made', 'answered', 'failed', 'open'].map((m) =>
      whole.read(`${USERS}.${m}`),
    );
    expect(made).toBe(answered! + failed! + open!);
    const here = unseen(one, acts, '30s');
    const elsewhere = unseen(one, acts, '30s').world;
    for (const cut of ['7s', '10s', '18s']) {
      const { world } = here.run(cut);
      elsewhere.restore(structuredClone(world.snapshot()));
      expect(elsewhere.selves.map((self) => self.settings)).toEqual(
        world.selves.map((self) => self.settings),
      );
      elsewhere.run();
      expect(elsewhere.readDigest()).toBe(whole.world.readDigest());
      expect(figuresOf(elsewhere)).toEqual(figuresOf(whole.world));
      expect(statesOf(elsewhere)).toEqual(statesOf(whole.world));
    }
  });
});

test('a seek to any moment finds the settings of that moment', () => {
  const service = cases.find(({ kind }) => kind.spec.kind === 'service')!;
  const act = (at: string, lasts: string, to: Written): SmallAct => ({
    at,
    part: 'it',
    act: SET,
    with: to,
    lasts,
  });
  const model = modelOf({
    ...habitatOf(service.kind),
    acts: [
      act('2s', '6s', { slots: 20 }),
      act('4s', '2s', { slots: 30, queue: 5 }),
      act('5s', '5s', { retries: 1 }),
    ],
    until: '12s',
  });
  const world = new World(model, { seed: 1 });
  const timeline = new Timeline(100);
  timeline.play(world);
  const it = world.selves.findIndex(({ id }) => id === 'it');
  const at = (moment: string) => {
    timeline.seek(world, ticksOf(moment));
    const { slots, queue, retries } = world.selves[it]!.settings as Record<string, number>;
    return [slots, queue, retries];
  };
  expect(
    ['11s', '1999999us', '2s', '10s', '4500ms', '5s', '6s', '8s', '9999999us', '0s'].map((moment) =>
      at(moment),
    ),
  ).toEqual([
    [10, 0, 0],
    [10, 0, 0],
    [20, 0, 0],
    [10, 0, 0],
    [30, 5, 0],
    [30, 5, 1],
    [20, 0, 1],
    [10, 0, 1],
    [10, 0, 1],
    [10, 0, 0],
  ]);
});
