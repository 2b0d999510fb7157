/** Generic code must not ask for ever greater instances of itself: `func f[P any]() { f[*P]() }` has no end. */
import type { SourceFile } from '../syntax/tree.ts';
import { type Checker, note, type Place, report, within } from './checker.ts';
import { mentions } from './generics.ts';
import type { Type, TypeParam } from './model.ts';
import { text } from './operands.ts';

/** Where `from` is known, `to` is instantiated as a type that mentions it. */
export interface Instantiation {
  readonly from: TypeParam;
  readonly to: TypeParam;
  readonly type: Type;
  readonly at: Place;
  readonly file: SourceFile;
}

export function recordInstantiation(
  c: Checker,
  at: Place,
  parameters: readonly TypeParam[],
  args: readonly Type[],
  list: readonly Place[],
): void {
  const { file } = c.environment;
  for (const [i, type] of args.entries()) {
    const to = parameters[i];
    if (to === undefined) continue;
    for (const from of c.typeParameters) {
      if (!mentions(type, [from])) continue;
      const place = list[i] ?? at;
      c.instantiations.push({ from: base(c, from), to: base(c, to), type, at: place, file });
    }
  }
}

/** A receiver's own name for a parameter of its type means that parameter. */
const base = (c: Checker, parameter: TypeParam): TypeParam => c.sameParameter.get(parameter) ?? parameter;

export function tellInstanceCycle(c: Checker): void {
  for (const first of c.instantiations) {
    if (first.type.kind === 'typeParam') continue;
    const path = pathTo(c, first.to, first.from, new Set());
    const { at } = first.to.object;
    if (path === null || at === null) continue;
    const lines = [first, ...path].map(({ to, type, at: place, file }) =>
      within(c, { file }, () => note(c, place, `${to.object.name} instantiated as ${text(c, type)}`)),
    );
    within(c, { file: first.file }, () => report(c, at, `instantiation cycle:${lines.join('')}`));
    return;
  }
}

function pathTo(
  c: Checker,
  from: TypeParam,
  to: TypeParam,
  seen: Set<TypeParam>,
): readonly Instantiation[] | null {
  if (from === to) return [];
  seen.add(from);
  for (const one of c.instantiations) {
    if (one.from !== from || seen.has(one.to)) continue;
    const rest = pathTo(c, one.to, to, seen);
    if (rest !== null) return [one, ...rest];
  }
  return null;
}
