/** A syntax tree without its places, in one line: what tests compare. */
interface AnyNode {
  readonly kind: string;
}

const PLACES = new Set(['kind', 'start', 'end', 'at', 'open', 'colon']);
const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && 'kind' in value;

/** `(BinaryExpr + (Identifier a) (BasicLit int 1))`; null is `-`, a list stands in brackets. */
export function sketch(value: unknown): string {
  if (value === null) return '-';
  if (Array.isArray(value)) return `[${value.map(sketch).join(' ')}]`;
  if (!isNode(value)) return String(value);
  const parts = Object.entries(value).filter(([key]) => !PLACES.has(key));
  return `(${[value.kind, ...parts.map(([, part]) => sketch(part))].join(' ')})`;
}

export interface Visited {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

/** Every node with the one that holds it. */
export function* nodesOf(root: object): Generator<readonly [Visited, Visited | null]> {
  const stack: (readonly [object, Visited | null])[] = [[root, null]];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const [value, parent] = top;
    const node = isNode(value) ? (value as Visited) : null;
    if (node) yield [node, parent];
    for (const part of Object.values(value)) {
      if (typeof part === 'object' && part !== null) stack.push([part, node ?? parent]);
    }
  }
}
