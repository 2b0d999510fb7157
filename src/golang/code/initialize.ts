/** What runs before main.main: package variables and init functions, package by package. */
import type { Expression, SourceFile } from '../syntax/tree.ts';
import type { CheckedPackage } from '../types/info.ts';
import type { Func, Initializer, Var } from '../types/model.ts';
import { assignGlobals } from './assignments.ts';
import { emit, finish, newFn } from './emit.ts';
import { findEscapes } from './escape.ts';
import { instance } from './functions.ts';
import * as op from './ops.ts';
import type { Code } from './program.ts';
import { isLibrary, type Unit } from './unit.ts';

interface Step {
  /** In functions; -1 as long as nobody needs it. */
  place: number;
  readonly compile: () => void;
}

export interface Start {
  readonly steps: readonly Step[];
  /** Says that code mentions a package variable: its initialiser is needed. */
  readonly mention: (variable: Var) => void;
}

export function newStart(unit: Unit): Start {
  const byVariable = new Map<Var, Step>();
  const steps: Step[] = [];
  for (const pkg of unit.packages.values()) {
    const literals = { count: 0, rangeBodies: 0 };
    for (const one of pkg.initializers) {
      const step: Step = {
        place: -1,
        compile: () => {
          if (step.place >= 0) return;
          step.place = unit.functions.list.push(null as unknown as Code) - 1;
          unit.work.push(() => {
            unit.functions.list[step.place] = initializer(unit, pkg, one, literals);
          });
        },
      };
      steps.push(step);
      for (const v of one.variables) byVariable.set(v, step);
      // What the learner writes runs in any case.
      if (!isLibrary(unit, pkg.package)) step.compile();
    }
    for (const declaration of pkg.functions) {
      if (declaration.name.name !== 'init' || declaration.receiver !== null) continue;
      const func = pkg.info.defs.get(declaration.name);
      if (func?.kind !== 'func') continue;
      steps.push({ place: instance(unit, func, []).target, compile: () => {} });
    }
  }
  return { steps, mention: (variable) => byVariable.get(variable)?.compile() };
}

function initializer(
  unit: Unit,
  pkg: CheckedPackage,
  { variables, value }: Initializer,
  literals: { count: number; rangeBodies: number },
): Code {
  const at = variables[0]?.at;
  const file = pkg.files.find((one) => declares(one, value)) ?? (pkg.files[0] as SourceFile);
  const f = newFn({
    unit,
    pkg,
    file,
    name: `${pkg.package.path}.init`,
    escapes: findEscapes(pkg, value, unit.version),
    start: at?.start ?? value.start,
    results: [],
    initial: 'initializer',
    literals,
  });
  assignGlobals(f, variables, value);
  emit(f, op.RETURN, 0, 0);
  return finish(f, 0, -1);
}

const declares = ({ declarations }: SourceFile, value: Expression): boolean =>
  declarations.some(
    (one) => one.kind === 'VarDecl' && one.specs.some(({ values }) => values.includes(value)),
  );

/** The function that begins the program. */
export function entryCode(unit: Unit, pkg: CheckedPackage, { steps }: Start, main: Func | null): Code {
  const f = newFn({
    unit,
    pkg,
    file: pkg.files[0] as SourceFile,
    name: 'runtime.main',
    escapes: findEscapes(pkg, { kind: 'Block' }, unit.version),
    start: 0,
    results: [],
    wrapper: true,
  });
  for (const { place } of steps) if (place >= 0) emit(f, op.CALL, 0, place, 0);
  if (main !== null) emit(f, op.CALL, 0, instance(unit, main, []).target, 0);
  emit(f, op.RETURN, 0, 0);
  return { ...finish(f, 0, -1), registers: 1 };
}
