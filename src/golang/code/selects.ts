/** Select: operands first, in the order of the text; then one case goes on. */
import type { CommClause, SelectStmt } from '../syntax/statementTree.ts';
import type { Expression, UnaryExpr } from '../syntax/tree.ts';
import { constant, emit, extra, type Fn, jump, newLabel, place, scoped, temp } from './emit.ts';
import { withoutParens } from './escape.ts';
import { converted, expr, typeOf, valueAs } from './expressions.ts';
import * as op from './ops.ts';
import { bind, definedVar, elementOf, placeOf, store } from './places.ts';
import type { SelectExtra } from './program.ts';
import { inside, list } from './statements.ts';

export function selectStatement(f: Fn, s: SelectStmt): void {
  const cases: SelectExtra['cases'][number][] = [];
  const places = s.clauses.map(({ comm, start }) => {
    if (comm === null) return -1;
    const one = comm.kind === 'SendStmt' ? null : receiveOf(comm);
    // Registers that stay: the channel, the value and whether it was sent.
    const [channel, value] = [temp(f), temp(f, 2)];
    if (comm.kind === 'SendStmt') {
      scoped(f, () => {
        expr(f, comm.channel, channel);
        valueAs(f, comm.value, elementOf(typeOf(f, comm.channel)), value);
      });
      cases.push({ send: true, channel, value, at: start });
    } else if (one !== null) {
      scoped(f, () => expr(f, one.operand, channel));
      cases.push({ send: false, channel, value: comm.kind === 'ExpressionStmt' ? -1 : value, at: start });
    }
    return value;
  });
  const chosen = temp(f);
  const hasDefault = places.includes(-1);
  f.at = s.start;
  emit(f, op.SELECT, chosen, extra(f, { kind: 'select', cases, hasDefault }));
  const end = newLabel();
  let nth = 0;
  inside(f, s, end, null, () => {
    s.clauses.forEach((clause, i) => {
      const next = newLabel();
      const number = places[i] === -1 ? -1 : nth++;
      const more = i < s.clauses.length - 1;
      if (more) {
        scoped(f, () => {
          const same = temp(f);
          emit(f, op.SAME, same, chosen, constant(f, number));
          jump(f, op.JUMP_UNLESS, next, same);
        });
      }
      scoped(f, () => {
        received(f, clause, places[i] ?? -1);
        list(f, clause.body);
      });
      if (more) jump(f, op.JUMP, end);
      place(f, next);
    });
  });
  place(f, end);
}

/** The receive of `<-c`, `x = <-c` or `x := <-c`. */
function receiveOf(comm: NonNullable<CommClause['comm']>): UnaryExpr | null {
  const given =
    comm.kind === 'ExpressionStmt' ? comm.expression : 'right' in comm ? comm.right[0] : undefined;
  const e = given === undefined ? null : withoutParens(given);
  return e?.kind === 'UnaryExpr' ? e : null;
}

/** Gives what was received to the variables of the case; their operands are evaluated only now. */
function received(f: Fn, { comm }: CommClause, value: number): void {
  if (comm === null || (comm.kind !== 'Assignment' && comm.kind !== 'ShortVarDecl')) return;
  const from = receiveOf(comm);
  if (from === null) return;
  const { left } = comm;
  const types = [elementOf(typeOf(f, from.operand)), BOOL] as const;
  left.forEach((e: Expression, i) => {
    const v = comm.kind === 'ShortVarDecl' && e.kind === 'Identifier' ? definedVar(f, e) : null;
    const type = types[i] ?? BOOL;
    if (v !== null) {
      if (v.name !== '_') bind(f, v, value + i);
      return;
    }
    scoped(f, () => {
      const p = placeOf(f, e);
      if (p.kind !== 'blank') store(f, p, converted(f, value + i, type, p.type));
    });
  });
}

const BOOL = { kind: 'basic', name: 'bool', alias: null } as const;
