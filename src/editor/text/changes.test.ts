import { describe, expect, it } from 'vitest';
import { changesBetween } from './changes.ts';

function applied(before: string, after: string): string {
  let [text, at] = ['', 0];
  for (const { from, to, insert } of changesBetween(before, after)) {
    expect(from).toBeGreaterThanOrEqual(at);
    text += before.slice(at, from) + insert;
    at = to;
  }
  return text + before.slice(at);
}

describe('changes', () => {
  it('of two lines far apart leave what stands between them', () => {
    const lines = Array.from({ length: 100 }, (_, i) => `line ${i}`);
    const after = lines.with(3, 'line three').with(90, 'ninety').join('\n');
    const changes = changesBetween(lines.join('\n'), after);
    expect(changes.map(({ insert }) => insert)).toEqual(['three', 'ninety']);
    expect(applied(lines.join('\n'), after)).toBe(after);
  });

  it('lead from any text to any other', () => {
    let state = 11;
    const below = (n: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return (state >>> 8) % n;
    };
    const words = ['a', 'b', 'ab', '', '  c: d', '\n'];
    const text = () =>
      Array.from({ length: below(12) }, () => words[below(words.length)]!).join(below(4) ? '\n' : '');
    for (let round = 0; round < 5000; round++) {
      const [before, after] = [text(), text()];
      expect(applied(before, after)).toBe(after);
    }
  });

  it('of long texts are found in time', () => {
    const long = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word} ${i}`).join('\n');
    expect(applied(long('a'), long('b'))).toBe(long('b'));
    expect(changesBetween('same', 'same')).toEqual([]);
  });
});
