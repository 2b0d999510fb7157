/** Where the scripts of a lab can run, and how they are started there. */
import type { Catalog } from '../scenario/catalog.ts';
import type { Abilities } from './serve.ts';

export type Place = 'worker' | 'inline worker' | 'main thread';

/**
 * `core` runs scenarios of the basic parts, which is all that most pages wait for; `whole` those of any part; `text` reads
 * files too; `thinking` answers questions about a run; `go` runs and judges a Go program by itself. The three that end in
 * `Go` are the same with the machine that runs Go programs among the parts.
 */
export type Script = 'core' | 'whole' | 'text' | 'thinking' | 'wholeGo' | 'textGo' | 'thinkingGo' | 'go';

/** A script that answers: `Q` is what it can be asked. */
export interface Wire<Q> {
  post(asked: Q): void;
  close(): void;
}

/** @param hello a question that the script answers at once, whatever the answer @param fail it stopped for good @returns null where it cannot run */
export async function startScript<Q, A>(
  script: Script,
  place: Place,
  hello: Q,
  hear: (answered: A) => void,
  fail: () => void,
): Promise<Wire<Q> | null> {
  switch (place) {
    case 'worker':
      return overWorker(WORKERS[script](), hello, hear, fail);
    case 'inline worker':
      return overWorker(new (await INLINE[script]()).default(), hello, hear, fail);
    case 'main thread': {
      const answer = (await SERVED[script]())(hear as (answered: never) => void);
      return { post: (asked) => void setTimeout(() => answer(asked as never)), close: () => {} };
    }
  }
}

/** The bundler finds a Worker only where its address stands in full. */
const WORKERS: Readonly<Record<Script, () => Worker>> = {
  core: () => new Worker(new URL('./core.worker.ts', import.meta.url), { type: 'module' }),
  whole: () => new Worker(new URL('./whole.worker.ts', import.meta.url), { type: 'module' }),
  text: () => new Worker(new URL('./text.worker.ts', import.meta.url), { type: 'module' }),
  thinking: () => new Worker(new URL('./thinking.worker.ts', import.meta.url), { type: 'module' }),
  wholeGo: () => new Worker(new URL('./wholeGo.worker.ts', import.meta.url), { type: 'module' }),
  textGo: () => new Worker(new URL('./textGo.worker.ts', import.meta.url), { type: 'module' }),
  thinkingGo: () => new Worker(new URL('./thinkingGo.worker.ts', import.meta.url), { type: 'module' }),
  go: () => new Worker(new URL('./go/go.worker.ts', import.meta.url), { type: 'module' }),
};
const INLINE = {
  core: () => import('./core.worker.ts?worker&inline'),
  whole: () => import('./whole.worker.ts?worker&inline'),
  text: () => import('./text.worker.ts?worker&inline'),
  thinking: () => import('./thinking.worker.ts?worker&inline'),
  wholeGo: () => import('./wholeGo.worker.ts?worker&inline'),
  textGo: () => import('./textGo.worker.ts?worker&inline'),
  thinkingGo: () => import('./thinkingGo.worker.ts?worker&inline'),
  go: () => import('./go/go.worker.ts?worker&inline'),
};

type Served = (hear: (answered: never) => void) => (asked: never) => void;
const lab = async (able: Promise<Abilities>): Promise<Served> => {
  const { makeLab } = await import('./serve.ts');
  const abilities = await able;
  return (hear) => makeLab(abilities, hear as (answered: unknown) => void);
};
const values = async (catalog: Promise<{ readonly catalog: Catalog }>): Promise<Abilities> =>
  (await import('./valueReader.ts')).valueReader((await catalog).catalog);
const withGo = async (of: Promise<(catalog: Catalog) => Abilities>): Promise<Abilities> =>
  (await of)((await import('../parts/withGo.ts')).catalogWithGo);
const SERVED: Readonly<Record<Script, () => Promise<Served>>> = {
  core: () => lab(values(import('../parts/basics.ts').then(({ basics }) => ({ catalog: basics })))),
  whole: () => lab(values(import('../parts/catalog.ts'))),
  text: () => lab(import('./textReader.ts').then(({ textReader }) => textReader)),
  thinking: () => lab(import('./thinker.ts').then(({ thinker }) => thinker)),
  wholeGo: () =>
    lab(values(import('../parts/withGo.ts').then(({ catalogWithGo }) => ({ catalog: catalogWithGo })))),
  textGo: () => lab(withGo(import('./textReader.ts').then(({ textReaderOf }) => textReaderOf))),
  thinkingGo: () => lab(withGo(import('./thinker.ts').then(({ thinkerOf }) => thinkerOf))),
  go: async () => {
    const { makeGoLab } = await import('./go/serve.ts');
    return (hear) => makeGoLab(hear as (answered: unknown) => void);
  },
};

/** A Worker may be refused only after it was made, with an error event: so it must first answer. */
function overWorker<Q, A>(
  worker: Worker,
  hello: Q,
  hear: (answered: A) => void,
  fail: () => void,
): Promise<Wire<Q> | null> {
  return new Promise((settle) => {
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      settle(null);
      fail();
    };
    worker.onmessage = (event: MessageEvent<A>) => {
      worker.onmessage = (later: MessageEvent<A>) => hear(later.data);
      settle({ post: (asked) => worker.postMessage(asked), close: () => worker.terminate() });
      hear(event.data);
    };
    worker.postMessage(hello);
  });
}
