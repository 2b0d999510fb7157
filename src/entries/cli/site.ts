import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { scenarioFiles } from './scenarioFiles.ts';
import { SITE_MARK, type SitePlan, type SiteScenario } from './sitePlan.ts';
import { type Command, printJson, problemLine, readScenario, UsageError } from './terminal.ts';

const OPTIONS = {
  out: { type: 'string', default: 'site' },
  title: { type: 'string' },
  'with-house': { type: 'boolean', default: false },
} as const;

const TITLE_MAX = 120;

/** Checks what was asked and prints the plan; scripts/lab.mjs, which has the tools to build pages, takes it from there. */
export const site: Command = {
  usage: 'site SCENARIO|FOLDER... [--out site] [--title "My course"] [--with-house]',
  says: 'Builds a static site of your own scenarios with the lab in it, to be hosted anywhere; exit 1 when one has an error.',
  run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const { files } = scenarioFiles(positionals);
    const title = values.title === undefined ? null : titleFrom(values.title);
    const place = placeFor(values.out);
    const scenarios = files.map(({ file }) => soundScenario(file));
    if (scenarios.includes(null)) return 1;
    const sound = scenarios.filter((one) => one !== null);
    for (const { id, file } of sound) {
      const other = sound.find((one) => one.id === id)!;
      if (other.file !== file)
        throw new UsageError(`Two scenarios have the id ${id}: ${other.file} and ${file}.`);
    }
    const plan: SitePlan = { ...place, title, scenarios: sound, withHouse: values['with-house'] };
    printJson(plan);
    return 0;
  },
};

function titleFrom(text: string): string {
  const title = text.trim();
  if (title === '' || title.length > TITLE_MAX || /\p{Cc}/u.test(title))
    throw new UsageError(`--title expects one line of 1 to ${TITLE_MAX} characters.`);
  return title;
}

/** Nothing is overwritten that an earlier site did not make. */
function placeFor(path: string): Pick<SitePlan, 'out' | 'replaced'> {
  const out = resolve(path);
  if (!existsSync(out)) return { out, replaced: [] };
  if (!statSync(out).isDirectory()) throw new UsageError(`--out expects a folder, found the file ${path}.`);
  if (readdirSync(out).length === 0) return { out, replaced: [] };
  const mark = join(out, SITE_MARK);
  if (!existsSync(mark))
    throw new UsageError(
      `The folder ${path} is not empty, and was not made by this command: nothing is written there. Empty it, or name another with --out.`,
    );
  const replaced = readFileSync(mark, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && resolve(out, line).startsWith(out + sep));
  return { out, replaced };
}

/** @returns null for one with errors, which are told */
function soundScenario(file: string): SiteScenario | null {
  const { source, placed } = readScenario(file);
  const { scenario, problems } = parseScenario(source, catalog);
  for (const problem of problems) console.error(problemLine(file, placed(problem)));
  const cover = coverOf(file);
  const faceless = cover !== null && !/\bid=["']cover["']/.test(readFileSync(cover, 'utf8'));
  if (faceless) console.error(`${cover}:1:1: error: The picture has no element with id="cover" to be drawn.`);
  return scenario && !faceless
    ? { id: scenario.id, file: resolve(file), cover: cover && resolve(cover) }
    : null;
}

/** `cover.svg` in a scenario's own folder, `coffee.svg` beside `coffee.yaml`. */
function coverOf(file: string): string | null {
  const name = basename(file);
  const picture = name === 'scenario.yaml' ? 'cover.svg' : name.replace(/\.ya?ml$/, '.svg');
  const cover = join(dirname(file), picture);
  return picture !== name && existsSync(cover) ? cover : null;
}
