/**
 * What real Go prints for the Go programs of the tests: writes `x.out` beside every `x.go`. Not part of the tests; needs Go 1.24.
 * Addresses, arguments in traces and the runtime's own frames are left out, as this lab's Go leaves them out.
 *
 *     node scripts/goldens.mjs tests/golang/programs [name ...]      GO=/path/to/go where it is not on the PATH
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [folder = 'tests/golang/programs', ...names] = process.argv.slice(2);
const go = process.env.GO ?? 'go';

/**
 * A trace without what differs from run to run: pairs of lines, `main.f(0x1, ...)` and `\t/path/x.go:12 +0x1d`.
 * @param {string} text
 * @param {string} file
 */
function normalized(text, file) {
  const lines = text.split('\n');
  const kept = [];
  for (let i = 0; i < lines.length; i++) {
    const place = /^\t(\/\S+):(\d+)( \+0x[0-9a-f]+)?$/.exec(lines[i + 1] ?? '');
    if (place === null) {
      kept.push(lines[i]);
      continue;
    }
    i++;
    const call = lines[i - 1].replace(/\((?!\)|\*)[^()]*\)$|\(\{.*\}\)$/, '(...)');
    if (/^panic\(/.test(call)) kept.push('panic(...)');
    if (!place[1].endsWith(`/${file}`) || /\.(defer|go)wrap\d+\(/.test(call)) continue;
    kept.push(call, `\t${file}:${place[2]}`);
  }
  return kept
    .join('\n')
    .replace(/ addr=0x[0-9a-f]+ pc=0x[0-9a-f]+\]/g, ' addr=0x... pc=0x...]')
    .replace(/^(\t?panic: \(.*\)) 0x[0-9a-f]+/gm, '$1 0x...')
    .replace(/^(goroutine )(?!1 )\d+ \[/gm, '$1N [')
    .replace(/^(created by .* in goroutine )(?!1$)\d+$/gm, '$1N');
}

const scratch = mkdtempSync(join(tmpdir(), 'goldens-'));
try {
  writeFileSync(join(scratch, 'go.mod'), 'module golden\n\ngo 1.24\n');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.go'))) {
    if (names.length > 0 && !names.includes(file.replace(/\.go$/, ''))) continue;
    const home = join(scratch, file.replace(/\.go$/, ''));
    const program = join(scratch, `${file}.bin`);
    cpSync(join(folder, file), join(home, file), { recursive: true });
    execFileSync(go, ['build', '-gcflags=-N -l', '-o', program, `./${file.replace(/\.go$/, '')}`], {
      cwd: scratch,
      stdio: 'inherit',
    });
    const { stdout, status } = spawnSync('sh', ['-c', `exec timeout 20 ${program} 2>&1`], {
      encoding: 'latin1',
    });
    const out = resolve(folder, file.replace(/\.go$/, '.out'));
    writeFileSync(out, `${normalized(stdout, file)}exit ${status}\n`, 'latin1');
    console.log(out);
  }
} finally {
  rmSync(scratch, { recursive: true });
}
