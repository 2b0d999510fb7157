/**
 * The scenarios of the house, read when the pages are built: the page gets values and needs no YAML reader for them.
 * `import { scenarios } from 'virtual:scenarios'` gives what src/entries/scenarios.d.ts says.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { catalog } from '../src/parts/catalog.ts';
import { kitFor } from '../src/parts/kits.ts';
import { inlineCode } from '../src/scenario/inlineCode.ts';
import { kindsOf } from '../src/scenario/kinds.ts';
import { parseScenario } from '../src/scenario/parse.ts';

const LIST = 'virtual:scenarios';
const ONE = 'virtual:scenario/';
const TEXT = 'virtual:scenario-text/';

/** The folders that are read, and what their scenarios are to a visitor. */
const FOLDERS = { scenarios: 'episode', templates: 'template' } as const;

interface Found {
  readonly id: string;
  readonly group: (typeof FOLDERS)[keyof typeof FOLDERS];
  readonly file: string;
  readonly cover: string;
}

export function gallery(root: string): Plugin {
  return {
    name: 'gallery',
    resolveId: (id) => (id === LIST || id.startsWith(ONE) || id.startsWith(TEXT) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${LIST}`) {
        const found = scenariosIn(root);
        for (const { file } of found) this.addWatchFile(file);
        return listOf(found);
      }
      const kind = [ONE, TEXT].find((one) => id.startsWith(`\0${one}`));
      if (kind === undefined) return undefined;
      const { file } = scenariosIn(root).find((one) => one.id === id.slice(kind.length + 1))!;
      this.addWatchFile(file);
      const text = textOf(file);
      if (kind === TEXT) return `export default ${JSON.stringify(text)};`;
      return `export default ${JSON.stringify(parseScenario(text, catalog).scenario ?? text)};`;
    },
  };
}

/** With the programs of its folder in their places: in a page a scenario is one text. */
const textOf = (file: string): string =>
  inlineCode(readFileSync(file, 'utf8'), (path) => {
    const beside = join(dirname(file), path);
    return existsSync(beside) ? readFileSync(beside, 'utf8') : null;
  }).text;

function scenariosIn(root: string): Found[] {
  return Object.entries(FOLDERS).flatMap(([name, group]) => {
    const folder = join(root, name);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .sort()
      .map((id) => ({
        id,
        group,
        file: join(folder, id, 'scenario.yaml'),
        cover: join(folder, id, 'cover.svg'),
      }))
      .filter(({ file }) => existsSync(file));
  });
}

function listOf(found: readonly Found[]): string {
  // Addresses of pictures, never their contents: a page with a strict policy may not fetch a data: address.
  const imports = found.map(({ cover }, i) =>
    existsSync(cover)
      ? `import cover${i} from ${JSON.stringify(`${cover}?url&no-inline`)};`
      : `const cover${i} = null;`,
  );
  const entries = found.map(({ id, group, file }, i) => {
    const { scenario, problems } = parseScenario(textOf(file), catalog);
    const told = scenario
      ? {
          title: scenario.title,
          summary: scenario.summary,
          series: scenario.series,
          article: scenario.article ?? null,
        }
      : { title: id, summary: `This file has ${problems.length} problems.`, series: 'none', article: null };
    const load = `() => import(${JSON.stringify(ONE + id)}).then((m) => m.default)`;
    const text = `() => import(${JSON.stringify(TEXT + id)}).then((m) => m.default)`;
    return `{ id: ${JSON.stringify(id)}, group: '${group}', ...${JSON.stringify(told)}, isSound: ${scenario !== null}, kit: '${scenario ? kitFor(kindsOf(scenario)) : 'azure'}', load: ${load}, text: ${text}, cover: cover${i} }`;
  });
  return `${imports.join('\n')}\nexport const scenarios = [${entries.join(',\n')}];\n`;
}
