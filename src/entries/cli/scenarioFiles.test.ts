import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { scenarioFiles } from './scenarioFiles.ts';
import { UsageError } from './terminal.ts';

function folder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'lessons-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}
const TEXT = '# a comment\nformat: 1\nid: x\n';
const found = (paths: readonly string[], root: string) => {
  const { files, isOne } = scenarioFiles(paths);
  return { files: files.map(({ file }) => file.slice(root.length + 1).replaceAll('\\', '/')), isOne };
};

test('a scenario is named by its file or by its folder', () => {
  const root = folder({ 'coffee/scenario.yaml': TEXT, 'coffee/notes.yaml': TEXT });
  for (const path of [join(root, 'coffee'), join(root, 'coffee', 'scenario.yaml')])
    expect(found([path], root)).toEqual({ files: ['coffee/scenario.yaml'], isOne: true });
});

test('of a folder all scenarios, by name, one level deep: folders of their own and files with a format', () => {
  const root = folder({
    'tea.yaml': TEXT,
    'coffee/scenario.yaml': TEXT,
    'coffee/notes.yaml': TEXT,
    'deep/er/scenario.yaml': TEXT,
    'ci.yaml': 'jobs: {}\n',
    'README.md': 'format: 1\n',
    'zest.yml': TEXT,
    'odd/scenario.yaml/file': 'a folder with the name of a file',
  });
  expect(found([root], root)).toEqual({
    files: ['coffee/scenario.yaml', 'tea.yaml', 'zest.yml'],
    isOne: false,
  });
});

test('each once, however often it is named; a folder of one is a list still', () => {
  const root = folder({ 'coffee/scenario.yaml': TEXT });
  expect(found([join(root, 'coffee'), root], root)).toEqual({ files: ['coffee/scenario.yaml'], isOne: true });
  expect(found([root], root).isOne).toBe(false);
});

test('says so where there is none', () => {
  const root = folder({ 'ci.yaml': 'jobs: {}\n' });
  const refused = (...paths: string[]) => {
    try {
      scenarioFiles(paths);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      return (error as Error).message;
    }
    return null;
  };
  expect(refused(root)).toMatch(
    /^There is no scenario in .*: expected .*NAME.scenario\.yaml, or .*format: 1/,
  );
  expect(refused(join(root, 'nowhere'))).toMatch(/^There is no file or folder .*nowhere\.$/);
  expect(refused()).toContain('Expected one scenario or more');
});
