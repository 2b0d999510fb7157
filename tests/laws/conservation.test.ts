/** Nothing is made of nothing and nothing disappears: calls, answers, stored messages and users' requests. */
import { describe, expect, test } from 'vitest';
import { WIRE } from '../../src/engine/exchange.ts';
import type { Tracer } from '../../src/engine/watch.ts';
import type { World } from '../../src/engine/world.ts';
import { fullCatalog as catalog } from '../../src/parts/full.ts';
import { allActs, type Case, cases, habitatOf, stopAt, USERS } from './habitat.ts';
import { at, callee, modelOf, worldOf } from './smallWorld.ts';

interface Flight {
  readonly wire: number;
  readonly arrives: number;
  readonly answer: boolean;
}

/** Calls, or answers, that have not arrived yet, by wire: seen from outside. */
function flying(world: World, flights: readonly Flight[], answer: boolean): number[] {
  const counts = world.model.wires.map(() => 0);
  for (const one of flights) if (one.answer === answer && one.arrives > world.now) counts[one.wire]!++;
  return counts;
}

interface Rows {
  /** Calls without an end on the callee's side, under way to it or held by it. */
  readonly open: number[];
  readonly answered: number[];
  readonly dropped: number[];
  /** Rows of the parts' own: users' requests and stored messages. */
  own: number;
}

function rowsOf(world: World): Rows {
  const { messages } = world;
  const rows: Rows = { open: [], answered: [], dropped: [], own: 0 };
  for (const list of [rows.open, rows.answered, rows.dropped]) list.push(...world.model.wires.map(() => 0));
  for (let row = 0; row < messages.uid.length; row++) {
    if (messages.uid[row] === 0) continue;
    const wire = messages.wire[row]!;
    if (wire < 0) rows.own++;
    else if (messages.isDropped(row)) rows.dropped[wire]!++;
    else if (messages.calleeIsDone(row)) rows.answered[wire]!++;
    else rows.open[wire]!++;
  }
  return rows;
}

function checkWires(world: World, flights: readonly Flight[]): void {
  const calls = flying(world, flights, false);
  const answers = flying(world, flights, true);
  const rows = rowsOf(world);
  let live = rows.own;
  world.model.wires.forEach((_, wire) => {
    const count = (name: keyof typeof WIRE) => world.wireCounts[wire * WIRE.span + WIRE[name]]!;
    const held = rows.open[wire]! - calls[wire]!;
    expect(count('sent')).toBe(count('arrived') + calls[wire]!);
    expect(count('arrived')).toBe(count('answered') + count('dropped') + held);
    expect(count('answered')).toBe(count('returned') + answers[wire]!);
    expect(rows.answered[wire]).toBe(answers[wire]);
    expect(count('late')).toBeLessThanOrEqual(count('returned'));
    live += rows.open[wire]! + rows.answered[wire]! + rows.dropped[wire]!;
  });
  expect(world.messages.live).toBe(live);
}

const isSource = ({ kind }: Case): boolean => kind.spec.kind === 'traffic-source';

describe.each(cases)('$name', (one) => {
  const model = habitatOf(one.kind, one.written);
  const acts = [...allActs(one.kind), stopAt('20s')];

  test('every call is under way, held, answered or dropped, and is so once', () => {
    const flights: Flight[] = [];
    const tracer: Tracer = {
      flight: (wire, _uid, _request, _departs, arrives, answer) => flights.push({ wire, arrives, answer }),
    };
    const small = worldOf({ ...model, acts, until: '30s' }, { tracer });
    for (const moment of ['1s', '5s', '7300ms', '9999ms', '10s', '12s', '20s', '30s'])
      checkWires(small.run(moment).world, flights);
    expect(flights.length === 0).toBe(small.read(`${USERS}.made`) === 0);
  });

  test("every user's request is open or has ended well or badly", () => {
    const small = worldOf({ ...model, acts, until: '30s' });
    for (const moment of ['3s', '7300ms', '12s', '30s']) {
      small.run(moment);
      const [made, answered, failed, open] = ['made', 'answered', 'failed', 'open'].map((m) =>
        small.read(`${USERS}.${m}`),
      );
      expect(made).toBe(answered! + failed! + open!);
      expect(small.requests.filter((r) => r.ended < 0)).toHaveLength(open!);
    }
  });

  test('Little: requests open on average = arrivals x time each took, exactly', () => {
    // Closed users never stop; theirs is checked by the theory table.
    if (isSource(one) && one.written.arrivals === 'closed') return;
    const small = worldOf({ ...model, acts, until: '120s' }).run();
    expect(small.read(`${USERS}.open`)).toBe(0);
    const took = small.requests.reduce((sum, r) => sum + r.ended - r.begun, 0);
    expect(small.area(`${USERS}.open`)).toBe(took);
    expect(small.timing(`${USERS}.latency`)).toMatchObject({ count: small.requests.length, sum: took });
  });

  test('when nobody asks any more, nothing is left but receives that wait for a message', () => {
    if (isSource(one) && one.written.arrivals === 'closed') return;
    const { world } = worldOf({ ...model, acts, until: '600s' }).run();
    const rows = rowsOf(world);
    expect(rows.own).toBe(0);
    const { parts, wires } = modelOf({ ...model });
    wires.forEach(({ from }, wire) => {
      const polls = parts[from.part]!.kind.spec.ports[from.port]!.protocol === 'poll';
      if (!polls) expect([rows.open[wire], rows.answered[wire], rows.dropped[wire]]).toEqual([0, 0, 0]);
    });
  });
});

test('a call that is dropped after its caller has left is forgotten, and so is one dropped before', () => {
  for (const takes of ['10ms', '5s']) {
    const { world } = worldOf({
      parts: {
        [USERS]: [catalog.get('traffic-source')!, { ...at('0s'), timeout: '1s' }],
        far: [callee, { takes, answer: 'drop' }],
      },
      wires: [`${USERS}.out > far.in`],
    }).run();
    expect(world.wireCounts[WIRE.dropped]).toBe(1);
    expect(world.messages.live).toBe(0);
  }
});
