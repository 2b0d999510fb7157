/** A desk for retrieval over a design: what is set there becomes an edit of the table, and the other way. */
import type { RagLab } from '../../lab/rag/client.ts';
import type { RagSettings } from '../../lab/rag/protocol.ts';
import { openRetrieval, type RetrievalDeskStore } from '../../retrieval/desk.ts';
import type { AtTable } from '../hooks.ts';
import { editsFor, type Lent, lentBy } from './lent.ts';

/** Whoever sets no more for so long has paused, ms. */
const PAUSE = 600;

export interface DeskAt {
  readonly desk: RetrievalDeskStore;
  /** What was set goes to the table now. */
  flush(): void;
  close(): void;
}

export function deskAt(at: AtTable, starts: () => Promise<RagLab>): DeskAt {
  const { table } = at;
  const lent = (): Lent => lentBy(table.store.getState(), at);
  let last = lent();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const desk = openRetrieval({ library: last.library, settings: last.settings }, starts, () => {
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  });

  function flush(): void {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    const edits = editsFor(desk.store.getState().settings, last);
    if (edits.length === 0) return;
    // What is refused is told by the table, and the desk shows again what the parts have.
    table.edit(edits.length === 1 ? edits[0]! : { do: 'all', edits }, 'Retrieval: settings changed');
    follow(true);
  }

  function follow(isAsked = false): void {
    const next = lent();
    const before = last;
    last = next;
    const { library } = desk.store.getState();
    if (
      next.library.text !== library.text ||
      next.library.questions !== library.questions ||
      next.library.prior !== library.prior
    )
      void desk.put(next.library);
    if (isAsked || JSON.stringify(next.settings) !== JSON.stringify(before.settings))
      desk.adopt(adopted(desk.store.getState().settings, next));
  }

  const unfollow = table.store.subscribe((now, was) => {
    if (now.scenario === was.scenario && now.design === was.design && now.fork === was.fork) return;
    // Somebody is in the middle of setting something: that comes first.
    if (timer === undefined) follow();
  });

  return {
    desk,
    flush,
    close() {
      flush();
      unfollow();
      desk.close();
    },
  };
}

/** What no part decides stays as it was set at the desk. */
function adopted(own: RagSettings, { settings, owners }: Lent): RagSettings {
  const pick = <K extends keyof RagSettings>(name: K, field: Parameters<typeof owners.has>[0]) =>
    owners.has(field) ? settings[name] : own[name];
  return {
    ...own,
    chunking: owners.has('size') ? settings.chunking : own.chunking,
    dimensions: pick('dimensions', 'dimensions'),
    mode: pick('mode', 'mode'),
    top: pick('top', 'top'),
    k1: pick('k1', 'k1'),
    b: pick('b', 'b'),
    rrfK: pick('rrfK', 'rrfK'),
    filter: pick('filter', 'filter'),
    sources: pick('sources', 'wholeLibrary'),
    instructions: owners.has('instructions')
      ? {
          ...own.instructions,
          onlySources: settings.instructions.onlySources,
          sayNotFound: settings.instructions.sayNotFound,
          delimit: settings.instructions.delimit,
        }
      : own.instructions,
    contextWindow: pick('contextWindow', 'contextWindow'),
    maxTokens: pick('maxTokens', 'maxTokens'),
  };
}
