import { catalogWithGo } from '../parts/withGo.ts';
import { valueReader } from './valueReader.ts';
import { serveWorker } from './worker.ts';

serveWorker(valueReader(catalogWithGo));
