/** What the parts of a RAG say to each other: letters with further fields, as plain data that nobody changes. */
import type { Content } from '../engine/contents.ts';
import { EVERYONE } from '../rules/azure/rag/library.ts';
import type { Said } from '../rules/azure/rag/model.ts';
import type { Instructions, Source } from '../rules/azure/rag/prompt.ts';
import { filled, type Letter, letterOf } from '../rules/letter.ts';

/** What is known of a scroll beside its words. */
export interface DocumentFacts {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly groups: readonly string[];
  /** The scroll that has taken its place; for whoever judges answers, nobody else may know. */
  readonly replacedBy: string | null;
}

/** Its body is the text of the scroll. */
export interface DocumentLetter extends Letter {
  readonly document: DocumentFacts;
  /** It is no longer there: whoever has something of it forgets it. */
  readonly removed: boolean;
}

/** Its body is the text of the chunk. */
export interface ChunkLetter extends Letter {
  readonly chunk: {
    readonly key: string;
    /** In its scroll, from 0, of so many. */
    readonly ordinal: number;
    readonly of: number;
    readonly tokens: number;
    readonly document: DocumentFacts;
  };
}

/** A chunk, or a question, with the vector of its body. */
export interface EmbeddedLetter extends Letter {
  readonly vector: readonly number[];
}

/** A text that a prompt may have as a source. */
export interface FoundSource extends Source {
  readonly groups: readonly string[];
  readonly replacedBy: string | null;
}

export interface Hit extends FoundSource {
  readonly score: number;
  /** In the legs of the search, from 1; null where that leg has not got it. */
  readonly textRank: number | null;
  readonly vectorRank: number | null;
}

/** Its body lists the keys. */
export interface HitsLetter extends Letter {
  readonly hits: readonly Hit[];
  /** Near ones that a filter took away after the search. */
  readonly filteredAway: number;
}

export interface SourcesLetter extends Letter {
  readonly documents: readonly FoundSource[];
}

/** Its body is the prompt as it is sent. */
export interface PromptLetter extends Letter {
  readonly prompt: {
    readonly sources: readonly FoundSource[];
    /** Sources that there was no room for. */
    readonly dropped: number;
    readonly instructions: Instructions;
    readonly question: string;
    readonly tokens: number;
    readonly maxTokens: number;
  };
}

export interface Sentence {
  readonly text: string;
  /** Without what introduces it, and without its citation. */
  readonly claim: string;
  readonly from: Said['from'];
  /** Keys of chunks. */
  readonly citations: readonly string[];
  /** Keys of the chunks in the prompt that have what it says. */
  readonly supportedBy: readonly string[];
  readonly grounded: boolean;
}

/** Its body is the answer as it reads. */
export interface AnswerLetter extends Letter {
  readonly simulated: true;
  readonly sentences: readonly Sentence[];
  /** Keys of the chunks in the prompt, in the order of their numbers. */
  readonly sources: readonly string[];
  readonly facts: readonly (DocumentFacts & { readonly key: string })[];
  readonly tokens: { readonly prompt: number; readonly completion: number };
  readonly finish: 'stop' | 'length';
  /** Sources that gave an order, and whether it was followed. */
  readonly injections: readonly { readonly source: string; readonly obeyed: boolean }[];
  /** Keys of two sources that say the same thing with other figures. */
  readonly conflicts: readonly (readonly [string, string])[];
}

const has =
  <T extends Content>(...fields: readonly string[]) =>
  (content: Content): T | null =>
    fields.every((field) => field in content) ? (content as T) : null;

export const documentIn = has<DocumentLetter>('document', 'removed');
export const chunkIn = has<ChunkLetter>('chunk');
export const embeddedIn = has<EmbeddedLetter>('vector');
export const hitsIn = has<HitsLetter>('hits');
export const sourcesIn = has<SourcesLetter>('documents');
export const promptIn = has<PromptLetter>('prompt');
export const answerIn = has<AnswerLetter>('sentences', 'facts');

/** What somebody asks, and the groups that they are in. */
export interface Asked {
  readonly text: string;
  readonly groups: readonly string[];
}

/** @param request number of the request that asks, -1 for nobody's */
export function askedIn(content: Content, request: number): Asked {
  const { body, attributes } = letterOf(content);
  const named = (attributes?.groups?.value ?? '')
    .split(',')
    .map((group) => group.trim())
    .filter((group) => group !== '');
  return { text: filled(body, request).trim(), groups: named.length > 0 ? named : [EVERYONE] };
}
