import { textReader } from './textReader.ts';
import { serveWorker } from './worker.ts';

serveWorker(textReader);
