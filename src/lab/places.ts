/** Where the scripts of a lab can run, and how they are started there. */
import type { Answered, Asked } from './protocol.ts';

export type Place = 'worker' | 'inline worker' | 'main thread';

/**
 * `core` runs scenarios of the basic parts, which is all that most pages wait for; `whole` those of any part; `text` reads
 * files too; `thinking` answers questions about a run.
 */
export type Script = 'core' | 'whole' | 'text' | 'thinking';

export interface Wire {
  post(asked: Asked): void;
  close(): void;
}

type Hear = (answered: Answered) => void;

/** @param fail it stopped for good @returns null where it cannot run */
export async function startScript(
  script: Script,
  place: Place,
  hear: Hear,
  fail: () => void,
): Promise<Wire | null> {
  switch (place) {
    case 'worker':
      return overWorker(WORKERS[script](), hear, fail);
    case 'inline worker':
      return overWorker(new (await INLINE[script]()).default(), hear, fail);
    case 'main thread': {
      const [{ makeLab }, able] = await Promise.all([import('./serve.ts'), ABLE[script]()]);
      const lab = makeLab(able, hear);
      return { post: (asked) => void setTimeout(() => lab(asked)), close: () => {} };
    }
  }
}

/** The bundler finds a Worker only where its address stands in full. */
const WORKERS: Readonly<Record<Script, () => Worker>> = {
  core: () => new Worker(new URL('./core.worker.ts', import.meta.url), { type: 'module' }),
  whole: () => new Worker(new URL('./whole.worker.ts', import.meta.url), { type: 'module' }),
  text: () => new Worker(new URL('./text.worker.ts', import.meta.url), { type: 'module' }),
  thinking: () => new Worker(new URL('./thinking.worker.ts', import.meta.url), { type: 'module' }),
};
const INLINE = {
  core: () => import('./core.worker.ts?worker&inline'),
  whole: () => import('./whole.worker.ts?worker&inline'),
  text: () => import('./text.worker.ts?worker&inline'),
  thinking: () => import('./thinking.worker.ts?worker&inline'),
};
const ABLE = {
  core: async () => {
    const [{ valueReader }, { basics }] = await Promise.all([
      import('./valueReader.ts'),
      import('../parts/basics.ts'),
    ]);
    return valueReader(basics);
  },
  whole: async () => {
    const [{ valueReader }, { catalog }] = await Promise.all([
      import('./valueReader.ts'),
      import('../parts/catalog.ts'),
    ]);
    return valueReader(catalog);
  },
  text: async () => (await import('./textReader.ts')).textReader,
  thinking: async () => (await import('./thinker.ts')).thinker,
};

/** A Worker may be refused only after it was made, with an error event: so it must first answer. */
function overWorker(worker: Worker, hear: Hear, fail: () => void): Promise<Wire | null> {
  return new Promise((settle) => {
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      settle(null);
      fail();
    };
    worker.onmessage = (event: MessageEvent<Answered>) => {
      worker.onmessage = (later: MessageEvent<Answered>) => hear(later.data);
      settle({ post: (asked) => worker.postMessage(asked), close: () => worker.terminate() });
      hear(event.data);
    };
    // Without a run it has no answer, and says so: that is all that is wanted.
    worker.postMessage({ ask: 'log', id: 0, until: 0, most: 0 } satisfies Asked);
  });
}
