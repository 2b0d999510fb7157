import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { buildGo } from '../../golang/build.ts';
import type { Program } from '../../golang/code/program.ts';
import type { Exploration } from '../../golang/explore/explore.ts';
import { exploreInPasses } from '../../golang/explore/inPasses.ts';
import { KINDS, type Kind } from '../../golang/explore/judge.ts';
import { formatSchedule } from '../../golang/explore/schedule.ts';
import { RACE_EXIT_CODE } from '../../golang/race/report.ts';
import { type RunLimits, runProgram } from '../../golang/run.ts';
import { errorText, type GoError } from '../../golang/syntax/errors.ts';
import { type Source, testNames, testProgram } from '../../golang/testCases.ts';
import { storyOf } from '../../golang/view/story.ts';
import { findRace } from '../../lab/go/findRace.ts';
import { type Command, printJson, readBytes, UsageError, wholeNumber } from './terminal.ts';

const OPTIONS = {
  seed: { type: 'string', default: '1' },
  schedules: { type: 'string' },
  states: { type: 'string', default: '100000' },
  gomaxprocs: { type: 'string', default: '4' },
  version: { type: 'string', default: '24' },
  'nominal-time': { type: 'boolean', default: false },
  test: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

interface Asked {
  readonly seed: number;
  /** Free runs, or schedules by chance before the search. */
  readonly schedules: number | null;
  readonly states: number;
  readonly processors: number;
  readonly version: number;
  readonly adversarialTime: boolean;
  readonly json: boolean;
}

/** One program to be worked on: a whole, or one test of it. */
interface Subject {
  /** Of a test; null: main. */
  readonly name: string | null;
  readonly program: Program | null;
  readonly errors: readonly GoError[];
}

const VERBS: Readonly<Record<string, (subjects: readonly Subject[], asked: Asked) => number>> = {
  run,
  check,
  race,
  explore: exploreAll,
};

export const go: Command = {
  usage: `go ${Object.keys(VERBS).join('|')} FILE.go... [--seed 1] [--schedules n] [--states 100000] [--gomaxprocs 4] [--version 24] [--nominal-time] [--test] [--json]`,
  says: 'Runs Go, tells its errors, its races, and what any of its schedules can end in; exit 2 when it does not compile, 66 for a race, 1 when a schedule fails.',
  run(args) {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [verb = '', ...files] = positionals;
    if (!Object.hasOwn(VERBS, verb))
      throw new UsageError(`There is no "go ${verb}"; expected one of ${Object.keys(VERBS).join(', ')}.`);
    if (files.length === 0) throw new UsageError('Expected a file of Go.');
    const sources = files.map((file) => ({
      name: basename(file),
      source: new TextDecoder().decode(readBytes(file)),
    }));
    const asked: Asked = {
      seed: wholeNumber('--seed', values.seed, 0),
      schedules: values.schedules === undefined ? null : wholeNumber('--schedules', values.schedules, 0),
      states: wholeNumber('--states', values.states, 1),
      processors: wholeNumber('--gomaxprocs', values.gomaxprocs, 1),
      version: wholeNumber('--version', values.version, 1),
      adversarialTime: !values['nominal-time'],
      json: values.json,
    };
    return VERBS[verb]!(values.test ? testsOf(sources, asked) : [whole(sources, asked)], asked);
  },
};

function whole(sources: readonly Source[], { version }: Asked): Subject {
  return { name: null, ...buildGo(sources, { version }) };
}

function testsOf(sources: readonly Source[], { version }: Asked): readonly Subject[] {
  const names = testNames(sources);
  if (names.length === 0) throw new UsageError('Expected func TestX(t *testing.T) in a file that parses.');
  return names.map((name) => ({ name, ...buildGo(testProgram(name, sources), { version, tests: true }) }));
}

function tellErrors(errors: readonly GoError[]): void {
  for (const error of errors.slice(0, 10)) console.error(errorText(error));
  if (errors.length > 10) console.error('too many errors');
}

const COMPILE_ERROR = 2;

function check(subjects: readonly Subject[], { json }: Asked): number {
  const errors = subjects.flatMap((subject) => subject.errors);
  if (json) printJson(errors.map(({ file, line, column, message }) => ({ file, line, column, message })));
  else for (const error of errors) console.log(errorText(error));
  return errors.length > 0 ? COMPILE_ERROR : 0;
}

/** A terminal is no server: what wants more than this ends soon. Bytes, instructions: some ten seconds of them. */
const LIMITS: RunLimits = {
  memoryLimit: 512 * 2 ** 20,
  atLimit: 'refused',
  outputMax: 8 * 2 ** 20,
  stepsMax: 400_000_000,
};

/** Of one of several runs, each of which takes some times as long and as much. */
const RACE_LIMITS: RunLimits = { ...LIMITS, stepsMax: 30_000_000, heapMax: 128 * 2 ** 20 };

function run(subjects: readonly Subject[], asked: Asked): number {
  let code = 0;
  const told = subjects.map(({ name, program, errors }) => {
    if (program === null) {
      if (!asked.json) tellErrors(errors);
      code = COMPILE_ERROR;
      return { ...(name === null ? {} : { name }), errors: errors.map(errorText) };
    }
    const { seed, processors } = asked;
    const ran = runProgram(program, { limits: LIMITS, seed, processors, detects: false });
    const { kind, exitCode, output, text, took } = ran;
    code ||= exitCode;
    if (!asked.json) {
      process.stdout.write(output);
      if (text) process.stderr.write(text.replace(/\n?$/, '\n'));
      if (exitCode !== 0 && kind !== 'budget') console.error(`exit status ${exitCode}`);
    }
    const end = { ending: kind, exitCode, output, text, virtualNanoseconds: took };
    return { ...(name === null ? {} : { name }), ...end };
  });
  if (asked.json) printJson(subjects[0]?.name === null ? told[0] : { tests: told });
  return code;
}

/** So many free runs, unless told otherwise. */
const RACE_RUNS = 8;

function race(subjects: readonly Subject[], asked: Asked): number {
  const { seed, schedules, processors } = asked;
  const told = subjects.map(({ name, program, errors }) => {
    if (program === null)
      return { name, verdict: 'refused', races: 0, text: errors.map(errorText).join('\n'), bound: null };
    const runs = schedules ?? RACE_RUNS;
    const from = seed * RACE_RUNS;
    return { name, ...findRace(program, { limits: RACE_LIMITS, seed: from, runs, processors }) };
  });
  const one = told[0]!;
  if (asked.json) {
    const { name, ...rest } = one;
    printJson(name === null ? rest : { tests: told });
  }
  for (const { name, verdict, text, bound } of asked.json ? [] : told) {
    if (text !== '') console.error(text.trimEnd());
    if (name !== null) console.log(`${name}: ${verdict}`);
    if (bound !== null) console.log(name === null ? bound : `  ${bound}`);
  }
  if (told.some(({ verdict }) => verdict === 'race')) return RACE_EXIT_CODE;
  return told.some(({ verdict }) => verdict === 'refused') ? COMPILE_ERROR : 0;
}

interface Told {
  readonly name: string | null;
  readonly verdict: Exploration['verdict'] | 'refused';
  readonly found: readonly Kind[];
  readonly schedules: number;
  readonly states: number;
  readonly transitions: number;
  readonly bound: string | null;
  readonly schedule: string;
  readonly shortest: boolean;
  readonly trace: ReturnType<typeof storyOf>;
  readonly text: string;
}

function exploreOne({ name, program, errors }: Subject, asked: Asked): Told {
  if (program === null) {
    const text = errors.map(errorText).join('\n');
    const none = { found: [], schedules: 0, states: 0, transitions: 0, bound: null, schedule: '', trace: [] };
    return { name, verdict: 'refused', ...none, shortest: false, text };
  }
  const { seed, states: statesMax, adversarialTime, schedules } = asked;
  const options = {
    seed,
    statesMax,
    adversarialTime,
    ...(schedules === null ? {} : { schedulesMax: schedules }),
  };
  const result = exploreInPasses(program, options);
  const worst = result.found[0];
  return {
    name,
    verdict: result.verdict,
    found: result.found.map(({ kind }) => kind),
    schedules: result.schedules,
    states: result.states,
    transitions: result.transitions,
    bound: result.bound?.sentence ?? null,
    schedule: worst ? formatSchedule(worst.schedule) : '',
    shortest: worst?.shortest ?? false,
    trace: worst ? storyOf(program, worst.schedule, options) : [],
    text: worst?.text ?? '',
  };
}

function exploreAll(subjects: readonly Subject[], asked: Asked): number {
  const told = subjects.map((subject) => exploreOne(subject, asked));
  const one = told[0]!;
  if (asked.json) printJson(one.name === null ? one : { ...summed(told), tests: told });
  else for (const each of told) print(each);
  if (told.some(({ verdict }) => verdict === 'refused')) return COMPILE_ERROR;
  return told.some(({ found }) => found.length > 0) ? 1 : 0;
}

/** Over several tests: all that was found, sums, and of the gravest how it comes about. */
function summed(told: readonly Told[]): Omit<Told, 'name'> {
  const found = KINDS.filter((kind) => told.some((one) => one.found.includes(kind)));
  const sum = (of: (one: Told) => number) => told.reduce((total, one) => total + of(one), 0);
  const { name: _, ...worst } =
    told.find(({ verdict }) => verdict === found[0]) ??
    told.find(({ verdict }) => verdict === 'clean-to-bound' || verdict === 'refused') ??
    told[0]!;
  return {
    ...worst,
    found,
    schedules: sum((one) => one.schedules),
    states: sum((one) => one.states),
    transitions: sum((one) => one.transitions),
    bound: worst.bound ?? told.find(({ bound }) => bound !== null)?.bound ?? null,
  };
}

function print(told: Told): void {
  const { name, verdict, found, states, schedules, bound, schedule, shortest, trace, text } = told;
  console.log(
    `${name === null ? '' : `${name}: `}${verdict}${found.length > 1 ? ` (also ${found.slice(1).join(', ')})` : ''}`,
  );
  if (verdict !== 'refused')
    console.log(
      `  ${states} states, ${schedules} schedules by chance. ${bound ?? 'All schedules were seen.'}`,
    );
  if (schedule !== '')
    console.log(`  ${shortest ? 'The shortest schedule' : 'A schedule'} that fails: ${schedule}`);
  trace.forEach(({ goroutine, file, line, says }, i) => {
    const who = goroutine === 0 ? '' : `goroutine ${goroutine}  ${file}:${line}  `;
    console.log(`  ${String(i + 1).padStart(3)}. ${who}${says}`);
  });
  if (text !== '') console.log(text.replaceAll(/^/gm, '  '));
}
