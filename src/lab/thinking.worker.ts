import { thinker } from './thinker.ts';
import { serveWorker } from './worker.ts';

serveWorker(thinker);
