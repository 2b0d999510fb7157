/**
 * Maps. A write is two steps, between which the map is marked; whoever meets the mark of another goroutine ends the program,
 * as in Go, where that is best effort too. Entries keep the order of their making; a range goes round from a seeded place,
 * by doors from the first.
 */
import {
  MAKE_MAP,
  MAP_BEGIN,
  MAP_BEGIN_DELETE,
  MAP_CLEAR,
  MAP_DELETE,
  MAP_GET,
  MAP_GET_OK,
  MAP_LENGTH,
  MAP_NEXT,
  MAP_RANGE,
  MAP_SET,
} from '../code/ops.ts';
import { draw } from './chance.ts';
import { toil } from './effort.ts';
import { goPanicError, throwFatal } from './faults.ts';
import { isNothing, type Key, keyOf } from './hashing.ts';
import type { Machine } from './machine.ts';
import { count, newContainer, newMap, share, write } from './memory.ts';
import type { Operation, Operations } from './operation.ts';
import { spend } from './queues.ts';
import type { Frame, GoMap, Goroutine, MapIterator, Value } from './state.ts';
import { deleteEntry, push, setEntry, setKey } from './trail.ts';

/** A free write takes so many nanoseconds at least, and up to so many more. */
const WRITE = 20;
const WRITE_MORE = 70;
/** What one takes of JavaScript's heap. */
const ENTRY = 96;
/** Work of an entry whose key equals nothing: a text of its own in an index of texts. */
const NOTHING_WORK = 300;
/** From this many places on, arrays of which more than half is gone are made anew. */
const THINNED_FROM = 64;

function reading(map: GoMap, g: Goroutine, how: 'read' | 'iteration'): void {
  if (map.writing !== 0 && map.writing !== g.id)
    throwFatal('map-fatal', `concurrent map ${how} and map write`);
}

function beginWriting(m: Machine, g: Goroutine, map: GoMap): void {
  if (map.writing !== 0) throwFatal('map-fatal', 'concurrent map writes');
  if (map.owner === g.id) return;
  setKey(m, map, 'writing', g.id);
  if (!m.byDoors) spend(m, WRITE + (draw(m) % WRITE_MORE));
}

function endWriting(m: Machine, g: Goroutine, map: GoMap): void {
  // It may have come into one hand since the mark was set.
  if (map.writing === g.id) setKey(m, map, 'writing', 0);
  else if (map.owner !== g.id) throwFatal('map-fatal', 'concurrent map writes');
}

function keyIn(m: Machine, map: GoMap, key: Value): Key {
  return keyOf(m, m.program.types[map.type].key, key);
}

/** Where a key's entry lies, -1 when there is none. */
function placeIn(m: Machine, map: GoMap, key: Value): number {
  const primitive = keyIn(m, map, key);
  return isNothing(primitive) ? -1 : (map.index.get(primitive) ?? -1);
}

/** map[key] = value, without the mark. Made for natives, too. */
export function setIn(m: Machine, map: GoMap, key: Value, value: Value): void {
  if (map.owner === 0) share(m, value);
  const place = placeIn(m, map, key);
  if (place >= 0) {
    write(m, map.values as Value[], place, value);
    return;
  }
  if (map.owner === 0) share(m, key);
  if (map.keys.length >= THINNED_FROM && map.keys.length > 2 * map.index.size) thin(m, map);
  const { types } = m.program;
  const { key: keyType, element } = types[map.type];
  const text = typeof key === 'string' ? key.length : 0;
  count(m, types[keyType].bytes + types[element].bytes + 8, ENTRY + text);
  const primitive = keyIn(m, map, key);
  const end = map.keys.length;
  // What equals nothing is never found, and has a place in the index only to be counted.
  if (isNothing(primitive)) toil(m, NOTHING_WORK);
  setEntry(m, map.index, isNothing(primitive) ? `NaN ${end}` : primitive, end);
  push(m, map.keys, key);
  push(m, map.values, value);
}

/** Leaves the places of deleted entries out; loops over the map keep the old list of keys. */
function thin(m: Machine, map: GoMap): void {
  const { keys, values, index } = map;
  toil(m, keys.length);
  const places = keys.flatMap((key, i) => (key === undefined ? [] : [i]));
  const moved = new Map(places.map((place, i) => [place, i]));
  setKey(
    m,
    map,
    'keys',
    places.map((place) => keys[place]),
  );
  setKey(
    m,
    map,
    'values',
    places.map((place) => values[place]),
  );
  setKey(m, map, 'index', new Map([...index].map(([key, place]) => [key, moved.get(place) ?? 0])));
}

export function deleteIn(m: Machine, map: GoMap, key: Value): void {
  const place = placeIn(m, map, key);
  if (place < 0) return;
  deleteEntry(m, map.index, keyIn(m, map, key));
  write(m, map.keys as Value[], place, undefined as never);
  write(m, map.values as Value[], place, undefined as never);
}

/** The value of a key; undefined when there is none. */
export function getIn(m: Machine, map: GoMap, key: Value): Value | undefined {
  const place = placeIn(m, map, key);
  return place < 0 ? undefined : map.values[place];
}

function newIterator(m: Machine, map: GoMap | null): MapIterator {
  const keys = map?.keys ?? [];
  const start = keys.length > 1 && !m.byDoors ? draw(m) % keys.length : 0;
  return { is: 'iterator', map, keys, length: keys.length, start, seen: 0 };
}

/** The place of the next entry of a loop, in the arrays that the map has now; -1 at the end. */
export function nextPlace(m: Machine, iterator: MapIterator): number {
  const { map, keys, length, start } = iterator;
  if (map === null) return -1;
  for (let { seen } = iterator; seen < keys.length; seen++) {
    const place = seen < length - start ? start + seen : seen < length ? seen - (length - start) : seen;
    const key = keys[place];
    if (key === undefined) continue;
    const now = keys === map.keys ? place : placeIn(m, map, key);
    if (now < 0) continue;
    setKey(m, iterator, 'seen', seen + 1);
    return now;
  }
  setKey(m, iterator, 'seen', keys.length);
  return -1;
}

function get(m: Machine, g: Goroutine, frame: Frame, code: Int32Array, pc: number): boolean {
  const r = frame.registers;
  const map = r[code[pc + 2]] as GoMap | null;
  const zero = code[pc + 4];
  let value: Value | undefined;
  if (map !== null) {
    reading(map, g, 'read');
    value = getIn(m, map, r[code[pc + 3]]);
  }
  r[code[pc + 1]] =
    value !== undefined
      ? value
      : zero < 0
        ? newContainer(m, g, -1 - zero)
        : (m.program.functions[frame.code].constants[zero] as Value);
  return value !== undefined;
}

const begin: Operation = (m, g, { registers: r }, code, pc) => {
  const map = r[code[pc + 1]] as GoMap | null;
  if (map === null) return goPanicError('assignment to entry in nil map');
  keyIn(m, map, r[code[pc + 2]]);
  beginWriting(m, g, map);
};

export const MAP_OPERATIONS: Operations = {
  [MAKE_MAP]: (m, g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = newMap(m, g, code[pc + 2]);
  },
  [MAP_GET]: (m, g, frame, code, pc) => {
    get(m, g, frame, code, pc);
  },
  [MAP_GET_OK]: (m, g, frame, code, pc) => {
    frame.registers[code[pc + 1] + 1] = get(m, g, frame, code, pc);
  },
  [MAP_BEGIN]: begin,
  [MAP_SET]: (m, g, { registers: r }, code, pc) => {
    const map = r[code[pc + 1]] as GoMap;
    endWriting(m, g, map);
    setIn(m, map, r[code[pc + 2]], r[code[pc + 3]]);
  },
  [MAP_BEGIN_DELETE]: (m, g, { registers: r }, code, pc) => {
    const map = r[code[pc + 1]] as GoMap | null;
    if (map === null) return code[pc + 3];
    if (code[pc + 2] >= 0) keyIn(m, map, r[code[pc + 2]]);
    beginWriting(m, g, map);
  },
  [MAP_DELETE]: (m, g, { registers: r }, code, pc) => {
    const map = r[code[pc + 1]] as GoMap;
    endWriting(m, g, map);
    deleteIn(m, map, r[code[pc + 2]]);
  },
  [MAP_CLEAR]: (m, g, { registers: r }, code, pc) => {
    const map = r[code[pc + 1]] as GoMap;
    endWriting(m, g, map);
    setKey(m, map, 'keys', []);
    setKey(m, map, 'values', []);
    setKey(m, map, 'index', new Map());
  },
  [MAP_LENGTH]: (_m, _g, { registers: r }, code, pc) => {
    r[code[pc + 1]] = (r[code[pc + 2]] as GoMap | null)?.index.size ?? 0;
  },
  [MAP_RANGE]: (m, g, { registers: r }, code, pc) => {
    const map = r[code[pc + 2]] as GoMap | null;
    if (map !== null) reading(map, g, 'iteration');
    r[code[pc + 1]] = newIterator(m, map);
  },
  [MAP_NEXT]: (m, g, { registers: r }, code, pc) => {
    const iterator = r[code[pc + 1]] as MapIterator;
    const { map } = iterator;
    if (map !== null) reading(map, g, 'iteration');
    const place = nextPlace(m, iterator);
    if (place < 0 || map === null) return code[pc + 3];
    const to = code[pc + 2];
    r[to] = map.keys[place] as Value;
    r[to + 1] = map.values[place] as Value;
  },
};
