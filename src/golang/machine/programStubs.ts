/** Functions that stand behind those of the program: each native as a function of its own, and what a dying goroutine runs. */
import { CALL_NATIVE, CHECK_NIL, CONST, JUMP, RETURN, WIDTH } from '../code/ops.ts';
import type { Code, Program } from '../code/program.ts';
import type { Machine } from './machine.ts';

export const DIE = 'runtime.die';
export const SERVE = 'runtime.serve';

/** The program with its stubs: ... a call from outside, a call of nil, the death of a goroutine, natives[0], natives[1] ...; `DIE` is the last native. */
export function withStubs(program: Program): Program {
  const natives = [...program.natives, SERVE, DIE];
  const serve = [CALL_NATIVE, 0, natives.length - 2, 1, 0];
  const functions = [
    ...program.functions,
    stub('serve', [...serve, ...serve, RETURN, 0, 0, 0, 0]),
    stub('nil', [CONST, 0, 0, 0, 0, CHECK_NIL, 0, 0, 0, 0]),
    stub('die', [CALL_NATIVE, 0, natives.length - 1, 1, 0, JUMP, 0, 0, 0, 0]),
    ...natives.map((name, i) => stub(name, [CALL_NATIVE, 0, i, 0, 0, RETURN, 0, 0, 0, 0])),
  ];
  return { ...program, natives, functions };
}

/** The first frame of a goroutine that is called from outside. */
export function serveCode(m: Machine): number {
  return m.program.functions.length - m.natives.length - 3;
}

/** A deferred call of a nil function panics when it runs. */
export function nilCode(m: Machine): number {
  return m.program.functions.length - m.natives.length - 2;
}

export function dieCode(m: Machine): number {
  return m.program.functions.length - m.natives.length - 1;
}

function stub(name: string, code: readonly number[]): Code {
  return {
    name,
    file: -1,
    parameters: 0,
    results: 0,
    registers: 2,
    code: Int32Array.from(code),
    constants: [null],
    extras: [],
    positions: new Int32Array(code.length / WIDTH),
    deferReturn: -1,
    variables: [],
    captures: [],
    cost: null,
    library: true,
    start: 0,
  };
}
