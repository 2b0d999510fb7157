/** What every part owes to those who choose it, wire it, set it and teach with it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PROTOCOLS, SET } from '../../src/engine/part.ts';
import type { SettingsSpec } from '../../src/parts/contract.ts';
import { fullCatalog as catalog } from '../../src/parts/full.ts';
import { defaultsOf, readSetting, settingsOf } from '../../src/parts/settings.ts';
import { HEAD, rowsOf } from './settingsTable.ts';

const FOLDER = new URL('../../src/parts/', import.meta.url);
const fileOf = (kind: string, name: string): URL => new URL(`${kind}/${name}`, FOLDER);

test('every folder of a part is in the catalog, under its name', () => {
  const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map((entry) => entry.name).sort()).toEqual([...catalog.keys()].sort());
});

describe.each([...catalog].map(([name, kind]) => ({ name, kind })))('$name', ({ name, kind }) => {
  const groups: [string, SettingsSpec][] = [
    ['settings', kind.settings],
    ...Object.entries(kind.wires).map(([port, specs]): [string, SettingsSpec] => [`wires at ${port}`, specs]),
    ...Object.entries(kind.acts).map(([act, spec]): [string, SettingsSpec] => [`act ${act}`, spec.settings]),
  ];

  test.each(groups)('%s: every one says what it is and where its default comes from', (_, settings) => {
    for (const spec of Object.values(settings)) {
      expect(spec.says).toMatch(/^\S.*\.$/);
      expect(spec.source).not.toBe('');
      expect(spec.fixed ?? 'It may change.').toMatch(/^[A-Z].*\.$/);
      if (/assumption/.test(spec.source))
        expect(spec.source).toMatch(/assumption( of this lab, \d{4}-\d{2}|:)/);
    }
  });

  test.each(groups)('%s: every default lies within its range', (_, settings) => {
    for (const spec of Object.values(settings))
      expect(readSetting(spec, spec.default)).toMatchObject({ ok: true });
    expect(Object.keys(defaultsOf(settings))).toEqual(Object.keys(settings));
  });

  test.each(groups)('%s: unknown ones are refused, inherited names too', (_, settings) => {
    for (const unknown of ['nonesuch', 'toString', '__proto__x'])
      expect(() => settingsOf(settings, { [unknown]: 1 })).toThrow(unknown);
  });

  test('says what it is, and so do its ports, metrics and acts', () => {
    const said = [
      kind,
      ...Object.values(kind.spec.ports),
      ...Object.values(kind.spec.metrics),
      ...Object.values(kind.acts),
    ];
    for (const { says } of said) expect(says).not.toBe('');
    expect(kind.spec.kind).toBe(name);
    for (const { protocol } of Object.values(kind.spec.ports))
      expect(Object.keys(PROTOCOLS)).toContain(protocol);
    for (const metric of Object.values(kind.spec.metrics)) expect(metric.unit).not.toBe('');
  });

  test('has handlers for all of its acts, timers and ports', () => {
    const { behaviour, spec } = kind;
    expect(Object.keys(behaviour.timers ?? {}).sort()).toEqual([...spec.timers].sort());
    expect(Object.keys(behaviour.acts ?? {}).sort()).toEqual(Object.keys(kind.acts).sort());
    // That is the act that every part takes.
    expect(kind.acts).not.toHaveProperty(SET);
    for (const [port, { side, protocol }] of Object.entries(spec.ports)) {
      const calls = (PROTOCOLS[protocol].initiator === 'from') === (side === 'out');
      // Who tells and waits for no answer needs no handler for one.
      if (!calls) expect(behaviour.receive).toHaveProperty(port);
      else if (protocol !== 'redrive') expect(behaviour.reply).toHaveProperty(port);
    }
    for (const [act, { lasts }] of Object.entries(kind.acts))
      expect(behaviour.acts?.[act]?.end !== undefined).toBe(lasts);
  });

  test('its portrait shows metrics that it has', () => {
    expect(Object.keys(kind.spec.metrics)).toEqual(expect.arrayContaining(Object.keys(kind.portrait)));
  });

  test('has its files', () => {
    for (const file of ['sim.ts', 'sim.test.ts', 'model.md'])
      expect(existsSync(fileOf(name, file)) ? '' : file).toBe('');
  });

  test('model.md has a row for every setting, as it is in sim.ts, and names every act', () => {
    const file = fileOf(name, 'model.md');
    const model = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const table = (model.split('\n## Settings\n')[1] ?? '').split('\n## ')[0]!;
    const rows = rowsOf(kind.settings);
    if (rows.length > 0) expect(table).toContain(HEAD);
    expect(table.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
    for (const [port, specs] of Object.entries(kind.wires)) {
      const section = model.split(`\n## Settings of a wire at \`${port}\`\n`)[1] ?? '';
      const lines = section.split('\n## ')[0]!.split('\n');
      expect(lines.filter((line) => line.startsWith('| `'))).toEqual(rowsOf(specs));
    }
    for (const { title } of Object.values(kind.acts)) expect(model).toContain(title);
    for (const { code } of Object.values(kind.errors)) expect(model).toContain(code);
  });
});
