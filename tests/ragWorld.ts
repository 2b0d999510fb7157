/** A whole RAG over the library of the episode, for tests: from users to the answer, with its index. */
import { readFileSync } from 'node:fs';
import { answerCheck } from '../src/parts/answer-check/sim.ts';
import { chunker } from '../src/parts/chunker/sim.ts';
import { documentStore } from '../src/parts/document-store/sim.ts';
import { embedder } from '../src/parts/embedder/sim.ts';
import { modelDeployment } from '../src/parts/model-deployment/sim.ts';
import { promptBuilder } from '../src/parts/prompt-builder/sim.ts';
import { searchIndex } from '../src/parts/search-index/sim.ts';
import { trafficSource } from '../src/parts/traffic-source/sim.ts';
import type { SmallModel } from './laws/smallWorld.ts';

export const LIBRARY = readFileSync('scenarios/rag/code/library.md', 'utf8');
export const QUESTIONS = readFileSync('scenarios/rag/code/questions.json', 'utf8');
export const PRIOR = readFileSync('scenarios/rag/code/prior.json', 'utf8');

type Written = Readonly<Record<string, unknown>>;
type Name = 'users' | 'check' | 'prompt' | 'model' | 'index' | 'vectors' | 'cutter' | 'store';

/** Nobody asks in the first ten seconds, while the index is made. */
const QUESTIONS_EVERY_SECOND: Written = {
  arrivals: 'trace',
  trace: Array.from({ length: 44 }, (_, i) => `${10 + i}s`),
};

/** @param set what differs, by part @param without wires that are not there, by their beginning */
export function ragWorld(
  set: Partial<Record<Name, Written>> = {},
  without: readonly string[] = [],
): Omit<SmallModel, 'acts'> {
  const wires = [
    'users.out > check.in',
    'check.answers > prompt.ask',
    'prompt.search > index.search',
    'prompt.library > store.all',
    'prompt.model > model.chat',
    'index.embed > vectors.embed',
    'store.documents > cutter.in',
    'cutter.out > vectors.in',
    'vectors.out > index.documents',
  ];
  return {
    parts: {
      users: [trafficSource, { ...QUESTIONS_EVERY_SECOND, ...set.users }],
      check: [answerCheck, { questions: QUESTIONS, ...set.check }],
      prompt: [promptBuilder, set.prompt],
      model: [modelDeployment, { TPM: 10_000_000, prior: PRIOR, trainedOn: LIBRARY, ...set.model }],
      index: [searchIndex, set.index],
      vectors: [embedder, { TPM: 10_000_000, trainedOn: LIBRARY, ...set.vectors }],
      cutter: [chunker, set.cutter],
      store: [documentStore, { library: LIBRARY, heldBack: '', ...set.store }],
    },
    wires: wires.filter((wire) => !without.some((beginning) => wire.startsWith(beginning))),
    until: '70s',
  };
}
