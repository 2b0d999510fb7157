/** docs/in-a-repository.md, followed to the letter: a course of its own, every command, and the site that comes of it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { listed } from '../../scripts/gallery.ts';
import { moveIn } from '../../scripts/site.mjs';
import { COVER, course, LESSON, removeCourse } from './course.ts';

const page = readFileSync('docs/in-a-repository.md', 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(/^```(\w*)\n([\s\S]+?)^```$/gm)]
    .filter(([, l]) => l === language)
    .map(([, , text]) => text!);
const [packageFile, settings] = blocks('json') as [string, string];
const [modeline, ...pipelines] = blocks('yaml') as [string, string, string];
const COMMAND = /npm run lab -- [^#\n]+/g;
const commands = [
  ...new Set(
    [...blocks('sh'), ...pipelines].flatMap((text) => text.match(COMMAND)!).map((one) => one.trim()),
  ),
];

const root = course({ 'package.json': packageFile });
const SITE = join(root, 'public');

function call(line: string) {
  const done = spawnSync(line, { shell: true, cwd: root, encoding: 'utf8' });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

beforeAll(() => {
  call('npm run lab -- help');
}, 120_000);
afterAll(() => removeCourse(root));

describe('the page', () => {
  test.each(commands)('%s', { timeout: 240_000 }, (line) => {
    const { code, err } = call(line);
    expect(err).not.toMatch(/^lab /m);
    expect(code).toBe(0);
  });

  test('names one build of a site, and every command that knows folders', () => {
    expect(commands.filter((one) => one.includes(' site '))).toHaveLength(1);
    for (const name of ['lint', 'run', 'sweep', 'health', 'site'])
      expect(
        commands.some((one) => one.startsWith(`npm run lab -- ${name} lessons`)),
        name,
      ).toBe(true);
  });

  test('its reports are where its pipelines look for them', () => {
    expect(readdirSync(join(root, 'reports')).sort()).toEqual(['health.xml', 'lint.xml']);
  });

  test('an editor finds the schema both ways', () => {
    const relative = /\$schema=(\S+)/.exec(modeline)![1]!;
    const lesson = join(root, 'lessons', '01-espresso', 'scenario.yaml');
    const paths = Object.keys(JSON.parse(settings)['yaml.schemas']).map((path) => join(root, path));
    for (const path of [...paths, resolve(dirname(lesson), relative)])
      expect(JSON.parse(readFileSync(path, 'utf8')).title).toBe('A scenario of Secret Life Lab');
    expect(readFileSync(lesson, 'utf8')).toContain(modeline.trim());
  });

  test('its pipelines are YAML, and their steps in order', () => {
    const [github, gitlab] = pipelines.map((text) => parse(text));
    const steps = github.jobs.lessons.steps.map(
      (step: { run?: string; uses?: string }) => step.run ?? step.uses,
    );
    const comesFirst = (a: string, b: string) =>
      expect(steps.findIndex((one: string) => one.includes(a))).toBeLessThan(
        steps.findIndex((one: string) => one.includes(b)),
      );
    comesFirst('checkout', 'npm ci');
    comesFirst('npm ci', 'lab -- lint');
    comesFirst('lab -- health', 'lab -- site');
    comesFirst('lab -- site', 'upload-pages');
    expect(gitlab.lessons.artifacts.reports.junit).toBe('reports/*.xml');
    expect(gitlab.pages.artifacts.paths).toEqual(['public']);
  });
});

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );
const textsOf = (folder: string): [string, string][] =>
  filesBelow(folder)
    .filter((file) => /\.(?:html|js|css|json|svg)$/.test(file))
    .map((file) => [file, readFileSync(file, 'utf8')]);

describe('the site', () => {
  test('has the pages of the lab, named after the course', () => {
    const pages = readdirSync('.').filter((name) => name.endsWith('.html'));
    expect(readdirSync(SITE).filter((name) => name.endsWith('.html'))).toEqual(pages);
    expect(readFileSync(join(SITE, 'index.html'), 'utf8')).toContain('<title>Queues, by hand</title>');
  });

  test('its gallery names that scenario and no episode beside it', () => {
    const lists = textsOf(SITE).filter(([, text]) => text.includes('group:`episode`'));
    const listed = lists.map(([, text]) =>
      [...text.matchAll(/\{id:`([\w-]+)`,group:`episode`/g)].map(([, id]) => id),
    );
    expect(listed.length).toBeGreaterThan(0);
    for (const ids of listed) expect(ids).toEqual(['espresso']);
    const index = readFileSync(join(SITE, 'index.html'), 'utf8');
    const script = readFileSync(join(SITE, /src="([^"]+)"/.exec(index)![1]!), 'utf8');
    for (const text of ['Three for the rush', 'Queues, by hand']) expect(script).toContain(text);
  });

  test('carries nothing of the episodes of the house', () => {
    const texts = textsOf(SITE);
    expect(texts.some(([, text]) => text.includes('Room for a longer line'))).toBe(true);
    for (const id of readdirSync('scenarios')) {
      const { claims } = parse(readFileSync(join('scenarios', id, 'scenario.yaml'), 'utf8'));
      for (const { says } of claims as readonly { says: string }[])
        expect(texts.filter(([, text]) => text.includes(says)).map(([file]) => file)).toEqual([]);
      const cover = readFileSync(join('scenarios', id, 'cover.svg'), 'utf8');
      expect(texts.filter(([, text]) => text === cover)).toEqual([]);
    }
  });

  test('asks for relative addresses alone, and for files that are there', () => {
    for (const name of readdirSync(SITE).filter((one) => one.endsWith('.html'))) {
      const addresses = [...readFileSync(join(SITE, name), 'utf8').matchAll(/(?:href|src)="([^"]*)"/g)];
      expect(addresses.length).toBeGreaterThan(2);
      for (const [, address] of addresses) {
        expect(address).toMatch(/^\.\//);
        expect(statSync(join(SITE, address!)).isFile(), address).toBe(true);
      }
    }
    for (const [file, text] of textsOf(SITE))
      expect(/["'`(=]\/assets\/[\w.-]+\.(?:js|css|svg|woff2)\b/.exec(text), file).toBeNull();
  });
});

describe('what is listed', () => {
  const own = (id: string) => ({
    id,
    file: join(root, 'lessons', '01-espresso', 'scenario.yaml'),
    cover: null,
  });
  const plan = { out: '', replaced: [], title: null, withHouse: false };
  const ids = (scenarios: readonly string[], withHouse: boolean, group: string) =>
    listed('.', { ...plan, withHouse, scenarios: scenarios.map(own) })
      .filter((one) => one.group === group)
      .map(({ id }) => id);
  const house = listed('.', null);
  const episodes = house.filter(({ group }) => group === 'episode').map(({ id }) => id);

  test('the pages of the lab list its episodes as the articles came, and every template', () => {
    expect(episodes.toSorted()).toEqual(readdirSync('scenarios'));
    expect(episodes.indexOf('buffer')).toBeLessThan(episodes.indexOf('blob'));
    expect(house.slice(episodes.length).map(({ id }) => id)).toEqual(readdirSync('templates'));
  });

  test('those of a site come first and in their own order, those of the house only when asked for', () => {
    expect(ids(['tea', 'coffee'], false, 'episode')).toEqual(['tea', 'coffee']);
    expect(ids(['tea', 'coffee'], true, 'episode')).toEqual(['tea', 'coffee', ...episodes]);
    expect(ids(['tea'], false, 'template')).toEqual(readdirSync('templates'));
  });

  test('a name that is taken is that of the site', () => {
    const taken = ids(['buffer', 'pub-sub'], true, 'episode');
    expect(taken.slice(0, 2)).toEqual(['buffer', 'pub-sub']);
    expect(taken.filter((id) => id === 'buffer')).toHaveLength(1);
    expect(ids(['pub-sub'], false, 'template')).not.toContain('pub-sub');
  });
});

describe('built again', () => {
  const put = (folder: string, files: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    return folder;
  };
  const names = (folder: string) => filesBelow(folder).map((file) => file.slice(folder.length + 1));

  test('what the last one made is replaced, what else lies there stays', () => {
    const out = join(root, 'again');
    const first = put(join(root, 'first'), { 'index.html': '1', 'assets/old.js': '1', 'old/deep.js': '1' });
    expect(moveIn({ out, replaced: [], scenarios: [] }, first)).toBe(0);
    const replaced = readFileSync(join(out, '.secret-life-lab-site'), 'utf8').trim().split('\n');
    expect(replaced.toSorted()).toEqual(['assets/old.js', 'index.html', 'old/deep.js']);
    put(out, { CNAME: 'example.org', 'assets/mine.png': 'mine' });
    const second = put(join(root, 'second'), { 'index.html': '2', 'assets/new.js': '2' });
    expect(moveIn({ out, replaced, scenarios: [] }, second)).toBe(0);
    expect(names(out).toSorted()).toEqual(
      ['.secret-life-lab-site', 'CNAME', 'assets/mine.png', 'assets/new.js', 'index.html'].toSorted(),
    );
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe('2');
    expect(existsSync(join(out, 'old'))).toBe(false);
  });

  test('nothing at all is written where a file of somebody else would be lost', () => {
    const out = put(join(root, 'shared'), { 'model.html': 'mine', 'index.html': '1' });
    const built = put(join(root, 'third'), { 'index.html': '3', 'model.html': '3' });
    const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(moveIn({ out, replaced: ['index.html'], scenarios: [] }, built)).toBe(2);
    expect(said.mock.calls.join()).toContain('model.html is there already, and no earlier site made it');
    said.mockRestore();
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe('1');
    expect(readFileSync(join(out, 'model.html'), 'utf8')).toBe('mine');
  });

  test('a forged list takes away nothing outside', () => {
    put(join(root, 'forged'), { '.secret-life-lab-site': '../precious.txt\n/etc/hostname\nindex.html\n' });
    put(root, { 'precious.txt': 'years of work' });
    const { out } = call(`"${process.execPath}" lab/dist-cli/lab.js site lessons --out forged`);
    expect(JSON.parse(out).replaced).toEqual(['index.html']);
  });
});

describe('is refused, and nothing is written', { timeout: 120_000 }, () => {
  const refused = (line: string, ...told: readonly string[]) => {
    const before = existsSync(SITE) ? filesBelow(SITE) : [];
    const { code, err } = call(`npm run lab -- site ${line}`);
    for (const one of told) expect(err).toContain(one);
    expect(existsSync(SITE) ? filesBelow(SITE) : []).toEqual(before);
    return code;
  };
  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };

  test('no folder, an empty one, one that is not there', () => {
    mkdirSync(join(root, 'empty'));
    expect(refused('', 'Expected one scenario or more')).toBe(2);
    expect(refused('empty', 'There is no scenario in empty')).toBe(2);
    expect(refused('nowhere', 'There is no file or folder nowhere.')).toBe(2);
  });

  test('an out folder that is not of our making', () => {
    put('mine/thesis.txt', 'years of work');
    expect(refused('lessons --out mine', 'The folder mine is not empty, and was not made by this')).toBe(2);
    expect(refused('lessons --out mine/thesis.txt', '--out expects a folder')).toBe(2);
    expect(refused('lessons --out .', 'The folder . is not empty')).toBe(2);
    expect(readFileSync(join(root, 'mine', 'thesis.txt'), 'utf8')).toBe('years of work');
  });

  test('a scenario with an error, at its place; two with one id; a picture that cannot be drawn; a title of two lines', () => {
    put('bad/typo.yaml', LESSON.replace('kind: service', 'kind: servise'));
    expect(refused('bad --out public', 'typo.yaml:17:11: error: ', 'Did you mean service?')).toBe(1);
    put('twice/a.yaml', LESSON);
    put('twice/b.yaml', LESSON);
    expect(refused('twice --out public', 'Two scenarios have the id espresso: ')).toBe(2);
    put('drawn/a.yaml', LESSON);
    put('drawn/a.svg', COVER.replace('id="cover"', 'id="picture"'));
    expect(
      refused('drawn --out public', 'a.svg:1:1: error: The picture has no element with id="cover"'),
    ).toBe(1);
    expect(refused('lessons --title " "', '--title expects one line of 1 to 120')).toBe(2);
  });
});
