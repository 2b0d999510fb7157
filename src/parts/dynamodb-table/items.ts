/** Items under a key: read, written, created once, or written by whoever is first. */
import { outcome } from '../../engine/outcome.ts';
import { named, noNumbers, numberOf, withNumber } from '../byRequest.ts';
import type { ItemWire, Me, RowWire } from './spec.ts';

/** GetItem of what is not there is no error: the answer says nothing. */
const NO_ITEM = {};

interface Place {
  readonly key: string;
  /** The user's request that the key is of, -1 where it is of nobody's. */
  readonly request: number;
}

function placeOf(self: Me, call: number): Place {
  const key = named((self.wireSettings(call) as ItemWire).key);
  return { key, request: key.includes('{n}') ? self.messages.request[call]! : -1 };
}

/** 0, or 1 + the place of what the item says. */
function find({ state }: Me, { key, request }: Place): number {
  return numberOf(state.items[key], request);
}

export function read(self: Me, call: number): void {
  const found = find(self, placeOf(self, call));
  self.reply(call, outcome.ok, found > 0 ? self.contents.at(found - 1) : NO_ITEM);
}

export function write(self: Me, call: number): void {
  put(self, placeOf(self, call), self.messages.content[call]!);
  self.reply(call, outcome.ok);
}

export function create(self: Me, call: number): void {
  const place = placeOf(self, call);
  if (find(self, place) > 0) return failCondition(self, call);
  put(self, place, self.messages.content[call]!);
  self.reply(call, outcome.ok);
}

function put(self: Me, place: Place, content: number): void {
  const { state } = self;
  if (find(self, place) === 0) addItem(self);
  const { key, request } = place;
  state.items[key] = withNumber(state.items[key] ?? noNumbers(), request, content + 1);
}

function addItem({ state, metrics }: Me): void {
  metrics.items.set(++state.stored);
}

/** The version that a caller of compareAndSet sees, kept with its call. */
export function readVersion(self: Me, call: number): void {
  self.messages.place[call] = self.state.versions[rowOf(self, call)] ?? 0;
}

/** UpdateItem SET version = version + 1, if the version is the one that was read. */
export function writeVersion(self: Me, call: number): void {
  const { state, metrics } = self;
  const key = rowOf(self, call);
  const version = state.versions[key] ?? 0;
  if (version !== self.messages.place[call]) return failCondition(self, call);
  if (version === 0) addItem(self);
  state.versions[key] = version + 1;
  metrics.swaps.add();
  self.reply(call, outcome.ok);
}

function rowOf(self: Me, call: number): string {
  return named((self.wireSettings(call) as RowWire).key);
}

function failCondition(self: Me, call: number): void {
  self.metrics.conditionFailed.add();
  self.reply(call, outcome.conditionFailed);
}
