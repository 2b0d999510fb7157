/** A type must not contain itself: its values would have no end. */

import { INVALID, isInvalid } from './basics.ts';
import type { Checker } from './checker.ts';
import { cycleError } from './declare.ts';
import { identical } from './identical.ts';
import type { Named, Type } from './model.ts';

export function validType(c: Checker, named: Named): void {
  visits = 0;
  visit(c, named, [], []);
}

/** Beyond them nobody is told: instances of instances double with every step. */
const VISITS_MAX = 200_000;
const NESTED_MAX = 1_000;
let visits = 0;

/** @param nest the types whose values this one is part of @param path the same, and those whose arguments were followed */
function visit(c: Checker, type: Type, nest: readonly Named[], path: readonly Named[]): boolean {
  switch (type.kind) {
    case 'array':
      return visit(c, type.element, nest, path);
    case 'struct':
      return type.fields.every((field) => visit(c, field.type, nest, path));
    case 'union':
      return type.terms.every((term) => visit(c, term.type, nest, path));
    case 'interface':
      return type.embedded.every((one) => visit(c, one, nest, path));
    case 'typeParam': {
      const around = nest.at(-1);
      const argument = around?.typeArguments[type.index];
      return argument === undefined || visit(c, argument, nest.slice(0, -1), path);
    }
    case 'named': {
      const { origin } = type;
      if (isInvalid(type.underlying)) return false;
      if (++visits > VISITS_MAX || nest.length > NESTED_MAX) return true;
      if (nest.some((one) => identical(one, type))) {
        const cycle = path.slice(path.findIndex((one) => identical(one, type)));
        // What another package declared is not this one's to change.
        const own = [type, ...cycle].find((one) => one.object.package === c.package) ?? type;
        own.origin.underlying = INVALID;
        cycleError(
          c,
          cycle.map(({ object }) => object),
          0,
        );
        return false;
      }
      if (c.sound.has(origin) && type === origin) return true;
      const inside = c.declaredAs.get(origin) ?? origin.underlying;
      // What another package declared has been looked at there.
      if (origin.object.package !== c.package && type.typeArguments.length === 0) return true;
      const fine = visit(c, inside, [...nest, type], [...path, type]);
      if (fine && origin.typeParameters.length === 0) c.sound.add(origin);
      return fine;
    }
    default:
      return true;
  }
}
