import { catalogWithGo } from '../parts/withGo.ts';
import { textReaderOf } from './textReader.ts';
import { serveWorker } from './worker.ts';

serveWorker(textReaderOf(catalogWithGo));
