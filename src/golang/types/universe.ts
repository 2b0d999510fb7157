/** The names that every program has without declaring them. https://go.dev/ref/spec#Predeclared_identifiers */
import { ANY, BASIC, BYTE, RUNE } from './basics.ts';
import { newFunc, newNamed } from './generics.ts';
import type { GoObject, Interface, Named, Package, Scope, Signature, Type, TypeName, Var } from './model.ts';

const names = new Map<string, GoObject>();

export const universe: Scope = { parent: null, names };

function declare(type: Type, name: string, alias: boolean): TypeName {
  const object: TypeName = { kind: 'type', name, package: null, at: null, type, alias };
  names.set(name, object);
  return object;
}

function defined(name: string, under: Interface): Named {
  const object = declare(under, name, false);
  const named = newNamed(object);
  named.underlying = under;
  object.type = named;
  return named;
}

for (const type of Object.values(BASIC)) {
  if (!/[ .]/.test(type.name)) declare(type, type.name, false);
}
declare(BYTE, 'byte', true);
declare(RUNE, 'rune', true);

declare(ANY, 'any', true);

const result: Var = {
  kind: 'var',
  name: '',
  package: null,
  at: null,
  type: BASIC.string,
  field: false,
  embedded: false,
  global: false,
  used: true,
};

const errorSignature: Signature = {
  kind: 'signature',
  receiver: null,
  typeParameters: [],
  parameters: [],
  results: [result],
  variadic: false,
};

export const ERROR: Named = defined('error', {
  kind: 'interface',
  methods: [newFunc({ name: 'Error', package: null, at: null, type: errorSignature, declaration: null })],
  embedded: [],
  comparable: false,
});

defined('comparable', {
  kind: 'interface',
  methods: [],
  embedded: [],
  comparable: true,
});

const constants = [
  ['true', BASIC['untyped bool'], { kind: 'bool', value: true }],
  ['false', BASIC['untyped bool'], { kind: 'bool', value: false }],
  ['iota', BASIC['untyped int'], { kind: 'int', value: 0n }],
] as const;
for (const [name, type, value] of constants) {
  names.set(name, { kind: 'const', name, package: null, at: null, type, value });
}

names.set('nil', { kind: 'nil', name: 'nil', package: null, at: null });

const BUILTINS =
  'append cap clear close complex copy delete imag len make max min new panic print println real recover';
for (const name of BUILTINS.split(' ')) names.set(name, { kind: 'builtin', name, package: null, at: null });

/** Belongs to the language, too: nothing of it is compiled. */
export const UNSAFE: Package = {
  path: 'unsafe',
  name: 'unsafe',
  scope: { parent: null, names: new Map() },
};
for (const name of ['Sizeof', 'Alignof', 'Offsetof'])
  UNSAFE.scope.names.set(name, { kind: 'builtin', name, package: UNSAFE, at: null });
UNSAFE.scope.names.set('Pointer', {
  kind: 'type',
  name: 'Pointer',
  package: UNSAFE,
  at: null,
  type: BASIC['unsafe.Pointer'],
  alias: false,
});
