import { catalogWithRag } from '../parts/withRag.ts';
import { able } from './able.ts';
import { serveWorker } from './worker.ts';

serveWorker(able(catalogWithRag));
