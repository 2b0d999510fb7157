/** Whatever comes in by whatever way: a sentence with its place, or a run that ends; the table stays as it was. */
import { describe, expect, it } from 'vitest';
import { atTable } from '../../tests/atTable.ts';
import { ADDRESSES, CLIPBOARDS, FLOOD, HOSTILE, SOUND, TYPED } from '../../tests/hostile.ts';
import { openRun } from '../lab/run.ts';
import { textReader } from '../lab/textReader.ts';
import { catalog } from '../parts/catalog.ts';
import { wireSpecs } from '../parts/settings.ts';
import type { Edit } from '../scenario/edit.ts';
import { parseScenario } from '../scenario/parse.ts';
import { paste } from '../table/commands.ts';
import { pack, unpack } from '../table/links.ts';
import { readPiece } from '../table/pieces.ts';
import { typedValue } from '../table/settingText.ts';
import type { TableState } from '../table/state.ts';
import type { Table } from '../table/table.ts';
import { readAddress } from './address.ts';

const { read } = textReader.texts!;

/** In ms: a busy machine has its time, and nobody waits for minutes. */
const PATIENCE = 30_000;

describe.each(Object.entries(HOSTILE))('%s', (_, { text, says, at }) => {
  it('is refused with its place, or runs to an end', () => {
    const begin = performance.now();
    const { scenario, problems } = read(text);
    expect(performance.now() - begin).toBeLessThan(PATIENCE);
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (says === undefined) {
      expect(errors).toEqual([]);
      const { take } = openRun(text as string, 'start', {}, { eventBudget: 500_000 });
      expect(['finished', 'eventBudgetSpent']).toContain(take!.recording.ending.kind);
      return;
    }
    expect(scenario).toBeNull();
    const [first] = errors;
    expect(first!.says).toMatch(says);
    expect(first!.expected).not.toBe('');
    expect(Math.min(first!.line, first!.column)).toBeGreaterThan(0);
    if (at) expect([first!.line, first!.column]).toEqual(at);
    expect(problems.length).toBeLessThan(300);
  });

  it('comes out of a link as it is, or not at all', async () => {
    if (typeof text !== 'string') return expect((await unpack(String(text))).ok).toBe(false);
    // Nobody can make a link of more than a scenario may have.
    const unpacked = await unpack(await pack(text.slice(0, 2 * 1024 * 1024)));
    if (!unpacked.ok) return expect(unpacked.says).toMatch(/1 MiB|cannot be unpacked/);
    expect(unpacked.text).toBe(text);
  });
});

it('a thousand million requests end when the events are spent, and the run says when', {
  timeout: 120_000,
}, () => {
  let share = 0;
  const { take } = openRun(
    FLOOD,
    'start',
    {},
    {
      progress: (now) => {
        expect(now).toBeGreaterThanOrEqual(share);
        share = now;
      },
    },
  );
  const { ending, requests } = take!.recording;
  expect(ending).toMatchObject({ kind: 'eventBudgetSpent', events: 10_000_000 });
  expect(requests.count).toBeGreaterThan(1_000_000);
  // Its clock has hardly moved, and still whoever waits sees how far it is.
  expect(ending.at).toBeLessThan(60_000_000);
  expect(share).toBe(1);
});

it.each(CLIPBOARDS)('pasted, it is no piece, is refused in words, or leaves a sound table: %.60s', (text) => {
  const { table, state, scenario } = atTable();
  const piece = readPiece(text);
  if (!piece) return;
  const isTaken = paste(table, catalog, piece, 'pasted');
  if (!isTaken) {
    expect(state().refused).toMatch(/^\S.*[.?]$/s);
    expect(state().scenario).toBe(scenario);
    return;
  }
  expect(read(JSON.stringify(state().scenario)).scenario).not.toBeNull();
  table.undo();
  expect(state().scenario).toBe(scenario);
});

const KINDS = [...catalog].filter(([, { settings }]) => Object.keys(settings).length > 0);

it.each(KINDS)(
  'typed into a field of %s, it is refused in words or is a value that runs',
  (kind, { settings }) => {
    const { scenario } = parseScenario(SOUND, catalog);
    const { table, state } = atTable({ scenario: scenario! });
    const part = { kind, name: 'New one', at: [600, 0] as [number, number] };
    expect(table.edit({ do: 'addPart', id: 'new-one', part }, 'added')).toBe(true);
    const before = state().scenario;
    for (const [setting, spec] of Object.entries(settings))
      for (const typed of TYPED) {
        const value = typedValue(spec, typed);
        withstands(table, state, { do: 'set', part: 'new-one', setting, value });
      }
    expect(state().scenario).toBe(before);
  },
);

/** Refused in words, or taken and undone again. */
function withstands(table: Table, state: () => TableState, edit: Edit): void {
  const before = state().scenario;
  if (table.edit(edit, 'set')) {
    // What JSON cannot say, such as infinity, would come back as something else.
    const again = JSON.parse(JSON.stringify(state().scenario)) as object;
    expect(again).toEqual(state().scenario);
    expect(read(JSON.stringify(again)).scenario).not.toBeNull();
    table.undo();
  } else {
    expect(state().refused).toMatch(/^\S.*[.?]$/s);
    expect(state().refused!.length).toBeLessThan(1000);
  }
  expect(state().scenario).toBe(before);
}

/** A wire at every port that knows settings of it, with whatever fits at the other end. */
const WIRES = [...catalog].flatMap(([kind, { spec, wires }]) =>
  Object.keys(wires).map((port) => {
    const { side, protocol } = spec.ports[port]!;
    const fits = [...catalog].flatMap(([other, definition]) =>
      Object.entries(definition.spec.ports)
        .filter(([, one]) => one.side !== side && one.protocol === protocol)
        .map(([otherPort]) => ({ kind: other, port: otherPort })),
    );
    const here = { kind, port };
    return { name: `${kind}.${port}`, ends: side === 'out' ? [here, fits[0]!] : [fits[0]!, here] };
  }),
);

it.each(WIRES)('typed into a field of a wire at $name, too', ({ ends }) => {
  const { table, state } = atTable({ scenario: parseScenario(SOUND, catalog).scenario! });
  const ids = ['one', 'two'];
  const [from, to] = ends.map(({ port }, i) => `${ids[i]}.${port}`);
  const parts = ends.map(
    ({ kind }, i): Edit => ({
      do: 'addPart',
      id: ids[i]!,
      part: { kind, name: ids[i]!, at: [600, i * 200] },
    }),
  );
  const wire: Edit = { do: 'addWire', from: from!, to: to! };
  expect(table.edit({ do: 'all', edits: [...parts, wire] }, 'added')).toBe(true);
  const [one, two] = ends.map(({ kind }) => catalog.get(kind)!);
  const specs = wireSpecs(one, ends[0]!.port, two, ends[1]!.port);
  expect(Object.keys(specs).length).toBeGreaterThan(0);
  for (const [setting, spec] of Object.entries(specs))
    for (const typed of TYPED) {
      const settings = { [setting]: typedValue(spec, typed) };
      withstands(table, state, { do: 'setWire', label: `${from} -> ${to}`, with: settings });
    }
});

it.each(ADDRESSES)('as an address, what makes no sense is left out: %.60s', (search) => {
  const { seed, at, step, place, page } = readAddress(search);
  expect(seed === null || (Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff)).toBe(true);
  expect(Number.isFinite(at) && at >= 0).toBe(true);
  expect(step === null || typeof step === 'string' || (step >= 1 && step <= 999)).toBe(true);
  expect([null, 'worker', 'inline worker', 'main thread']).toContain(place);
  expect([null, 'shared']).toContain(page);
});
