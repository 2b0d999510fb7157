import type { Answered, Asked } from './protocol.ts';
import { makeLab, type Reader } from './serve.ts';

/** Makes this Worker a lab. Built as one classic script, so that it can also be started from a blob. */
export function serveWorker(reader: Reader): void {
  const scope = self as unknown as {
    postMessage(message: Answered, transfer?: Transferable[]): void;
    onmessage: ((event: MessageEvent<Asked>) => void) | null;
  };
  const lab = makeLab(reader, (answered, transfer) => scope.postMessage(answered, transfer ?? []));
  scope.onmessage = (event) => lab(event.data);
}
