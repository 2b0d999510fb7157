/** Objects under keys: stored and read. */
import { outcome } from '../../engine/outcome.ts';
import { letterOf } from '../../rules/letter.ts';
import { named, noNumbers, numberOf, withNumber } from '../byRequest.ts';
import { announce } from './events.ts';
import { bytesOf, keyOf } from './keys.ts';
import type { Me } from './spec.ts';

/** A key with {n} is a key for every request; any other is one for all. */
function ownerOf(self: Me, call: number, key: string): number {
  return key.includes('{n}') ? self.messages.request[call]! : -1;
}

export function put(self: Me, call: number): void {
  const { state, metrics, messages } = self;
  const letter = letterOf(self.contentOf(call));
  const key = keyOf(letter);
  const owner = ownerOf(self, call, key);
  const before = numberOf(state.objects[named(key)], owner);
  const request = messages.request[call]!;
  if (before > 0) state.bytes -= bytesOf(letterOf(self.contents.at(before - 1)), request);
  else metrics.objects.set(++state.stored);
  state.bytes += bytesOf(letter, request);
  metrics.bytes.set(state.bytes);
  state.objects[named(key)] = withNumber(
    state.objects[named(key)] ?? noNumbers(),
    owner,
    messages.content[call]! + 1,
  );
  metrics.puts.add();
  announce(self, call);
  self.reply(call, outcome.ok);
}

export function get(self: Me, call: number): void {
  const { state, metrics } = self;
  const key = keyOf(letterOf(self.contentOf(call)));
  const found = numberOf(state.objects[named(key)], ownerOf(self, call, key));
  if (found === 0) {
    metrics.missing.add();
    return self.reply(call, outcome.notFound);
  }
  metrics.gets.add();
  self.reply(call, outcome.ok, self.contents.at(found - 1));
}
