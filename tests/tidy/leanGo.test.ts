import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lean } from '../../scripts/leanGo.ts';
import { lineAt, lineStartsOf } from '../../src/golang/syntax/positions.ts';
import { next } from '../../src/golang/syntax/scanner.ts';
import { newScanner } from '../../src/golang/syntax/scanState.ts';

const prelude = new URL('../../src/golang/prelude/', import.meta.url);
const files = readdirSync(prelude).filter((name) => name.endsWith('.go'));

/** What the parser gets to see, with the line of each. */
function words(source: string): readonly string[] {
  const s = newScanner(source);
  const lines = lineStartsOf(source);
  const found: string[] = [];
  do {
    next(s);
    found.push(`${lineAt(lines, s.start)} ${s.token} ${s.text} ${s.operator}`);
  } while (s.token !== 'EOF');
  return found;
}

describe('Go made lean', () => {
  it.each(files)('%s has the same words in the same lines', (name) => {
    const source = readFileSync(new URL(name, prelude), 'utf8');
    expect(words(lean(source))).toEqual(words(source));
    expect(lean(source).length).toBeLessThanOrEqual(source.length);
  });

  it('leaves texts and runes alone, and ends lines where comments do', () => {
    const source = 'a = "// \\" x"  /* one\n two */ + \'"\' + `\n  // raw` // end\n\tb';
    expect(lean(source)).toBe('a = "// \\" x"\n+ \'"\' + `\n  // raw`\nb');
  });
});
