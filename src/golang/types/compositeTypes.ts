/** Struct and interface types, and the unions of constraints. */
import { expressionText } from '../syntax/text.ts';
import type { Expression, Identifier, InterfaceType, StructType, TypeElement } from '../syntax/tree.ts';
import { INVALID, isInvalid } from './basics.ts';
import { type Checker, later, newVar, note, otherDeclaration, report } from './checker.ts';
import { literalConstant } from './constants.ts';
import { signatureOf } from './functions.ts';
import { newFunc } from './generics.ts';
import { identical, isTypeParam, underlying } from './identical.ts';
import type { Func, Interface, Type, Var } from './model.ts';
import { text } from './operands.ts';
import { typeOf, variableType } from './typeExpressions.ts';
import { byName, type Term, typeSet } from './typeSet.ts';
import { typeText } from './typeText.ts';

export function structType(c: Checker, e: StructType): Type {
  const fields: Var[] = [];
  const named = new Map<string, Var>();
  const tags: string[] = [];
  for (const declared of e.fields) {
    const type = variableType(c, declared.type);
    const tag = declared.tag === null ? null : literalConstant(declared.tag);
    const embedded = declared.kind === 'EmbeddedField';
    const names = declared.kind === 'FieldDecl' ? declared.names : [embeddedName(declared.type)];
    for (const id of names) {
      if (id === null) continue;
      const field = newVar(c, id, id.name, type, { field: true, embedded });
      const other = id.name === '_' ? undefined : named.get(id.name);
      if (other !== undefined) {
        report(c, id, `${id.name} redeclared${otherDeclaration(c, other)}`);
        continue;
      }
      c.info.defs.set(id, field);
      fields.push(field);
      named.set(field.name, field);
      tags.push(tag?.kind === 'string' ? tag.value : '');
    }
    if (embedded) later(c, () => embeddable(c, declared.type, type));
  }
  return { kind: 'struct', fields, tags: tags.some((tag) => tag !== '') ? tags : [] };
}

/** The name that an embedded field goes by. */
function embeddedName(e: Expression): Identifier | null {
  switch (e.kind) {
    case 'Identifier':
      return e;
    case 'StarExpr':
    case 'IndexExpr':
      return embeddedName(e.operand);
    case 'ParenExpr':
      return embeddedName(e.inner);
    case 'SelectorExpr':
      return e.selector;
    default:
      return null;
  }
}

function embeddable(c: Checker, at: Expression, type: Type): void {
  const base = type.kind === 'pointer' ? type.element : type;
  const no = (what: string): void => report(c, at, `embedded field type cannot be ${what}`);
  if (isTypeParam(base)) return no('a (pointer to a) type parameter');
  const { kind } = underlying(base);
  if (kind === 'pointer') no('a pointer');
  else if (kind === 'interface' && base !== type) no('a pointer to an interface');
}

export function interfaceType(c: Checker, e: InterfaceType): Type {
  const methods: Func[] = [];
  const embedded: Type[] = [];
  const parts: TypeElement[] = [];
  for (const one of e.elements) {
    if (one.kind === 'TypeElement') {
      parts.push(one);
      embedded.push(elementType(c, one));
      continue;
    }
    const { name } = one.name;
    const { type } = signatureOf(c, one.type, null, []);
    if (name === '_') {
      report(c, one.name, 'methods must have a unique non-blank name');
      continue;
    }
    const method = newFunc({ name, package: c.package, at: one.name, type, declaration: null });
    c.info.defs.set(one.name, method);
    const other = methods.find((before) => before.name === name);
    if (other === undefined) methods.push(method);
    else duplicateMethod(c, one.name, other);
  }
  const made: Interface = { kind: 'interface', methods: methods.sort(byName), embedded, comparable: false };
  if (parts.length > 0) {
    later(c, () => {
      for (const method of typeSet(made).conflicts) duplicateMethod(c, parts[0] ?? e, method);
    });
  }
  return made;
}

function duplicateMethod(c: Checker, at: Identifier | TypeElement | InterfaceType, other: Func): void {
  const more = other.at === null ? '' : note(c, other.at, `other declaration of method ${other.name}`);
  report(c, at, `duplicate method ${other.name}${more}`);
}

/** As in Go's own compiler. */
const TERMS_MAX = 100;

/** `int | ~string`; one alone is that type. */
export function elementType(c: Checker, e: TypeElement): Type {
  const tooMany = e.terms[TERMS_MAX];
  if (tooMany !== undefined) {
    report(c, tooMany, `cannot handle more than ${TERMS_MAX} union terms (implementation limitation)`);
    return INVALID;
  }
  const terms = e.terms.map(({ tilde, type: inner }): Term => {
    const type = typeOf(c, inner);
    if (!isTypeParam(type)) return { tilde, type };
    const what = `type in term ~${expressionText(inner)} cannot be a type parameter`;
    report(c, inner, tilde ? what : 'term cannot be a type parameter');
    return { tilde, type: INVALID };
  });
  const [first] = terms;
  if (first !== undefined && terms.length === 1 && !first.tilde) return first.type;
  later(c, () => checkTerms(c, e, terms));
  return { kind: 'union', terms };
}

function checkTerms(c: Checker, e: TypeElement, terms: readonly Term[]): void {
  for (const [i, term] of terms.entries()) {
    const fault = termFault(c, term, terms.slice(0, i));
    if (fault !== '') report(c, e.terms[i] ?? e, fault);
  }
}

function termFault(c: Checker, term: Term, before: readonly Term[]): string {
  // Go writes terms with their package.
  const shown = ({ tilde, type }: Term): string => `${tilde ? '~' : ''}${typeText(type, null)}`;
  const { type, tilde } = term;
  const under = underlying(type);
  if (isInvalid(type)) return '';
  if (under.kind === 'interface') {
    if (tilde) return `invalid use of ~ (${text(c, type)} is an interface)`;
    const { methods, comparable } = typeSet(under);
    if (methods.length > 0) return `cannot use ${shown(term)} in union (${shown(term)} contains methods)`;
    if (under.comparable) return 'cannot use comparable in union';
    return comparable ? `cannot use ${shown(term)} in union (${shown(term)} embeds comparable)` : '';
  }
  if (tilde && !identical(under, type)) {
    return `invalid use of ~ (underlying type of ${text(c, type)} is ${text(c, under)})`;
  }
  const other = before.find((one) => overlap(one, term));
  return other === undefined ? '' : `overlapping terms ${shown(term)} and ${shown(other)}`;
}

function overlap(a: Term, b: Term): boolean {
  if (underlying(a.type).kind === 'interface') return false;
  return identical(b.tilde ? underlying(a.type) : a.type, a.tilde ? underlying(b.type) : b.type);
}

/** A constraint is an interface, or what one is made of. */
export function constraintType(c: Checker, e: TypeElement): Type {
  const [first] = e.terms;
  if (e.terms.length === 1 && first !== undefined && !first.tilde) {
    const type = typeOf(c, first.type);
    if (isTypeParam(type)) {
      report(c, first.type, 'cannot use a type parameter as constraint');
      return INVALID;
    }
    const under = underlying(type);
    return under.kind === 'interface' || isInvalid(under) ? type : implicitInterface(type);
  }
  return implicitInterface(elementType(c, e));
}

const implicitInterface = (type: Type): Interface => ({
  kind: 'interface',
  methods: [],
  embedded: [type],
  comparable: false,
  implicit: true,
});
