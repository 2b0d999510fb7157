import { aws } from '../parts/aws.ts';
import { valueReader } from './valueReader.ts';
import { serveWorker } from './worker.ts';

serveWorker(valueReader(aws));
