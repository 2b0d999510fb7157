/** npm run lab -- ...: the command line of Secret Life Lab. */
import { runBundled } from './bundled.mjs';

const LAB = { name: 'lab', entry: 'src/entries/cli.ts', inputs: ['src'] };

// The pages are built by the tools of the house, which the bundled program does not carry.
if (process.argv[2] === 'site') {
  const { buildSite } = await import('./site.mjs');
  process.exitCode = await buildSite(LAB, process.argv.slice(2));
} else await runBundled(LAB);
