/** npm run lab -- ...: the command line of Secret Life Lab. */
import { runBundled } from './bundled.mjs';

await runBundled({ name: 'lab', entry: 'src/entries/cli.ts', inputs: ['src'] });
