/** Calls, also those of go and defer statements. */
import type { CallExpr, Expression } from '../syntax/tree.ts';
import type { Signature, Type } from '../types/model.ts';
import { coreType } from '../types/typeSet.ts';
import { builtin, builtinCallee } from './builtins.ts';
import { convert } from './conversions.ts';
import { constant, emit, extra, type Fn, localOf, scoped, subst, temp } from './emit.ts';
import { withoutParens } from './escape.ts';
import { converted, expr, factOf, selectionOf, typeOf, valueAs } from './expressions.ts';
import { type Callee, instance } from './functions.ts';
import { arrayLayout } from './layouts.ts';
import { emitCall, receive } from './methods.ts';
import * as op from './ops.ts';
import { elementOf, placeOf, walk } from './places.ts';
import { inOrder } from './returns.ts';
import { isLibrary } from './unit.ts';

/** A call with everything in its registers. */
export interface Ready {
  readonly callee: Callee;
  readonly base: number;
  readonly count: number;
}

/** @returns the first register of the results; what the call needed besides them is free again */
export function call(f: Fn, e: CallExpr): number {
  const mode = factOf(f, e.operand)?.mode;
  if (mode === 'type') return convert(f, e, typeOf(f, e));
  if (mode === 'builtin') return builtin(f, e);
  const results = resultCount(typeOf(f, e));
  // The base comes first: arguments are made above it, results come back to it.
  const ready = prepare(f, e, results);
  f.at = e.open;
  if (!isSleepOfCost(f, ready.callee)) emitCall(f, ready.callee, ready.base, ready.count);
  f.next = ready.base + Math.max(results, 1);
  f.most = Math.max(f.most, f.next);
  return ready.base;
}

const resultCount = (type: Type): number => (type.kind === 'tuple' ? type.elements.length : 1);

/** A function with a cost comment spends what the comment says: a sleep in its body would be paid twice. */
function isSleepOfCost(f: Fn, { how, target }: Callee): boolean {
  return f.cost !== null && how === 'native' && f.unit.natives.list[target] === 'time.Sleep';
}

function signatureOf(f: Fn, e: CallExpr): Signature {
  const type = coreType(typeOf(f, e.operand));
  return type?.kind === 'signature' ? type : NO_SIGNATURE;
}

const NO_SIGNATURE: Signature = {
  kind: 'signature',
  receiver: null,
  typeParameters: [],
  parameters: [],
  results: [],
  variadic: false,
};

/** Everything evaluated but the call itself. */
function prepare(f: Fn, e: CallExpr, results = 0): Ready {
  if (factOf(f, e.operand)?.mode === 'builtin') return builtinCallee(f, e);
  const signature = signatureOf(f, e);
  const { length } = signature.parameters;
  const base = temp(f, Math.max(length + 1, results));
  const value = temp(f);
  const { callee, receivers } = calleeOf(f, e, value, base);
  arguments_(f, e, signature, base + receivers);
  if (f.initial !== 'no' && !isLibrary(f.unit, f.pkg.package)) f.unit.initCallsOut = true;
  return { callee, base, count: length + receivers };
}

function calleeOf(f: Fn, e: CallExpr, value: number, base: number): { callee: Callee; receivers: 0 | 1 } {
  const operand = withoutParens(e.operand);
  const { info } = f.pkg;
  const generic = operand.kind === 'IndexExpr' ? withoutParens(operand.operand) : operand;
  const id = generic.kind === 'SelectorExpr' ? generic.selector : generic;
  const object = id.kind === 'Identifier' ? info.uses.get(id) : undefined;
  const selection = operand.kind === 'SelectorExpr' ? selectionOf(f, operand) : null;
  if (operand.kind === 'SelectorExpr' && selection?.kind === 'method' && selection.object.kind === 'func') {
    const { object: method, path } = selection;
    const callee = scoped(f, () => {
      const p = walk(f, placeOf(f, operand.operand), path.slice(0, -1));
      f.at = operand.selector.start;
      return receive(f, p, method, base);
    });
    return { callee, receivers: 1 };
  }
  if (id.kind === 'Identifier' && object?.kind === 'func' && selection === null) {
    const args = info.instances.get(id)?.typeArguments ?? [];
    return {
      callee: instance(
        f.unit,
        object,
        args.map((one) => subst(f, one)),
      ),
      receivers: 0,
    };
  }
  scoped(f, () => expr(f, operand, value));
  return { callee: { how: 'value', target: value }, receivers: 0 };
}

function arguments_(f: Fn, e: CallExpr, signature: Signature, base: number): void {
  const { parameters, variadic } = signature;
  const fixed = variadic && !e.spread ? parameters.length - 1 : parameters.length;
  const typeAt = (i: number): Type => parameters[i]?.type ?? NO_SIGNATURE;
  const rest = typeAt(parameters.length - 1);
  const [only] = e.arguments;
  const tuple = only === undefined ? null : typeOf(f, only);
  if (e.arguments.length === 1 && only !== undefined && tuple?.kind === 'tuple') {
    scoped(f, () => {
      const bare = withoutParens(only);
      const from = bare.kind === 'CallExpr' ? call(f, bare) : 0;
      const { elements } = tuple;
      elements.slice(0, fixed).forEach((type, i) => {
        converted(f, from + i, type, typeAt(i), base + i);
      });
      if (fixed < parameters.length) {
        const more = elements.slice(fixed);
        pack(f, rest, more.length, base + fixed, (type, set) => {
          for (const [i, one] of more.entries()) set(i, converted(f, from + fixed + i, one, type));
        });
      }
    });
    return;
  }
  inOrder(f, e.arguments.slice(0, fixed), (one, i) => {
    valueAs(f, one, typeAt(i), base + i);
  });
  if (fixed === parameters.length) return;
  const more = e.arguments.slice(fixed);
  scoped(f, () =>
    pack(f, rest, more.length, base + fixed, (type, set) =>
      inOrder(f, more, (one, i) => set(i, valueAs(f, one, type))),
    ),
  );
}

/** The last arguments as a slice. */
function pack(
  f: Fn,
  type: Type,
  count: number,
  to: number,
  fill: (element: Type, set: (i: number, register: number) => void) => void,
): void {
  if (count === 0) {
    constant(f, null, to);
    return;
  }
  const element = elementOf(type);
  const made = temp(f);
  emit(f, op.LITERAL, made, arrayLayout(f.unit, element), count);
  fill(element, (i, register) => emit(f, op.SET_ELEMENT_NEW, made, i, register));
  emit(f, op.MOVE, to, made);
}

/** A go or defer statement. */
export function startCall(f: Fn, given: Expression, instruction: number, at: number): void {
  const e = withoutParens(given);
  if (e.kind !== 'CallExpr') return;
  const conversion = factOf(f, e.operand)?.mode === 'type';
  if (conversion) return;
  const { callee, base, count } = prepare(f, e);
  const [place, box] = instruction === op.DEFER ? deferring(f) : HERE;
  f.at = at;
  emit(f, instruction, base, extra(f, { kind: 'call', ...callee, count }), place, box);
}

const HERE = [0, 0] as const;

/** Whose frame a defer belongs to: in the body of a range over a function, that of the function around all loops. See DEFER. */
function deferring(f: Fn): readonly [number, number] {
  let body = f;
  while (body.outer !== null && body.outer.loopBody !== null) body = body.outer;
  if (f.loopBody === null || body.loopBody === null || body.outer === null) return HERE;
  const { state } = body.loopBody;
  return [localOf(body.outer, state).register, localOf(f, state).register + 1];
}
