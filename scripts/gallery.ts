/**
 * The scenarios of the gallery, read when the pages are built: the page gets values and needs no YAML reader for them.
 * `import { scenarios } from 'virtual:scenarios'` gives what src/entries/scenarios.d.ts says. They are those of the house,
 * unless another plugin, named `site`, has a plan for somebody's own.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import type { SitePlan } from '../src/entries/cli/sitePlan.ts';
import { catalog } from '../src/parts/catalog.ts';
import { kitFor } from '../src/parts/kits.ts';
import { inlineCode } from '../src/scenario/inlineCode.ts';
import { kindsOf } from '../src/scenario/kinds.ts';
import { parseScenario } from '../src/scenario/parse.ts';

const LIST = 'virtual:scenarios';
const ONE = 'virtual:scenario/';
const TEXT = 'virtual:scenario-text/';

/** The folders of the house, and what their scenarios are to a visitor. */
const FOLDERS = { scenarios: 'episode', templates: 'template' } as const;

interface Found {
  readonly id: string;
  readonly group: (typeof FOLDERS)[keyof typeof FOLDERS];
  readonly file: string;
  readonly cover: string | null;
}

const LAB = 'Secret Life Lab';
const HEADLINE = 'Break it, and look';

export function gallery(root: string): Plugin {
  let site: SitePlan | null = null;
  return {
    name: 'gallery',
    configResolved({ plugins }) {
      site = (plugins.find(({ name }) => name === 'site')?.api as SitePlan | undefined) ?? null;
    },
    resolveId: (id) => (id === LIST || id.startsWith(ONE) || id.startsWith(TEXT) ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${LIST}`) {
        const all = listed(root, site);
        for (const { file } of all) this.addWatchFile(file);
        const names = { siteName: site?.title ?? LAB, headline: site?.title ?? HEADLINE };
        return `${listOf(all)}${constants(names)}`;
      }
      const kind = [ONE, TEXT].find((one) => id.startsWith(`\0${one}`));
      if (kind === undefined) return undefined;
      const { file } = foundIn(root, site).find((one) => one.id === id.slice(kind.length + 1))!;
      this.addWatchFile(file);
      const text = textOf(file);
      if (kind === TEXT) return `export default ${JSON.stringify(text)};`;
      return `export default ${JSON.stringify(parseScenario(text, catalog).scenario ?? text)};`;
    },
    transformIndexHtml: (html) =>
      site?.title
        ? html.replace(/(<title>[^<]*)Secret Life Lab(?=<)/, (_, before) => before + escaped(site!.title!))
        : html,
  };
}

/** In the order of the gallery: a site's own in theirs, then what of the house goes with them. @param site null: the lab's own pages */
export function listed(root: string, site: SitePlan | null): readonly Found[] {
  const found = foundIn(root, site);
  const owned = site?.scenarios.length ?? 0;
  const house = found.slice(owned);
  return [
    ...found.slice(0, owned),
    ...asTheyCame(house.filter(({ group }) => group === 'episode')),
    ...house.filter(({ group }) => group === 'template'),
  ];
}

/** A site's own first; a name that they have taken is theirs. */
function foundIn(root: string, site: SitePlan | null): readonly Found[] {
  if (!site) return ofHouse(root);
  const own = site.scenarios.map((one): Found => ({ ...one, group: 'episode' }));
  const house = ofHouse(root).filter(({ group }) => site.withHouse || group === 'template');
  return [...own, ...house.filter(({ id }) => !own.some((one) => one.id === id))];
}

const constants = (texts: Readonly<Record<string, string>>): string =>
  Object.entries(texts)
    .map(([name, text]) => `export const ${name} = ${JSON.stringify(text)};\n`)
    .join('');

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

/** With the programs of its folder in their places: in a page a scenario is one text. */
const textOf = (file: string): string =>
  inlineCode(readFileSync(file, 'utf8'), (path) => {
    const beside = join(dirname(file), path);
    return existsSync(beside) ? readFileSync(beside, 'utf8') : null;
  }).text;

function ofHouse(root: string): readonly Found[] {
  return Object.entries(FOLDERS).flatMap(([name, group]) => {
    const folder = join(root, name);
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .sort()
      .map((id) => ({ id, group, file: join(folder, id, 'scenario.yaml'), cover: coverIn(join(folder, id)) }))
      .filter(({ file }) => existsSync(file));
  });
}

function coverIn(folder: string): string | null {
  const cover = join(folder, 'cover.svg');
  return existsSync(cover) ? cover : null;
}

const SERIES = ['aws', 'azure', 'go', 'none'];

/** Series by series, and in each as the articles came; what has no number follows. */
function asTheyCame(found: readonly Found[]): readonly Found[] {
  const placed = found.map((one) => {
    const { scenario } = parseScenario(textOf(one.file), catalog);
    const series = SERIES.indexOf(scenario?.series ?? 'none');
    return { one, series, number: scenario?.article?.number ?? Number.MAX_VALUE };
  });
  return placed.sort((a, b) => a.series - b.series || a.number - b.number).map(({ one }) => one);
}

function listOf(found: readonly Found[]): string {
  // Addresses of pictures, never their contents: a page with a strict policy may not fetch a data: address.
  const imports = found.map(({ cover }, i) =>
    cover === null
      ? `const cover${i} = null;`
      : `import cover${i} from ${JSON.stringify(`${cover}?url&no-inline`)};`,
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
