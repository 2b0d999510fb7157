import { fullCatalog } from '../parts/full.ts';
import { able } from './able.ts';
import { serveWorker } from './worker.ts';

serveWorker(able(fullCatalog));
