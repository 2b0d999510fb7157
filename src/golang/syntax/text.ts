/** Expressions and simple statements in one line, as Go's messages quote them: bodies are left out. */
import type { SimpleStatement } from './statementTree.ts';
import type { Expression, FunctionType, InterfaceType, ParameterDecl, StructType } from './tree.ts';

/** Longer ones end in an ellipsis: a message is to be read. */
const PARTS_MAX = 1000;

export function expressionText(x: Expression): string {
  return write(x, { left: PARTS_MAX });
}

export function simpleText(statement: SimpleStatement): string {
  switch (statement.kind) {
    case 'ExpressionStmt':
      return expressionText(statement.expression);
    case 'SendStmt':
      return `${expressionText(statement.channel)} <- ${expressionText(statement.value)}`;
    case 'IncDecStmt':
      return `${expressionText(statement.operand)}${statement.operator}`;
    case 'Assignment':
      return `${texts(statement.left)} ${statement.operator} ${texts(statement.right)}`;
    case 'ShortVarDecl':
      return `${texts(statement.left)} := ${texts(statement.right)}`;
  }
}

function texts(all: readonly Expression[]): string {
  return all.map((one) => expressionText(one)).join(', ');
}

interface Budget {
  left: number;
}

function write(x: Expression, budget: Budget): string {
  if (--budget.left < 0) return '…';
  const of = (inner: Expression): string => write(inner, budget);
  const list = (all: readonly Expression[]): string => all.map(of).join(', ');
  switch (x.kind) {
    case 'Identifier':
      return x.name;
    case 'BasicLit':
      return x.text;
    case 'BadExpr':
      return '_';
    case 'CompositeLit':
      return `${x.type === null ? '' : of(x.type)}{${x.elements.length > 0 ? '…' : ''}}`;
    case 'FunctionLit':
      return `${of(x.type)} {${x.body.statements.length > 0 ? '…' : ''}}`;
    case 'ParenExpr':
      return `(${of(x.inner)})`;
    case 'SelectorExpr':
      return `${of(x.operand)}.${x.selector.name}`;
    case 'IndexExpr':
      return `${of(x.operand)}[${list(x.indices)}]`;
    case 'SliceExpr': {
      const bound = (one: Expression | null): string => (one === null ? '' : of(one));
      return `${of(x.operand)}[${bound(x.low)}:${bound(x.high)}${x.max === null ? '' : `:${of(x.max)}`}]`;
    }
    case 'TypeAssertion':
      return `${of(x.operand)}.(${x.type === null ? 'type' : of(x.type)})`;
    case 'CallExpr':
      return `${of(x.operand)}(${list(x.arguments)}${x.spread ? '...' : ''})`;
    case 'StarExpr':
      return `*${of(x.operand)}`;
    case 'UnaryExpr':
      return `${x.operator}${of(x.operand)}`;
    case 'BinaryExpr':
      return `${of(x.left)} ${x.operator} ${of(x.right)}`;
    case 'ArrayType':
      return `[${x.length === null ? '...' : of(x.length)}]${of(x.element)}`;
    case 'SliceType':
      return `[]${of(x.element)}`;
    case 'MapType':
      return `map[${of(x.key)}]${of(x.element)}`;
    case 'ChannelType':
      return `${{ both: 'chan', send: 'chan<-', receive: '<-chan' }[x.direction]} ${of(x.element)}`;
    case 'StructType':
      return structText(x, of);
    case 'InterfaceType':
      return `interface{${x.elements.map((one) => interfaceElement(one, of)).join('; ')}}`;
    case 'FunctionType':
      return `func${signatureText(x, of)}`;
  }
}

function interfaceElement(one: InterfaceType['elements'][number], of: (x: Expression) => string): string {
  if (one.kind === 'MethodSpec') return `${one.name.name}${signatureText(one.type, of)}`;
  return one.terms.map((term) => `${term.tilde ? '~' : ''}${of(term.type)}`).join(' | ');
}

function structText({ fields }: StructType, of: (x: Expression) => string): string {
  const one = (field: StructType['fields'][number]): string => {
    const names = field.kind === 'FieldDecl' ? `${field.names.map(({ name }) => name).join(', ')} ` : '';
    return `${names}${of(field.type)}${field.tag === null ? '' : ` ${field.tag.text}`}`;
  };
  return `struct{${fields.map(one).join('; ')}}`;
}

function signatureText(type: FunctionType, of: (x: Expression) => string): string {
  const one = ({ names, type: t, variadic }: ParameterDecl): string => {
    const text = `${variadic ? '...' : ''}${of(t)}`;
    return names.length === 0 ? text : `${names.map(({ name }) => name).join(', ')} ${text}`;
  };
  const inputs = `(${type.parameters.map(one).join(', ')})`;
  const [first, ...more] = type.results;
  if (first === undefined) return inputs;
  if (more.length === 0 && first.names.length === 0) return `${inputs} ${of(first.type)}`;
  return `${inputs} (${type.results.map(one).join(', ')})`;
}
