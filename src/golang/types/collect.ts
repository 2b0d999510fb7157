/** The names that a package declares, before anything is known of them. */
import type {
  Declaration as DeclarationTree,
  Expression,
  FunctionDecl,
  Identifier,
  ImportSpec,
  SourceFile,
} from '../syntax/tree.ts';
import { bare } from './assign.ts';
import { isExported } from './basics.ts';
import { textOf, unquoted } from './bytes.ts';
import {
  type Checker,
  type Declaration,
  declare,
  newScope,
  newVar,
  note,
  otherDeclaration,
  report,
  UNKNOWN,
  within,
} from './checker.ts';
import { arity, constantSpecs, NO_SIGNATURE, newConst, newTypeName } from './declare.ts';
import { receiverParts } from './functions.ts';
import { newFunc } from './generics.ts';
import type { Func, GoObject, Package, PackageName, Scope, TypeName } from './model.ts';
import { UNSAFE } from './universe.ts';

interface Method {
  readonly func: Func;
  readonly base: Identifier;
}

/** @returns the functions in the order of the text */
export function collect(c: Checker): readonly FunctionDecl[] {
  const functions: FunctionDecl[] = [];
  const methods: Method[] = [];
  const scopes: { readonly file: SourceFile; readonly scope: Scope }[] = [];
  for (const file of c.files) {
    const scope = newScope(c.package.scope);
    scopes.push({ file, scope });
    within(c, { file, scope }, () => {
      if (file.packageName.name === '_') report(c, file.packageName, 'invalid package name _');
      if (file.packageName.name !== c.package.name) {
        report(
          c,
          { start: 0, end: 0 },
          `package ${file.packageName.name}; expected package ${c.package.name}`,
        );
        return;
      }
      for (const decl of file.declarations) {
        if (decl.kind === 'FunctionDecl') functions.push(decl);
        collectOne(c, decl, methods);
      }
    });
  }
  for (const { file, scope } of scopes) within(c, { file, scope }, () => clashes(c, scope));
  for (const { func, base } of methods) {
    const type = receiverBase(c, base);
    if (type === null) continue;
    const list = c.methods.get(type) ?? [];
    list.push(func);
    c.methods.set(type, list);
  }
  return functions;
}

function collectOne(c: Checker, decl: DeclarationTree, methods: Method[]): void {
  switch (decl.kind) {
    case 'ImportDecl':
      for (const spec of decl.specs) importOne(c, spec);
      return;
    case 'ConstDecl':
      for (const { spec, from, inherited } of constantSpecs(decl)) {
        spec.names.forEach((id, i) => {
          const parts = { type: from.type, value: from.values[i] ?? null, inherited, iota: spec.iota };
          packageObject(c, id, newConst(c, id), parts);
        });
        arity(c, spec.names, from.values, { constants: true, inherited });
      }
      return;
    case 'VarDecl':
      for (const { names, type, values } of decl.specs) {
        const made = names.map((id) => newVar(c, id, id.name, UNKNOWN, { global: true, used: true }));
        names.forEach((id, i) => {
          const one = values.length === 1;
          const parts = { type, value: values[one ? 0 : i] ?? null, variables: one ? made : null };
          packageObject(c, id, made[i]!, parts);
        });
        if (type === null || values.length > 0)
          arity(c, names, values, { constants: false, inherited: false });
      }
      return;
    case 'TypeDecl':
      for (const spec of decl.specs) {
        packageObject(c, spec.name, newTypeName(c, spec.name, spec.alias), { spec });
      }
      return;
    case 'FunctionDecl':
      functionOne(c, decl, methods);
  }
}

function packageObject(c: Checker, id: Identifier, object: GoObject, parts: Partial<Declaration>): void {
  const { name } = id;
  if (name === 'init' || (name === 'main' && c.package.name === 'main')) {
    report(c, id, `cannot declare ${name} - must be func`);
    return;
  }
  c.homes.set(id, c.environment.file);
  declare(c, c.package.scope, id, object);
  addDeclaration(c, object, parts);
}

function addDeclaration(c: Checker, object: GoObject, parts: Partial<Declaration>): void {
  const { file, scope } = c.environment;
  c.declarations.set(object, {
    file,
    scope,
    type: null,
    value: null,
    inherited: false,
    iota: 0,
    variables: null,
    spec: null,
    func: null,
    needs: new Set(),
    state: 'new',
    ...parts,
  });
}

function functionOne(c: Checker, decl: FunctionDecl, methods: Method[]): void {
  const { name: id, receiver } = decl;
  const { name } = id;
  const func = newFunc({ name, package: c.package, at: id, type: NO_SIGNATURE, declaration: decl });
  c.homes.set(id, c.environment.file);
  if (receiver === null) {
    if (name === 'init' || (name === 'main' && c.package.name === 'main')) {
      const [parameter] = decl.typeParameters;
      if (parameter !== undefined) report(c, parameter, `func ${name} must have no type parameters`);
      if (decl.type.parameters.length + decl.type.results.length > 0) {
        report(c, id, `func ${name} must have no arguments and no return values`);
      }
      if (name === 'init' && decl.body === null) report(c, id, 'missing function body');
    }
    if (name === 'init') c.info.defs.set(id, func);
    else declare(c, c.package.scope, id, func);
  } else {
    const { base } = receiverParts(receiver.type);
    if (base.kind === 'Identifier' && name !== '_') methods.push({ func, base });
    c.info.defs.set(id, func);
  }
  addDeclaration(c, func, { func: decl });
}

/** The type that a receiver's name stands for, through aliases. */
function receiverBase(c: Checker, id: Identifier): TypeName | null {
  let { name } = id;
  let pointer = false;
  for (let i = 0; i <= c.declarations.size; i++) {
    const object = c.package.scope.names.get(name);
    if (object?.kind !== 'type') return null;
    const spec = c.declarations.get(object)?.spec;
    if (!spec) return null;
    if (!spec.alias) return object;
    let type: Expression = bare(spec.type);
    if (type.kind === 'StarExpr') {
      if (pointer) return null;
      pointer = true;
      type = bare(type.operand);
    }
    if (type.kind !== 'Identifier') return null;
    ({ name } = type);
  }
  return null;
}

const ILLEGAL = /[!"#$%&'()*,:;<=>?[\\\]^{|}`\ufffd\s\p{C}]/u;

function importOne(c: Checker, spec: ImportSpec): void {
  const path = textOf(unquoted(spec.path.text));
  const wrong = ILLEGAL.exec(path)?.[0];
  if (path === '' || wrong !== undefined) {
    const code = wrong?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    const why = wrong === undefined ? 'empty string' : `invalid character U+${code} '${wrong}'`;
    report(c, spec.path, `invalid import path (${why})`);
    return;
  }
  let found = c.load(path);
  const failed = typeof found === 'string';
  if (typeof found === 'string') {
    if (found !== '') report(c, spec.path, `could not import ${path} (${found})`);
    found = absentPackage(path);
    c.absent.add(found);
  }
  const name = spec.name?.name ?? found.name;
  if (name === 'init') {
    report(c, spec, 'cannot import package as init - init must be a func');
    return;
  }
  if (!failed && found !== UNSAFE && !c.imports.includes(found)) c.imports.push(found);
  const at = spec.name;
  const object: PackageName = {
    kind: 'package',
    name,
    package: c.package,
    at,
    imported: found,
    used: failed,
  };
  c.importNames.push({ name: object, at: spec, file: c.environment.file });
  if (name === '.') return dotImport(c, spec, object);
  const { scope } = c.environment;
  const other = scope.names.get(name);
  if (name !== '_' && other !== undefined)
    report(c, spec, `${name} redeclared in this block${placeOfImport(c, other)}`);
  else if (name !== '_') scope.names.set(name, object);
  if (at !== null) c.info.defs.set(at, object);
}

function placeOfImport(c: Checker, other: GoObject): string {
  const at = c.importNames.find(({ name }) => name === other)?.at;
  return at === undefined ? otherDeclaration(c, other) : note(c, at, `other declaration of ${other.name}`);
}

/** Nothing is known of it, and nothing said. */
function absentPackage(path: string): Package {
  return { path, name: path.slice(path.lastIndexOf('/') + 1), scope: newScope(null) };
}

function dotImport(c: Checker, spec: ImportSpec, object: PackageName): void {
  const { scope } = c.environment;
  const through = c.dotImports.get(scope) ?? new Map<string, PackageName>();
  c.dotImports.set(scope, through);
  for (const [name, one] of object.imported.scope.names) {
    if (!isExported(name)) continue;
    const other = scope.names.get(name);
    if (other !== undefined) {
      report(c, spec.name ?? spec, `${name} redeclared in this block${placeOfImport(c, other)}`);
      continue;
    }
    scope.names.set(name, one);
    through.set(name, object);
  }
}

/** What a file imports must not have the name of something in the package. */
function clashes(c: Checker, scope: Scope): void {
  for (const [name, object] of scope.names) {
    const own = c.package.scope.names.get(name);
    if (!own?.at) continue;
    const dot = object.kind !== 'package';
    const from = object.kind === 'package' ? object.imported : object.package;
    const through = `${dot ? 'dot-import' : 'import'} of package ${from?.name} ("${from?.path}")`;
    const message = `${name} already declared through ${through}${placeOfImport(c, object)}`;
    within(c, { file: c.homes.get(own.at) ?? c.environment.file }, () =>
      report(c, own.at ?? scopeStart, message),
    );
  }
}

const scopeStart = { start: 0, end: 0 };
