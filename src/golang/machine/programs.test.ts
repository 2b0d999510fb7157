import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildGo } from '../build.ts';
import { errorText } from '../syntax/errors.ts';
import { newMachine } from './newMachine.ts';
import { run } from './scheduler.ts';

const folder = new URL('../../../tests/golang/programs/', import.meta.url);

/** What the program leaves behind, as scripts/goldens.mjs writes down what real Go leaves. */
function left(name: string): string {
  const source = readFileSync(new URL(name, folder), 'utf8');
  const { program, errors } = buildGo([{ name, source }]);
  if (program === null) return errors.map(errorText).join('\n');
  const m = newMachine(program);
  run(m);
  const { output, ending } = m.state;
  const text = Buffer.from(output.join(''), 'latin1').toString() + (ending?.text ?? '');
  return `${text
    .replace(/^(goroutine )(?!1 )\d+ \[/gm, '$1N [')
    .replace(/^(created by .* in goroutine )(?!1$)\d+$/gm, '$1N')}exit ${ending?.exitCode}\n`;
}

it.each(readdirSync(folder).filter((name) => name.endsWith('.go')))(
  '%s leaves what real Go leaves',
  (name) => {
    expect(left(name)).toBe(readFileSync(new URL(name.replace(/\.go$/, '.out'), folder), 'utf8'));
  },
);
