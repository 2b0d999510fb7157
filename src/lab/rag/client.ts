/** Retrieval somewhere else, as promises. The script brings the tokenizer, so it is started when somebody opens a library. */
import { type Place, startScript, type Wire } from '../places.ts';
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

type Question = RagAsked extends infer Q
  ? Q extends { readonly id: number }
    ? Omit<Q, 'id'>
    : never
  : never;

/** Starts in the first place that works, as the lab of scenarios does. */
export async function startRagLab(only?: Place): Promise<RagLab> {
  const places: readonly Place[] = only ? [only] : ['worker', 'inline worker', 'main thread'];
  for (const place of places) {
    const lab = await open(place);
    if (lab) return lab;
  }
  throw new Error(`The search cannot run here: tried ${places.join(', ')}.`);
}

/** So long may nothing be heard of a script that was asked, ms: then it is stopped, and the next question begins another. */
const PATIENCE = 30_000;
const SILENT = `The search was not heard of for ${PATIENCE / 1000} s, so it was stopped. The library is as it was.`;

/** A script that is called off and does not look up is stopped after so long, ms. */
const CALLED_OFF_WITHIN = 3_000;

async function open(place: Place): Promise<RagLab | null> {
  const waiting = new Map<number, (answered: RagAnswered) => void>();
  let silence: ReturnType<typeof setTimeout> | undefined;
  let wire: Promise<Wire<RagAsked> | null> | null = null;
  let last = 0;

  function connect(): Promise<Wire<RagAsked> | null> {
    const hello: RagAsked = { ask: 'cancel', id: 0 };
    const fail = () => stop('The search stopped answering.');
    return startScript<RagAsked, RagAnswered>('rag', place, hello, hear, fail).catch(() => null);
  }

  function hear(answered: RagAnswered): void {
    waiting.get(answered.id)?.(answered);
    listen();
  }

  function listen(): void {
    clearTimeout(silence);
    if (waiting.size > 0) silence = setTimeout(() => stop(SILENT), PATIENCE);
  }

  function stop(why: string): void {
    clearTimeout(silence);
    void wire?.then((one) => one?.close());
    wire = null;
    for (const [id, tell] of [...waiting]) tell({ answer: 'refused', id, why });
  }

  const post = async (asked: RagAsked): Promise<void> => {
    wire ??= connect();
    const one = await wire;
    if (one) one.post(asked);
    else stop('The search cannot be started again.');
  };

  const ask = <T extends RagAnswered['answer']>(
    question: Question,
    wanted: T,
    progress?: (progress: RagProgress) => void,
    signal?: AbortSignal,
  ): Promise<Extract<RagAnswered, { answer: T }>> =>
    new Promise((resolve, reject) => {
      const id = ++last;
      const cancel = () => {
        void post({ ask: 'cancel', id });
        setTimeout(() => waiting.has(id) && stop('It was called off.'), CALLED_OFF_WITHIN);
      };
      waiting.set(id, (answered) => {
        if (answered.answer === 'progress') return progress?.(answered.progress);
        waiting.delete(id);
        signal?.removeEventListener('abort', cancel);
        if (answered.answer === wanted) resolve(answered as Extract<RagAnswered, { answer: T }>);
        else if (answered.answer === 'refused') reject(new RagRefused(answered.why));
      });
      signal?.addEventListener('abort', cancel);
      listen();
      void post({ ...question, id } as RagAsked);
    });

  wire = connect();
  if ((await wire) === null) return null;
  return {
    place,
    open: async (library) => (await ask({ ask: 'open', library }, 'opened')).opened,
    index: async (library, settings) => (await ask({ ask: 'index', library, settings }, 'indexed')).indexed,
    query: async (library, settings, query) =>
      (await ask({ ask: 'query', library, settings, query }, 'queried')).queried,
    sweep: async (library, settings, over, progress, signal) =>
      (await ask({ ask: 'sweep', library, settings, ...over }, 'swept', progress, signal)).swept,
    close: () => stop('The search was closed.'),
  };
}
