/** Scrolls into chunks: the same scroll and the same settings give the same letters. */
import { type Chunk, type Chunker, chunksOf, keyOf } from '../../rules/azure/rag/chunks.ts';
import { sentenceSpans } from '../../rules/azure/rag/sentences.ts';
import { CL100K } from '../../rules/azure/rag/tokens.ts';
import type { ChunkLetter, DocumentLetter } from '../ragContents.ts';
import { rememberingBy } from '../remembered.ts';
import type { Settings } from './spec.ts';

export interface Cut {
  readonly chunks: readonly ChunkLetter[];
  readonly tokens: number;
  /** Borders between chunks, and those of them that lie in a sentence which no chunk has as a whole. */
  readonly cuts: number;
  readonly splitSentences: number;
}

type How = Pick<Settings, 'by' | 'size' | 'overlap'>;

const CHUNKERS: Readonly<Record<Settings['by'], Chunker>> = {
  sentences: 'sentence',
  tokens: 'fixed',
  sections: 'heading',
};

/** Ways of cutting that are remembered for each scroll. */
const WAYS_MOST = 16;

export const cutOf = rememberingBy(
  WAYS_MOST,
  ({ body, document }: DocumentLetter, { by, size, overlap }: How): Cut => {
    const chunking = { by: CHUNKERS[by], size, overlap };
    const chunks = chunksOf({ id: document.id, body }, chunking, CL100K);
    return {
      chunks: chunks.map((chunk, ordinal) => ({
        body: chunk.text.trim(),
        chunk: { key: keyOf(chunk), ordinal, of: chunks.length, tokens: chunk.tokens, document },
      })),
      tokens: chunks.reduce((sum, { tokens }) => sum + tokens, 0),
      cuts: Math.max(0, chunks.length - 1),
      splitSentences: chunks.slice(1).filter((_, i) => splits(body, chunks, i)).length,
    };
  },
  ({ by, size, overlap }) => `${by} ${size} ${overlap}`,
);

/** Whether the end of the n-th chunk lies in a sentence that neither it nor any other chunk has as a whole. */
function splits(body: string, chunks: readonly Chunk[], nth: number): boolean {
  const { to } = chunks[nth]!;
  const cut = sentenceSpans(body).find((sentence) => sentence.from < to && to < endOf(body, sentence));
  return cut !== undefined && !chunks.some((one) => one.from <= cut.from && one.to >= endOf(body, cut));
}

/** Without the blanks behind it. */
const endOf = (body: string, { from, to }: { readonly from: number; readonly to: number }): number =>
  from + body.slice(from, to).trimEnd().length;
