import { answerCheckDrawn } from './answer-check/light.ts';
import { chunkerDrawn } from './chunker/light.ts';
import type { PartDefinition } from './contract.ts';
import { documentStoreDrawn } from './document-store/light.ts';
import { embedderDrawn } from './embedder/light.ts';
import { modelDeploymentDrawn } from './model-deployment/light.ts';
import { promptBuilderDrawn } from './prompt-builder/light.ts';
import { searchIndexDrawn } from './search-index/light.ts';

/** Retrieval and generation, to be drawn and checked: what runs them brings a tokenizer (withRag.ts). */
export const RAG_DRAWN: readonly PartDefinition[] = [
  documentStoreDrawn,
  chunkerDrawn,
  embedderDrawn,
  searchIndexDrawn,
  promptBuilderDrawn,
  modelDeploymentDrawn,
  answerCheckDrawn,
];
