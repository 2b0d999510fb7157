import { basics } from '../parts/basics.ts';
import { valueReader } from './valueReader.ts';
import { serveWorker } from './worker.ts';

serveWorker(valueReader(basics));
