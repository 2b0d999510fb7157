import type { RagAnswered, RagAsked } from './protocol.ts';
import { makeRagLab } from './serve.ts';

const scope = self as unknown as {
  postMessage(message: RagAnswered): void;
  onmessage: ((event: MessageEvent<RagAsked>) => void) | null;
};
const answer = makeRagLab((answered) => scope.postMessage(answered));
scope.onmessage = (event) => answer(event.data);
