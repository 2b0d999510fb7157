/** A text that says what its value has become: which lines change, and which do not. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLANK_TEXT, blankScenario } from '../../src/scenario/blank.ts';
import { MINE } from '../../src/scenario/designNames.ts';
import { applyEdit, type Edit, withMine } from '../../src/scenario/edit.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { patchText } from '../../src/scenario/patchText.ts';
import type { RawSetting, Scenario } from '../../src/scenario/types.ts';
import { testCatalog } from './parts.ts';

const buffer = readFileSync(new URL('./styles/house.yaml', import.meta.url), 'utf8');
const style = (name: string) => readFileSync(new URL(`styles/${name}.yaml`, import.meta.url), 'utf8');

function read(text: string): Scenario {
  const { scenario, problems } = parseScenario(text, testCatalog);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return scenario!;
}

function written(text: string, design: string, ...edits: readonly Edit[]): string {
  const first = read(text);
  const last = edits.reduce(
    (scenario, edit) => {
      const edited = applyEdit(scenario, design, edit, testCatalog);
      if (!edited.ok) throw new Error(edited.says);
      return edited.scenario;
    },
    design === MINE ? withMine(first, 'start') : first,
  );
  const patched = patchText(text, last);
  expect(read(patched)).toEqual(last);
  return patched;
}

/** The text in which one thing stands for another, and nothing else has changed. */
function instead(text: string, before: string, after: string): string {
  expect(text.split(before)).toHaveLength(2);
  return text.replace(before, () => after);
}

const set = (part: string, setting: string, value: RawSetting | undefined): Edit => ({
  do: 'set',
  part,
  setting,
  value,
});
const router: Edit = {
  do: 'addPart',
  id: 'router',
  part: { kind: 'router', name: 'Router: left', at: [10, -20] },
};

describe('the file of the Buffer', () => {
  const { charts: _charts, claims: _claims, health: _health, ...rest } = read(buffer);
  const { fix: _fix, 'more-retries': _more, ...designs } = rest.designs!;
  /** Somebody's own file: no other design stands in the way. */
  const own = patchText(buffer, { ...rest, designs });

  it('is itself when nothing changed', () => {
    expect(patchText(buffer, read(buffer))).toBe(buffer);
    const there: Edit = { do: 'move', to: { checkout: [0, 0] } };
    expect(written(buffer, 'start', there, { do: 'move', to: { checkout: [490, 280] } })).toBe(buffer);
  });

  it('loses a part of the file without a word of the rest', () => {
    expect(own).toBe(buffer.slice(0, buffer.indexOf('  fix:\n')));
  });

  it('changes a value in its place, and its comment stays', () => {
    const few = instead(buffer, 'queue: 5000 # callers', 'queue: 40 # callers');
    expect(written(buffer, 'start', set('inventory', 'queue', 40))).toBe(few);
    const moved = instead(buffer, 'at: [490, 280]', 'at: [490, 300]');
    expect(written(buffer, 'start', { do: 'move', to: { checkout: [490, 300] } })).toBe(moved);
    const forever = instead(buffer, 'timeout: none # a', 'timeout: 3s # a');
    expect(written(buffer, 'start', set('shoppers', 'timeout', '3s'))).toBe(forever);
  });

  it('adds a setting behind those that are there, and takes one away with its comment', () => {
    const last = 'timeout: none # a shopper waits for the answer, however long it takes\n';
    const more = instead(buffer, last, `${last}      users: 20\n`);
    expect(written(buffer, 'start', set('shoppers', 'users', 20))).toBe(more);
    const less = instead(buffer, `      ${last}`, '');
    expect(written(buffer, 'start', set('shoppers', 'timeout', undefined))).toBe(less);
  });

  it('adds parts, wires and acts behind the others, in the style of the file', () => {
    const text = written(
      own,
      'start',
      router,
      { do: 'addWire', from: 'inventory.calls', to: 'router.in', latency: 'exp 2ms', weight: 2 },
      { do: 'addWire', from: 'router.out', to: 'database.in' },
      { do: 'addAct', act: { at: '90s', part: 'inventory', act: 'slow', with: { factor: 3 } } },
    );
    const part = `  router:\n    kind: router\n    name: "Router: left"\n    at: [10, -20]\n`;
    const wire = `  - from: inventory.calls\n    to: router.in\n    latency: exp 2ms\n    weight: 2\n  - router.out -> database.in\n`;
    const act = `  - at: 90s\n    part: inventory\n    act: slow\n    with:\n      factor: 3\n`;
    let wanted = instead(own, 'queries pile up\n', `queries pile up\n${part}`);
    wanted = instead(
      wanted,
      '  - inventory.calls -> database.in\n',
      `  - inventory.calls -> database.in\n${wire}`,
    );
    wanted = instead(wanted, '    name: database locked\n', `    name: database locked\n${act}`);
    expect(text).toBe(wanted);
  });

  it('writes a design of one’s own behind the others', () => {
    const text = written(buffer, MINE, router, set('checkout', 'retries', 6), {
      do: 'removeAct',
      id: 'outage',
    });
    const mine = `  mine:
    title: Your design
    add:
      router:
        kind: router
        name: "Router: left"
        at: [10, -20]
    set:
      checkout.retries: 6
    skip: [outage]
`;
    expect(text).toBe(instead(buffer, '      checkout.retries: 6\n', `      checkout.retries: 6\n${mine}`));
  });

  it('changes a wire in its place', () => {
    const label = 'checkout.calls -> gateway.in';
    const slow = written(own, 'start', { do: 'setWire', label, latency: '9ms' });
    const map = '  - from: checkout.calls\n    to: gateway.in\n    latency: 9ms\n';
    expect(slow).toBe(instead(own, `  - ${label}\n`, map));
    expect(written(slow, 'start', { do: 'setWire', label, latency: undefined })).toBe(own);
  });

  it('without parts it has empty maps and lists, and no acts', () => {
    const text = written(own, 'start', { do: 'removeParts', ids: Object.keys(read(own).parts) });
    expect(text).toContain('\nparts: {}\n\nwires: []\n\ndesigns:\n  start:\n');
  });
});

it('the sandbox becomes a file that looks written by hand', () => {
  const text = written(
    BLANK_TEXT,
    'start',
    { do: 'addPart', id: 'users', part: { kind: 'traffic-source', name: 'Users', at: [100, 80] } },
    {
      do: 'addPart',
      id: 'shop',
      part: { kind: 'service', name: '12', at: [300, 80], settings: { slots: 3 } },
    },
    { do: 'addWire', from: 'users.out', to: 'shop.in' },
    { do: 'addAct', act: { id: 'crash', at: '20s', for: '5s', part: 'shop', act: 'crash' } },
  );
  expect(text).toBe(
    BLANK_TEXT.replace(
      'parts: {}\n\nwires: []\n',
      `parts:
  users:
    kind: traffic-source
    name: Users
    at: [100, 80]
  shop:
    kind: service
    name: "12"
    at: [300, 80]
    settings:
      slots: 3

wires:
  - users.out -> shop.in

acts:
  - id: crash
    at: 20s
    for: 5s
    part: shop
    act: crash
`,
    ),
  );
  expect(read(patchText(text, blankScenario()))).toEqual(blankScenario());
});

describe('other hands', () => {
  const commented = style('commented');

  it('keep their quotes, brackets and blanks', () => {
    const renamed = written(commented, 'start', { do: 'rename', id: 'shop', name: "She's here" });
    expect(renamed).toBe(instead(commented, "'It''s a shop'", "'She''s here'"));
    const rated = written(commented, 'start', set('users', 'rate', '7/s'));
    expect(rated).toBe(instead(commented, 'rate: 5/s, arrivals', 'rate: 7/s, arrivals'));
    const timed = written(commented, 'start', set('shop', 'serviceTime', '3ms'));
    expect(timed).toBe(instead(commented, '"exp 12ms"', '"3ms"'));
    const placed = written(commented, 'start', { do: 'move', to: { store: [500, 80], users: [0, 90] } });
    expect(placed).toBe(
      instead(
        instead(commented, '- 480 # to the right', '- 500 # to the right'),
        '[ 0,   80 ]',
        '[ 0,   90 ]',
      ),
    );
  });

  it('lose with a thing only what is said of it on its own lines', () => {
    const gone = written(commented, 'start', { do: 'removeWires', labels: ['users.out -> shop.in'] });
    expect(gone).toBe(instead(commented, '- users.out->shop.in # the door\n', ''));
    const quiet = written(commented, 'start', { do: 'removeAct', id: 'act-2' });
    expect(quiet).toBe(
      instead(commented, '\n  -   {at: 20s, part: store, act: lock, for: 5s} # in brackets\n', '\n'),
    );
    const bare = written(commented, 'start', set('store', 'connections', undefined));
    expect(bare).toBe(instead(commented, '          connections: 7\n', ''));
  });

  it('every comment outlives a new thing among them', () => {
    const text = written(
      commented,
      'start',
      router,
      { do: 'addWire', from: 'shop.calls', to: 'router.in' },
      set('users', 'users', 3),
      { do: 'changeAct', id: 'act-1', to: { at: '11s' } },
    );
    const comments = (one: string) => one.match(/#.*/g);
    expect(comments(text)).toEqual(comments(commented));
    expect(text).toContain('  - at: 11s # first key\n');
    expect(text).toContain('settings: { rate: 5/s, arrivals: poisson, users: 3 } # calm\n');
    // A comment that is indented deeper speaks of what is above it.
    expect(text).toContain('          connections: 7\n  router:\n');
  });

  it('write a wire within brackets within brackets', () => {
    const label = 'shop.calls -> store.in';
    const text = written(commented, 'start', { do: 'setWire', label, latency: 'exp 2ms' });
    expect(text).toBe(instead(commented, 'latency: 2ms} # slow', 'latency: exp 2ms} # slow'));
  });

  it('end lines as the file does, with or without the last one', () => {
    const windows = style('windows');
    const text = written(windows, 'start', router, {
      do: 'addAct',
      act: { at: '2s', part: 'shop', act: 'crash' },
    });
    expect(text).toBe(
      `${instead(
        windows,
        '    at: [100, 0]\r\n',
        '    at: [100, 0]\r\n  router:\r\n    kind: router\r\n    name: "Router: left"\r\n    at: [10, -20]\r\n',
      )}\r\n  - at: 2s\r\n    part: shop\r\n    act: crash`,
    );
    // A file of an older format stays one.
    expect(text).toMatch(/^format: 0\r\n[\s\S]*\r\nlength: 1m # the old word\r\n/);
    expect(written(`\ufeff${windows}`, 'start', set('shop', 'slots', 7))).toMatch(/^\ufeffformat: 0\r\n/);
  });

  it('write an alias out when what it stands for changes, and only then', () => {
    const shared = style('shared');
    const faster = written(shared, 'start', set('users', 'rate', '9/s'));
    expect(faster).toBe(
      instead(
        instead(shared, 'rate: 5/s', 'rate: 9/s'),
        'settings: *calm',
        'settings: { rate: 5/s }',
      ).replace(/\*here|\*time/g, (alias) => (alias === '*here' ? '[0, 0]' : '1m')),
    );
    const added = written(shared, 'start', set('shop', 'slots', 7));
    expect(added).toBe(instead(shared, 'at: [240, 80] }', 'at: [240, 80], settings: { slots: 7 } }'));
  });

  it('that cannot be patched are written anew, and say the same', () => {
    const odd = `? format\n: 1\n? id\n: odd\n${buffer.slice(buffer.indexOf('title:'))}`;
    const text = written(odd, MINE, router);
    expect(text).toMatch(/^format: 1\nid: odd\ntitle: The Buffer\n/);
    expect(patchText('', read(buffer))).toMatch(/^format: 1\n/);
    expect(read(patchText('[', read(buffer)))).toEqual(read(buffer));
  });
});

describe('settings of wires, and documents', () => {
  const bells = `format: 1
id: bells
title: Bells
series: none
summary: Bells.
duration: 1m
seed: 1
parts:
  ringers: { kind: traffic-source, at: [0, 0] }
  bell: { kind: bell, at: [200, 0] }
  others: { kind: traffic-source, at: [0, 200] } # further off
wires:
  - ringers.out -> bell.in # the rope
  - from: others.out
    to: bell.in # the same one
    with: # what they ring
      tune: { notes: [do, re], times: 2 } # by heart
      loud: true # always
`;
  const rope = 'ringers.out -> bell.in';
  const other = 'others.out -> bell.in';
  const tune = (label: string, value: RawSetting | undefined): Edit => ({
    do: 'setWire',
    label,
    with: { tune: value },
  });

  it('a wire in short becomes a map, and short again', () => {
    const text = written(bells, 'start', tune(rope, { notes: ['do'], when: [{ day: ['Sunday', null] }] }));
    expect(text).toBe(
      instead(
        bells,
        '  - ringers.out -> bell.in # the rope\n',
        `  - from: ringers.out # the rope
    to: bell.in
    with:
      tune:
        notes: [do]
        when:
          - day: [Sunday, null]
`,
      ),
    );
    // What was said of its first line was about the map.
    expect(written(text, 'start', tune(rope, undefined))).toBe(instead(bells, ' # the rope', ''));
  });

  it('a value within a document changes in its place, and comments stay', () => {
    const text = written(bells, 'start', tune(other, { notes: ['do', 're', 'mi'], times: 2 }));
    expect(text).toBe(instead(bells, '[do, re]', '[do, re, mi]'));
    const quiet = written(bells, 'start', { do: 'setWire', label: other, with: { loud: undefined } });
    expect(quiet).toBe(instead(bells, '      loud: true # always\n', ''));
    const more = written(bells, 'start', tune(other, { notes: ['do', 're'], times: 2, by: "it's # me" }));
    expect(more).toBe(instead(bells, 'times: 2 }', 'times: 2, by: "it\'s # me" }'));
  });

  it('any document comes back as it was, in any style', { timeout: 60_000 }, () => {
    const json = JSON.stringify(read(bells));
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.boolean(), (value, isOther) => {
        // As it comes out of a field: -0 is 0 there.
        const document = JSON.parse(JSON.stringify(value)) as RawSetting;
        for (const text of [bells, json]) {
          const first = read(text);
          const edited = applyEdit(first, 'start', tune(isOther ? other : rope, document), testCatalog);
          if (!edited.ok) expect(edited.says).toContain('without the name');
          else expect(read(patchText(text, edited.scenario))).toEqual(edited.scenario);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('the deepest document that is taken can be read again, wherever it stands', () => {
    const deep = JSON.parse(`${'[{"a":'.repeat(6)}1${'}]'.repeat(6)}`) as RawSetting;
    for (const design of ['start', MINE]) {
      const text = written(bells, design, tune(rope, deep));
      expect(text).toContain('a: 1');
    }
  });
});

it.each([
  'two\nlines',
  'trailing blank ',
  ' # x',
  'null',
  '1e3',
  '-0',
  '*a',
  '&a',
  '!x',
  '%',
  '@',
  '`',
  '"',
  "'",
  '{',
  '\u0000',
  '\u0085',
  '\u2028',
  '\ud800',
  '\u{1f600}',
  '\ufeff',
  '- ',
  '? ',
  'a: b',
  'x'.repeat(120),
  '\t',
  '...',
  '---',
  '=',
  '<<',
  '~',
  'yes',
])('any name comes back as it was: %j', (name) => {
  for (const text of [buffer, style('json'), style('commented')]) {
    const first = read(text);
    const id = Object.keys(first.parts)[1]!;
    const scenario = {
      ...first,
      summary: `${name}\n\n${name}`,
      parts: { ...first.parts, [id]: { ...first.parts[id]!, name } },
    };
    expect(read(patchText(text, scenario))).toEqual(scenario);
  }
});

it('a great file is patched in a second', () => {
  const first = read(buffer);
  const parts = Object.fromEntries(
    Array.from({ length: 290 }, (_, i) => [`p${i}`, { kind: 'service', at: [i, 0] as [number, number] }]),
  );
  const many = { ...first, parts: { ...first.parts, ...parts } };
  const text = patchText(buffer, many);
  const begin = performance.now();
  const moved = {
    ...many,
    parts: { ...many.parts, p289: { kind: 'service', at: [0, 9] as [number, number] } },
  };
  const patched = patchText(text, moved);
  expect(performance.now() - begin).toBeLessThan(20_000);
  expect(read(patched)).toEqual(moved);
});
