/** What rows said, for whoever opens a message: the letter, the envelope it came in, the error that answered it. */
import type { Content } from '../engine/contents.ts';
import { isGood, OUTCOMES } from '../engine/outcome.ts';
import type { PartDefinition } from '../parts/contract.ts';
import { type Letter, letterOf } from '../rules/letter.ts';
import { errorIn, type ServiceError } from '../rules/serviceError.ts';
import type { Compiled } from '../scenario/compile.ts';
import type { Published, Sealed } from './protocol.ts';

/** @returns null where nothing was said */
export function sealed(content: Content, request: number, published: Published | null): Sealed | null {
  return 'body' in content ? { letter: letterOf(content), request, published } : null;
}

/** How the real service words an answer: what it said itself, or what its kind always says of such an end. */
export function errorOf(kind: PartDefinition, code: number, content: Content): ServiceError | null {
  if (code < 0 || isGood(code)) return null;
  return errorIn(content) ?? kind.errors[OUTCOMES[code]!.name] ?? null;
}

/** The topic in whose envelope a letter travels, by index; -1 when it has none. */
export function topicOf({ envelope }: Letter, compiled: Compiled): number {
  return envelope === undefined ? -1 : compiled.parts.findIndex(({ id }) => id === envelope);
}

/** What a topic is called at AWS: that of a FIFO topic ends in `.fifo`. */
export function topicName(compiled: Compiled, topic: number): string {
  const { FifoTopic } = compiled.model.parts[topic]!.settings as { readonly FifoTopic?: boolean };
  return compiled.parts[topic]!.id + (FifoTopic === true ? '.fifo' : '');
}

/** Which wire of its port a wire is, from 0. */
export function placeOfWire({ wires }: Compiled, wire: number): number {
  const { from } = wires[wire]!;
  return wires
    .slice(0, wire)
    .filter((other) => other.from.part === from.part && other.from.port === from.port).length;
}
