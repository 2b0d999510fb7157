/** Types and signatures as Go's messages write them. */
import { ANY } from './basics.ts';
import { quoted } from './bytes.ts';
import type { GoObject, Package, Signature, Type, TypeParam, Var } from './model.ts';

/** Names of other packages than `from` stand with their package; null: all do, as at run time. */
export function typeText(type: Type, from: Package | null): string {
  const of = (one: Type): string => typeText(one, from);
  switch (type.kind) {
    case 'basic':
      return type.alias ?? type.name;
    case 'named':
      return `${objectText(type.object, from)}${argumentsText(type.typeArguments, type.typeParameters, from)}`;
    case 'typeParam':
      return type.object.name;
    case 'pointer':
      return `*${of(type.element)}`;
    case 'slice':
      return `[]${of(type.element)}`;
    case 'array':
      return `[${type.length}]${of(type.element)}`;
    case 'map':
      return `map[${of(type.key)}]${of(type.element)}`;
    case 'chan': {
      const element = of(type.element);
      const inner = type.direction === 'both' && element.startsWith('<-') ? `(${element})` : element;
      return `${{ both: 'chan', send: 'chan<-', receive: '<-chan' }[type.direction]} ${inner}`;
    }
    case 'struct': {
      const fields = type.fields.map((field, i) => {
        const tag = type.tags[i] ? ` ${quoted(type.tags[i])}` : '';
        return `${field.embedded ? '' : `${field.name} `}${of(field.type)}${tag}`;
      });
      return `struct{${fields.join('; ')}}`;
    }
    case 'tuple':
      return `(${type.elements.map((one, i) => `${type.names?.[i] ?? ''} ${of(one)}`.trim()).join(', ')})`;
    case 'signature':
      return `func${signatureText(type, from)}`;
    case 'union':
      return type.terms.map((term) => `${term.tilde ? '~' : ''}${of(term.type)}`).join(' | ');
    case 'interface': {
      if (type === ANY) return 'any';
      if (type.implicit && type.methods.length === 0 && type.embedded.length === 1) {
        return of(type.embedded[0]!);
      }
      const methods = type.methods.map((method) => `${method.name}${signatureText(method.type, from)}`);
      return `interface{${[...methods, ...type.embedded.map(of)].join('; ')}}`;
    }
  }
}

/** A declared name with its package where that is another one. */
export function objectText(object: GoObject, from: Package | null): string {
  const other = object.package;
  return other === null || (from !== null && other.path === from.path)
    ? object.name
    : `${other.name}.${object.name}`;
}

function argumentsText(
  args: readonly Type[],
  parameters: readonly TypeParam[],
  from: Package | null,
): string {
  if (args.length > 0) return `[${args.map((one) => typeText(one, from)).join(', ')}]`;
  return parametersText(parameters, from);
}

/** `[K comparable, V any]`; those of one constraint stand together. */
function parametersText(list: readonly TypeParam[], from: Package | null): string {
  if (list.length === 0) return '';
  let text = '';
  list.forEach((one, i) => {
    if (i > 0) {
      const before = list[i - 1]!.constraint;
      text += before === one.constraint ? ', ' : ` ${typeText(before, from)}, `;
    }
    text += one.object.name;
  });
  return `[${text} ${typeText(list[list.length - 1]!.constraint, from)}]`;
}

/** From the parentheses on. `named`: with the parameters' names. */
export function signatureText(type: Signature, from: Package | null, named = true): string {
  const list = (vars: readonly Var[], variadic: boolean): string => {
    const texts = vars.map((one, i) => {
      const spread = variadic && i === vars.length - 1;
      let text = typeText(spread && one.type.kind === 'slice' ? one.type.element : one.type, from);
      // Only `append([]byte, string...)` has a variadic string.
      if (spread) text = one.type.kind === 'slice' ? `...${text}` : `${text}...`;
      return named && one.name !== '' ? `${one.name} ${text}` : text;
    });
    return `(${texts.join(', ')})`;
  };
  const inputs = `${parametersText(type.typeParameters, from)}${list(type.parameters, type.variadic)}`;
  const [first, ...more] = type.results;
  if (first === undefined) return inputs;
  if (more.length === 0 && first.name === '') return `${inputs} ${typeText(first.type, from)}`;
  return `${inputs} ${list(type.results, false)}`;
}
