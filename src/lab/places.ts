/** Where the scripts of a lab can run, and how they are started there. */
import type { Catalog } from '../scenario/catalog.ts';
import type { Abilities } from './serve.ts';

export type Place = 'worker' | 'inline worker' | 'main thread';

/**
 * `core`, `aws` and `azure` run scenarios that come as values, each with as many parts as its name says; `text` reads files
 * too; `thinking` answers questions about a run. `withGo` does all of that with the machine for Go among the parts,
 * `withRag` with search and a tokenizer, `withAll` with both, and `go` runs and judges a Go program by itself;
 * `rag` searches a library and answers from it.
 */
export type Script =
  | 'core'
  | 'aws'
  | 'azure'
  | 'text'
  | 'thinking'
  | 'withGo'
  | 'withRag'
  | 'withAll'
  | 'go'
  | 'rag';

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
  aws: () => new Worker(new URL('./aws.worker.ts', import.meta.url), { type: 'module' }),
  azure: () => new Worker(new URL('./azure.worker.ts', import.meta.url), { type: 'module' }),
  text: () => new Worker(new URL('./text.worker.ts', import.meta.url), { type: 'module' }),
  thinking: () => new Worker(new URL('./thinking.worker.ts', import.meta.url), { type: 'module' }),
  withGo: () => new Worker(new URL('./withGo.worker.ts', import.meta.url), { type: 'module' }),
  withRag: () => new Worker(new URL('./withRag.worker.ts', import.meta.url), { type: 'module' }),
  withAll: () => new Worker(new URL('./withAll.worker.ts', import.meta.url), { type: 'module' }),
  go: () => new Worker(new URL('./go/go.worker.ts', import.meta.url), { type: 'module' }),
  rag: () => new Worker(new URL('./rag/rag.worker.ts', import.meta.url), { type: 'module' }),
};
const INLINE = {
  core: () => import('./core.worker.ts?worker&inline'),
  aws: () => import('./aws.worker.ts?worker&inline'),
  azure: () => import('./azure.worker.ts?worker&inline'),
  text: () => import('./text.worker.ts?worker&inline'),
  thinking: () => import('./thinking.worker.ts?worker&inline'),
  withGo: () => import('./withGo.worker.ts?worker&inline'),
  withRag: () => import('./withRag.worker.ts?worker&inline'),
  withAll: () => import('./withAll.worker.ts?worker&inline'),
  go: () => import('./go/go.worker.ts?worker&inline'),
  rag: () => import('./rag/rag.worker.ts?worker&inline'),
};

type Served = (hear: (answered: never) => void) => (asked: never) => void;
const lab = async (able: Promise<Abilities>): Promise<Served> => {
  const { makeLab } = await import('./serve.ts');
  const abilities = await able;
  return (hear) => makeLab(abilities, hear as (answered: unknown) => void);
};
const values = async (catalog: Promise<Catalog>): Promise<Abilities> =>
  (await import('./valueReader.ts')).valueReader(await catalog);
const all = async (catalog: Promise<Catalog>): Promise<Abilities> =>
  (await import('./able.ts')).able(await catalog);
const SERVED: Readonly<Record<Script, () => Promise<Served>>> = {
  core: () => lab(values(import('../parts/basics.ts').then(({ basics }) => basics))),
  aws: () => lab(values(import('../parts/aws.ts').then(({ aws }) => aws))),
  azure: () => lab(values(import('../parts/catalog.ts').then(({ catalog }) => catalog))),
  text: () => lab(import('./textReader.ts').then(({ textReader }) => textReader)),
  thinking: () => lab(import('./thinker.ts').then(({ thinker }) => thinker)),
  withGo: () => lab(all(import('../parts/withGo.ts').then(({ catalogWithGo }) => catalogWithGo))),
  withRag: () => lab(all(import('../parts/withRag.ts').then(({ catalogWithRag }) => catalogWithRag))),
  withAll: () => lab(all(import('../parts/full.ts').then(({ fullCatalog }) => fullCatalog))),
  go: async () => {
    const { makeGoLab } = await import('./go/serve.ts');
    return (hear) => makeGoLab(hear as (answered: unknown) => void);
  },
  rag: async () => {
    const { makeRagLab } = await import('./rag/serve.ts');
    return (hear) => makeRagLab(hear as (answered: unknown) => void);
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
