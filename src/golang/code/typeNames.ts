/** Types as a running program prints them (%T), and as keys that tell different ones apart. */
import { isExported } from '../types/basics.ts';
import type { Func, Package, Signature, Type, Var } from '../types/model.ts';
import { typeSet } from '../types/typeSet.ts';
import { idOf, type Unit } from './unit.ts';

interface Style {
  readonly named: (name: string, pkg: Package | null, origin: object, inArguments: boolean) => string;
  /** Names that others cannot see. */
  readonly hidden: (name: string, pkg: Package | null) => string;
  readonly fieldName: (field: Var) => string;
}

const PRINTED: Style = {
  named: (name, pkg, _, inArguments) =>
    pkg === null ? name : `${inArguments ? pkg.path : pkg.name}.${name}`,
  hidden: (name, pkg) => `${pkg?.name ?? ''}.${name}`,
  fieldName: ({ name, embedded }) => (embedded ? '' : `${name} `),
};

export const typeText = (type: Type): string => text(type, PRINTED, false);

/** Equal for identical types and for no others. */
export function typeKey(unit: Unit, type: Type): string {
  const known = unit.keys.get(type);
  if (known !== undefined) return known;
  const hidden = (name: string, pkg: Package | null): string => `${pkg?.path ?? ''}.${name}`;
  const key = text(
    type,
    {
      named: (name, _, origin) => `${name}#${idOf(unit, origin)}`,
      hidden,
      fieldName: ({ name, package: pkg, embedded }) =>
        `${isExported(name) ? name : hidden(name, pkg)}${embedded ? '!' : ''} `,
    },
    false,
  );
  unit.keys.set(type, key);
  return key;
}

const ARROWS = { both: 'chan ', send: 'chan<- ', receive: '<-chan ' } as const;

function text(type: Type, style: Style, inArguments: boolean): string {
  const of = (one: Type): string => text(one, style, inArguments);
  switch (type.kind) {
    case 'basic':
      return type.name;
    case 'named': {
      const { object, origin, typeArguments } = type;
      const name = style.named(object.name, object.package, origin, inArguments);
      if (typeArguments.length === 0) return name;
      return `${name}[${typeArguments.map((one) => text(one, style, true)).join(',')}]`;
    }
    case 'pointer':
      return `*${of(type.element)}`;
    case 'slice':
      return `[]${of(type.element)}`;
    case 'array':
      return `[${type.length}]${of(type.element)}`;
    case 'map':
      return `map[${of(type.key)}]${of(type.element)}`;
    case 'chan': {
      const { direction, element } = type;
      const inner = of(element);
      const brackets = direction !== 'send' && element.kind === 'chan' && element.direction === 'receive';
      return `${ARROWS[direction]}${brackets ? `(${inner})` : inner}`;
    }
    case 'struct': {
      const fields = type.fields.map((field, i) => {
        const tag = type.tags[i];
        return `${style.fieldName(field)}${of(field.type)}${tag ? ` ${JSON.stringify(tag)}` : ''}`;
      });
      return listed('struct', fields);
    }
    case 'signature':
      return `func${signature(type, of)}`;
    case 'interface': {
      const { methods } = typeSet(type);
      const name = (one: Func): string =>
        isExported(one.name) ? one.name : style.hidden(one.name, one.package);
      return listed(
        'interface',
        methods.map((one) => `${name(one)}${signature(one.type, of)}`),
      );
    }
    case 'tuple':
      return `(${type.elements.map(of).join(', ')})`;
    case 'typeParam':
      return style.named(type.object.name, null, type, inArguments);
    case 'union':
      return type.terms.map((term) => `${term.tilde ? '~' : ''}${of(term.type)}`).join(' | ');
  }
}

const listed = (word: string, parts: readonly string[]): string =>
  parts.length === 0 ? `${word} {}` : `${word} { ${parts.join('; ')} }`;

function signature({ parameters, results, variadic }: Signature, of: (type: Type) => string): string {
  const given = parameters.map(({ type }, i) =>
    variadic && i === parameters.length - 1 && type.kind === 'slice' ? `...${of(type.element)}` : of(type),
  );
  const made = results.map(({ type }) => of(type));
  const after = made.length === 1 ? ` ${made[0]}` : made.length === 0 ? '' : ` (${made.join(', ')})`;
  return `(${given.join(', ')})${after}`;
}
