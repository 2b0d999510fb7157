/** Whether something built is still newer than all it was built from. */
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './setup.mjs';

const TEST_FILE = /\.test\.tsx?$/;

/** Time of the newest file or folder below; a folder's own time tells of files taken away. @param {string} path */
function newestMs(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  let newest = stat.mtimeMs;
  for (const name of readdirSync(path)) {
    if (!TEST_FILE.test(name)) newest = Math.max(newest, newestMs(join(path, name)));
  }
  return newest;
}

/**
 * Runs `build` unless `output` is there and newer than every input.
 * @param {{ output: string, inputs: readonly string[], build: () => Promise<void> }} what paths from the root
 */
export async function buildIfStale({ output, inputs, build }) {
  const stamp = join(root, '.cache', 'built', output.replaceAll('/', '-'));
  const newest = Math.max(...inputs.map((path) => newestMs(join(root, path))));
  if (existsSync(join(root, output)) && existsSync(stamp) && statSync(stamp).mtimeMs > newest) return;
  // The stamp carries the time of the start: what is edited during the build counts as newer.
  const started = new Date();
  await build();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
  utimesSync(stamp, started, started);
}
