import { Text } from '@codemirror/state';
import { expect, it } from 'vitest';
import { foldBelow } from './folds.ts';
import { depthBelow, indentBelow } from './indent.ts';

it.each([
  ['parts:', 2],
  ['  checkout: # the door', 4],
  ['  kind: service', 2],
  ['  - id: outage', 4],
  ['  - a.out -> b.in', 2],
  ['  - from: a.out', 4],
  ['    text: |', 6],
  ['    that: >-', 6],
  ['  -', 4],
  ['  - preset:', 6],
  ['  with: {', 4],
  ['  note: at 5:00', 2],
  ['  url: https://x.y', 2],
  ['', 0],
])('below %j a line begins at %i', (line, depth) => expect(depthBelow(line)).toBe(depth));

it('empty lines are looked through', () => {
  const doc = Text.of(['parts:', '  a:', '', '']);
  expect(indentBelow(doc, doc.length)).toBe(4);
  expect(indentBelow(Text.of(['']), 0)).toBe(0);
  // Where a line is broken, what stands before the cursor counts.
  expect(indentBelow(Text.of(['parts:', '  a: b']), 'parts:\n  a:'.length)).toBe(4);
  expect(indentBelow(Text.of(['parts:', '  a: b']), 'parts:\n  a: b'.length)).toBe(2);
});

it('what is deeper folds, also a list right below its key, without the empty lines behind it', () => {
  const lines = ['parts:', '  a:', '    kind: x', '', '# note', 'wires:', '- a', '- b', 'seed: 1'];
  const doc = Text.of(lines);
  const folded = (n: number) => {
    const range = foldBelow(doc, doc.line(n).from);
    return range && doc.sliceString(range.from, range.to);
  };
  expect(folded(1)).toBe('\n  a:\n    kind: x');
  expect(folded(2)).toBe('\n    kind: x');
  expect(folded(6)).toBe('\n- a\n- b');
  expect([folded(3), folded(4), folded(5), folded(9)]).toEqual([null, null, null, null]);
});
