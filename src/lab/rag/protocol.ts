/**
 * What a page and the Worker of retrieval say to each other: plain data. The Worker keeps nothing that a question does not name:
 * each brings the library and its settings, so that any of them can be asked again, in any order.
 */
import type { Chunking } from '../../rules/azure/rag/chunks.ts';
import type { Said } from '../../rules/azure/rag/model.ts';
import type { Instructions } from '../../rules/azure/rag/prompt.ts';
import type { QuestionKind } from '../../rules/azure/rag/questions.ts';
import type { QueryMode } from '../../rules/azure/search/searchIndex.ts';
import type { ServiceError } from '../../rules/serviceError.ts';

/** All as text: scrolls in Markdown, questions with known sources and the model's prior as JSON or YAML. */
export interface RagLibrary {
  readonly text: string;
  /** Empty: there are none. */
  readonly questions: string;
  readonly prior: string;
}

export interface IndexSettings {
  readonly chunking: Chunking;
  readonly dimensions: number;
}

/** `found`: what the search brings; `none`: the bare model; `everything`: all that the store has, whoever asks. */
export type SourcesFrom = 'found' | 'none' | 'everything';
export type SecurityFilter = 'none' | 'preFilter' | 'postFilter';

export interface QuerySettings {
  readonly mode: QueryMode;
  readonly top: number;
  readonly k1: number;
  readonly b: number;
  readonly rrfK: number;
  readonly filter: SecurityFilter;
  readonly sources: SourcesFrom;
  readonly instructions: Instructions;
  readonly contextWindow: number;
  readonly maxTokens: number;
}

export interface RagSettings extends IndexSettings, QuerySettings {}

export interface RagAsk {
  readonly question: string;
  readonly groups: readonly string[];
  /** Of the examination, where it is one of those: then the right answer is known. */
  readonly id: string | null;
}

export type RagAsked =
  | { readonly ask: 'open'; readonly id: number; readonly library: RagLibrary }
  | {
      readonly ask: 'index';
      readonly id: number;
      readonly library: RagLibrary;
      readonly settings: IndexSettings;
    }
  | {
      readonly ask: 'query';
      readonly id: number;
      readonly library: RagLibrary;
      readonly settings: RagSettings;
      readonly query: RagAsk;
    }
  | {
      readonly ask: 'sweep';
      readonly id: number;
      readonly library: RagLibrary;
      readonly settings: RagSettings;
      readonly sizes: readonly number[];
      readonly tops: readonly number[];
    }
  /** Calls off the question of this id; it is then answered as far as it came. */
  | { readonly ask: 'cancel'; readonly id: number };

export type RagAnswered =
  | { readonly answer: 'opened'; readonly id: number; readonly opened: RagOpened }
  | { readonly answer: 'indexed'; readonly id: number; readonly indexed: RagIndexed }
  | { readonly answer: 'queried'; readonly id: number; readonly queried: RagQueried }
  | { readonly answer: 'progress'; readonly id: number; readonly progress: RagProgress }
  | { readonly answer: 'swept'; readonly id: number; readonly swept: RagSwept }
  /** There was nothing to call off. */
  | { readonly answer: 'idle'; readonly id: number }
  /** It could not be answered: a sentence. */
  | { readonly answer: 'refused'; readonly id: number; readonly why: string };

export interface RagScroll {
  readonly id: string;
  readonly title: string;
  readonly author: string;
  readonly date: string;
  readonly groups: readonly string[];
  /** The scroll that this one takes the place of, and the one that takes its place. */
  readonly supersedes: string | null;
  readonly replacedBy: string | null;
  readonly body: string;
  readonly tokens: number;
}

export interface RagQuestion {
  readonly id: string;
  readonly asks: string;
  readonly reader: readonly string[];
  readonly sources: readonly string[];
  readonly answer: string;
  readonly kind: QuestionKind;
}

export interface RagOpened {
  readonly scrolls: readonly RagScroll[];
  readonly questions: readonly RagQuestion[];
  /** Why there are no questions, as a sentence; null where there are some, or none were brought. */
  readonly fault: string | null;
  readonly tokenizer: string;
  readonly tokens: number;
}

export interface RagChunk {
  readonly key: string;
  readonly scroll: string;
  readonly ordinal: number;
  readonly from: number;
  readonly to: number;
  readonly tokens: number;
}

export interface RagIndexed {
  readonly chunks: readonly RagChunk[];
  /** Terms that words are looked up by, and those that the embedding knows. */
  readonly terms: number;
  readonly embedded: number;
  readonly dimensions: number;
  /** Share of what the passages say that these directions keep. */
  readonly energy: number;
  /** Of all chunks; overlaps count twice. */
  readonly tokens: number;
}

/** Places of a ranking that are told. */
export const SHOWN = 8;

/** One place of a ranking. */
export interface RagPlace {
  readonly key: string;
  readonly rank: number;
  readonly score: number;
  readonly cosine: number | null;
  readonly textRank: number | null;
  readonly vectorRank: number | null;
  /** Whether the one who asks may open its scroll. */
  readonly mayRead: boolean;
}

export interface RagTerm {
  readonly term: string;
  readonly times: number;
  readonly documents: number;
  readonly of: number;
  readonly count: number;
  readonly length: number;
  readonly averageLength: number;
  readonly idf: number;
  readonly tf: number;
  readonly score: number;
}

/** How a chunk came by its places. */
export interface RagWhy {
  readonly terms: readonly RagTerm[];
  readonly textScore: number;
  readonly cosine: number;
  readonly vectorScore: number;
  readonly textRank: number | null;
  readonly vectorRank: number | null;
  /** 1 / (k + rank) of both, and their sum. */
  readonly textPart: number;
  readonly vectorPart: number;
  readonly fused: number;
}

export interface RagPiece {
  readonly is: 'system' | 'source' | 'question';
  readonly number: number | null;
  /** Of a chunk, or of a whole scroll. */
  readonly key: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly tokens: number;
  readonly mayRead: boolean;
  /** A sentence in it gives orders to the machine. */
  readonly orders: boolean;
}

export interface RagPrompt {
  readonly pieces: readonly RagPiece[];
  readonly messages: readonly { readonly role: 'system' | 'user'; readonly content: string }[];
  /** Of the messages themselves, beside their words. */
  readonly overhead: number;
  readonly tokens: number;
  readonly maxTokens: number;
  readonly contextWindow: number;
  /** Titles of sources that there was no room for. */
  readonly dropped: readonly string[];
  /** It is longer than the window. */
  readonly error: ServiceError | null;
}

export interface RagSentence {
  readonly text: string;
  readonly from: Said['from'];
  /** Numbers of sources. */
  readonly cites: readonly number[];
  readonly supportedBy: readonly number[];
  /** It claims something, and no chunk of the prompt has it. */
  readonly isUngrounded: boolean;
  readonly isCitedRightly: boolean;
  /** From a scroll that the one who asks may not open. */
  readonly leaks: boolean;
}

export interface RagAnswer {
  readonly sentences: readonly RagSentence[];
  /** Null where nothing is claimed. */
  readonly grounded: number | null;
  readonly cited: number | null;
  readonly finish: 'stop' | 'length';
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly injections: readonly { readonly source: number; readonly obeyed: boolean }[];
  readonly conflicts: readonly (readonly [number, number])[];
}

export interface RagMeasured {
  readonly known: readonly string[];
  /** Null where no scroll answers it: there is nothing to be found. */
  readonly recall: number | null;
  readonly reciprocalRank: number | null;
  readonly ndcg: number | null;
  readonly right: string;
  /** Share of the right answer that was said. */
  readonly complete: number | null;
}

export interface RagQueried {
  readonly text: readonly RagPlace[];
  readonly vector: readonly RagPlace[];
  readonly fused: readonly RagPlace[];
  /** Chunks that each leg found in all, and near ones that a filter after the search took away. */
  readonly texts: number;
  readonly vectors: number;
  readonly filteredAway: number;
  /** Of every chunk that is shown. */
  readonly why: Readonly<Record<string, RagWhy>>;
  /** Words of the question that no chunk has, and those that the embedding does not know. */
  readonly unknownWords: readonly string[];
  readonly unknownMeanings: readonly string[];
  readonly prompt: RagPrompt;
  /** Null: the service refused the prompt. */
  readonly answer: RagAnswer | null;
  readonly measured: RagMeasured | null;
}

export interface RagProgress {
  readonly done: number;
  readonly of: number;
}

/** Means over the questions. */
export interface SweepPoint {
  readonly size: number;
  readonly top: number;
  readonly chunks: number;
  readonly recall: number;
  readonly mrr: number;
  readonly ndcg: number;
  /** Share of all sentences that claim something; 1 where nothing is claimed. */
  readonly grounded: number;
  /** How much of the right answers was said. */
  readonly complete: number;
  readonly promptTokens: number;
}

export interface RagSwept {
  readonly points: readonly SweepPoint[];
  /** Those with known sources, which retrieval is measured by, of all. */
  readonly withSources: number;
  readonly questions: number;
  readonly calledOff: boolean;
}
