/** The library that ships: its scrolls, what readers ask, and what the bare model believes to know. */
import text from '../../scenarios/rag/code/library.md?raw';
import prior from '../../scenarios/rag/code/prior.json?raw';
import questions from '../../scenarios/rag/code/questions.json?raw';
import type { RagLibrary } from '../lab/rag/protocol.ts';

export const HOUSE: RagLibrary = { text, questions, prior };
