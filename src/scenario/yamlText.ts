/** YAML text -> plain values, with the place of every one of them. Nothing in a file can become code or a prototype. */
import { type Document, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { type Finding, type Path, type Place, type Problem, problemOf } from './problem.ts';
import { decodeUtf8 } from './utf8.ts';
import { type Spot, spotKey, valuesOf } from './yamlValues.ts';

export const BYTES_MAX = 1024 * 1024;

export interface YamlText {
  readonly doc: Document.Parsed;
  /** Null when the text has problems that leave nothing to look at. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where a finding stands; the nearest place around it when its own is not written. */
  readonly place: (finding: Pick<Finding, 'path' | 'onKey' | 'offset'>) => Place;
  /** Whether `problems` has spoken of this place already. */
  readonly faulty: (path: Path) => boolean;
}

/** The text of a file, or the one problem that says why it cannot be read. */
export function textOf(source: Uint8Array | string): string | Problem {
  const size = source.length;
  if (size > BYTES_MAX) {
    const mib = Math.round((size / BYTES_MAX) * 10) / 10;
    return whole(`${mib} MiB`, 'at most 1 MiB', `The file has ${mib} MiB; a scenario may have 1 MiB.`);
  }
  if (typeof source === 'string') return source;
  const text = decodeUtf8(source);
  if (typeof text === 'string') return text;
  const says = 'This byte is not UTF-8. Save the file as UTF-8.';
  return problemOf({ path: [], found: 'a byte that is not UTF-8', expected: 'text in UTF-8', says }, text);
}

function whole(found: string, expected: string, says: string): Problem {
  return problemOf({ path: [], found, expected, says }, { line: 1, column: 1 });
}

/**
 * @param migrate changes an old document into today's format and keeps its places
 */
export function readYaml(text: string, migrate: (doc: Document.Parsed) => void): YamlText {
  const lines = new LineCounter();
  // Uniqueness is checked by valuesOf: the library's own check takes the square of the number of keys.
  const doc = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    // Silent would also keep still about a second document.
    logLevel: 'error',
    resolveKnownTags: false,
  });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(offset, text.length));
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const hasTabs = /^ *\t/m.test(text);
  const syntax = [...doc.errors, ...doc.warnings]
    .slice(0, 1000)
    .map((e) => syntaxProblem(e, placeAt, hasTabs));
  const broken = { doc, value: null, place: () => ({ line: 1, column: 1 }), faulty: () => false };
  if (syntax.length > 0) return { ...broken, problems: syntax };
  const empty = whole('nothing', 'a scenario', 'The file is empty; a scenario begins with format: 1.');
  if (doc.contents === null) return { ...broken, problems: [empty] };
  migrate(doc);
  const { value, faults, spots } = valuesOf(doc.contents);
  if (value === null && faults.length === 0) return { ...broken, problems: [empty] };
  const place: YamlText['place'] = ({ path, onKey, offset }) => {
    for (let length = path.length; length >= 0; length--) {
      const spot = spots.get(spotKey(path.slice(0, length)));
      if (!spot) continue;
      if (length < path.length || onKey || spot.value === null) return placeAt(spot.key ?? spot.value ?? 0);
      return placeAt(offset === undefined ? spot.value : into(text, spot, offset));
    }
    return { line: 1, column: 1 };
  };
  const faultyPaths = new Set(faults.map((f) => spotKey(f.path)));
  const faulty = (path: Path): boolean => path.some((_, i) => faultyPaths.has(spotKey(path.slice(0, i + 1))));
  return { doc, value, place, faulty, problems: faults.map((f) => problemOf(f, placeAt(f.at))) };
}

function syntaxProblem(error: YAMLError, placeAt: (offset: number) => Place, hasTabs: boolean): Problem {
  const [says, expected] = saysOf(error, hasTabs);
  return problemOf({ path: [], found: error.code, expected, says }, placeAt(error.pos[0]));
}

/** @param hasTabs what is wrong may be the white space, and not what is said */
function saysOf({ code, message }: YAMLError, hasTabs: boolean): readonly [says: string, expected: string] {
  if (code === 'RESOURCE_EXHAUSTION') return ['The text is nested too deep.', 'a few levels of nesting'];
  if (code === 'MULTIPLE_DOCS')
    return ['A second document begins here; a scenario is one document.', 'one document'];
  // What a line looks like while it is being typed.
  if (!hasTabs && (code === 'MULTILINE_IMPLICIT_KEY' || message.startsWith('Implicit map keys need')))
    return ['This name has no colon yet.', 'a name, a colon and a value'];
  const first = message.split('\n')[0]!.replace(/[.:]+$/, '');
  if (code !== 'TAG_RESOLVE_FAILED') return [`${first}.`, 'YAML that can be read'];
  return [`${first}. A scenario holds plain values and never code.`, 'a plain value without a tag'];
}

/** Where the n-th character of a text value stands in the file: folding and indentation only change white space. */
function into(text: string, spot: Spot, offset: number): number {
  const begin = spot.value ?? 0;
  const first = text[begin]!;
  const block = first === '|' || first === '>';
  let at = block ? text.indexOf('\n', begin) + 1 : begin + (first === '"' || first === "'" ? 1 : 0);
  let marks = 0;
  for (const c of spot.text?.slice(0, offset) ?? '') if (c > ' ') marks++;
  // The end of the text stands behind its last mark, not at whatever comes next in the file.
  const atEnd = offset >= (spot.text?.trimEnd().length ?? 0);
  for (; at < text.length; at++) {
    if (atEnd && marks === 0) break;
    if (text[at]! <= ' ') continue;
    if (marks === 0) break;
    marks--;
  }
  return at;
}
