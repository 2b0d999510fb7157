/** Sources and what came of them. A memo: the same source gives the same program, whoever asks and how often. */
import { buildGo } from '../../golang/build.ts';
import type { Program } from '../../golang/code/program.ts';
import type { Machine } from '../../golang/machine/machine.ts';
import { prepared } from '../../golang/machine/newMachine.ts';
import { errorText } from '../../golang/syntax/errors.ts';
import { parseGo } from '../../golang/syntax/parseGo.ts';
import type { Expression, FunctionDecl } from '../../golang/syntax/tree.ts';
import type { EndingName, Settings } from './spec.ts';

/** What is called for a request. */
export interface Entry {
  /** In functions. */
  readonly code: number;
  readonly takes: 'string' | 'int' | null;
  /** Whether its last result is an error. */
  readonly givesError: boolean;
}

export type Loaded =
  | {
      readonly program: Program;
      readonly shared: Pick<Machine, 'program' | 'natives'>;
      /** Null: main runs, and nobody listens to requests. */
      readonly entry: Entry | null;
    }
  | { readonly program: null; readonly ending: EndingName; readonly says: string };

const KEPT = 8;
/** Found by comparing, which costs nothing while a text is the same text; a key made of it would cost its length at every event. */
const memo: { readonly of: Source; readonly made: Loaded }[] = [];

type Source = Pick<Settings, 'code' | 'entry' | 'version'>;

/** The setting `entry` that means main. */
const MAIN = 'main';

export const listens = ({ entry }: Pick<Settings, 'entry'>): boolean => entry !== MAIN;

export function load({ code, entry, version }: Source): Loaded {
  for (const { of, made } of memo)
    if (of.code === code && of.entry === entry && of.version === version) return made;
  const of = { code, entry, version };
  const made = make(of);
  if (memo.length >= KEPT) memo.shift();
  memo.push({ of, made });
  return made;
}

/** Why the program cannot run; null when it can. */
export function errorOf(s: Source): string | null {
  const made = load(s);
  return made.program === null ? made.says : null;
}

const FILE = 'main.go';

function make({ code, entry, version }: Source): Loaded {
  const name = entry ?? MAIN;
  const isServer = listens({ entry });
  const { program, errors } = buildGo([{ name: FILE, source: code }], { version, initOnly: isServer });
  if (program === null) {
    const [first] = errors;
    return { program, ending: 'does not compile', says: first === undefined ? '' : errorText(first) };
  }
  const called = isServer ? entryOf(program, code, name) : null;
  if (isServer && called === null) {
    const says = `there is no func ${name}(id string), func ${name}(id int) or func ${name}()`;
    return { program: null, ending: 'no entry', says };
  }
  return { program, shared: prepared(program), entry: called };
}

function entryOf(program: Program, source: string, name: string): Entry | null {
  const all = parseGo(source, FILE).file?.declarations ?? [];
  const found = all.find((one): one is FunctionDecl => {
    return one.kind === 'FunctionDecl' && one.receiver === null && one.name.name === name;
  });
  const code = Object.hasOwn(program.byName, name) ? program.byName[name] : undefined;
  if (found === undefined || code === undefined) return null;
  const { parameters, results } = found.type;
  const [only] = parameters;
  const count = parameters.reduce((sum, { names }) => sum + Math.max(1, names.length), 0);
  const last = results.at(-1);
  const givesError = last !== undefined && isNamed(last.type, 'error');
  if (only === undefined) return { code, takes: null, givesError };
  const takes = isNamed(only.type, 'string') ? 'string' : isNamed(only.type, 'int') ? 'int' : null;
  return count === 1 && takes !== null && !only.variadic ? { code, takes, givesError } : null;
}

const isNamed = (type: Expression, name: string): boolean => type.kind === 'Identifier' && type.name === name;
