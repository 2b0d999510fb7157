/** What the tidy rules look at: files as text, and TypeScript as a syntax tree (of Vite's own parser). */
import { type ESTree, parseSync } from 'vite';

export interface SourceFile {
  /** From the root, with forward slashes: src/engine/clock.ts */
  readonly path: string;
  readonly text: string;
}

export interface Fault {
  readonly path: string;
  readonly line: number;
  /** What is wrong, and what would be right. */
  readonly what: string;
}

export interface Import {
  /** As written, without a Vite query such as ?worker. */
  readonly from: string;
  readonly line: number;
  readonly typeOnly: boolean;
}

export type Node = ESTree.Node;

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

/** Code that ships: TypeScript below src/ that is neither a test nor declarations only. */
export const isShipped = (path: string): boolean =>
  /^src\/.*\.tsx?$/.test(path) && !isTest(path) && !path.endsWith('.d.ts');

const trees = new WeakMap<SourceFile, ESTree.Program>();

export function treeOf(file: SourceFile): ESTree.Program {
  let tree = trees.get(file);
  if (!tree) {
    const parsed = parseSync(file.path, file.text);
    if (parsed.errors[0]) throw new Error(`${file.path}: ${parsed.errors[0].message}`);
    tree = parsed.program;
    trees.set(file, tree);
  }
  return tree;
}

/** Every node, parents first. `key` is the name the parent holds the node under. */
export function walk(
  node: Node,
  visit: (node: Node, parent: Node | undefined, key: string) => void,
  parent?: Node,
  key = '',
): void {
  visit(node, parent, key);
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit, node, name);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

export function lineAt(file: SourceFile, offset: number): number {
  return file.text.slice(0, offset).split('\n').length;
}

/** All imports, re-exports, import(...) with a constant name, and types written as import('...'). */
export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (node: Node, source: unknown, typeOnly: boolean) => {
    if (typeof source !== 'string') return;
    found.push({ from: source.replace(/\?.*$/, ''), line: lineAt(file, node.start), typeOnly });
  };
  walk(treeOf(file), (node) => {
    if (node.type === 'ImportDeclaration') {
      add(node, node.source.value, node.importKind === 'type' || onlyTypes(node.specifiers));
    } else if (node.type === 'ExportAllDeclaration') {
      add(node, node.source.value, node.exportKind === 'type');
    } else if (node.type === 'ExportNamedDeclaration') {
      add(node, node.source?.value, node.exportKind === 'type');
    } else if (node.type === 'ImportExpression') {
      add(node, 'value' in node.source ? node.source.value : undefined, false);
    } else if (node.type === 'TSImportType') {
      add(node, node.source.value, true);
    } else if (node.type === 'NewExpression') {
      add(node, workerAddress(node), false);
    }
  });
  return found;
}

/** import { type A, type B } is as good as import type { A, B }. */
function onlyTypes(specifiers: readonly ESTree.ImportDeclarationSpecifier[]): boolean {
  return (
    specifiers.length > 0 &&
    specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type')
  );
}

/** new URL('./core.ts', import.meta.url) is how a page names the program of a worker. */
function workerAddress(node: ESTree.NewExpression): unknown {
  const [address, base] = node.arguments;
  const isUrl = node.callee.type === 'Identifier' && node.callee.name === 'URL';
  const besideThisFile = base?.type === 'MemberExpression' && base.object.type === 'MetaProperty';
  return isUrl && besideThisFile && address?.type === 'Literal' ? address.value : undefined;
}
