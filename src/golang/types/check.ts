/** A program's packages, parsed and checked, in the order in which they are initialised. */
import type { GoError } from '../syntax/errors.ts';
import { parseGo } from '../syntax/parseGo.ts';
import type { SourceFile } from '../syntax/tree.ts';
import { type Checker, errorIn, newScope, reportIn, settleDelayed } from './checker.ts';
import { collect } from './collect.ts';
import { resolve } from './declare.ts';
import { forgetInstances, keepInstances } from './generics.ts';
import type { Checked, CheckedPackage, CheckOptions } from './info.ts';
import { initOrder } from './initOrder.ts';
import { tellInstanceCycle } from './instanceCycles.ts';
import type { GoObject, Package } from './model.ts';
import { UNSAFE, universe } from './universe.ts';
import { settleRest } from './untyped.ts';

type Sources = readonly { readonly name: string; readonly source: string }[];

interface Program {
  readonly options: CheckOptions;
  readonly packages: CheckedPackage[];
  readonly errors: GoError[];
  /** A string says why it cannot be had; empty: what is wrong in it has been told. */
  readonly loaded: Map<string, Package | string>;
  readonly loading: string[];
}

const VERSION = 24;

/** Nothing is thrown, whatever the sources are. */
export function checkProgram(path: string, sources: Sources, options: CheckOptions): Checked {
  forgetInstances();
  const program: Program = { options, packages: [], errors: [], loaded: new Map(), loading: [] };
  checkPackage(program, path, sources);
  const { errors, packages } = program;
  return { packages: errors.length > 0 ? [] : initialized(packages), errors };
}

/** Of those whose imports have been initialised always the one whose path comes first. */
function initialized(packages: readonly CheckedPackage[]): readonly CheckedPackage[] {
  const left = [...packages].sort((a, b) => (a.package.path < b.package.path ? -1 : 1));
  const done = new Set<Package>();
  return packages.map(() => {
    const ready = left.findIndex(({ imports }) => imports.every((one) => done.has(one)));
    const [next] = left.splice(Math.max(ready, 0), 1);
    done.add(next!.package);
    return next!;
  });
}

/** After these the tree is whole, and the compiler goes on. */
const BRANCHES =
  /^(?:label|goto|break|continue|invalid (?:break|continue)|(?:cannot )?fallthrough|middle|final|expression in)\b/;

/** Null: it could not even be parsed. */
function checkPackage(program: Program, path: string, sources: Sources): Package | null {
  const files: SourceFile[] = [];
  const before = program.errors.length;
  for (const { name, source } of sources) {
    const parsed = parseGo(source, name);
    for (const error of parsed.errors) program.errors.push(error);
    if (parsed.file !== null) files.push(parsed.file);
  }
  const [first] = files;
  const broken = program.errors.slice(before).some(({ message }) => !BRANCHES.test(message));
  if (first === undefined || files.length < sources.length || broken) return null;
  program.loading.push(path);
  const c = newChecker(program, path, files, first);
  const checked = run(c, path, program.options.tests === true);
  program.loading.pop();
  if (program.errors.length + c.errors.length === 0 && c.unexplained !== null) {
    // What is wrong has been found, but nobody had the words for it.
    reportIn(c, c.unexplained.file, c.unexplained.at, 'invalid recursive type');
  }
  for (const error of inOrder(c)) program.errors.push(error);
  program.packages.push(checked);
  return c.package;
}

/** By place; what is said twice of one place is said once. */
function inOrder({ errors, files }: Checker): readonly GoError[] {
  const rank = new Map(files.map(({ name }, i) => [name, i]));
  const of = ({ file }: GoError): number => rank.get(file) ?? 0;
  const sorted = [...errors].sort((a, b) => of(a) - of(b) || a.start - b.start);
  return sorted.filter((one, i) => {
    const before = sorted[i - 1];
    return before?.start !== one.start || before.message !== one.message || before.file !== one.file;
  });
}

function newChecker(
  program: Program,
  path: string,
  files: readonly SourceFile[],
  first: SourceFile,
): Checker {
  const scope = newScope(universe);
  return {
    package: { path, name: first.packageName.name, scope },
    version: program.options.version ?? VERSION,
    files,
    load: (wanted) => load(program, wanted),
    imports: [],
    importNames: [],
    dotImports: new Map(),
    info: {
      types: new Map(),
      defs: new Map(),
      uses: new Map(),
      selections: new Map(),
      instances: new Map(),
      clauseVariables: new Map(),
    },
    untyped: new Map(),
    declarations: new Map(),
    open: [],
    declaredAs: new Map(),
    waiting: new Set(),
    sound: new Set(),
    delayed: [],
    locals: [],
    homes: new Map(),
    methods: new Map(),
    absent: new Set(),
    errors: [],
    panics: new Set(),
    typeParameters: [],
    sameParameter: new Map(),
    instantiations: [],
    environment: { file: first, scope, declaration: null, signature: null, iota: null, errorsAt: null },
    depth: 0,
    inTypeParameters: false,
    called: false,
    unexplained: null,
  };
}

function load(program: Program, path: string): Package | string {
  if (path === UNSAFE.path) return UNSAFE;
  const { loaded, loading, options, errors } = program;
  const known = loaded.get(path);
  if (known !== undefined) return known;
  if (loading.includes(path)) {
    return `import cycle not allowed: ${[...loading.slice(loading.indexOf(path)), path].join(' imports ')}`;
  }
  const key = `${options.version ?? VERSION} ${path}`;
  const kept = options.kept?.get(key);
  if (kept !== undefined) {
    loaded.set(path, kept.package);
    for (const one of kept.imports) load(program, one.path);
    program.packages.push(kept);
    return kept.package;
  }
  const sources = options.sourceOf(path);
  if (sources === null) return `this lab's Go has no package ${path}`;
  const before = errors.length;
  const made = checkPackage(program, path, sources);
  const found = made === null || errors.length > before ? '' : made;
  loaded.set(path, found);
  const checked = program.packages.at(-1);
  if (found !== '' && checked !== undefined && options.kept !== undefined) {
    options.kept.set(key, checked);
    keepInstances();
  }
  return found;
}

function run(c: Checker, path: string, tests: boolean): CheckedPackage {
  const functions = collect(c);
  const phases: readonly ((object: GoObject) => boolean)[] = [
    (object) => object.kind === 'type' && !object.alias,
    (object) => object.kind === 'type',
    (object) => object.kind === 'func',
    () => true,
  ];
  for (const phase of phases) {
    for (const object of [...c.declarations.keys()]) if (phase(object)) resolve(c, object);
  }
  settleDelayed(c, 0);
  const initializers = initOrder(c);
  for (const { name, at, file } of c.importNames) {
    if (!name.used && name.name !== '_') reportIn(c, file, at, unusedImport(name.name, name.imported.path));
  }
  for (const { variable, file } of c.locals) {
    const { at } = variable;
    if (!variable.used && at !== null) reportIn(c, file, at, `declared and not used: ${variable.name}`);
  }
  settleRest(c);
  if (c.errors.length === 0) tellInstanceCycle(c);
  if (path === 'main') complete(c, functions, tests);
  const { files, info, imports } = c;
  return { package: c.package, files, info, initializers, functions, imports };
}

/** Without a path's last word as its name, an import shows its name. */
function unusedImport(name: string, path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1);
  const as = name === '.' || name === last ? '' : ` as ${name}`;
  return `"${path}" imported${as} and not used`;
}

/** A program begins somewhere, and its functions have bodies: other packages' may be part of the machine. */
function complete(c: Checker, functions: CheckedPackage['functions'], tests: boolean): void {
  if (c.errors.length > 0) return;
  for (const file of c.files) {
    for (const one of functions) {
      if (one.body !== null || !file.declarations.includes(one)) continue;
      c.errors.push(errorIn(file, { ...one.name, message: 'missing function body' }));
    }
  }
  const main = c.package.scope.names.get('main');
  const [first] = c.files;
  if (tests || first === undefined || main?.kind === 'func') return;
  const { start, end } = first.packageName;
  c.errors.push(errorIn(first, { start, end, message: 'function main is undeclared in the main package' }));
}
