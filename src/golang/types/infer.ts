/** Finds the type arguments that a call leaves out. https://go.dev/ref/spec#Type_inference */
import { defaultType, isUntyped, widerUntyped } from './basics.ts';
import { mentions, substitute, substitution } from './generics.ts';
import { constraintOf } from './identical.ts';
import { missingMethod } from './implements.ts';
import type { Package, Type, TypeName, TypeParam } from './model.ts';
import { coreType, specificTerms, type Term } from './typeSet.ts';
import { typeText } from './typeText.ts';
import { found, newUnifier, settle, type Unifier, unify, unknowns } from './unify.ts';

export interface InferArgument {
  readonly type: Type;
  readonly isNil: boolean;
  /** As the message quotes it. */
  readonly text: string;
}

/**
 * A call of a generic function. Where the caller is the function itself, its type parameters must be renamed
 * before (`renameTypeParameters`): those to be found and those in the arguments are not the same.
 */
export interface InferRequest {
  /** Those of the function; behind them those of generic functions among the arguments. */
  readonly typeParameters: readonly TypeParam[];
  /** Written in the call; null or absent: to be found. */
  readonly given: readonly (Type | null)[];
  /** The type of each argument's parameter; a variadic one's is repeated. */
  readonly parameters: readonly Type[];
  readonly args: readonly InferArgument[];
  readonly from: Package | null;
  /** Where a type parameter is declared, as messages write places. */
  readonly placeOf: (object: TypeName) => string;
  /** A function value is assigned to a variable of function type: messages say it the other way round. */
  readonly reverse?: boolean;
}

export type Inferred =
  | { readonly types: readonly Type[] }
  /** `argument`: at whose place it is told; -1: at the call's. */
  | { readonly error: string; readonly argument: number };

/** The arguments found need not satisfy their constraints: that is asked when they are put in. */
export function infer(request: InferRequest): Inferred {
  const { typeParameters, given, args } = request;
  if (typeParameters.every((_, i) => given[i])) return { types: given.filter((one) => one !== null) };
  const known = substitution(typeParameters, given);
  const parameters = request.parameters.map((one) => substitute(one, known));
  const u = newUnifier(typeParameters, given);
  const untyped: number[] = [];
  for (const [i, arg] of args.entries()) {
    const parameter = parameters[i]!;
    if (!mentions(parameter, typeParameters) && !mentions(arg.type, typeParameters)) continue;
    if (isUntyped(arg.type)) {
      if (parameter.kind === 'typeParam' && !arg.isNil) untyped.push(i);
    } else if (!unify(u, parameter, arg.type, 'assign')) {
      return { error: mismatch(request, u, parameter, arg), argument: i };
    }
  }
  return (
    fromConstraints(request, u) ?? fromUntyped(request, u, parameters, untyped) ?? simplified(request, u)
  );
}

const inferredOf = (u: Unifier, list: readonly TypeParam[]): (Type | null)[] =>
  list.map((one) => found(u, one));

function mismatch(request: InferRequest, u: Unifier, parameter: Type, arg: InferArgument): string {
  const { typeParameters, from, reverse } = request;
  const inferred = inferredOf(u, typeParameters);
  const [have, want] = [typeText(arg.type, from), typeText(parameter, from)];
  const matches = `type ${have} of ${arg.text} does not match`;
  if (inferred.every((one) => one === null)) {
    return `${matches} ${want} (cannot infer ${namesText(typeParameters)})`;
  }
  const filled = substitute(parameter, substitution(typeParameters, inferred));
  if (filled === parameter) return `${matches} ${want}`;
  const text = typeText(filled, from);
  return reverse
    ? `inferred type ${text} for ${want} does not match type ${have} of ${arg.text}`
    : `${matches} inferred type ${text} for ${want}`;
}

function namesText(list: readonly TypeParam[]): string {
  const names = list.map((one) => one.object.name);
  if (names.length < 3) return names.join(' and ');
  return `${names.slice(0, -1).join(', ')}, and ${names[names.length - 1]}`;
}

type Failure = Extract<Inferred, { readonly error: string }>;

/** As long as something new is found: what a constraint's core type and methods tell of its argument. */
function fromConstraints(request: InferRequest, u: Unifier): Failure | null {
  const { typeParameters, from } = request;
  for (let before = -1; before !== unknowns(u); ) {
    before = unknowns(u);
    for (const parameter of typeParameters) {
      const type = found(u, parameter);
      const core = coreTerm(parameter);
      const fails = (cause: string): Failure => {
        const constraint = typeText(parameter.constraint, from);
        const text = `${parameter.object.name} (type ${type && typeText(type, from)}) does not satisfy`;
        return { error: `${text} ${constraint}${cause && ` ${cause}`}`, argument: -1 };
      };
      if (core !== null) {
        if (type !== null) {
          if (!unify(u, type, core.type, 'loose')) return fails('');
        } else if (core.single && !core.tilde) settle(u, parameter, core.type);
      }
      if (type === null || mentions(type, typeParameters)) continue;
      const same = (a: Type, b: Type): boolean => unify(u, a, b, 'exact');
      const missing = missingMethod(type, constraintOf(parameter), true, from, same);
      if (missing !== null) return fails(missing);
    }
  }
  return null;
}

/** The one term of a constraint, or the core type of several. */
function coreTerm(parameter: TypeParam): (Term & { readonly single: boolean }) | null {
  const terms = specificTerms(parameter) ?? [];
  const [first] = terms;
  if (first !== undefined && terms.length === 1) return { ...first, single: true };
  const type = coreType(parameter);
  return type && { type, tilde: terms.some((term) => term.tilde), single: false };
}

/** A parameter that has untyped constants only becomes the default type of the widest of them. */
function fromUntyped(
  { args, from }: InferRequest,
  u: Unifier,
  parameters: readonly Type[],
  untyped: readonly number[],
): Failure | null {
  const widest = new Map<TypeParam, Type>();
  for (const i of untyped) {
    const parameter = parameters[i]!;
    const { type } = args[i]!;
    if (parameter.kind !== 'typeParam' || found(u, parameter) !== null) continue;
    const before = widest.get(parameter) ?? type;
    const wider = widerUntyped(before, type);
    if (wider === null) {
      const types = `${typeText(before, from)} and ${typeText(type, from)}`;
      const error = `mismatched types ${types} (cannot infer ${parameter.object.name})`;
      return { error, argument: i };
    }
    widest.set(parameter, wider);
  }
  for (const [parameter, type] of widest) settle(u, parameter, defaultType(type));
  return null;
}

/** What was found may speak of other parameters: they are replaced until none is left. */
function simplified({ typeParameters, placeOf }: InferRequest, u: Unifier): Inferred {
  const types = inferredOf(u, typeParameters);
  // One that speaks of itself, perhaps by way of others, has no end.
  typeParameters.forEach((parameter, i) => {
    if (reaches(parameter, parameter, typeParameters, types, [])) types[i] = null;
  });
  for (let changed = true; changed; ) {
    changed = false;
    const map = substitution(typeParameters, types);
    types.forEach((type, i) => {
      if (type === null || !mentions(type, typeParameters)) return;
      let next = substitute(type, map);
      if (next === type) return;
      // A generic function given as argument is generic no more.
      if (next.kind === 'signature' && !mentions(next, typeParameters))
        next = { ...next, typeParameters: [] };
      types[i] = next;
      changed = true;
    });
  }
  const found = types.filter((type) => type !== null && !mentions(type, typeParameters));
  if (found.length === types.length) return { types: found as Type[] };
  const missing = typeParameters.find((_, i) => {
    const type = types[i];
    return !type || mentions(type, typeParameters);
  });
  const { object } = missing ?? typeParameters[0]!;
  return { error: `cannot infer ${object.name} (declared at ${placeOf(object)})`, argument: -1 };
}

/** Whether what was found for `parameter` leads to `goal`. */
function reaches(
  parameter: TypeParam,
  goal: TypeParam,
  all: readonly TypeParam[],
  types: readonly (Type | null)[],
  seen: readonly TypeParam[],
): boolean {
  const type = types[all.indexOf(parameter)];
  if (!type || seen.includes(parameter)) return false;
  if (mentions(type, [goal])) return true;
  const deeper = [...seen, parameter];
  return all.some((one) => mentions(type, [one]) && reaches(one, goal, all, types, deeper));
}
