/** Problems of a scenario: what is wrong, where, what was found and what was expected, for people. */

export type Path = readonly (string | number)[];

export interface Problem {
  readonly severity: 'error' | 'warning';
  /** Counted from 1; 0 for what stands in no file, such as an edit made in the lab. */
  readonly line: number;
  readonly column: number;
  /** `parts.checkout.settings.slots`, empty for the file as a whole. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
  /** The whole as one or two sentences. */
  readonly says: string;
  readonly didYouMean?: string;
}

/** A problem before anybody knows on which line it stands. */
export interface Finding {
  readonly path: Path;
  /** The name is wrong, not what stands behind it. */
  readonly onKey?: boolean;
  /** Characters into the text that stands there. */
  readonly offset?: number;
  readonly severity?: 'error' | 'warning';
  readonly found: string;
  readonly expected: string;
  readonly says: string;
  readonly didYouMean?: string;
}

export const isError = ({ severity }: Finding): boolean => severity !== 'warning';

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** More than this many problems help nobody. */
export const PROBLEMS_MAX = 200;

export function problemOf(finding: Finding, place: Place): Problem {
  const { path, onKey: _onKey, offset: _offset, severity, ...rest } = finding;
  return { severity: severity ?? 'error', ...place, path: path.join('.'), ...rest };
}

/** In the order of the file, each said once. */
export function tidy(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  const once = problems.filter((p) => {
    const key = `${p.line} ${p.column} ${p.path} ${p.says}`;
    return !seen.has(key) && seen.add(key);
  });
  const ordered = once.toSorted((a, b) => a.line - b.line || a.column - b.column);
  if (ordered.length <= PROBLEMS_MAX) return ordered;
  const shown = ordered.slice(0, PROBLEMS_MAX);
  const last = ordered[PROBLEMS_MAX]!;
  const more = ordered.length - PROBLEMS_MAX;
  return [
    ...shown,
    { ...last, didYouMean: undefined, says: `There are ${more} more problems after this line.` },
  ];
}

/** A written value as a person would quote it, never longer than a line. */
export function quoted(raw: unknown): string {
  if (raw === undefined) return 'nothing';
  if (raw === null) return 'nothing (null)';
  if (Array.isArray(raw)) return raw.length === 0 ? 'an empty list' : `a list of ${raw.length}`;
  if (typeof raw === 'object') return 'a map';
  const text = typeof raw === 'string' ? `"${raw}"` : String(raw);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** The name that was probably meant, if one is near enough. */
export function nearest(found: string, names: readonly string[]): string | undefined {
  const wanted = found.slice(0, 60).toLowerCase();
  const begun = wanted.length > 1 ? [...names].filter((name) => name.toLowerCase().startsWith(wanted)) : [];
  if (begun.length === 1) return begun[0];
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    const distance = editDistance(wanted, name.toLowerCase());
    if (distance < least) {
      best = name;
      least = distance;
    }
  }
  return best;
}

/** Changed, missing, added and swapped letters. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 20) return 99;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}

/** An unknown name: what it is not, what there is, and what was probably meant. */
export function unknownName(
  what: string,
  found: string,
  names: Iterable<string>,
): Pick<Finding, 'found' | 'expected' | 'says' | 'didYouMean'> {
  const all = [...names];
  const meant = nearest(found, all);
  const list = all.length > 20 ? `${all.slice(0, 20).join(', ')}, ...` : all.join(', ');
  const expected = all.length > 0 ? `one of ${list}` : `no ${what}: there is none here`;
  const says = `There is no ${what} ${quoted(found)}.${meant ? ` Did you mean ${meant}?` : ''}`;
  return { found: quoted(found), expected, says, ...(meant ? { didYouMean: meant } : {}) };
}
