import { readAny } from './textReader.ts';
import { serveWorker } from './worker.ts';

serveWorker(readAny);
