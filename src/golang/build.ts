/** Go source -> a program for the machine, or what is wrong with the source. */
import { findCosts } from './code/costs.ts';
import { instance } from './code/functions.ts';
import { entryCode, newStart, type Start } from './code/initialize.ts';
import { methodCode } from './code/methods.ts';
import { FIELD_FINAL } from './code/ops.ts';
import type { Code, Cost, Program } from './code/program.ts';
import { fillMethods, liveType, typeIndex } from './code/runtimeTypes.ts';
import { newTable, type Unit } from './code/unit.ts';
import { sourceOf } from './prelude/packages.ts';
import type { GoError } from './syntax/errors.ts';
import { isExhausted } from './syntax/exhausted.ts';
import type { SourceFile } from './syntax/tree.ts';
import { BASIC } from './types/basics.ts';
import { checkProgram } from './types/check.ts';
import type { CheckedPackage, Kept } from './types/info.ts';
import type { Method } from './types/lookup.ts';
import type { Func, Type } from './types/model.ts';
import { ERROR } from './types/universe.ts';

export interface BuildOptions {
  /** Minor number of the Go version that go.mod names: 21 for Go 1.21; 24 when absent. */
  readonly version?: number;
  /** Without a main function: TestX functions are called by name. */
  readonly tests?: boolean;
  /** Only packages are initialised: whoever runs the program calls its functions by name. */
  readonly initOnly?: boolean;
}

export interface Built {
  /** Null when there are errors. */
  readonly program: Program | null;
  readonly errors: readonly GoError[];
}

const VERSION = 24;
const SOURCE_MAX = 1_000_000;

type Sources = readonly { readonly name: string; readonly source: string }[];
/** Checked once: no package depends on the program that imports it. */
const PACKAGES: Kept = new Map();

/** The package of these files with all that it imports. */
export function buildGo(sources: Sources, options: BuildOptions = {}): Built {
  const size = sources.reduce((sum, { source }) => sum + source.length, 0);
  if (size > SOURCE_MAX) return refused(sources, "this lab's Go reads at most 1,000,000 bytes of source");
  try {
    return built(sources, options);
  } catch (thrown) {
    if (!isExhausted(thrown)) throw thrown;
    return refused(sources, "this lab's Go has no room for a program that is so large or so deeply nested");
  }
}

function refused([first]: Sources, message: string): Built {
  const error = { file: first?.name ?? '', line: 1, column: 1, start: 0, end: 0, message };
  return { program: null, errors: [error] };
}

function built(sources: Sources, options: BuildOptions): Built {
  const version = options.version ?? VERSION;
  const name = /^[ \t]*package[ \t]+(\w+)/m.exec(sources[0]?.source ?? '')?.[1] ?? 'main';
  // The machine panics with errors of the runtime, whether the program imports it or not.
  const hidden = { name: '', source: `package ${name}\nimport _ "runtime"` };
  const { packages, errors } = checkProgram('main', [...sources, hidden], {
    sourceOf,
    version,
    tests: options.tests,
    kept: PACKAGES,
  });
  const own = packages.at(-1);
  if (errors.length > 0 || own === undefined) return { program: null, errors };
  return compile(packages, own, version, options);
}

function compile(
  packages: readonly CheckedPackage[],
  own: CheckedPackage,
  version: number,
  { tests, initOnly }: BuildOptions,
): Built {
  const fileOf = new Map<object, SourceFile>();
  for (const { files } of packages) {
    for (const file of files) for (const one of file.declarations) fileOf.set(one, file);
  }
  const costs = new Map<SourceFile, ReadonlyMap<number, Cost>>();
  let start: Start | null = null;
  const unit: Unit = {
    version,
    packages: new Map(packages.map((one) => [one.package, one])),
    own: own.package,
    functions: newTable(),
    layouts: newTable(),
    types: newTable(),
    names: newTable(),
    natives: newTable(),
    globals: newTable(),
    globalPlaces: new Map(),
    files: new Map(),
    fileOf,
    work: [],
    live: new Map(),
    wanted: new Set(),
    written: new Set(),
    writtenInInit: new Set(),
    initCallsOut: false,
    finalSites: [],
    mentioned: (variable) => start?.mention(variable),
    escapes: new Map(),
    costs,
    ids: new Map(),
    keys: new Map(),
    errors: [],
  };
  for (const file of own.files) costs.set(file, findCosts(unit, file));
  // The machine asks for these by name.
  for (const type of [BASIC.string, BASIC.int, ERROR]) typeIndex(unit, type);
  liveType(unit, BASIC.string);
  for (const { package: pkg } of packages) {
    if (pkg.path !== 'runtime') continue;
    for (const object of pkg.scope.names.values()) if (object.kind === 'type') liveType(unit, object.type);
  }
  start = newStart(unit);
  const byName: Record<string, number> = {};
  let main: Func | null = null;
  for (const declaration of own.functions) {
    const func = own.info.defs.get(declaration.name);
    if (func?.kind !== 'func' || declaration.body === null || func.name === '_') continue;
    if (declaration.typeParameters.length > 0) continue;
    if (declaration.receiver === null && func.name !== 'init')
      byName[func.name] = instance(unit, func, []).target;
    if (declaration.receiver === null && func.name === 'main' && (tests || own.package.name === 'main'))
      main = func;
  }
  const entry = unit.functions.list.push(null as unknown as Code) - 1;
  const codeOf = (type: Type, { func, path }: Method): number => methodCode(unit, type, func, path);
  do {
    for (let work = unit.work.pop(); work !== undefined; work = unit.work.pop()) work();
  } while (fillMethods(unit, codeOf) || unit.work.length > 0);
  unit.functions.list[entry] = entryCode(unit, own, start, initOnly ? null : main);
  if (unit.errors.length > 0) return { program: null, errors: unit.errors };
  settleFinals(unit);
  return { program: programOf(unit, entry, byName), errors: [] };
}

/** What nobody writes once others can see it is read without a door. */
function settleFinals({ written, writtenInInit, initCallsOut, finalSites, natives }: Unit): void {
  // Reflection writes what no statement names.
  if (natives.places.has('reflect.Value.put') || natives.places.has('reflect.Value.fill')) return;
  for (const { code, at, key } of finalSites) {
    if (!written.has(key) && !(initCallsOut && writtenInInit.has(key))) code[at] = FIELD_FINAL;
  }
}

function programOf(unit: Unit, entry: number, byName: Program['byName']): Program {
  const { functions, types, layouts, names, natives, globals, files, own } = unit;
  const typeByText: Record<string, number> = {};
  types.list.forEach(({ text }, i) => {
    typeByText[text] ??= i;
  });
  const learners = new Set(unit.packages.get(own)?.files);
  return {
    functions: functions.list,
    types: types.list,
    layouts: layouts.list,
    names: names.list,
    natives: natives.list,
    globals: globals.list,
    entry,
    byName,
    files: [...files.keys()].map((file) => {
      const { name, source, lineStarts } = file;
      return { name, source, lineStarts, library: !learners.has(file) };
    }),
    typeByText,
  };
}
