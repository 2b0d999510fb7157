import type { GoAnswered, GoAsked } from './protocol.ts';
import { makeGoLab } from './serve.ts';

const scope = self as unknown as {
  postMessage(message: GoAnswered): void;
  onmessage: ((event: MessageEvent<GoAsked>) => void) | null;
};
const answer = makeGoLab((answered) => scope.postMessage(answered));
scope.onmessage = (event) => answer(event.data);
