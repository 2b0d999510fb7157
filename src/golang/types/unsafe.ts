/** Package unsafe: sizes are constants; a pointer comes back out of unsafe.Pointer only as what it went in as. */
import { expressionText } from '../syntax/text.ts';
import type { Expression } from '../syntax/tree.ts';
import { assign, bare } from './assign.ts';
import { BASIC, isNumeric } from './basics.ts';
import type { Checker } from './checker.ts';
import { mentions } from './generics.ts';
import { identical, isUnsafe, underlying } from './identical.ts';
import type { Type } from './model.ts';
import { invalid, type Operand, operand, refuse, text } from './operands.ts';
import { alignOf, offsetsOf, sizeOf } from './sizes.ts';
import { UNSAFE } from './universe.ts';

/** unsafe.Sizeof(x), Alignof and Offsetof. */
export function sizeCall(c: Checker, e: Expression, name: string, given: Operand): Operand {
  const what = `unsafe.${name}`;
  const x = assign(c, given, null, `argument to ${what}`);
  if (x.mode === 'invalid') return invalid(e);
  if (mentions(x.type, c.typeParameters))
    return refuse(c, e, `this lab's Go has no ${what} of type parameters`);
  const bytes =
    name === 'Offsetof' ? offset(c, given.expression) : name === 'Sizeof' ? sizeOf(x.type) : alignOf(x.type);
  if (typeof bytes === 'string') return refuse(c, e, `invalid argument: ${bytes}`, given.expression);
  return operand('constant', e, BASIC.uintptr, { kind: 'int', value: BigInt(bytes) });
}

/** Of a field in the struct before it; a string says why there is none. */
function offset(c: Checker, given: Expression): number | string {
  const e = bare(given);
  if (e.kind !== 'SelectorExpr') return `${expressionText(e)} is not a selector expression`;
  const selection = c.info.selections.get(e);
  if (selection?.kind !== 'field') return `${expressionText(e)} is a method value`;
  let type: Type = selection.receiver;
  let bytes = 0;
  for (const [i, place] of selection.path.entries()) {
    let under = underlying(type);
    if (under.kind === 'pointer') {
      if (i > 0) return `field ${e.selector.name} is embedded via a pointer in ${expressionText(e.operand)}`;
      under = underlying(under.element);
    }
    if (under.kind !== 'struct') return '';
    const types = under.fields.map((field) => field.type);
    bytes += offsetsOf(types)[place] ?? 0;
    type = types[place] ?? BASIC.int;
  }
  return bytes;
}

/** Memory here is made of typed slots without addresses: why a conversion that Go allows is refused; null: it is not. */
export function unsafeFault(c: Checker, x: Operand, target: Type): string | null {
  if (isAddress(c, x.type)) {
    if (isUnsafe(target)) return "this lab's Go makes no pointers of numbers";
    return x.mode !== 'constant' && isNumeric(target) && !isAddress(c, target) ? NO_ARITHMETIC : null;
  }
  const under = underlying(target);
  const e = bare(x.expression);
  const [inner] = e.kind === 'CallExpr' && c.info.types.get(e.operand)?.mode === 'type' ? e.arguments : [];
  const from = isUnsafe(x.type) && inner !== undefined ? c.info.types.get(inner)?.type : undefined;
  if (under.kind !== 'pointer' || from === undefined) return null;
  const was = underlying(from);
  if (was.kind !== 'pointer' || [was, under].some((one) => mentions(one, c.typeParameters))) return null;
  const [a, b] = [was.element, under.element];
  if (identical(underlying(a), underlying(b))) return null;
  return `this lab's Go cannot see a ${text(c, a)} as a ${text(c, b)}`;
}

const NO_ARITHMETIC = "this lab's Go has no arithmetic on addresses";

/** Whether its values may be addresses: there are none without package unsafe. */
function isAddress({ importNames }: Checker, type: Type): boolean {
  const under = underlying(type);
  const isPointerSize = under.kind === 'basic' && under.name === 'uintptr';
  return isPointerSize && importNames.some(({ name }) => name.imported === UNSAFE);
}

/** What an operator makes, unless that is of addresses. */
export function withoutAddresses(c: Checker, x: Operand): Operand {
  return x.mode === 'value' && isAddress(c, x.type) ? refuse(c, x.expression, NO_ARITHMETIC) : x;
}
