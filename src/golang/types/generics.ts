/** Types with type arguments in the place of type parameters. https://go.dev/ref/spec#Instantiations */
import { INVALID } from './basics.ts';
import { identical } from './identical.ts';
import type { Func, Named, Signature, Type, TypeName, TypeParam, Var } from './model.ts';

export type Substitution = ReadonlyMap<TypeParam, Type>;

/** A defined type whose underlying type, methods and parameters are filled in as they become known. */
export function newNamed(object: TypeName): Named {
  const type = {
    kind: 'named',
    object,
    underlying: INVALID,
    methods: [],
    typeParameters: [],
    typeArguments: [],
  };
  return withOrigin(type as unknown as Named);
}

/** A function that is no instance of another. */
export function newFunc(parts: Omit<Func, 'kind' | 'origin'>): Func {
  return withOrigin({ ...parts, kind: 'func' } as Func);
}

function withOrigin<T extends { readonly origin: T }>(self: { -readonly [K in keyof T]: T[K] } & T): T {
  (self as { origin: T }).origin = self;
  return self;
}

/** Nothing is made anew where nothing changes: the answer is then the very type. */
export function substitute(type: Type, map: Substitution): Type {
  const of = (one: Type): Type => substitute(one, map);
  switch (type.kind) {
    case 'basic':
      return type;
    case 'typeParam':
      return map.get(type) ?? type;
    case 'named': {
      const args = changed(type.typeArguments, of);
      return args === type.typeArguments ? type : instantiateNamed(type.origin, args);
    }
    case 'pointer':
    case 'slice':
    case 'array':
    case 'chan': {
      const element = of(type.element);
      return element === type.element ? type : { ...type, element };
    }
    case 'map': {
      const [key, element] = [of(type.key), of(type.element)];
      return key === type.key && element === type.element ? type : { ...type, key, element };
    }
    case 'struct': {
      const fields = variables(type.fields, map);
      return fields === type.fields ? type : { ...type, fields };
    }
    case 'tuple': {
      const elements = changed(type.elements, of);
      return elements === type.elements ? type : { ...type, elements };
    }
    case 'signature':
      return substituteSignature(type, map);
    case 'union': {
      const terms = changed(type.terms, (term) => {
        const inner = of(term.type);
        return inner === term.type ? term : { ...term, type: inner };
      });
      return terms === type.terms ? type : { ...type, terms };
    }
    case 'interface': {
      const embedded = changed(type.embedded, of);
      const methods = changed(type.methods, (method) => {
        const signature = substituteSignature(method.type, map);
        return signature === method.type ? method : { ...method, type: signature };
      });
      return embedded === type.embedded && methods === type.methods ? type : { ...type, embedded, methods };
    }
  }
}

export function substituteSignature(type: Signature, map: Substitution): Signature {
  const parameters = variables(type.parameters, map);
  const results = variables(type.results, map);
  return parameters === type.parameters && results === type.results ? type : { ...type, parameters, results };
}

function variables(list: readonly Var[], map: Substitution): readonly Var[] {
  return changed(list, (one) => {
    const type = substitute(one.type, map);
    return type === one.type ? one : { ...one, type };
  });
}

function changed<T>(list: readonly T[], each: (one: T) => T): readonly T[] {
  let any = false;
  const made = list.map((one) => {
    const next = each(one);
    any ||= next !== one;
    return next;
  });
  return any ? made : list;
}

export function substitution(parameters: readonly TypeParam[], args: readonly (Type | null)[]): Substitution {
  const map = new Map<TypeParam, Type>();
  parameters.forEach((parameter, i) => {
    const type = args[i];
    if (type) map.set(parameter, type);
  });
  return map;
}

/** The instances of each generic type: the same arguments give the same type. */
const instances = new WeakMap<Named, Named[]>();
/** The lists in which instances were put, in the order of their making; the first `lasting` are those of packages that are kept. */
const made: Named[][] = [];
let lasting = 0;

/** All instances so far belong to packages that other programs will import, too. */
export function keepInstances(): void {
  lasting = made.length;
}

/** Others were made for one program: its types would stay as long as the package whose generic type it used. */
export function forgetInstances(): void {
  while (made.length > lasting) made.pop()?.pop();
}

/** Of a generic type or function with as many arguments as it has parameters; whether they satisfy is not asked here. */
export function instantiate(generic: Named, args: readonly Type[]): Named;
export function instantiate(generic: Signature, args: readonly Type[]): Signature;
export function instantiate(generic: Named | Signature, args: readonly Type[]): Named | Signature {
  if (generic.kind === 'named') return instantiateNamed(generic.origin, args);
  const made = substituteSignature(generic, substitution(generic.typeParameters, args));
  return { ...made, typeParameters: [] };
}

function instantiateNamed(origin: Named, args: readonly Type[]): Named {
  const list = instances.get(origin) ?? [];
  instances.set(origin, list);
  const before = list.find((one) => one.typeArguments.every((arg, i) => identical(arg, args[i]!)));
  if (before !== undefined) return before;
  const instance = lazyInstance(origin, args);
  list.push(instance);
  made.push(list);
  return instance;
}

/** What lies under it and its methods are made when they are asked for: its origin may be in the making. */
function lazyInstance(origin: Named, args: readonly Type[]): Named {
  let under: Type = INVALID;
  let from: Type = INVALID;
  let methods: Func[] = [];
  const instance: Named = {
    kind: 'named',
    object: origin.object,
    origin,
    typeParameters: [],
    typeArguments: args,
    get underlying() {
      if (from !== origin.underlying) {
        from = origin.underlying;
        under = substitute(from, substitution(origin.typeParameters, args));
      }
      return under;
    },
    get methods() {
      if (methods.length !== origin.methods.length) {
        methods = origin.methods.map((method, i) => methods[i] ?? instanceMethod(method, instance));
      }
      return methods;
    },
  };
  return instance;
}

function instanceMethod(origin: Func, instance: Named): Func {
  let from: Signature | null = null;
  let type: Signature = origin.type;
  return {
    kind: 'func',
    name: origin.name,
    package: origin.package,
    at: origin.at,
    declaration: origin.declaration,
    origin,
    get type() {
      if (from !== origin.type) {
        from = origin.type;
        type = methodSignature(from, instance);
      }
      return type;
    },
  };
}

/** A method's receiver names the type's parameters anew: `func (l *List[E]) Push(x E)`. */
function methodSignature(generic: Signature, instance: Named): Signature {
  const { receiver } = generic;
  if (receiver === null) return generic;
  const pointer = receiver.type.kind === 'pointer';
  const base = receiver.type.kind === 'pointer' ? receiver.type.element : receiver.type;
  const own =
    base.kind === 'named' && base.typeArguments.length > 0
      ? base.typeArguments
      : instance.origin.typeParameters;
  const map = new Map<TypeParam, Type>();
  own.forEach((one, i) => {
    if (one.kind === 'typeParam') map.set(one, instance.typeArguments[i] ?? INVALID);
  });
  const type: Type = pointer ? { kind: 'pointer', element: instance } : instance;
  return { ...substituteSignature(generic, map), receiver: { ...receiver, type } };
}

/** New type parameters in the place of these, and the type with them: see `infer`. */
export function renameTypeParameters<T extends Type>(
  parameters: readonly TypeParam[],
  type: T,
): { readonly typeParameters: readonly TypeParam[]; readonly type: T } {
  const made = parameters.map((one): TypeParam => ({ ...one, object: { ...one.object } }));
  const map = substitution(parameters, made);
  for (const one of made) {
    one.constraint = substitute(one.constraint, map);
    one.object.type = one;
  }
  return { typeParameters: made, type: substitute(type, map) as T };
}

/** A type that stands for many until it gets arguments. */
export const isGeneric = (type: Type): boolean =>
  type.kind === 'named' && type.typeParameters.length > 0 && type.typeArguments.length === 0;

/** Whether any of the parameters occurs in it. Those that a signature itself declares are not asked. */
export function mentions(type: Type, parameters: readonly TypeParam[]): boolean {
  const of = (one: Type): boolean => mentions(one, parameters);
  const vars = (list: readonly Var[]): boolean => list.some((one) => of(one.type));
  switch (type.kind) {
    case 'basic':
      return false;
    case 'typeParam':
      return parameters.includes(type);
    case 'named':
      return type.typeArguments.some(of);
    case 'map':
      return of(type.key) || of(type.element);
    case 'struct':
      return vars(type.fields);
    case 'tuple':
      return type.elements.some(of);
    case 'signature':
      return vars(type.parameters) || vars(type.results);
    case 'union':
      return type.terms.some((term) => of(term.type));
    case 'interface':
      return type.embedded.some(of) || type.methods.some((method) => of(method.type));
    default:
      return of(type.element);
  }
}
