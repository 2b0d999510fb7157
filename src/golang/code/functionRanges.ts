/**
 * Range over a function: the body becomes a function that answers whether to go on. What leaves the loop sets a state
 * and answers false; the function around looks at the state after the call. https://go.dev/ref/spec#For_range
 */
import type { RangeStmt } from '../syntax/statementTree.ts';
import { BASIC } from '../types/basics.ts';
import type { Signature } from '../types/model.ts';
import { runtimePanic } from './builtins.ts';
import {
  constant,
  emit,
  type Fn,
  finish,
  jump,
  type LoopBody,
  newLabel,
  place,
  scoped,
  temp,
} from './emit.ts';
import { expr } from './expressions.ts';
import { boxInPlace, hiddenVar, innerFunction } from './functions.ts';
import * as op from './ops.ts';
import { inRegister, load, store, variablePlace } from './places.ts';
import { declareShared, giveRound } from './ranges.ts';
import { block, inside } from './statements.ts';

/** States that are no reasons; but for the first nobody may call the body. */
const READY = 0;
const BROKEN = -1;
const OVER = -2;

export function rangeFunction(f: Fn, s: RangeStmt, { parameters }: Signature): void {
  const given = parameters[0]?.type;
  const yielded = given?.kind === 'signature' ? given.parameters.map(({ type }) => type) : [];
  declareShared(f, s);
  const state = hiddenVar('', BASIC.int);
  boxInPlace(f, state, constant(f, READY, temp(f)));
  const body: LoopBody = { state, exits: [] };
  const callee = expr(f, s.operand, temp(f));
  const base = temp(f);
  const number = ++f.literals.rangeBodies;
  innerFunction(
    f,
    {
      name: `${f.name}-range${number}`,
      start: s.start,
      results: [BASIC.bool],
      loopBody: body,
      labelled: f.labelled,
    },
    (inner) => {
      temp(inner, yielded.length);
      const [next, out] = [newLabel(), newLabel()];
      misuse(inner, state);
      giveRound(
        inner,
        s,
        yielded.map((type, i) => inRegister(type, i, true)),
      );
      inside(inner, s, out, next, () => block(inner, s.body));
      place(inner, next);
      inner.at = s.body.end - 1;
      emit(inner, op.RETURN, constant(inner, true), 1);
      place(inner, out);
      setState(inner, state, BROKEN);
      emit(inner, op.RETURN, constant(inner, false), 1);
      return finish(inner, yielded.length, -1);
    },
    base,
  );
  f.at = s.operand.start;
  emit(f, op.CALL_VALUE, base, callee, 1);
  const reason = load(f, variablePlace(f, state), temp(f));
  setState(f, state, OVER);
  body.exits.forEach((rest, i) => {
    const other = newLabel();
    scoped(f, () => {
      const same = temp(f);
      emit(f, op.SAME, same, reason, constant(f, i + 1));
      jump(f, op.JUMP_UNLESS, other, same);
    });
    rest(f);
    place(f, other);
  });
}

function setState(f: Fn, state: LoopBody['state'], value: number): void {
  scoped(f, () => store(f, variablePlace(f, state), constant(f, value)));
}

/** A function that goes on though it was told to stop, or calls when the loop is long over. */
function misuse(f: Fn, state: LoopBody['state']): void {
  const fine = newLabel();
  scoped(f, () => {
    const now = load(f, variablePlace(f, state));
    const test = temp(f);
    emit(f, op.SAME, test, now, constant(f, READY));
    jump(f, op.JUMP_IF, fine, test);
    const broken = newLabel();
    emit(f, op.SAME, test, now, constant(f, OVER));
    jump(f, op.JUMP_UNLESS, broken, test);
    runtimePanic(f, 'range function continued iteration after whole loop exit');
    place(f, broken);
    runtimePanic(f, 'range function continued iteration after function for loop body returned false');
  });
  place(f, fine);
}
