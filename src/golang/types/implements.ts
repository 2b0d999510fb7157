/** Whether a type implements an interface or satisfies a constraint, and in Go's words why not. */
import { isInvalid } from './basics.ts';
import {
  identical,
  isComparable,
  isInterface,
  isInterfacePointer,
  sameName,
  underlying,
} from './identical.ts';
import { lookup } from './lookup.ts';
import type { Func, Package, Type } from './model.ts';
import { includes, isEmptySet, subsetOf, type Term, type TypeSet, typeSet } from './typeSet.ts';
import { signatureText, typeText } from './typeText.ts';

type Same = (a: Type, b: Type) => boolean;

/**
 * The first method of the interface `iface` that `type` lacks, as Go's messages say it in parentheses; null: it has all.
 * Not `exact`, and `type` an interface: a method that both have must only be of one type, as for assertions.
 */
export function missingMethod(
  type: Type,
  iface: Type,
  exact: boolean,
  from: Package | null,
  same: Same = identical,
): string | null {
  const wanted = underlying(iface);
  if (wanted.kind !== 'interface' || isInvalid(type) || hasInvalidEmbedded(type)) return null;
  const under = underlying(type);
  for (const method of typeSet(wanted).methods) {
    const cause =
      under.kind === 'interface'
        ? lackOfInterface(typeSet(under), method, exact, type, iface, from, same)
        : lack(type, method, iface, from, same);
    // The parenthesis closes behind the first line.
    if (cause !== null) return `(${cause.replace(/\n|$/, ')$&')}`;
  }
  return null;
}

function lackOfInterface(
  set: TypeSet,
  method: Func,
  exact: boolean,
  type: Type,
  iface: Type,
  from: Package | null,
  same: Same,
): string | null {
  const own = set.methods.find((one) => sameName(one, method));
  if (own === undefined) return exact ? notFound(type, iface, method, from) : null;
  return same(own.type, method.type) ? null : wrongType(own, method, from);
}

function lack(type: Type, method: Func, iface: Type, from: Package | null, same: Same): string | null {
  const { name } = method;
  const found = lookup(type, false, method.package, name);
  if (found === 'ambiguous') return `ambiguous selector ${typeText(type, from)}.${name}`;
  if (found === 'pointer receiver') return `method ${name} has pointer receiver`;
  if (found === null) {
    const like = lookup(type, false, method.package, name, true);
    if (like === null || typeof like === 'string' || like.object.kind !== 'func') {
      return notFound(type, iface, method, from);
    }
    if (like.object.name === name) return `unexported method ${name}`;
    return haveWant(`missing method ${name}`, like.object, method, from);
  }
  if (found.object.kind !== 'func') return `${typeText(type, from)}.${name} is a field, not a method`;
  return same(found.object.type, method.type) ? null : wrongType(found.object, method, from);
}

function notFound(type: Type, iface: Type, method: Func, from: Package | null): string {
  const pointer = [type, iface].find(isInterfacePointer);
  return pointer === undefined ? `missing method ${method.name}` : pointerText(pointer, from);
}

/** Of a type that is a pointer to an interface. */
export function pointerText(type: Type, from: Package | null): string {
  const under = underlying(type);
  const what =
    under.kind === 'pointer' && under.element.kind === 'typeParam' ? 'type parameter' : 'interface';
  return `type ${typeText(type, from)} is pointer to ${what}, not ${what}`;
}

function wrongType(have: Func, want: Func, from: Package | null): string {
  const text = `wrong type for method ${want.name}`;
  if (methodText(have, from) !== methodText(want, from)) return haveWant(text, have, want, from);
  // Of two packages' types of one name the message would say nothing.
  return methodText(have, null) === methodText(want, null) ? text : haveWant(text, have, want, null);
}

function haveWant(text: string, have: Func, want: Func, from: Package | null): string {
  return `${text}\n\t\thave ${methodText(have, from)}\n\t\twant ${methodText(want, from)}`;
}

const methodText = (method: Func, from: Package | null): string =>
  method.name + signatureText(method.type, from, false);

function hasInvalidEmbedded(type: Type, seen: Set<Type> = new Set()): boolean {
  const under = underlying(type);
  const base = under.kind === 'pointer' ? underlying(under.element) : under;
  if (base.kind !== 'struct' || seen.has(base)) return false;
  seen.add(base);
  return base.fields.some(
    (field) => field.embedded && (isInvalid(field.type) || hasInvalidEmbedded(field.type, seen)),
  );
}

/** Null: it does. Else the cause: `T does not implement I (missing method M)`. */
export function implementsCause(
  type: Type,
  iface: Type,
  constraint: boolean,
  from: Package | null,
): string | null {
  const [under, wanted] = [underlying(type), underlying(iface)];
  if (isInvalid(under) || isInvalid(wanted)) return null;
  if (under.kind === 'pointer' && isInvalid(underlying(under.element))) return null;
  const verb = constraint ? 'satisfy' : 'implement';
  const [have, want] = [typeText(type, from), typeText(iface, from)];
  const doesNot = (detail: string): string => `${have} does not ${verb} ${want}${detail && ` ${detail}`}`;
  if (wanted.kind !== 'interface') {
    const detail = isInterfacePointer(iface) ? pointerText(iface, from) : `${want} is not an interface`;
    return doesNot(`(${detail})`);
  }
  const set = typeSet(wanted);
  const own = under.kind === 'interface' ? typeSet(under) : null;
  if (own !== null && isEmptySet(own)) return null;
  if (isEmptySet(set)) return `cannot ${verb} ${want} (empty type set)`;
  const missing = missingMethod(type, iface, true, from);
  if (missing !== null) return doesNot(missing);
  if (set.terms !== null) {
    if (own !== null) {
      if (!subsetOf(own.terms, set.terms)) return doesNot('');
    } else if (!includes(set.terms, type)) {
      return doesNot(`(${notIncluded(type, iface, set.terms, from)})`);
    }
  }
  if (!mustCompare(set) || isComparable(type, false) || (constraint && isComparable(type, true))) return null;
  return `${have} does not ${verb} comparable`;
}

const mustCompare = ({ terms, comparable }: TypeSet): boolean =>
  terms === null ? comparable : terms.every((term) => isComparable(term.type, false));

function notIncluded(type: Type, iface: Type, terms: readonly Term[], from: Package | null): string {
  const [have, want] = [typeText(type, from), typeText(iface, from)];
  const near = terms.find(
    (term) =>
      !term.tilde && identical(term.type, underlying(term.type)) && identical(term.type, underlying(type)),
  );
  if (near !== undefined) return `possibly missing ~ for ${typeText(near.type, from)} in ${want}`;
  if (speaksOf(underlying(iface), type)) {
    return `${want} mentions ${have}, but ${have} is not in the type set of ${want}`;
  }
  return `${have} missing in ${typeText({ kind: 'union', terms }, null)}`;
}

function speaksOf(element: Type, type: Type): boolean {
  if (element.kind === 'interface') return element.embedded.some((one) => speaksOf(one, type));
  if (element.kind === 'union') return element.terms.some((term) => speaksOf(term.type, type));
  return identical(element, type);
}

/** Of a type argument, the parameters in the constraint replaced: null, or why not. */
export function satisfies(type: Type, constraint: Type, from: Package | null): string | null {
  return implementsCause(type, constraint, true, from);
}

/** Whether a value of interface type `type` may hold a `wanted`; null, or why it never does. */
export function assertableCause(type: Type, wanted: Type, from: Package | null): string | null {
  return isInterface(wanted) ? null : missingMethod(wanted, type, false, from);
}
