/** What `npm run bench` asks of a browser; tests/bench/page.mjs calls these. */
import { particles } from './particles.tsx';
import { seeks } from './seeks.ts';

Object.assign(window, { bench: { seeks, particles } });
