import { readValue } from './valueReader.ts';
import { serveWorker } from './worker.ts';

serveWorker(readValue);
