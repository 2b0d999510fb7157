import { answerCheck } from './answer-check/sim.ts';
import { chunker } from './chunker/sim.ts';
import type { PartDefinition } from './contract.ts';
import { documentStore } from './document-store/sim.ts';
import { embedder } from './embedder/sim.ts';
import { modelDeployment } from './model-deployment/sim.ts';
import { promptBuilder } from './prompt-builder/sim.ts';
import { searchIndex } from './search-index/sim.ts';

/** The same as in rag.ts, and they run. */
export const RAG: readonly PartDefinition[] = [
  documentStore,
  chunker,
  embedder,
  searchIndex,
  promptBuilder,
  modelDeployment,
  answerCheck,
];
