/** Small programs to begin with. Each is real Go and runs with `go run`. */
import cache from './examples/cache.go?raw';
import counter from './examples/counter.go?raw';
import mutex from './examples/mutex.go?raw';
import pool from './examples/pool.go?raw';
import timeout from './examples/timeout.go?raw';
import transfer from './examples/transfer.go?raw';

export interface Example {
  readonly id: string;
  readonly title: string;
  readonly source: string;
}

export const EXAMPLES: readonly Example[] = [
  { id: 'cache', title: 'A cache without a lock', source: cache },
  { id: 'mutex', title: 'The cache with a mutex', source: mutex },
  { id: 'counter', title: 'A counter, and three who count', source: counter },
  { id: 'transfer', title: 'Two accounts, two locks', source: transfer },
  { id: 'pool', title: 'A pool of workers', source: pool },
  { id: 'timeout', title: 'An answer that comes too late', source: timeout },
];
