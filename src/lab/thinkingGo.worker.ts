import { catalogWithGo } from '../parts/withGo.ts';
import { thinkerOf } from './thinker.ts';
import { serveWorker } from './worker.ts';

serveWorker(thinkerOf(catalogWithGo));
