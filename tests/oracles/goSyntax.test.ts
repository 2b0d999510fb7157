/** Our parser beside Go's own, where Go is installed: its standard library, and its compiler's words. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { errorText } from '../../src/golang/syntax/errors.ts';
import { parseGo } from '../../src/golang/syntax/parseGo.ts';
import { GOLDEN } from '../golang/messages.ts';

function goRoot(): string | null {
  try {
    return execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

const root = goRoot();

function goFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && one.name.endsWith('.go') && !/\/testdata(?:\/|$)/.test(one.parentPath))
    .map((one) => join(one.parentPath, one.name));
}

test.skipIf(root === null)('every file of the standard library parses', () => {
  const files = goFiles(join(root!, 'src/'));
  const refused = files.flatMap((path) =>
    parseGo(readFileSync(path, 'utf8'), path).errors.slice(0, 1).map(errorText),
  );
  expect(files.length).toBeGreaterThan(1000);
  expect(refused).toEqual([]);
});

/** What the compiler says after parsing, where it got that far, is none of the parser's business. */
const OF_PARSING =
  /syntax error|escape|literal|newline in|not terminated|invalid character|cannot begin|exponent|mantissa|must separate|must not be parenthesized|must have no|index required|method has|empty type|radix|label|break is|continue is|goto|fallthrough/;

test.skipIf(root === null)('the golden messages are what the compiler prints', () => {
  const folder = mkdtempSync(join(tmpdir(), 'go-syntax-'));
  for (const { source, messages } of GOLDEN) {
    writeFileSync(join(folder, 'main.go'), source);
    const compile = ['tool', 'compile', '-p', 'main', '-o', join(folder, 'main.o'), 'main.go'];
    const printed = spawnSync('go', compile, { cwd: folder, encoding: 'utf8' }).stdout;
    const told = printed
      .split('\n')
      .filter((line) => line.startsWith('main.go:') && !line.endsWith('too many errors'))
      .map((line) => line.slice('main.go:'.length));
    const stopped = told.some((line) => line.includes('syntax error'));
    expect(stopped ? told : told.filter((line) => OF_PARSING.test(line)), source).toEqual(messages);
  }
});
