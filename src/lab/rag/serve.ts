/** Answers the questions of a page about a library. Keeps the last library that was read, since questions come in rows about one. */
import { retrievalAt } from '../../rules/azure/rag/measure.ts';
import { answerView, completeness, promptView, sourcesFor, spoken } from './answer.ts';
import { indexedView, type Opened, openedView, openLibrary } from './opened.ts';
import type {
  RagAnswered,
  RagAsk,
  RagAsked,
  RagLibrary,
  RagMeasured,
  RagQueried,
  RagSettings,
} from './protocol.ts';
import { rankingsOf, retrieve, unknownTo } from './retrieve.ts';
import { sweeping } from './sweep.ts';

type Hear = (answered: RagAnswered) => void;

/** Whoever asks more than this pastes. */
export const QUESTION_LETTERS_MOST = 2_000;
/** A turn of the event loop may take about so long, ms: then somebody may call it off. */
const TURN = 40;

/** @param now a clock that goes on; only turns are measured by it */
export function makeRagLab(
  hear: Hear,
  now: () => number = () => performance.now(),
): (asked: RagAsked) => void {
  let last: { readonly library: RagLibrary; readonly opened: Opened | string } | null = null;
  const calledOff = new Set<number>();
  const running = new Set<number>();

  function openedAs(library: RagLibrary): Opened {
    if (last === null || !isSame(last.library, library)) last = { library, opened: openLibrary(library) };
    if (typeof last.opened === 'string') throw new Refusal(last.opened);
    return last.opened;
  }

  function sweep(asked: Extract<RagAsked, { ask: 'sweep' }>): void {
    const { id, settings, sizes, tops } = asked;
    const opened = openedAs(asked.library);
    if (opened.examination.questions.length === 0)
      throw new Refusal('There are no questions with known sources for this library.');
    const work = sweeping(opened, settings, sizes, tops);
    running.add(id);
    const turn = (): void => orSay(id, step);
    const step = (): void => {
      const until = now() + TURN;
      let next = work.next(calledOff.delete(id));
      while (!next.done && now() < until) next = work.next(false);
      if (next.done) {
        running.delete(id);
        calledOff.delete(id);
        hear({ answer: 'swept', id, swept: next.value });
      } else {
        hear({ answer: 'progress', id, progress: next.value });
        setTimeout(turn);
      }
    };
    turn();
  }

  /** What fails in a later turn of the event loop is told as well. */
  function orSay(id: number, work: () => void): void {
    try {
      work();
    } catch (error) {
      running.delete(id);
      const words = error instanceof Error ? error.message : String(error);
      hear({ answer: 'refused', id, why: error instanceof Refusal ? words : `The search failed: ${words}` });
    }
  }

  return (asked) => {
    const { id } = asked;
    if (asked.ask === 'cancel') {
      if (running.has(id)) calledOff.add(id);
      else hear({ answer: 'idle', id });
      return;
    }
    orSay(id, () => {
      switch (asked.ask) {
        case 'open':
          return hear({ answer: 'opened', id, opened: openedView(openedAs(asked.library)) });
        case 'index': {
          const indexed = openedAs(asked.library).indexAt(asked.settings);
          return hear({ answer: 'indexed', id, indexed: indexedView(indexed) });
        }
        case 'query': {
          const queried = queriedBy(openedAs(asked.library), asked.settings, asked.query);
          return hear({ answer: 'queried', id, queried });
        }
        case 'sweep':
          return sweep(asked);
      }
    });
  };
}

const isSame = (a: RagLibrary, b: RagLibrary): boolean =>
  a.text === b.text && a.questions === b.questions && a.prior === b.prior;

/** The question cannot be answered, and its sentence says all. */
class Refusal extends Error {}

function queriedBy(opened: Opened, settings: RagSettings, { question, groups, id }: RagAsk): RagQueried {
  const letters = question.length.toLocaleString('en-US');
  if (question.length > QUESTION_LETTERS_MOST)
    throw new Refusal(`A question has at most 2,000 letters; this one has ${letters}.`);
  const indexed = opened.indexAt(settings);
  const rankings = rankingsOf(opened, indexed, settings, question, groups);
  const { hits } = retrieve(indexed, settings, question, groups, settings.mode, settings.top);
  const chunks = hits.map((hit) => indexed.chunks[hit.document]!);
  const sources = sourcesFor(opened, settings, chunks);
  const { prompt, view } = promptView(opened, settings, sources, question, groups);
  const told = prompt && spoken(opened, indexed.lsa, prompt);
  const unknown = unknownTo(indexed, question);
  const asked = opened.examination.questions.find((one) => one.id === id);
  const measured = asked && {
    ...measuredBy(
      chunks.map(({ scroll }) => scroll),
      asked.sources,
      settings.top,
    ),
    right: asked.answer,
    complete: told && completeness(told, asked),
  };
  return {
    ...rankings,
    unknownWords: unknown.words,
    unknownMeanings: unknown.meanings,
    prompt: view,
    answer: told && answerView(told, view),
    measured: measured ?? null,
  };
}

function measuredBy(
  ranked: readonly string[],
  known: readonly string[],
  top: number,
): Pick<RagMeasured, 'known' | 'recall' | 'reciprocalRank' | 'ndcg'> {
  if (known.length === 0) return { known, recall: null, reciprocalRank: null, ndcg: null };
  const { recall, reciprocalRank, ndcg } = retrievalAt(ranked, known, top);
  return { known, recall, reciprocalRank, ndcg };
}
