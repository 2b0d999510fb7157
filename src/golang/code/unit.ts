/** What all parts of the compiler share: the tables of the program that is being made. */
import type { GoError } from '../syntax/errors.ts';
import { positionAt } from '../syntax/positions.ts';
import type { SourceFile } from '../syntax/tree.ts';
import type { CheckedPackage } from '../types/info.ts';
import type { Func, Named, Package, Type, Var } from '../types/model.ts';
import type { Escapes } from './escape.ts';
import type { Code, Cost, Layout, RuntimeType } from './program.ts';

/** Things by key, each once. */
export interface Table<T> {
  readonly list: T[];
  readonly places: Map<string, number>;
}

export const newTable = <T>(): Table<T> => ({ list: [], places: new Map() });

/** The place is known before the thing is made: it may be made of itself. */
export function intern<T>(table: Table<T>, key: string, make: () => T): number {
  const before = table.places.get(key);
  if (before !== undefined) return before;
  const place = table.list.length;
  table.places.set(key, place);
  table.list.length++;
  table.list[place] = make();
  return place;
}

/** What can be written: a field by the name that declares it (its instances share it), or a package variable. */
export type Written = object;

/** An instruction that reads a field or a package variable; it becomes FIELD_FINAL when nobody writes that. */
interface FinalSite {
  readonly code: Int32Array;
  readonly at: number;
  readonly key: Written;
}

export interface Unit {
  /** Minor number of the language's version: 21 is Go 1.21. */
  readonly version: number;
  readonly packages: ReadonlyMap<Package, CheckedPackage>;
  readonly own: Package;
  readonly functions: Table<Code>;
  readonly layouts: Table<Layout>;
  readonly types: Table<RuntimeType>;
  readonly names: Table<string>;
  readonly natives: Table<string>;
  readonly globals: Table<{ readonly name: string; readonly layout: number; readonly type: number }>;
  readonly globalPlaces: Map<Var, number>;
  readonly files: Map<SourceFile, number>;
  /** Which file a declaration stands in. */
  readonly fileOf: ReadonlyMap<object, SourceFile>;
  /** Bodies that wait for being compiled. */
  readonly work: (() => void)[];
  /** Types whose values can lie in interfaces, by place in types. */
  readonly live: Map<number, Type>;
  /** Names of methods that somebody may ask an interface for, by place in names. */
  readonly wanted: Set<number>;
  readonly written: Set<Written>;
  /** Package variables that an init function assigns. */
  readonly writtenInInit: Set<Written>;
  /** Whether anything that runs before main can start a goroutine. */
  initCallsOut: boolean;
  readonly finalSites: FinalSite[];
  /** Package variables that code mentions: those of a library are initialised only then. */
  readonly mentioned: (variable: Var) => void;
  readonly escapes: Map<object, Escapes>;
  /** Cost comments by the offset of the function they speak of. */
  readonly costs: ReadonlyMap<SourceFile, ReadonlyMap<number, Cost>>;
  readonly ids: Map<object, number>;
  readonly keys: Map<Type, string>;
  readonly errors: GoError[];
}

/** A number for a thing, the same for the same thing. */
export function idOf({ ids }: Unit, thing: object): number {
  const id = ids.get(thing) ?? ids.size;
  ids.set(thing, id);
  return id;
}

export function refuse(
  unit: Unit,
  file: SourceFile,
  at: { readonly start: number; readonly end: number },
  message: string,
): void {
  const { start, end } = at;
  const place = positionAt(file.source, file.lineStarts, start);
  unit.errors.push({ file: file.name, ...place, start, end, message });
}

export const isLibrary = (unit: Unit, pkg: Package | null): boolean => pkg !== unit.own;

/** The defined type that a method belongs to, through a pointer or not. */
export function baseOf(type: Type): Named | null {
  const base = type.kind === 'pointer' ? type.element : type;
  return base.kind === 'named' ? base : null;
}

/** As traces name it: `main.(*Cache).Get`, `main.Map[...]`. */
export function functionName({ name, package: pkg, type, declaration }: Func): string {
  const path = pkg?.path ?? '';
  const receiver = type.receiver?.type;
  const base = receiver === undefined ? null : baseOf(receiver);
  if (receiver === undefined || base === null) {
    return `${path}.${name}${declaration?.typeParameters.length ? '[...]' : ''}`;
  }
  const { object, typeArguments, typeParameters } = base;
  const of = `${object.name}${typeArguments.length + typeParameters.length > 0 ? '[...]' : ''}`;
  return `${path}.${receiver.kind === 'pointer' ? `(*${of})` : of}.${name}`;
}
