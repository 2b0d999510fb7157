import { expect, test } from 'vitest';
import { GOLDEN } from '../../../tests/golang/messages.ts';
import { errorText } from './errors.ts';
import { parseGo } from './parseGo.ts';

test.each(GOLDEN)('$source', ({ source, messages }) => {
  const told = parseGo(source, 'main.go').errors.map(errorText);
  expect(told).toEqual(messages.map((message) => `main.go:${message}`));
});

test('at most ten are told, and a line has one syntax error', () => {
  const { errors } = parseGo(`package p\nfunc f() {\n${'x y z w\n'.repeat(30)}}`);
  expect(errors.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});

test('columns count bytes, places count characters of the text', () => {
  const { errors } = parseGo('package p\nvar é = "😀" x\n', 'p.go');
  expect(errors).toEqual([
    {
      file: 'p.go',
      line: 2,
      column: 17,
      start: 23,
      end: 24,
      message: 'syntax error: unexpected name x after top level declaration',
    },
  ]);
});

test('a tree comes with errors, so that an editor has something to show', () => {
  const { file, errors } = parseGo('package p\nfunc f() { x := ; y() }\nfunc g() {}\n');
  expect(errors).toHaveLength(1);
  expect(file?.declarations.map(({ kind }) => kind)).toEqual(['FunctionDecl', 'FunctionDecl']);
  expect(parseGo('func f() {}').file).toBeNull();
});
