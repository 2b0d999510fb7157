import { catalogWithGo } from '../parts/withGo.ts';
import { able } from './able.ts';
import { serveWorker } from './worker.ts';

serveWorker(able(catalogWithGo));
