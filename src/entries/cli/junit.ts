/** What was found, as JUnit's XML: the form in which continuous integrations read results. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import builder from 'junit-report-builder';
import type { Judged } from '../../lab/protocol.ts';
import type { Problem } from '../../scenario/problem.ts';
import { problemLine, UsageError } from './terminal.ts';

export const JUNIT_OPTION = { junit: { type: 'string' } } as const;

export interface Case {
  readonly name: string;
  /** `error`: it could not even be asked. `skipped`: nothing was decided. */
  readonly outcome: 'passed' | 'failed' | 'error' | 'skipped';
  /** In one sentence, what is wrong. */
  readonly says?: string;
  /** Lines that belong to it. */
  readonly details?: string;
}

/** Of one scenario. */
export interface Suite {
  readonly name: string;
  readonly file: string;
  readonly cases: readonly Case[];
  /** Where somebody measured them. */
  readonly seconds?: number;
}

/** @param path where to; nothing is written when it is absent. Its folder is made. */
export function writeJunit(path: string | undefined, command: string, suites: readonly Suite[]): void {
  if (path === undefined) return;
  if (path === '' || statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--junit expects a file to write, found "${path}".`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, junitXml(command, suites));
}

/** A scenario with errors: none of what was asked could be answered. */
export const unreadable = (file: string, problems: readonly Problem[]): Suite => ({
  name: file,
  file,
  cases: problems
    .filter(({ severity }) => severity === 'error')
    .map((problem) => ({
      name: `${problem.line}:${problem.column} ${problem.path || 'the file'}`,
      outcome: 'error',
      says: problem.says,
      details: problemLine(file, problem),
    })),
});

const OUTCOMES = { true: 'passed', false: 'failed', undecided: 'skipped' } as const;

export const caseOfClaim = ({ id, says, verdict, text }: Judged): Case => ({
  name: id,
  outcome: OUTCOMES[`${verdict}`],
  says,
  details: text,
});

export function junitXml(command: string, suites: readonly Suite[]): string {
  const report = builder.newBuilder().name(legal(`lab ${command}`));
  for (const { name, file, cases, seconds } of suites) {
    const suite = report.testSuite().name(legal(name));
    if (seconds !== undefined) suite.time(Number(seconds.toFixed(3)));
    for (const { name: what, outcome, says = '', details } of cases) {
      const one = suite.testCase().className(legal(name)).name(legal(what)).file(legal(file));
      const text = legal([says, details].filter(Boolean).join('\n'));
      if (outcome === 'failed') one.failure(legal(says), 'failed').stacktrace(apart(text));
      else if (outcome === 'error') one.error(legal(says), 'error', apart(text));
      else {
        if (outcome === 'skipped') one.skipped();
        if (text !== '') one.standardOutput(apart(text));
      }
    }
  }
  return report.build();
}

/** XML can carry neither control characters nor halves of a pair, not even escaped: they are spelt out. */
const legal = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu, spelt);

const spelt = (one: string): string => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The end of a CDATA section may not stand inside one. */
const apart = (text: string): string => text.replaceAll(']]>', ']] >');
