/** Test files: `func TestX(t *testing.T)`, each cut out with what it needs, so that one test outside the subset does not take the others with it. */
import { parseGo } from './syntax/parseGo.ts';
import type { Declaration, ImportSpec, SourceFile } from './syntax/tree.ts';

export interface Source {
  readonly name: string;
  readonly source: string;
}

const TEST = /^Test(?![a-z])/;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;

/** The names of all tests, in the order of the text. Files that do not parse have none. */
export function testNames(sources: readonly Source[]): readonly string[] {
  return filesOf(sources).flatMap(({ declarations }) =>
    declarations.flatMap((one) =>
      one.kind === 'FunctionDecl' &&
      one.receiver === null &&
      TEST.test(one.name.name) &&
      one.name.name !== 'TestMain'
        ? [one.name.name]
        : [],
    ),
  );
}

/** The sources with everything blanked out that the test cannot reach: places of what is left stay as they are. */
export function onlyFor(test: string, sources: readonly Source[]): readonly Source[] {
  const files = filesOf(sources);
  const pieces = files.flatMap((file) => file.declarations.flatMap((one) => piecesOf(file, one)));
  const kept = new Set<Piece>();
  const wanted = [test, 'init'];
  const seen = new Set(wanted);
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    for (const piece of pieces) {
      if (kept.has(piece) || !piece.names.includes(name)) continue;
      kept.add(piece);
      for (const word of piece.words) {
        // Nobody reaches what has no name.
        if (seen.has(word) || word === '_') continue;
        seen.add(word);
        wanted.push(word);
      }
    }
  }
  return files.map((file) => {
    let { source } = file;
    for (const piece of pieces)
      if (piece.file === file && !kept.has(piece)) source = blank(source, piece.start, piece.end);
    const own = [...kept].filter((piece) => piece.file === file);
    for (const spec of importsOf(file)) {
      const name = importedName(spec);
      const isUsed = name === '.' || name === '_' || own.some((piece) => piece.selected.has(name));
      if (!isUsed) source = blank(source, spec.start, spec.end);
    }
    return { name: file.name, source };
  });
}

/** A declaration that is kept or blanked as a whole. */
interface Piece {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
  /** What it declares; a method belongs to its type's name. */
  readonly names: readonly string[];
  readonly words: ReadonlySet<string>;
  /** Of these the ones that something is selected from, as from a package; strings and comments left out. */
  readonly selected: ReadonlySet<string>;
}

function piecesOf(file: SourceFile, declaration: Declaration): readonly Piece[] {
  const piece = (names: readonly string[], { start, end }: { start: number; end: number }): Piece => ({
    file,
    start,
    end,
    names,
    words: new Set(file.source.slice(start, end).match(WORD)),
    selected: selectedIn(file.source.slice(start, end)),
  });
  switch (declaration.kind) {
    case 'ImportDecl':
      return [];
    case 'FunctionDecl': {
      const { receiver } = declaration;
      if (receiver === null) return [piece([declaration.name.name], declaration)];
      const words = file.source.slice(receiver.type.start, receiver.type.end).match(WORD) ?? [];
      return [piece(words.slice(0, 1), declaration)];
    }
    // The values of a constant's group hang together: what is left out takes them from the spec above.
    case 'ConstDecl':
      return [
        piece(
          declaration.specs.flatMap(({ names }) => names.map(({ name }) => name)),
          declaration,
        ),
      ];
    case 'VarDecl':
      return declaration.specs.map((spec) =>
        piece(
          spec.names.map(({ name }) => name),
          declaration.specs.length === 1 ? declaration : spec,
        ),
      );
    case 'TypeDecl':
      return declaration.specs.map((spec) =>
        piece([spec.name.name], declaration.specs.length === 1 ? declaration : spec),
      );
  }
}

const QUIET = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|`[^`]*`|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;

function selectedIn(text: string): ReadonlySet<string> {
  const found = text.replace(QUIET, ' ').matchAll(/([\p{L}_][\p{L}\p{N}_]*)\s*\./gu);
  return new Set(Array.from(found, ([, name]) => name ?? ''));
}

function filesOf(sources: readonly Source[]): readonly SourceFile[] {
  return sources.flatMap(({ name, source }) => parseGo(source, name).file ?? []);
}

const importsOf = (file: SourceFile): readonly ImportSpec[] =>
  file.declarations.flatMap((one) => (one.kind === 'ImportDecl' ? one.specs : []));

function importedName({ name, path }: ImportSpec): string {
  if (name !== null) return name.name;
  const parts = path.text.slice(1, -1).split('/');
  const last = parts.at(-1) ?? '';
  return /^v\d+$/.test(last) ? (parts.at(-2) ?? last) : last;
}

/** Spaces in the place of all but the ends of lines. */
const blank = (source: string, start: number, end: number): string =>
  source.slice(0, start) + source.slice(start, end).replace(/[^\n]/g, ' ') + source.slice(end);

/** The sources of a program whose main runs one test as the go command does. To be built with `tests`. */
export function testProgram(test: string, sources: readonly Source[]): readonly Source[] {
  const cut = onlyFor(test, sources);
  const name = filesOf(cut)[0]?.packageName.name ?? 'main';
  const source = `package ${name}\nimport "testing"\nfunc main() { testing.RunTests(nil, []testing.InternalTest{{"${test}", ${test}}}) }\n`;
  return [...cut, { name: '', source }];
}
