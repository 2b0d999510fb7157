/** All questions over chunk sizes and numbers of sources, in steps: how good is what is found, and what is said of it? */
import { meanRetrieval, type Retrieval, retrievalAt } from '../../rules/azure/rag/measure.ts';
import type { Question } from '../../rules/azure/rag/questions.ts';
import { built, completeness, sourcesFor, spoken } from './answer.ts';
import type { Indexed, Opened } from './opened.ts';
import type { RagProgress, RagSettings, RagSwept, SweepPoint } from './protocol.ts';
import { retrieve } from './retrieve.ts';

/** Sums over the questions that were asked so far. */
interface Row {
  readonly retrievals: Retrieval[];
  claims: number;
  grounded: number;
  complete: number;
  tokens: number;
}

/** The overlap stays the share of the chunk that it is. A sweep is called off by `next(true)`, and a size that is not done is left out. */
export function* sweeping(
  opened: Opened,
  settings: RagSettings,
  sizes: readonly number[],
  tops: readonly number[],
): Generator<RagProgress, RagSwept, boolean> {
  const { questions } = opened.examination;
  const share = settings.chunking.size > 0 ? settings.chunking.overlap / settings.chunking.size : 0;
  const of = sizes.length * questions.length;
  const points: SweepPoint[] = [];
  let done = 0;
  let calledOff = false;
  for (const size of sizes) {
    const chunking = { ...settings.chunking, size, overlap: Math.round(size * share) };
    const indexed = opened.indexAt({ chunking, dimensions: settings.dimensions });
    const rows = tops.map((): Row => ({ retrievals: [], claims: 0, grounded: 0, complete: 0, tokens: 0 }));
    for (const question of questions) {
      ask(opened, indexed, settings, question, tops, rows);
      done++;
      calledOff = yield { done, of };
      if (calledOff) break;
    }
    if (calledOff) break;
    for (const [i, top] of tops.entries())
      points.push(pointOf(size, top, indexed.chunks.length, questions.length, rows[i]!));
  }
  const withSources = questions.filter(({ sources }) => sources.length > 0).length;
  return { points, withSources, questions: questions.length, calledOff };
}

function ask(
  opened: Opened,
  indexed: Indexed,
  settings: RagSettings,
  question: Question,
  tops: readonly number[],
  rows: readonly Row[],
): void {
  const { asks, reader, sources: known } = question;
  const { hits } = retrieve(indexed, settings, asks, reader, settings.mode, Math.max(...tops));
  const chunks = hits.map((hit) => indexed.chunks[hit.document]!);
  const ranked = chunks.map(({ scroll }) => scroll);
  tops.forEach((top, i) => {
    const row = rows[i]!;
    if (known.length > 0) row.retrievals.push(retrievalAt(ranked, known, top));
    const made = built(settings, sourcesFor(opened, settings, chunks.slice(0, top)), asks);
    row.tokens += made.ok ? made.prompt.tokens : made.tokens;
    if (!made.ok) return;
    const one = spoken(opened, indexed.lsa, made.prompt);
    for (const grounds of one.grounds.sentences) {
      if (grounds === null) continue;
      row.claims++;
      if (grounds.supportedBy.length > 0) row.grounded++;
    }
    row.complete += completeness(one, question);
  });
}

function pointOf(size: number, top: number, chunks: number, questions: number, row: Row): SweepPoint {
  const { recall, reciprocalRank, ndcg } = meanRetrieval(row.retrievals);
  return {
    size,
    top,
    chunks,
    recall,
    mrr: reciprocalRank,
    ndcg,
    grounded: row.claims === 0 ? 1 : row.grounded / row.claims,
    complete: questions === 0 ? 0 : row.complete / questions,
    promptTokens: questions === 0 ? 0 : row.tokens / questions,
  };
}
