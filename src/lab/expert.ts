/** A script for one purpose, somewhere else: its answers as promises, with patience, and a way to call it off. */
import { type Place, type Script, startScript, type Wire } from './places.ts';

interface Question {
  readonly ask: string;
  readonly id: number;
}
interface Answer {
  readonly answer: string;
  readonly id: number;
}
type Only<A extends Answer, T> = Extract<A, { readonly answer: T }>;
type Unnumbered<Q> = Q extends { readonly id: number } ? Omit<Q, 'id'> : never;

export interface Expert<Q extends Question, A extends Answer> {
  readonly place: Place;
  /** @param signal calls it off: it is then told as far as it came */
  ask<T extends A['answer']>(
    question: Unnumbered<Q>,
    wanted: T,
    progress?: (answered: Only<A, 'progress'>) => void,
    signal?: AbortSignal,
  ): Promise<Only<A, T>>;
  close(): void;
}

export interface Calling<A extends Answer> {
  readonly script: Script;
  /** "The Go machine" */
  readonly name: string;
  /** What is as it was when the script has to be stopped: "The code". */
  readonly kept: string;
  /** So long may nothing be heard of a script that was asked, ms: then it is stopped, and the next question begins another. */
  readonly patience: number;
  /** The answer of one that does not answer. */
  refused(id: number, why: string): A;
  /** Why an answer is none; null when it is one. */
  errorOf(answered: A): Error | null;
}

/** A script that is called off and does not look up is stopped after so long, ms. */
const CALLED_OFF_WITHIN = 3_000;

/** Starts in the first place that works, as the lab of scenarios does. */
export async function callExpert<Q extends Question, A extends Answer>(
  calling: Calling<A>,
  only?: Place,
): Promise<Expert<Q, A>> {
  const places: readonly Place[] = only ? [only] : ['worker', 'inline worker', 'main thread'];
  for (const place of places) {
    const expert = await open<Q, A>(calling, place);
    if (expert) return expert;
  }
  throw new Error(`${calling.name} cannot run here: tried ${places.join(', ')}.`);
}

async function open<Q extends Question, A extends Answer>(
  { script, name, kept, patience, refused, errorOf }: Calling<A>,
  place: Place,
): Promise<Expert<Q, A> | null> {
  const waiting = new Map<number, (answered: A) => void>();
  let silence: ReturnType<typeof setTimeout> | undefined;
  let wire: Promise<Wire<Q> | null> | null = null;
  let last = 0;
  const cancelling = (id: number) => ({ ask: 'cancel', id }) as unknown as Q;

  function connect(): Promise<Wire<Q> | null> {
    const fail = () => stop(`${name} stopped answering.`);
    return startScript<Q, A>(script, place, cancelling(0), hear, fail).catch(() => null);
  }

  function hear(answered: A): void {
    waiting.get(answered.id)?.(answered);
    listen();
  }

  function listen(): void {
    clearTimeout(silence);
    const silent = `${name} was not heard of for ${patience / 1000} s, so it was stopped. ${kept} is as it was.`;
    if (waiting.size > 0) silence = setTimeout(() => stop(silent), patience);
  }

  function stop(why: string): void {
    clearTimeout(silence);
    void wire?.then((one) => one?.close());
    wire = null;
    for (const [id, tell] of [...waiting]) tell(refused(id, why));
  }

  async function post(asked: Q): Promise<void> {
    wire ??= connect();
    const one = await wire;
    if (one) one.post(asked);
    else stop(`${name} cannot be started again.`);
  }

  wire = connect();
  if ((await wire) === null) return null;
  return {
    place,
    ask: (question, wanted, progress, signal) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        const cancel = () => {
          void post(cancelling(id));
          setTimeout(() => waiting.has(id) && stop('It was called off.'), CALLED_OFF_WITHIN);
        };
        waiting.set(id, (answered) => {
          if (answered.answer === 'progress') return progress?.(answered as Only<A, 'progress'>);
          waiting.delete(id);
          signal?.removeEventListener('abort', cancel);
          const error = errorOf(answered);
          if (error) reject(error);
          else if (answered.answer === wanted) resolve(answered as Only<A, typeof wanted>);
        });
        signal?.addEventListener('abort', cancel);
        listen();
        void post({ ...question, id } as unknown as Q);
      }),
    close: () => stop(`${name} was closed.`),
  };
}
