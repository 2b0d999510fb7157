import { catalog } from '../parts/catalog.ts';
import { valueReader } from './valueReader.ts';
import { serveWorker } from './worker.ts';

serveWorker(valueReader(catalog));
