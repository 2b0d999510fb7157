/** npm run bench: how fast the engine is on this machine. */
import { runBundled } from './bundled.mjs';

await runBundled({ name: 'bench', entry: 'tests/bench/main.ts', inputs: ['src', 'tests/bench'] });
