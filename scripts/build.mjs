/** npm run build: the pages, into dist/. They work under any path of any static server. */
import { setup } from './setup.mjs';

setup();
const { buildPages } = await import('./pages.mjs');
await buildPages('info');
