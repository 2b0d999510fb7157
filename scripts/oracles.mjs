/** npm run oracles: our figures beside those of other people's programs (slow, so not part of npm test). */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, setup } from './setup.mjs';
import { runTool } from './tool.mjs';

const folder = join(root, 'tests', 'oracles');

if (
  existsSync(folder) &&
  readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith('.test.ts'))
) {
  setup();
  process.exitCode = runTool('vitest', ['run', '--project', 'oracles', ...process.argv.slice(2)]);
} else {
  console.log('nothing to run here: tests/oracles holds no test');
}
