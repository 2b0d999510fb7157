import { ENDLESS, type Params, s } from './bench.ts';
import { closed, feedback, forkJoin, jackson, tandem } from './networks.ts';
import { outage, retrial, tokenBucket, unbounded } from './overload.ts';
import type { Experiment, Row } from './row.ts';
import { breakdowns, impatient, lawOf, lossOf, station } from './stations.ts';

/** How each model of the table is built from real parts. Models that are left out are named in `LEFT_OUT`. */
export const EXPERIMENTS: Readonly<Record<string, (row: Row) => Experiment>> = {
  'M/M/1': ({ params: p }) =>
    station(p as Params, { slots: 1, queue: ENDLESS }, `exp ${s(1 / (p as Params).mu!)}`),
  'M/M/c': ({ params: p }) =>
    station(p as Params, { slots: p.c as number, queue: ENDLESS }, `exp ${s(1 / (p as Params).mu!)}`),
  'M/M/c/c': ({ params: p }) =>
    station({ lam: (p as Params).a! }, { slots: p.c as number, queue: 0 }, 'exp 1s', (steady) => ({
      B: lossOf(steady),
    })),
  'M/M/c/K': ({ params: p }) =>
    station(
      p as Params,
      { slots: p.c as number, queue: (p as Params).K! - (p as Params).c! },
      `exp ${s(1 / (p as Params).mu!)}`,
    ),
  'M/G/1': (row) => station(row.params as Params, { slots: 1, queue: ENDLESS }, lawOf(row)),
  'M/D/1': ({ params: p }) => station(p as Params, { slots: 1, queue: ENDLESS }, s((p as Params).D!)),
  'D/M/1': ({ params: p }) =>
    station(
      p as Params,
      { slots: 1, queue: ENDLESS },
      `exp ${s(1 / (p as Params).mu!)}`,
      undefined,
      'constant',
    ),
  'open Jackson tandem': ({ params }) => tandem(params.lam as number, params.mu as readonly number[]),
  'M/M/1 with Bernoulli feedback p=.25': ({ params }) => feedback(params as Params),
  'open Jackson': ({ params }) =>
    jackson(
      params.gamma as readonly number[],
      params.R as readonly (readonly number[])[],
      params.mu as readonly number[],
    ),
  'M/M/1//N (mutex contention, interactive system)': ({ params }) => closed(params as Params),
  'deterministic outage of the consumer behind a buffer': ({ params }) => outage(params as Params),
  'M/M/1 with random server breakdowns (operating or idle), exp up/down': ({ params }) =>
    breakdowns(params as Params),
  'M/M/1/1 with exponential retries (classical retrial queue)': ({ params }) => retrial(params as Params),
  'M/M/c+M (clients time out)': ({ params }) => impatient(params as Params),
  'M/G/c/c: start requests refused over the concurrency quota (insensitive to the job-length law)': ({
    params: p,
  }) =>
    station({ lam: (p as Params).a! }, { slots: p.c as number, queue: 0 }, 'lognormal 1s cv 2', (steady) => ({
      P_reject: lossOf(steady),
    })),
  'M/G/inf (a goroutine per request)': ({ params }) => unbounded(params as Params),
  'token bucket, D arrivals': ({ params }) => tokenBucket(params as Params),
};

/** Fork-join rows are named by their width. */
export function experimentFor(row: Row): Experiment | null {
  const fork = /^fork-join K=(\d+)$/.exec(row.model);
  if (fork) return forkJoin(row.params as Params, Number(fork[1]));
  return EXPERIMENTS[row.model]?.(row) ?? null;
}

/** What the parts do not do: a service serves in order of arrival, one slot to a request. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'M/M/1 non-preemptive priority': 'no part has priorities',
  'M/M/1 preemptive-resume priority': 'no part has priorities',
  'M/M/1-PS': 'no part shares its processor',
};
