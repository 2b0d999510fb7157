/** Programs for tests, built from their text. */
import { type BuildOptions, buildGo } from '../../src/golang/build.ts';
import type { Code, Program } from '../../src/golang/code/program.ts';
import { newMachine } from '../../src/golang/machine/newMachine.ts';
import { run } from '../../src/golang/machine/scheduler.ts';
import { errorText } from '../../src/golang/syntax/errors.ts';

/** The program of a main package; throws the errors of a wrong one. */
export function built(source: string, options: BuildOptions = {}): Program {
  const { program, errors } = buildGo([{ name: 'main.go', source }], options);
  if (program === null) throw new Error(errors.map(errorText).join('\n'));
  return program;
}

export function errorsOf(source: string): readonly string[] {
  return buildGo([{ name: 'main.go', source }]).errors.map(errorText);
}

/** What a program prints (as bytes), then what it says when it dies. */
export function output(source: string, options: BuildOptions = {}): string {
  const m = newMachine(built(source, options), {});
  run(m);
  const { output: printed, ending } = m.state;
  return printed.join('') + (ending?.exitCode ? ending.text : '');
}

export function codeOf({ functions }: Program, name: string): Code {
  const code = functions.find((one) => one.name === name);
  if (code === undefined) throw new Error(`no function ${name}`);
  return code;
}

/** The instructions of a function by their numbers. */
export function opsOf(code: Code): readonly number[] {
  return Array.from(code.code).filter((_, i) => i % 5 === 0);
}
