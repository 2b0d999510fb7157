import type { Answered, Asked } from './protocol.ts';
import { type Abilities, makeLab } from './serve.ts';

/** Makes this Worker a lab. Built as one classic script, so that it can also be started from a blob. */
export function serveWorker(able: Abilities): void {
  const scope = self as unknown as {
    postMessage(message: Answered, transfer?: Transferable[]): void;
    onmessage: ((event: MessageEvent<Asked>) => void) | null;
  };
  const lab = makeLab(able, (answered, transfer) => scope.postMessage(answered, transfer ?? []));
  scope.onmessage = (event) => lab(event.data);
}
