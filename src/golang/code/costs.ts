/**
 * Cost comments, which say what a function's work takes in the real world:
 * `// cost: 20ms io`, `// cost: 5ms cpu, 48MiB`, `// cost: 200us cpu`; above a function or on the line of its `func`.
 * `// cost: call 2` waits for the answer of a call over the second wire of the part that the program is.
 * The body of such a function runs too, but its own calls of time.Sleep take no time: the comment has said how long it is.
 */
import { lineAt } from '../syntax/positions.ts';
import type { SourceFile } from '../syntax/tree.ts';
import { eachChild, type TreeNode } from './escape.ts';
import type { Cost } from './program.ts';
import { refuse, type Unit } from './unit.ts';

const TIMES: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, μs: 1e3, ms: 1e6, s: 1e9 };
const SIZES: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};
const COST =
  /^(?:(\d+(?:\.\d+)?)\s*([a-zµμ]+)\s+(io|cpu)|call(?:\s+([1-9]\d?))?)(?:\s*,\s*(\d+(?:\.\d+)?)\s*([A-Za-z]+))?$/;
const EXPECTED =
  'a cost comment is written like `// cost: 20ms io` or `// cost: 5ms cpu, 48MiB`: a time in ns, us, ms or s, then io or cpu, or instead `call` and the number of a wire, then the memory that is held, if any';
const PLACE = 'a cost comment stands above a function or on the line of its func';

function parse(text: string): Cost | null {
  const found = COST.exec(text);
  if (found === null) return null;
  const [, time, unit = '', kind, wire, size, sizeUnit] = found;
  const nanoseconds = time === undefined ? 1 : Math.round(Number(time) * (TIMES[unit] ?? Number.NaN));
  const bytes = size === undefined ? 0 : Math.round(Number(size) * (SIZES[sizeUnit ?? ''] ?? Number.NaN));
  if (Number.isNaN(nanoseconds) || Number.isNaN(bytes)) return null;
  if (time === undefined) return { kind: 'call', nanoseconds, wire: Number(wire ?? 1), bytes };
  return { kind: kind === 'io' ? 'io' : 'cpu', nanoseconds, wire: 0, bytes };
}

/** The costs of a file by the offset of their `func`. */
export function findCosts(unit: Unit, file: SourceFile): ReadonlyMap<number, Cost> {
  const found = new Map<number, Cost>();
  const comments = file.comments.filter(({ text }) => /^\/\/\s*cost:/.test(text));
  if (comments.length === 0) return found;
  const line = (offset: number): number => lineAt(file.lineStarts, offset);
  // The first function of each line.
  const functions = new Map<number, number>();
  const visit = (node: TreeNode): void => {
    if (node.kind === 'FunctionDecl' || node.kind === 'FunctionLit') {
      const { start } = node as TreeNode & { readonly start: number };
      const at = line(start);
      if (!functions.has(at)) functions.set(at, start);
    }
    eachChild(node, visit);
  };
  for (const one of file.declarations) visit(one);
  const commentLines = new Set(file.comments.map(({ start }) => line(start)));
  for (const comment of comments) {
    const cost = parse(comment.text.replace(/^\/\/\s*cost:/, '').trim());
    if (cost === null) {
      refuse(unit, file, comment, EXPECTED);
      continue;
    }
    let at = line(comment.start);
    if (!functions.has(at)) while (commentLines.has(at)) at++;
    const start = functions.get(at);
    if (start === undefined) refuse(unit, file, comment, PLACE);
    else found.set(start, cost);
  }
  return found;
}

export const costOf = ({ costs }: Unit, file: SourceFile, start: number): Cost | null =>
  costs.get(file)?.get(start) ?? null;
