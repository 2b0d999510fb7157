import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildGo } from '../build.ts';
import { newMachine } from './newMachine.ts';
import { run } from './scheduler.ts';

/** Beside each program what real Go printed (scripts/goldens.mjs). */
const folder = new URL('../../../tests/golang/concurrency/', import.meta.url);
const programs = readdirSync(folder).filter((name) => name.endsWith('.go'));

test.each(programs)('%s prints what it prints in real Go, on one processor and on three', (name) => {
  const source = readFileSync(new URL(name, folder), 'utf8');
  const golden = readFileSync(new URL(name.replace(/go$/, 'out'), folder), 'utf8');
  const { program, errors } = buildGo([{ name, source }]);
  expect(errors).toEqual([]);
  if (program === null) return;
  for (const processors of [1, 3]) {
    const m = newMachine(program, { processors });
    run(m);
    const { output, ending } = m.state;
    const text = Buffer.from(output.join(''), 'latin1').toString();
    expect(`${text}${ending?.text}exit ${ending?.exitCode}\n`).toBe(golden);
  }
});
