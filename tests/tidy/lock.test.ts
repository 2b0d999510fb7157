/** The clone must install on every system we promise: the lock has to name each native tool for each of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/setup.mjs';

interface Locked {
  readonly version: string;
  readonly resolved?: string;
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const PLATFORMS = ['darwin-arm64', 'darwin-x64', 'win32-x64', 'linux-x64', 'linux-arm64'];
const KNOWN_TOOLS = ['@biomejs/biome', 'rolldown', 'lightningcss', 'typescript'];

const locked: Readonly<Record<string, Locked>> = JSON.parse(
  readFileSync(join(root, 'package-lock.json'), 'utf8'),
).packages;
const byName = (name: string): Locked | undefined => locked[`node_modules/${name}`];
const builds = (tool: Locked): string[] => Object.keys(tool.optionalDependencies ?? {});

/** Tools that come as one package a system: found by what they look like, so that a new one is not missed. */
const nativeTools = Object.entries(locked)
  .filter(([, entry]) => builds(entry).filter((name) => byName(name)?.cpu).length > 1)
  .map(([path, entry]) => ({ name: path.replace(/^.*node_modules\//, ''), entry }));

/** Systems for which the lock holds no build; a build for musl alone serves few Linux machines. */
function absentPlatforms(tool: Locked): string[] {
  return PLATFORMS.filter((platform) => {
    const [os = '', cpu = ''] = platform.split('-');
    return !builds(tool).some((name) => {
      const build = byName(name);
      return build?.os?.includes(os) && build.cpu?.includes(cpu) && (build.libc?.includes('glibc') ?? true);
    });
  });
}

test('the native tools are the ones we know of', () => {
  expect(nativeTools.map((tool) => tool.name)).toEqual(expect.arrayContaining(KNOWN_TOOLS));
});

test.each(nativeTools)(
  '$name has a build for every system, or the README says for which it has none',
  ({ name, entry }) => {
    const absent = absentPlatforms(entry);
    if (absent.length === 0) return;
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const section = /^## Platforms\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(readme)?.[1] ?? '';
    const untold = absent.filter((platform) => {
      return !section.split('\n').some((line) => line.includes(name) && line.includes(platform));
    });
    expect(untold).toEqual([]);
  },
);

test('every optional package the lock speaks of is locked: npm ci stops otherwise', () => {
  const missing = Object.entries(locked).flatMap(([path, entry]) => {
    const nested = (name: string) => locked[`${path}/node_modules/${name}`];
    return builds(entry).filter((name) => path !== '' && !nested(name) && !byName(name));
  });
  expect(missing).toEqual([]);
});

test('the lock names no address: packages come from the registry of whoever installs', () => {
  const addressed = Object.entries(locked).filter(([, entry]) => entry.resolved !== undefined);
  expect(addressed.map(([path]) => path)).toEqual([]);
});
