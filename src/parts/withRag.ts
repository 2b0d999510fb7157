import { running } from './catalog.ts';
import { RAG } from './ragParts.ts';

/** Brings search, a simulated model and a tokenizer, which is 1.2 megabytes. */
export const catalogWithRag = running(RAG);
