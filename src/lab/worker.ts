import type { Parsed } from '../scenario/check.ts';
import type { Answered, Asked, Source } from './protocol.ts';
import { makeLab } from './serve.ts';

/** Makes this Worker a lab. Built as one classic script, so that it can also be started from a blob. */
export function serveWorker(read: (source: Source) => Parsed): void {
  const scope = self as unknown as {
    postMessage(message: Answered, transfer: Transferable[]): void;
    onmessage: ((event: MessageEvent<Asked>) => void) | null;
  };
  const lab = makeLab(read, (answered, transfer) => scope.postMessage(answered, transfer));
  scope.onmessage = (event) => lab(event.data);
}
