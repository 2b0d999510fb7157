/** Names that pure code may not use, and globals that belong to the entries alone. */
import { isPure } from './layers.ts';
import { type Fault, isShipped, lineAt, type Node, type SourceFile, treeOf, walk } from './source.ts';

const CLOCK = 'a run knows no wall clock: use the world’s ticks';
const TIMERS = 'a run is computed ahead: schedule an event instead';
const SCREEN = 'pure code has no page';
const LANGUAGE = 'it depends on the machine’s language';

/** Global name -> why it is banned in pure code. */
const PURE_GLOBALS: ReadonlyMap<string, string> = new Map([
  ...['document', 'window', 'navigator', 'localStorage', 'sessionStorage'].map((n) => [n, SCREEN] as const),
  ...['Date', 'performance'].map((name) => [name, CLOCK] as const),
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame'].map(
    (name) => [name, TIMERS] as const,
  ),
  ['console', 'pure code returns values; the caller prints'],
  ['fetch', 'a run needs no network'],
  ['crypto', 'chance comes from the named streams of the engine'],
  ['Intl', LANGUAGE],
]);

/** IEEE 754 does not fix the last bit of these: engines differ. Math.sqrt it does fix. */
const INEXACT =
  'log log2 log10 log1p exp expm1 pow sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh cbrt hypot';
const MATH: ReadonlyMap<string, string> = new Map([
  ['random', 'chance comes from the named streams of the engine'],
  ...INEXACT.split(' ').map(
    (name) => [name, 'browsers differ in the last bit: use engine/arithmetic'] as const,
  ),
]);

const LANGUAGE_METHOD = /^(?:localeCompare|toLocale\w+)$/;

/** Only the entries talk to the world around the program. */
const ENTRY_GLOBALS = ['location', 'process'];
const GLOBAL_OBJECTS = ['window', 'document', 'globalThis', 'self'];

export function banFaults(files: readonly SourceFile[]): Fault[] {
  return files.flatMap((file) => {
    if (!isShipped(file.path)) return [];
    const bans = [
      ...(isPure(file.path) ? [bannedInPure, writtenWhileGrowing] : []),
      ...(file.path.startsWith('src/entries/') ? [] : [reservedForEntries]),
    ];
    const local = boundNames(file);
    const faults: Fault[] = [];
    walk(treeOf(file), (node, parent, key) => {
      for (const ban of bans) {
        const what = ban(node, parent, key, local);
        if (what) faults.push({ path: file.path, line: lineAt(file, node.start), what });
      }
    });
    return faults;
  });
}

type Ban = (
  node: Node,
  parent: Node | undefined,
  key: string,
  local: ReadonlySet<string>,
) => string | undefined;

const bannedInPure: Ban = (node, parent, key, local) => {
  if (node.type === 'MemberExpression' && node.property.type === 'Identifier' && !node.computed) {
    const method = node.property.name;
    if (LANGUAGE_METHOD.test(method)) return `.${method}: ${LANGUAGE}`;
  }
  if (node.type === 'BinaryExpression' && node.operator === '**') {
    const exact = [node.left, node.right].every((side) => side.type === 'Literal');
    const { right } = node;
    // Of big whole numbers both must be: their powers are exact.
    const big =
      right.type === 'CallExpression' && right.callee.type === 'Identifier' && right.callee.name === 'BigInt';
    return exact || big
      ? undefined
      : 'the ** operator: browsers differ in the last bit: use engine/arithmetic';
  }
  if (node.type === 'AssignmentExpression' && node.operator === '**=') {
    return 'the **= operator: browsers differ in the last bit: use engine/arithmetic';
  }
  const name = globalName(node, parent, key, local);
  if (name === 'Math') return mathUse(parent, key);
  const why = name && PURE_GLOBALS.get(name);
  return why ? `${name}: ${why}` : undefined;
};

/** Calls that may make a row, and so move the columns of the message table to longer ones. */
const MAKES_ROWS: ReadonlySet<string> = new Set([
  ...['call', 'tell', 'store', 'beginRequest'],
  ...['handOn', 'handCopies'],
]);

/** `m.child[row] = port.call(...)` and `m.mark[port.call(...)] = 1` look up the column first: when the table grows meanwhile, the old one is written. */
const writtenWhileGrowing: Ban = (node) => {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return undefined;
  if (!node.left.computed || node.left.object.type !== 'MemberExpression') return undefined;
  let grows = false;
  for (const side of [node.left.property, node.right]) {
    walk(side as Node, ({ type, ...one }) => {
      if (type !== 'CallExpression' || !('callee' in one)) return;
      const callee = one.callee as Node;
      const name = callee.type === 'MemberExpression' ? callee.property : callee;
      if (name.type === 'Identifier' && MAKES_ROWS.has(name.name)) grows = true;
    });
  }
  return grows ? 'make the row first, then write: its column may be another one by then' : undefined;
};

function mathUse(parent: Node | undefined, key: string): string | undefined {
  if (parent?.type !== 'MemberExpression' || key !== 'object' || parent.property.type !== 'Identifier') {
    return 'Math is used by plain Math.name only, so that each use can be checked';
  }
  const why = MATH.get(parent.property.name);
  return why && `Math.${parent.property.name}: ${why}`;
}

const reservedForEntries: Ban = (node, parent, key, local) => {
  const why = 'only src/entries touches it';
  const name = globalName(node, parent, key, local);
  if (name && ENTRY_GLOBALS.includes(name)) return `${name}: ${why}`;
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return undefined;
  const owner = globalName(node.object, node, 'object', local);
  const reached = node.property.name;
  if (!owner || !GLOBAL_OBJECTS.includes(owner) || !ENTRY_GLOBALS.includes(reached)) return undefined;
  return `${owner}.${reached}: ${why}`;
};

/**
 * The name, where it stands for a global: not a property, not a key, not bound anywhere in the file. A file that
 * binds the name itself (a window of time, a YAML document) means its own; tsc without the DOM catches a mix.
 */
function globalName(
  node: Node,
  parent: Node | undefined,
  key: string,
  local: ReadonlySet<string>,
): string | undefined {
  if (node.type !== 'Identifier' || local.has(node.name)) return undefined;
  if (parent && isNameOnly(parent, key)) return undefined;
  return node.name;
}

/** Where an identifier is only a label: o.name, { name: 1 }, class members, type members. */
function isNameOnly(parent: Node, key: string): boolean {
  if (key === 'property') return parent.type === 'MemberExpression' && !parent.computed;
  if (key === 'key') return !('computed' in parent && parent.computed) && !isShorthand(parent);
  return key === 'imported' || key === 'exported' || key === 'label' || parent.type === 'TSQualifiedName';
}

function isShorthand(parent: Node): boolean {
  return parent.type === 'Property' && parent.shorthand;
}

/** Every name the file binds: variables, parameters, functions, classes, imports, types. */
function boundNames(file: SourceFile): Set<string> {
  const names = new Set<string>();
  const bind = (node: unknown) => {
    for (const one of identifiersOf(node)) names.add(one);
  };
  walk(treeOf(file), (node) => {
    if (node.type === 'VariableDeclarator') bind(node.id);
    if (node.type === 'ClassDeclaration' || node.type === 'TSTypeAliasDeclaration') bind(node.id);
    if (node.type === 'TSInterfaceDeclaration' || node.type === 'CatchClause') {
      bind('id' in node ? node.id : node.param);
    }
    if ('local' in node) bind(node.local);
    if ('params' in node && Array.isArray(node.params)) {
      if ('id' in node) bind(node.id);
      for (const param of node.params) bind(param);
    }
  });
  return names;
}

/** The names a pattern binds: a, { a, b: c }, [a], a = 1, ...rest. */
function identifiersOf(pattern: unknown): string[] {
  const node = pattern as Node | null | undefined;
  if (!node) return [];
  if (node.type === 'Identifier') return [node.name];
  if (node.type === 'ObjectPattern') {
    return node.properties.flatMap((one) =>
      identifiersOf(one.type === 'Property' ? one.value : one.argument),
    );
  }
  if (node.type === 'ArrayPattern') return node.elements.flatMap(identifiersOf);
  if (node.type === 'AssignmentPattern') return identifiersOf(node.left);
  return node.type === 'RestElement' ? identifiersOf(node.argument) : [];
}
