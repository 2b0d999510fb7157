/** For tests: what a piece of Go declares, by name. */
import { expect } from 'vitest';
import { checkProgram } from '../../src/golang/types/check.ts';
import type { GoObject, Package, Type } from '../../src/golang/types/model.ts';

export interface DeclaredNames {
  readonly package: Package;
  readonly object: (name: string) => GoObject;
  /** Of a type the type, of a variable or function its type. */
  readonly type: (name: string) => Type;
}

/** Declarations of a package without its clause; they must be right. */
export function declared(source: string): DeclaredNames {
  const whole = [{ name: 'x.go', source: `package main\n\nfunc main() {}\n${source}` }];
  const { packages, errors } = checkProgram('main', whole, { sourceOf: () => null });
  expect(errors.map((error) => error.message)).toEqual([]);
  const checked = packages[packages.length - 1];
  if (checked === undefined) throw new Error('no package');
  const object = (name: string): GoObject => {
    const found = checked.package.scope.names.get(name);
    if (found === undefined) throw new Error(`no ${name}`);
    return found;
  };
  const type = (name: string): Type => {
    const found = object(name);
    if (!('type' in found)) throw new Error(`${name} has no type`);
    return found.type;
  };
  return { package: checked.package, object, type };
}
