import { expect, test } from 'vitest';
import { SAMPLE } from '../../../tests/golang/sample.ts';
import { nodesOf, sketch } from '../../../tests/golang/sketch.ts';
import { parseGo } from './parseGo.ts';
import type { Declaration, Expression } from './tree.ts';

const whole = parseGo(SAMPLE, 'sample.go');

test('the sample has no error', () => {
  expect(whole.errors).toEqual([]);
});

const readBack: Readonly<Record<'expression' | 'statement' | 'declaration', (text: string) => unknown>> = {
  expression: (text) => {
    const [decl] = parseGo(`package p\nvar _ = (${text})\n`).file!.declarations;
    const [value] = decl?.kind === 'VarDecl' ? decl.specs[0]!.values : [];
    return value?.kind === 'ParenExpr' ? value.inner : null;
  },
  statement: (text) => {
    const [decl] = parseGo(`package p\nfunc _() {\n${text}\n}\n`).file!.declarations;
    return decl?.kind === 'FunctionDecl' ? decl.body!.statements[0] : null;
  },
  declaration: (text) => parseGo(`package p\n${text}\n`).file!.declarations[0],
};

const EXPRESSION =
  /^(?:Identifier|BasicLit|FunctionLit|ParenExpr|SelectorExpr|IndexExpr|SliceExpr|TypeAssertion|CallExpr|StarExpr|UnaryExpr|BinaryExpr|\w+Type)$/;
const DECLARATION = /^(?:Import|Const|Type|Var|Function)Decl$/;
const STATEMENT = /^(?:\w+Stmt|Block|Assignment|ShortVarDecl|\w+Switch)$/;

/** Elements of a literal, and a signature behind its name, do not stand for themselves. */
function apart(kind: string, text: string): keyof typeof readBack | null {
  if (kind === 'FunctionType' && !text.startsWith('func')) return null;
  if (kind === 'Identifier' && text === '.') return null;
  if (kind === 'CompositeLit') return text.startsWith('{') ? null : 'expression';
  if (EXPRESSION.test(kind)) return 'expression';
  if (kind === 'EmptyStmt') return null;
  if (DECLARATION.test(kind)) return 'declaration';
  return STATEMENT.test(kind) ? 'statement' : null;
}

test('the text of every node reads as that node', () => {
  const seen = new Set<string>();
  for (const [node] of nodesOf(whole.file!)) {
    const text = SAMPLE.slice(node.start, node.end);
    const as = apart(node.kind, text);
    if (as === null) continue;
    seen.add(node.kind);
    expect(sketch(readBack[as](text)), text).toBe(sketch(node as Expression | Declaration));
  }
  expect(seen.size).toBe(43);
});

test('a node lies within the one that holds it, and no two of a list overlap', () => {
  for (const [node, parent] of nodesOf(whole.file!)) {
    expect(node.start, node.kind).toBeLessThanOrEqual(node.end);
    if (!parent) continue;
    const inside = parent.start <= node.start && node.end <= parent.end;
    expect(inside, `${node.kind} in ${parent.kind}: ${SAMPLE.slice(node.start, node.end)}`).toBe(true);
    for (const part of Object.values(node)) {
      if (!Array.isArray(part) || typeof part[0] !== 'object') continue;
      for (let i = 1; i < part.length; i++) expect(part[i].start).toBeGreaterThanOrEqual(part[i - 1].end);
    }
  }
});

test('comments are kept with their place', () => {
  const { comments } = whole.file!;
  expect(comments.map(({ text }) => text)).toEqual([
    '// Package sample shows all.',
    '// cost: 20ms io',
    '/* a comment\nover two lines */',
    '// behind',
  ]);
  for (const { start, end, text } of comments) expect(SAMPLE.slice(start, end)).toBe(text);
});

test('the tree is plain data', () => {
  expect(structuredClone(whole.file)).toEqual(whole.file);
});
