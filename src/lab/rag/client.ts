/** Retrieval somewhere else, as promises. The script brings the tokenizer, so it is started when somebody opens a library. */
import { callExpert } from '../expert.ts';
import type { Place } from '../places.ts';
import type {
  IndexSettings,
  RagAnswered,
  RagAsk,
  RagAsked,
  RagIndexed,
  RagLibrary,
  RagOpened,
  RagProgress,
  RagQueried,
  RagSettings,
  RagSwept,
} from './protocol.ts';

/** What was asked for could not be had: a sentence tells why. */
export class RagRefused extends Error {}

export interface RagLab {
  readonly place: Place;
  /** @throws RagRefused, as all that follow */
  open(library: RagLibrary): Promise<RagOpened>;
  index(library: RagLibrary, settings: IndexSettings): Promise<RagIndexed>;
  query(library: RagLibrary, settings: RagSettings, query: RagAsk): Promise<RagQueried>;
  /** @param signal calls it off: it is then told as far as it came */
  sweep(
    library: RagLibrary,
    settings: RagSettings,
    over: { readonly sizes: readonly number[]; readonly tops: readonly number[] },
    progress?: (progress: RagProgress) => void,
    signal?: AbortSignal,
  ): Promise<RagSwept>;
  close(): void;
}

/** @param only skips the other places */
export async function startRagLab(only?: Place): Promise<RagLab> {
  const { place, ask, close } = await callExpert<RagAsked, RagAnswered>(
    {
      script: 'rag',
      name: 'The search',
      kept: 'The library',
      patience: 30_000,
      refused: (id, why) => ({ answer: 'refused', id, why }),
      errorOf: (answered) => (answered.answer === 'refused' ? new RagRefused(answered.why) : null),
    },
    only,
  );
  return {
    place,
    open: async (library) => (await ask({ ask: 'open', library }, 'opened')).opened,
    index: async (library, settings) => (await ask({ ask: 'index', library, settings }, 'indexed')).indexed,
    query: async (library, settings, query) =>
      (await ask({ ask: 'query', library, settings, query }, 'queried')).queried,
    sweep: async (library, settings, over, progress, signal) =>
      (
        await ask(
          { ask: 'sweep', library, settings, ...over },
          'swept',
          progress && ((one) => progress(one.progress)),
          signal,
        )
      ).swept,
    close,
  };
}
