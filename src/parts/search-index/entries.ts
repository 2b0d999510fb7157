/** What is in the index. */
import { chunkIn, documentIn } from '../ragContents.ts';
import type { Entry, Me } from './spec.ts';

function show({ state, metrics }: Me): void {
  metrics.chunks.set(state.entries.length);
  metrics.scrolls.set(new Set(state.entries.map(({ scroll }) => scroll)).size);
}

function remove(self: Me, gone: (scroll: string, ordinal: number) => boolean): void {
  const { state, metrics } = self;
  const kept = state.entries.filter(({ scroll, ordinal }) => !gone(scroll, ordinal));
  metrics.removed.add(state.entries.length - kept.length);
  state.entries = kept;
}

/** By scroll and place in it: whatever way the chunks came, the same chunks are the same index. */
function inOrder(a: Entry, b: Entry): number {
  if (a.scroll !== b.scroll) return a.scroll < b.scroll ? -1 : 1;
  return a.ordinal - b.ordinal;
}

/** Writes what a call brings, over what had its key; anything else is no document and leaves no trace. */
export function write(self: Me, row: number): void {
  const { state, metrics, messages } = self;
  const content = self.contentOf(row);
  const document = documentIn(content);
  if (document?.removed) remove(self, (scroll) => scroll === document.document.id);
  const chunk = chunkIn(content)?.chunk;
  if (chunk) {
    const { key, ordinal } = chunk;
    const { id } = chunk.document;
    const place = messages.content[row]!;
    const before = state.entries.find((one) => one.key === key);
    if (before) before.place = place;
    else {
      state.entries.push({ key, scroll: id, ordinal, place });
      state.entries.sort(inOrder);
    }
    // A scroll that was cut into more pieces before: those beyond are of another time.
    remove(self, (scroll, nth) => scroll === id && nth >= chunk.of);
    metrics.written.add();
  }
  show(self);
}
