import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { assert, constantFrom, property, record, string, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../tests/hostile.ts';
import { catalog } from '../../parts/catalog.ts';
import { inlineCode } from '../../scenario/inlineCode.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { patchText } from '../../scenario/patchText.ts';
import { readYaml } from '../../scenario/yamlText.ts';
import { fold, namesIn, SCENARIO_FILE, unfold } from './folder.ts';

const GO = 'package main\n\nfunc main() {\n\tprintln("a: b # c")\n}\n';
const YAML = `# A folder.
parts:
  server:
    kind: go-program
    settings:
      code: code/a.go   # the cache
      entry: Get

designs:
  other:
    set:
      "server.code": code/b.go

  same:
    set: { server.entry: Put }
title: The end
`;
const FILES = new Map([
  [SCENARIO_FILE, YAML],
  ['code/a.go', GO],
  ['code/b.go', GO.replace('a: b', 'other')],
]);

const HOUSE = readdirSync('scenarios').map((id) => {
  const yaml = readFileSync(join('scenarios', id, SCENARIO_FILE), 'utf8');
  const beside = namesIn(yaml).filter((path) => existsSync(join('scenarios', id, path)));
  const files = [
    [SCENARIO_FILE, yaml],
    ...beside.map((path) => [path, readFileSync(join('scenarios', id, path), 'utf8')]),
  ];
  return { id, files: new Map(files as [string, string][]) };
});

describe('a folder and its one text', () => {
  it.each(HOUSE)('$id comes back byte for byte', ({ files }) => {
    const { text, folder } = unfold(files);
    expect(fold(text, folder, catalog)).toEqual({ files, left: [] });
  });

  it('are of the same files as the command line reads', () => {
    const own = HOUSE.filter(({ files }) => files.size > 1);
    expect(own.map(({ id }) => id)).toEqual(expect.arrayContaining(['mutex', 'rag', 'worker-pool']));
    for (const { id, files } of own) {
      const { text } = unfold(files);
      const read = (path: string) =>
        statSync(join('scenarios', id, path)).isFile() ? files.get(path)! : null;
      expect(text).toBe(inlineCode(files.get(SCENARIO_FILE)!, read).text);
      expect(parseScenario(text, catalog).scenario).not.toBeNull();
    }
  });

  it('keep the comment behind a name', () => {
    const { text, folder } = unfold(FILES);
    expect(text).toContain('code: |   # the cache\n        package main');
    expect(fold(text, folder, catalog).files).toEqual(FILES);
  });

  it('a changed program changes its file and nothing else', () => {
    const { text, folder } = unfold(FILES);
    const { files } = fold(text.replace('"other', '"changed'), folder, catalog);
    expect(files).toEqual(new Map([...FILES, ['code/b.go', GO.replace('a: b', 'changed')]]));
  });

  it('one file for two: who changes gets another one', () => {
    const yaml = 'one:\n  text: code/t.md\ntwo:\n  text: code/t.md\n';
    const { text, folder } = unfold(
      new Map([
        [SCENARIO_FILE, yaml],
        ['code/t.md', 'Words.\n'],
      ]),
    );
    const { files } = fold(text.replace('Words.', 'Other words.'), folder, catalog);
    expect(Object.fromEntries(files)).toEqual({
      [SCENARIO_FILE]: 'one:\n  text: code/t-2.md\ntwo:\n  text: code/t.md\n',
      'code/t.md': 'Words.\n',
      'code/t-2.md': 'Other words.\n',
    });
  });

  it('a file that nothing names any more is told', () => {
    const { text, folder } = unfold(FILES);
    const without = text.replace(/ {2}other:\n[\s\S]*?\n\n(?= {2}same)/, '');
    expect(fold(without, folder, catalog).left).toEqual(['code/b.go']);
  });

  it('a text that never had a folder gets files for its programs alone', () => {
    const text = unfold(FILES).text.replace(
      'title: The end',
      'title: The end\ntext: |\n  Some words.\n  More.',
    );
    const { files } = fold(text, null, catalog);
    expect([...files.keys()]).toEqual([SCENARIO_FILE, 'code/server.go', 'code/other.go']);
    expect(files.get(SCENARIO_FILE)).toContain('text: |\n  Some words.');
    expect(unfold(files).text).toBe(text);
  });

  it('two designs with one program share its file', () => {
    const text = unfold(new Map([...FILES, ['code/b.go', GO]])).text;
    const { files } = fold(text, null, catalog);
    expect([...files.keys()]).toEqual([SCENARIO_FILE, 'code/server.go']);
    expect(unfold(files).text).toBe(text);
  });

  it('a text that cannot be read stays whole', () => {
    const { text, folder } = unfold(FILES);
    const broken = `${text}\nbroken: [`;
    expect(fold(broken, folder, catalog).files).toEqual(new Map([[SCENARIO_FILE, broken]]));
  });

  it('survives what the table makes of the text', () => {
    const { files } = HOUSE.find(({ id }) => id === 'worker-pool')!;
    const { text, folder } = unfold(files);
    const { scenario } = parseScenario(text, catalog);
    const changed = patchText(text, { ...scenario!, title: 'Another title' });
    const saved = fold(changed, folder, catalog).files;
    expect([...saved.keys()]).toEqual([...files.keys()]);
    expect(saved.get('code/pool.go')).toBe(files.get('code/pool.go'));
    expect(parseScenario(unfold(saved).text, catalog).scenario).toEqual({
      ...scenario!,
      title: 'Another title',
    });
  });

  // The reader of YAML has its own test of how long it takes over these.
  it.each(Object.entries(HOSTILE).filter(([name]) => !name.startsWith('as many')))(
    '%s stays what it is',
    (_, { text: hostile }) => {
      const text = typeof hostile === 'string' ? hostile : new TextDecoder().decode(hostile);
      const { folder, text: read } = unfold(new Map([[SCENARIO_FILE, text]]));
      const whole = text.replaceAll('\r\n', '\n');
      expect(read === whole).toBe(true);
      const { files } = fold(read, folder, catalog);
      expect([...files.keys()]).toEqual([SCENARIO_FILE]);
      expect(files.get(SCENARIO_FILE) === whole).toBe(true);
    },
  );

  it('whatever the programs are, nothing is lost', () => {
    const program = string({
      unit: constantFrom('a', ' ', '\n', '\t', '#', ':', '"', '\\', '|', 'é', '\u0007', '\r'),
    });
    const arbitrary = record({ base: program, designs: uniqueArray(program, { maxLength: 3 }) });
    assert(
      property(arbitrary, ({ base, designs }) => {
        const value = {
          parts: { server: { kind: 'go-program', at: [0, 0], settings: { code: base } } },
          designs: Object.fromEntries(designs.map((code, i) => [`d${i}`, { set: { 'server.code': code } }])),
        };
        const text = patchText('format: 1\n', value as never);
        const { files } = fold(text, null, catalog);
        const again = readYaml(unfold(files).text, () => {}).value as typeof value;
        const trimmed = (code: string) => code.replaceAll('\r\n', '\n').trim();
        expect(trimmed(again.parts.server.settings.code)).toBe(trimmed(base));
        designs.forEach((code, i) => {
          expect(trimmed(again.designs[`d${i}`]!.set['server.code'])).toBe(trimmed(code));
        });
        // And a second time nothing changes any more.
        const { text: second, folder } = unfold(files);
        expect(fold(second, folder, catalog).files).toEqual(files);
      }),
      { numRuns: 300 },
    );
  });
});
