/** Edits of a scenario: what they write where, and what is refused in which words. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkScenario } from '../../src/scenario/check.ts';
import { applyDesign } from '../../src/scenario/design.ts';
import { MINE } from '../../src/scenario/designNames.ts';
import { applyEdit, type Edit, freeId, freeName, wireRefusal, withMine } from '../../src/scenario/edit.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { DesignText, Scenario } from '../../src/scenario/types.ts';
import { testCatalog } from './parts.ts';

const text = readFileSync(new URL('./styles/house.yaml', import.meta.url), 'utf8');
const buffer = parseScenario(text, testCatalog).scenario!;
/** The base alone, as somebody's own file. */
const {
  designs: _designs,
  charts: _charts,
  claims: _claims,
  steps: _steps,
  challenge: _challenge,
  health: _health,
  ...own
} = buffer;

function edited(scenario: Scenario, design: string, ...edits: readonly Edit[]): Scenario {
  return edits.reduce((now, edit) => {
    const result = applyEdit(now, design, edit, testCatalog);
    if (!result.ok) throw new Error(result.says);
    return result.scenario;
  }, scenario);
}
function refusal(scenario: Scenario, design: string, edit: Edit): string {
  const result = applyEdit(scenario, design, edit, testCatalog);
  return result.ok ? 'not refused' : result.says;
}
/** What the design `mine` says, that began as a copy of another. */
const mine = (from: string, ...edits: readonly Edit[]): DesignText =>
  edited(withMine(buffer, from), MINE, ...edits).designs![MINE]!;
const withActs = (...acts: NonNullable<Scenario['acts']>): Scenario => ({ ...own, acts });

describe('edits of the base', () => {
  it('change what they name and share the rest', () => {
    const after = edited(own, 'start', { do: 'set', part: 'checkout', setting: 'retries', value: 6 });
    expect(after.parts.checkout!.settings).toEqual({ ...own.parts.checkout!.settings, retries: 6 });
    expect(after.parts.inventory).toBe(own.parts.inventory);
    expect(after.wires).toBe(own.wires);
    expect(after.acts).toBe(own.acts);
    expect(Object.keys(after)).toEqual(Object.keys(own));
  });

  it('that change nothing give the same scenario', () => {
    const parts: Edit = { do: 'move', to: { checkout: [490, 280] } };
    expect(edited(own, 'start', parts).parts).toBe(own.parts);
    const patch = withMine(buffer, 'fix');
    expect(edited(patch, MINE, parts, { do: 'rename', id: 'orders', name: 'Orders' })).toBe(patch);
  });

  it('put parts, wires and acts behind those that are there', () => {
    const after = edited(
      own,
      'start',
      { do: 'addPart', id: 'orders', part: { kind: 'sqs-queue', name: 'Orders', at: [-0, 10] } },
      { do: 'addWire', from: 'checkout.calls', to: 'orders.send', latency: '2ms' },
      { do: 'addAct', act: { at: '9s', part: 'checkout', act: 'crash', for: undefined } },
    );
    expect(Object.keys(after.parts).at(-1)).toBe('orders');
    expect(Object.is(after.parts.orders!.at[0], 0)).toBe(true);
    expect(after.wires.at(-1)).toEqual({ from: 'checkout.calls', to: 'orders.send', latency: '2ms' });
    expect(after.acts!.at(-1)).toStrictEqual({ at: '9s', part: 'checkout', act: 'crash' });
  });

  it('take a part away with its wires and acts, and empty keys with them', () => {
    const after = edited(own, 'start', { do: 'removeParts', ids: ['database'] });
    expect(after.wires).toHaveLength(3);
    expect('acts' in after).toBe(false);
    const none = edited(own, 'start', { do: 'removeParts', ids: Object.keys(own.parts) });
    expect(none).toMatchObject({ parts: {}, wires: [] });
  });

  it('give a setting its default again by taking away what was written', () => {
    const after = edited(own, 'start', { do: 'set', part: 'gateway', setting: 'latency', value: undefined });
    expect('settings' in after.parts.gateway!).toBe(false);
  });

  it('change a wire in its place, and write it as short as it can be', () => {
    const label = 'checkout.calls->gateway.in';
    const slow = edited(own, 'start', { do: 'setWire', label, latency: 'exp 4ms', weight: 2 });
    expect(slow.wires[1]).toEqual({
      from: 'checkout.calls',
      to: 'gateway.in',
      latency: 'exp 4ms',
      weight: 2,
    });
    const light = edited(slow, 'start', { do: 'setWire', label, weight: undefined });
    expect(light.wires[1]).toEqual({ from: 'checkout.calls', to: 'gateway.in', latency: 'exp 4ms' });
    expect(edited(light, 'start', { do: 'setWire', label, latency: undefined }).wires).toEqual(own.wires);
  });

  it('make `acts` where there were none, behind the wires', () => {
    const { acts: _acts, ...quiet } = own;
    const after = edited(quiet, 'start', { do: 'addAct', act: { at: '1s', part: 'checkout', act: 'crash' } });
    expect(Object.keys(after)).toEqual([...Object.keys(quiet), 'acts']);
  });
});

describe('edits of another design', () => {
  it('are the least difference from the base, and none when they are undone by hand', () => {
    const set = (value: number): Edit => ({ do: 'set', part: 'checkout', setting: 'retries', value });
    expect(mine('start', set(6))).toEqual({ title: 'Your design', set: { 'checkout.retries': 6 } });
    expect(mine('start', set(6), set(2))).toEqual({ title: 'Your design' });
    const wire = 'checkout.calls -> gateway.in';
    const [from, to] = ['checkout.calls', 'gateway.in'];
    expect(mine('start', { do: 'removeWires', labels: [wire] })).toEqual({
      title: 'Your design',
      unwire: [wire],
    });
    expect(mine('start', { do: 'removeWires', labels: [wire] }, { do: 'addWire', from, to })).toEqual({
      title: 'Your design',
    });
  });

  it('leave base and other designs alone', () => {
    const before = withMine(buffer, 'fix');
    const after = edited(before, MINE, { do: 'removeParts', ids: ['database', 'orders'] });
    expect(after.parts).toBe(buffer.parts);
    expect(after.designs!.fix).toBe(buffer.designs!.fix);
    expect(after.designs![MINE]).toEqual({
      title: 'Your design',
      unwire: ['checkout.calls -> gateway.in'],
      add: { workers: buffer.designs!.fix!.add!.workers },
      wire: ['workers.work -> gateway.in'],
      remove: ['database'],
    });
  });

  it('keep the order of what the patch says already', () => {
    const patch = mine(
      'fix',
      { do: 'set', part: 'orders', setting: 'VisibilityTimeout', value: '42s' },
      { do: 'addPart', id: 'second', part: { kind: 'router', at: [0, 0] } },
      { do: 'set', part: 'inventory', setting: 'slots', value: 40 },
      { do: 'set', part: 'checkout', setting: 'slots', value: 60 },
      { do: 'set', part: 'inventory', setting: 'slots', value: 41 },
    );
    expect(Object.keys(patch)).toEqual(['title', 'unwire', 'add', 'wire', 'set']);
    expect(Object.keys(patch.add!)).toEqual(['orders', 'workers', 'second']);
    expect(patch.add!.orders!.settings).toEqual({
      VisibilityTimeout: '42s',
      ReceiveMessageWaitTimeSeconds: '20s',
    });
    expect(JSON.stringify(patch.set)).toBe('{"inventory.slots":41,"checkout.slots":60}');
  });

  it('write the default over what the base has written', () => {
    const clear: Edit = { do: 'set', part: 'checkout', setting: 'retries', value: undefined };
    const usual = testCatalog.get('service')!.settings.retries!.default;
    expect(mine('start', clear).set).toEqual({ 'checkout.retries': usual });
    const back: Edit = { do: 'set', part: 'orders', setting: 'VisibilityTimeout', value: undefined };
    expect(mine('fix', back).add!.orders!.settings).toEqual({ ReceiveMessageWaitTimeSeconds: '20s' });
  });

  it('move and rename parts of the base, and those of the design where they are written', () => {
    const patch = mine(
      'fix',
      { do: 'move', to: { checkout: [10, 20], orders: [30, 40] } },
      { do: 'rename', id: 'checkout', name: 'Till' },
      { do: 'rename', id: 'orders', name: 'Waiting room' },
    );
    expect(patch).toMatchObject({ move: { checkout: [10, 20] }, rename: { checkout: 'Till' } });
    expect(patch.add!.orders).toMatchObject({ at: [30, 40], name: 'Waiting room' });
    const { design } = applyDesign({ ...buffer, designs: { own: patch } }, 'own', {}, testCatalog);
    expect(design!.parts.find(({ id }) => id === 'checkout')).toMatchObject({ at: [10, 20], name: 'Till' });
  });

  it('skip acts of the base, and put changed ones beside', () => {
    expect(mine('start', { do: 'removeAct', id: 'outage' })).toEqual({
      title: 'Your design',
      skip: ['outage'],
    });
    const later = mine('start', { do: 'changeAct', id: 'outage', to: { at: '30s', for: undefined } });
    expect(later).toEqual({
      title: 'Your design',
      skip: ['outage'],
      acts: [{ id: 'outage', at: '30s', part: 'database', act: 'lock', name: 'database locked' }],
    });
    const back = mine(
      'start',
      { do: 'changeAct', id: 'outage', to: { at: '30s' } },
      {
        do: 'changeAct',
        id: 'outage',
        to: { at: '20s' },
      },
    );
    expect(back).toEqual({ title: 'Your design' });
  });

  it('write a changed wire as one that goes and one that comes', () => {
    const label = 'checkout.calls -> gateway.in';
    expect(mine('start', { do: 'setWire', label, latency: '5ms' })).toEqual({
      title: 'Your design',
      unwire: [label],
      wire: [{ from: 'checkout.calls', to: 'gateway.in', latency: '5ms' }],
    });
    expect(
      mine('start', { do: 'setWire', label, latency: '5ms' }, { do: 'setWire', label, latency: '0s' }),
    ).toEqual({
      title: 'Your design',
    });
  });
});

/** A bell that customers ring, and one that watches. */
const ringing = parseScenario(
  `format: 1
id: bells
title: Bells
series: none
summary: Bells and who rings them.
duration: 1m
seed: 1
parts:
  ringers: { kind: traffic-source, at: [0, 0] }
  bell: { kind: bell, at: [200, 0] }
  alarm: { kind: bell, at: [200, 200], settings: { most: 4, watches: bell.rings } }
wires:
  - ringers.out -> bell.in
acts:
  - { at: 10s, part: alarm, act: set, with: { watches: bell.rings } }
  - { at: 20s, part: alarm, act: set, with: { watches: bell.rings, motto: Vivos voco } }
`,
  testCatalog,
).scenario!;

describe('settings of a wire', () => {
  const label = 'ringers.out -> bell.in';
  const wire = { from: 'ringers.out', to: 'bell.in' };
  const setting = (settings: Extract<Edit, { do: 'setWire' }>['with'], of = label): Edit => ({
    do: 'setWire',
    label: of,
    with: settings,
  });

  it('are written beside those that are there, and taken away again', () => {
    const tuned = edited(ringing, 'start', setting({ tune: ['do', { re: 1 }] }));
    expect(tuned.wires).toEqual([{ ...wire, with: { tune: ['do', { re: 1 }] } }]);
    const loud = edited(tuned, 'start', setting({ loud: true }), { do: 'setWire', label, weight: 2 });
    expect(loud.wires).toEqual([{ ...wire, weight: 2, with: { tune: ['do', { re: 1 }], loud: true } }]);
    expect(
      edited(loud, 'start', setting({ tune: undefined, loud: undefined }), {
        do: 'setWire',
        label,
        weight: undefined,
      }).wires,
    ).toEqual(ringing.wires);
  });

  it('are not written where they are the default', () => {
    expect(edited(ringing, 'start', setting({ tune: null, loud: false })).wires).toBe(ringing.wires);
    const loud = edited(ringing, 'start', setting({ loud: true }));
    expect(edited(loud, 'start', setting({ loud: false })).wires).toEqual([
      { ...wire, with: { loud: false } },
    ]);
  });

  it('are refused with what was expected', () => {
    expect(refusal(ringing, 'start', setting({ loud: 'very' }))).toBe(
      'loud: expected true or false; found "very".',
    );
    expect(refusal(ringing, 'start', setting({ lout: true }))).toBe(
      'There is no setting of the wire ringers.out -> bell.in "lout". Did you mean loud?',
    );
    expect(refusal(buffer, 'start', setting({ loud: true }, 'checkout.calls -> gateway.in'))).toBe(
      'There is no setting of the wire checkout.calls -> gateway.in "loud".',
    );
    // Names that no file may hold, and what is nested deeper than a file may be.
    expect(refusal(ringing, 'start', setting({ tune: [{ constructor: 1 }] }))).toContain(
      'a tune, without the name constructor',
    );
    const deep = JSON.parse(`${'['.repeat(13)}1${']'.repeat(13)}`);
    expect(refusal(ringing, 'start', setting({ tune: deep }))).toContain('nested at most 12 deep');
    expect(refusal(ringing, 'start', setting({ tune: [JSON.parse('1e999')] }))).toContain(
      'beyond all measure',
    );
  });

  it('of a design are a wire that goes and one that comes', () => {
    const mine = edited(withMine(ringing, 'start'), MINE, setting({ loud: true }));
    expect(mine.designs![MINE]).toEqual({
      title: 'Your design',
      unwire: [label],
      wire: [{ ...wire, with: { loud: true } }],
    });
    expect(edited(mine, MINE, setting({ loud: undefined })).designs![MINE]).toEqual({ title: 'Your design' });
  });
});

describe('what watches a part that goes', () => {
  it('watches nothing from then on, and an act that only said so goes', () => {
    const after = edited(ringing, 'start', { do: 'removeParts', ids: ['bell'] });
    expect(after.parts.alarm!.settings).toEqual({ most: 4 });
    expect(after.acts).toEqual([{ at: '20s', part: 'alarm', act: 'set', with: { motto: 'Vivos voco' } }]);
  });

  it('in a design of one’s own, too: the base stays as it is', () => {
    const after = edited(withMine(ringing, 'start'), MINE, { do: 'removeParts', ids: ['bell'] });
    expect(after.parts).toBe(ringing.parts);
    expect(after.designs![MINE]!.set).toEqual({ 'alarm.watches': null });
  });

  it('is refused a part that is not there, and a figure that it does not have', () => {
    const watch = (value: string): Edit => ({ do: 'set', part: 'alarm', setting: 'watches', value });
    expect(refusal(ringing, 'start', watch('bel.rings'))).toBe('There is no part "bel". Did you mean bell?');
    expect(refusal(ringing, 'start', watch('bell.ring'))).toBe(
      'There is no figure of bell "ring". Did you mean rings?',
    );
  });

  it('watches nothing while that part takes no part in the run', () => {
    const loose = { ...ringing, parts: { ...ringing.parts }, wires: [], acts: [] };
    const after = edited(loose, 'start', {
      do: 'set',
      part: 'alarm',
      setting: 'watches',
      value: 'ringers.made',
    });
    const { design } = applyDesign(after, 'start', {}, testCatalog);
    expect(design!.unfinished.map(({ part }) => part.id)).toEqual(['ringers']);
    expect(design!.parts.find(({ id }) => id === 'alarm')!.settings.watches).toBeNull();
    expect(design!.parts.find(({ id }) => id === 'alarm')!.written.watches).toBe('ringers.made');
  });
});

describe('acts without an id', () => {
  const crash = (at: string) => ({ at, part: 'checkout', act: 'crash', for: '1s' });
  const three = withActs(crash('1s'), crash('2s'), crash('3s'));

  it('are called by their place in the base, also in a design that skips others', () => {
    const after = edited({ ...three, designs: {} }, 'start', { do: 'removeAct', id: 'act-2' });
    expect(after.acts!.map(({ at }) => at)).toEqual(['1s', '3s']);
    const skipping = edited(
      withMine(three, 'start'),
      MINE,
      { do: 'removeAct', id: 'act-1' },
      {
        do: 'removeAct',
        id: 'act-3',
      },
    );
    expect(skipping.designs![MINE]!.skip).toEqual(['act-1', 'act-3']);
    const { design } = applyDesign(skipping, MINE, {}, testCatalog);
    expect(design!.acts.map(({ label, at }) => [label, at])).toEqual([['act-2', 2_000_000]]);
  });

  it('keep their names through all edits of one step', () => {
    const both: Edit = {
      do: 'all',
      edits: [
        { do: 'removeAct', id: 'act-1' },
        { do: 'removeAct', id: 'act-2' },
      ],
    };
    expect(edited(three, 'start', both).acts!.map(({ at }) => at)).toEqual(['3s']);
  });

  it('are skipped still when one before them goes from the base', () => {
    const skipping = edited(withMine(three, 'start'), MINE, { do: 'removeAct', id: 'act-3' });
    const after = edited(skipping, 'start', { do: 'removeAct', id: 'act-1' });
    expect(after.designs![MINE]!.skip).toEqual(['act-2']);
    expect(applyDesign(after, MINE, {}, testCatalog).design!.acts.map(({ at }) => at)).toEqual([2_000_000]);
    expect(edited(after, 'start', { do: 'removeAct', id: 'act-2' }).designs![MINE]).toEqual({
      title: 'Your design',
    });
  });

  it('cannot be mistaken for one with an id', () => {
    const act = { ...crash('4s'), id: 'act-3' };
    expect(refusal(three, 'start', { do: 'addAct', act })).toBe(
      'act-3 is what another act is called, which has no id; take another id for this one.',
    );
  });
});

describe('what is refused says why', () => {
  it.each<[string, Edit, string]>([
    [
      'an unknown part',
      { do: 'move', to: { chekout: [0, 0] } },
      'There is no part "chekout". Did you mean checkout?',
    ],
    [
      'a taken id',
      { do: 'addPart', id: 'checkout', part: { kind: 'service', at: [0, 0] } },
      'There is a part checkout already; take another id.',
    ],
    [
      'an id of the program',
      { do: 'addPart', id: 'constructor', part: { kind: 'service', at: [0, 0] } },
      'A part cannot have the id constructor: it means something to the program.',
    ],
    [
      'a reserved id',
      { do: 'addPart', id: 'requests', part: { kind: 'service', at: [0, 0] } },
      'A part cannot have the id requests: claims use the word.',
    ],
    [
      'an unknown kind',
      { do: 'addPart', id: 'x', part: { kind: 'servce', at: [0, 0] } },
      'There is no kind of part "servce". Did you mean service?',
    ],
    [
      'no place',
      { do: 'move', to: { checkout: [Number.NaN, 0] } },
      'parts.checkout.at.0: expected a number, found NaN.',
    ],
    [
      'a taken name',
      { do: 'rename', id: 'inventory', name: 'Checkout' },
      'The parts checkout and inventory have the same name "Checkout"; nobody could tell them apart.',
    ],
    [
      'an empty name',
      { do: 'rename', id: 'inventory', name: '' },
      'parts.inventory.name: expected a text, found "".',
    ],
    [
      'an impossible value',
      { do: 'set', part: 'inventory', setting: 'slots', value: 0 },
      'slots: expected 1 to 1000000 slots; found 0.',
    ],
    [
      'an unknown setting',
      { do: 'set', part: 'inventory', setting: 'slotz', value: 1 },
      'There is no setting of service "slotz". Did you mean slots?',
    ],
    [
      'no port',
      { do: 'addWire', from: 'checkout', to: 'inventory.in' },
      'Expected a wire such as checkout.calls -> inventory.in, found "checkout -> inventory.in".',
    ],
    [
      'a wire that is there',
      { do: 'addWire', from: 'shoppers.out', to: 'checkout.in' },
      'There is a wire shoppers.out -> checkout.in already.',
    ],
    [
      'an end that is taken',
      { do: 'addWire', from: 'shoppers.out', to: 'inventory.in' },
      'shoppers.out carries one wire, and shoppers.out -> checkout.in is there already. Put a router between them to share the work.',
    ],
    [
      'no wire',
      { do: 'removeWires', labels: ['shoppers.out -> database.in'] },
      'There is no wire "shoppers.out -> database.in". Did you mean shoppers.out -> checkout.in?',
    ],
    [
      'a latency that is none',
      { do: 'setWire', label: 'shoppers.out -> checkout.in', latency: 'soon' },
      'latency: expected a duration (12ms) or a law',
    ],
    ['no act', { do: 'removeAct', id: 'outrage' }, 'There is no act "outrage". Did you mean outage?'],
    [
      'an act of another kind',
      { do: 'addAct', act: { at: '1s', part: 'checkout', act: 'lock' } },
      'There is no act on service "lock".',
    ],
    [
      'an act behind the end',
      { do: 'changeAct', id: 'outage', to: { at: '9m' } },
      'at: expected a moment before the end of the run; found "9m".',
    ],
  ])('%s', (_what, edit, says) => {
    // In a patch the same things stand under other keys.
    for (const [scenario, design] of [
      [own, 'start'],
      [withMine(own, 'start'), MINE],
    ] as const)
      expect(refusal(scenario, design, edit).replace(`designs.${MINE}.`, 'parts.')).toContain(
        design === 'start' ? says : says.replace(/^parts\.(\w+)\.(at\.0|name): /, ''),
      );
  });

  it('what has no shape at all', () => {
    const add = (part: unknown): Edit => ({ do: 'addPart', id: 'x', part: part as never });
    expect(refusal(own, 'start', add({ kind: 'service' }))).toBe('The key at is missing in parts.x.');
    expect(refusal(own, 'start', add({ kind: 'service', at: ['0', null] }))).toContain(
      'parts.x.at.0: expected a number',
    );
    expect(refusal(own, 'start', add({ kind: 'service', at: [0, 0], color: 'red' }))).toContain(
      'There is no key "color".',
    );
  });

  it('an unknown design', () => {
    expect(refusal(buffer, 'fixx', { do: 'move', to: {} })).toBe(
      'There is no design "fixx". Did you mean fix?',
    );
    expect(refusal(buffer, 'constructor', { do: 'move', to: {} })).toContain(
      'There is no design "constructor".',
    );
  });

  it('a ring of parts that take no time', () => {
    const ring = edited(
      own,
      'start',
      { do: 'addPart', id: 'here', part: { kind: 'router', at: [0, 0] } },
      { do: 'addPart', id: 'there', part: { kind: 'router', name: 'There', at: [0, 0] } },
      { do: 'addWire', from: 'here.out', to: 'there.in' },
    );
    const says = refusal(ring, 'start', { do: 'addWire', from: 'there.out', to: 'here.in' });
    expect(says).toContain('hand a request round for ever');
    expect(wireRefusal(ring, 'start', 'there.out', 'here.in', testCatalog)).toBe(says);
    expect(wireRefusal(ring, 'start', 'there.out', 'inventory.in', testCatalog)).toBeNull();
  });

  it('a change of the base that would break a design, by its name', () => {
    expect(refusal(buffer, 'start', { do: 'removeParts', ids: ['checkout'] })).toMatch(
      /^In the design (fix|more-retries): There is no (wire|part) /,
    );
    expect(
      refusal(buffer, 'start', { do: 'addPart', id: 'orders', part: { kind: 'router', at: [0, 0] } }),
    ).toBe('In the design fix: There is a part orders already; remove it first, or take another id.');
    const own2 = { ...own, designs: { two: { title: 'Two', set: { 'gateway.latency': '9ms' } } } };
    expect(refusal(own2, 'start', { do: 'removeParts', ids: ['gateway'] })).toBe(
      'In the design two: There is no part "gateway".',
    );
  });

  it('many at once: nothing is done, or all', () => {
    const good: Edit = { do: 'rename', id: 'inventory', name: 'Stock' };
    const bad: Edit = { do: 'rename', id: 'checkout', name: 'Stock' };
    expect(refusal(own, 'start', { do: 'all', edits: [good, bad] })).toContain('the same name "Stock"');
    // Only the end must be sound: names change places, a port is wired anew before it is free.
    const swapped = edited(own, 'start', {
      do: 'all',
      edits: [
        { do: 'rename', id: 'inventory', name: 'Checkout' },
        { do: 'rename', id: 'checkout', name: 'Inventory' },
        { do: 'addWire', from: 'shoppers.out', to: 'inventory.in' },
        { do: 'removeWires', labels: ['shoppers.out -> checkout.in'] },
      ],
    });
    expect(swapped.parts.checkout!.name).toBe('Inventory');
    expect(swapped.wires).toContain('shoppers.out -> inventory.in');
  });
});

describe('charts and claims', () => {
  const lesson: Scenario = {
    ...own,
    designs: { two: { title: 'Two', remove: ['gateway'] } },
    charts: [
      { title: 'all', lines: ['checkout.busy', { of: 'database.busy', name: 'db' }] },
      { title: 'one', lines: ['database.busy'] },
    ],
    claims: [
      { id: 'a', says: 'A', that: 'database.busy <= 100' },
      { id: 'b', says: 'B', that: 'checkout.availability before outage >= 1 %' },
      { id: 'c', says: 'C', that: 'checkout.busy <= 50' },
      { id: 'd', says: 'D', that: 'gateway.inFlight >= 0', design: 'start' },
    ],
  };

  it('about what is gone from every design go with it', () => {
    expect(
      checkScenario(lesson, testCatalog).problems.filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
    const after = edited(lesson, 'start', { do: 'removeParts', ids: ['database'] });
    expect(after.charts).toEqual([{ title: 'all', lines: ['checkout.busy'] }]);
    expect(after.claims!.map(({ id }) => id)).toEqual(['c', 'd']);
    expect(checkScenario(after, testCatalog).scenario).toBe(after);
  });

  it('stay while another design has it, and while only a wire is missing', () => {
    const kept = edited(lesson, 'two', { do: 'removeParts', ids: ['database'] });
    expect([kept.charts, kept.claims]).toEqual([lesson.charts, lesson.claims]);
    const loose = edited(lesson, 'start', { do: 'removeWires', labels: ['shoppers.out -> checkout.in'] });
    expect([loose.charts, loose.claims]).toEqual([lesson.charts, lesson.claims]);
    expect(checkScenario(loose, testCatalog).problems.map(({ severity }) => severity)).not.toContain('error');
  });

  it('that a step needs hold the part', () => {
    const step = { id: 's', bone: 'before', title: 'S', text: '', spotlight: 'database' } as const;
    const says = refusal({ ...lesson, steps: [step] }, 'start', { do: 'removeParts', ids: ['database'] });
    expect(says).toBe('The scenario needs it, at steps.0.spotlight: There is no part or wire "database".');
  });
});

describe('a design of one’s own', () => {
  it('begins as a copy of another, and stays what it is when it is the one', () => {
    const { title: _title, says: _says, ...fix } = buffer.designs!.fix!;
    const copied = withMine(buffer, 'fix');
    expect(copied.designs![MINE]).toEqual({ title: 'Your design', ...fix });
    expect(withMine(copied, MINE)).toBe(copied);
    expect(withMine(copied, 'start').designs![MINE]).toEqual({ title: 'Your design' });
    expect(Object.keys(withMine(own, 'start'))).toEqual([...Object.keys(own), 'designs']);
    const plays = (name: string) => ({
      ...applyDesign(copied, name, {}, testCatalog).design!,
      name: '',
      title: '',
      says: '',
      claims: [],
    });
    expect(plays(MINE)).toEqual(plays('fix'));
  });

  it('gives new parts ids and names that nobody has', () => {
    expect(freeId(buffer, 'SQS queue')).toBe('sqs-queue');
    expect(freeId(buffer, 'Orders')).toBe('orders-2');
    expect(freeId(buffer, '  2. Über-Lager! ')).toBe('uber-lager');
    expect(['run', '\u{1f600}', 'constructor'].map((wish) => freeId(buffer, wish))).toEqual([
      'run-2',
      'part',
      'constructor-2',
    ]);
    expect(freeId(buffer, 'x'.repeat(99))).toHaveLength(35);
    expect(freeName(buffer, 'fix', 'Orders')).toBe('Orders 2');
    expect(freeName(buffer, 'start', 'Orders')).toBe('Orders');
  });
});

describe('a wire asked for beforehand', () => {
  const ask = (from: string, to: string, design = 'fix') =>
    wireRefusal(buffer, design, from, to, testCatalog);

  it('is refused with what would fit', () => {
    expect(ask('checkout.calls', 'workers.in')).toMatch(
      /^checkout\.calls speaks request .* and workers\.in speaks poll .*What would fit: gateway\.in, inventory\.in, database\.in, orders\.send\.$/,
    );
    expect(ask('inventory.in', 'checkout.calls')).toContain('A wire begins at an out port');
    expect(ask('inventory.calls', 'orders.send')).toBeNull();
    expect(ask('inventory.calls', 'orders.send', 'start')).toBe('There is no part "orders".');
  });
});

it('is quick: an edit of the buffer in less than 10 ms, a question about a wire among 50 parts in less than one', () => {
  const parts = Object.fromEntries(
    Array.from({ length: 50 }, (_, i) => [`s${i}`, { kind: 'service', at: [i, 0] as [number, number] }]),
  );
  const wires = Array.from({ length: 48 }, (_, i) => `s${i}.calls -> s${i + 1}.in`);
  const { acts: _acts, ...plain } = own;
  const many: Scenario = { ...plain, parts, wires };
  const best = (what: () => unknown): number =>
    Math.min(
      ...Array.from({ length: 30 }, () => {
        const begin = performance.now();
        what();
        return performance.now() - begin;
      }),
    );
  const slots: Edit = { do: 'set', part: 'inventory', setting: 'slots', value: 40 };
  expect(best(() => edited(buffer, 'start', slots))).toBeLessThan(100);
  expect(best(() => wireRefusal(many, 'start', 's49.calls', 's3.in', testCatalog))).toBeLessThan(10);
});
