/** The rules of the house that are about whole files: parts, colours, barrels, sizes, words. */
import { PART_LISTS, partOf } from './layers.ts';
import { type Fault, importsOf, isShipped, lineAt, type SourceFile, treeOf, walk } from './source.ts';

const LINES_MAX = 400;
const [CATALOG] = PART_LISTS;
const TOKENS = 'src/ui/tokens.css';
const PART_FILES = ['sim.ts', 'face.tsx', 'model.md', 'sim.test.ts'];

/** Written so that this file does not find itself. */
const UNFINISHED = /(?<![.\w]|func )(?:TO[D]O|FIX[M]E)\b/g;
const OUR_MACHINE = /[/]work[/]|\.\.[/]shared\b/g;

const COLOUR = /#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})\b|\b(?:rgba?|hsla?|hwb|oklch|oklab)\(/gi;

/** A part is one folder with four files, and one line in the catalog. */
export function partFaults(files: readonly SourceFile[]): Fault[] {
  const paths = new Set(files.map((file) => file.path));
  const lists = files.filter((file) => PART_LISTS.includes(file.path));
  const listed = new Set(lists.flatMap((list) => importsOf(list).map((one) => one.from)));
  const parts = new Set(files.flatMap((file) => partOf(file.path) ?? []));
  return [...parts].flatMap((part) => {
    const folder = `src/parts/${part}`;
    const missing = PART_FILES.filter((name) => !paths.has(`${folder}/${name}`)).map((name) => ({
      path: folder,
      line: 0,
      what: `the part has no ${name}`,
    }));
    if (listed.has(`./${part}/sim.ts`)) return missing;
    return [
      ...missing,
      { path: CATALOG!, line: 0, what: `the part ${part} is missing: import ./${part}/sim.ts` },
    ];
  });
}

/** Colours have names and live in one file, so that themes and contrast are decided once. */
export function colourFaults(files: readonly SourceFile[]): Fault[] {
  return files.flatMap((file) => {
    if (file.path === TOKENS) return [];
    if (/^src\/.*\.css$/.test(file.path)) {
      const withoutComments = file.text.replace(/\/\*[\s\S]*?\*\//g, (comment) =>
        comment.replace(/[^\n]/g, ' '),
      );
      return coloursIn(file, withoutComments, 0);
    }
    if (!isShipped(file.path)) return [];
    const faults: Fault[] = [];
    walk(treeOf(file), (node) => {
      if (node.type === 'Literal' && typeof node.value === 'string') {
        faults.push(...coloursIn(file, node.value, node.start));
      } else if (node.type === 'TemplateElement') {
        faults.push(...coloursIn(file, node.value.raw, node.start));
      }
    });
    return faults;
  });
}

function coloursIn(file: SourceFile, text: string, offset: number): Fault[] {
  return [...text.matchAll(COLOUR)].map((match) => ({
    path: file.path,
    line: lineAt(file, offset + match.index),
    what: `the colour ${match[0]}: use a custom property of ${TOKENS}`,
  }));
}

/** A file that only passes on what others export hides where things are, and drags all of them along. */
export function barrelFaults(files: readonly SourceFile[]): Fault[] {
  return files
    .filter((file) => isShipped(file.path))
    .filter((file) => {
      const body = treeOf(file).body.filter((node) => node.type !== 'ImportDeclaration');
      const passesOn = body.filter((node) => 'source' in node && node.source);
      const isIndex = /\/index\.tsx?$/.test(file.path);
      return passesOn.length > 0 && (isIndex || passesOn.length === body.length);
    })
    .map((file) => ({ path: file.path, line: 1, what: 'a barrel: import from the file that has the thing' }));
}

export function sizeFaults(files: readonly SourceFile[]): Fault[] {
  return files
    .filter((file) => file.path.startsWith('src/'))
    .map((file) => ({ path: file.path, lines: file.text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > LINES_MAX)
    .map(({ path, lines }) => ({
      path,
      line: LINES_MAX,
      what: `${lines} lines; at most ${LINES_MAX}: split it`,
    }));
}

/** Go has a context.TO[]DO(), hence the look at what stands before the word. */
export function wordFaults(files: readonly SourceFile[]): Fault[] {
  return files.flatMap((file) => {
    const unfinished = /^(?:src|tests|scripts)\//.test(file.path) ? file.text.matchAll(UNFINISHED) : [];
    return [...unfinished, ...file.text.matchAll(OUR_MACHINE)].map((match) => ({
      path: file.path,
      line: lineAt(file, match.index),
      what: `"${match[0]}" has no place here: do it now, or name things by their place in this project`,
    }));
  });
}
