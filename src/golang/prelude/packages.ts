/** The packages that a program can import. They are Go, checked and compiled like the learner's own; what has no body is a native of the machine. */
import bufioSource from './bufio.go?raw';
import bytesSource from './bytes.go?raw';
import cmpSource from './cmp.go?raw';
import containerHeapSource from './container_heap.go?raw';
import containerListSource from './container_list.go?raw';
import containerRingSource from './container_ring.go?raw';
import contextSource from './context.go?raw';
import errorsSource from './errors.go?raw';
import flagSource from './flag.go?raw';
import fmtSource from './fmt.go?raw';
import errgroupSource from './golang.org_x_sync_errgroup.go?raw';
import semaphoreSource from './golang.org_x_sync_semaphore.go?raw';
import singleflightSource from './golang.org_x_sync_singleflight.go?raw';
import hashSource from './hash.go?raw';
import hashFnvSource from './hash_fnv.go?raw';
import ioSource from './io.go?raw';
import iterSource from './iter.go?raw';
import logSource from './log.go?raw';
import mapsSource from './maps.go?raw';
import mathSource from './math.go?raw';
import mathBitsSource from './math_bits.go?raw';
import mathRandSource from './math_rand.go?raw';
import mathRandV2Source from './math_rand_v2.go?raw';
import osSource from './os.go?raw';
import reflectSource from './reflect.go?raw';
import runtimeSource from './runtime.go?raw';
import slicesSource from './slices.go?raw';
import sortSource from './sort.go?raw';
import strconvSource from './strconv.go?raw';
import stringsSource from './strings.go?raw';
import syncSource from './sync.go?raw';
import syncAtomicSource from './sync_atomic.go?raw';
import testingSource from './testing.go?raw';
import timeSource from './time.go?raw';
import timeCalendarSource from './time_calendar.go?raw';
import unicodeSource from './unicode.go?raw';
import unicodeUtf8Source from './unicode_utf8.go?raw';

const SOURCES: Readonly<Record<string, string | readonly string[]>> = {
  bufio: bufioSource,
  bytes: bytesSource,
  cmp: cmpSource,
  'container/heap': containerHeapSource,
  'container/list': containerListSource,
  'container/ring': containerRingSource,
  context: contextSource,
  errors: errorsSource,
  flag: flagSource,
  fmt: fmtSource,
  'golang.org/x/sync/errgroup': errgroupSource,
  'golang.org/x/sync/semaphore': semaphoreSource,
  'golang.org/x/sync/singleflight': singleflightSource,
  hash: hashSource,
  'hash/fnv': hashFnvSource,
  io: ioSource,
  iter: iterSource,
  log: logSource,
  maps: mapsSource,
  math: mathSource,
  'math/bits': mathBitsSource,
  'math/rand': mathRandSource,
  'math/rand/v2': mathRandV2Source,
  os: osSource,
  reflect: reflectSource,
  runtime: runtimeSource,
  slices: slicesSource,
  sort: sortSource,
  strconv: strconvSource,
  strings: stringsSource,
  sync: syncSource,
  'sync/atomic': syncAtomicSource,
  testing: testingSource,
  time: [timeSource, timeCalendarSource],
  unicode: unicodeSource,
  'unicode/utf8': unicodeUtf8Source,
};

/** What can be imported. */
export const pathsOfPackages: readonly string[] = [...Object.keys(SOURCES), 'unsafe'];

/** By import path; null when there is no such package. */
export function sourceOf(path: string): readonly { readonly name: string; readonly source: string }[] | null {
  if (!Object.hasOwn(SOURCES, path)) return null;
  const name = path.split('/').at(-1);
  return [SOURCES[path] ?? []]
    .flat()
    .map((source, i) => ({ name: `${path}/${name}${i === 0 ? '' : i + 1}.go`, source }));
}
