import { seconds } from '../../engine/clock.ts';
import { quantile } from '../../engine/histogram.ts';
import { OUTCOMES } from '../../engine/outcome.ts';
import type { Ending } from '../../engine/part.ts';
import type { Judged } from '../../lab/protocol.ts';
import {
  availabilityOver,
  counterOver,
  histogramOver,
  latencyQuantiles,
  levelOver,
  timingOver,
} from '../../recording/query.ts';
import type { Recording } from '../../recording/types.ts';
import type { Compiled } from '../../scenario/compile.ts';

/** The shape of `--json`. Stable: fields are added, never renamed; `format` counts changes that break readers. */
export interface Summary {
  readonly format: 1;
  readonly scenario: string;
  readonly design: string;
  readonly seed: number;
  readonly untilS: number;
  readonly ending: Ending;
  readonly events: number;
  readonly digest: string;
  readonly requests: {
    readonly made: number;
    readonly answered: number;
    readonly failed: number;
    readonly open: number;
    readonly availability: number;
    readonly outcomes: Readonly<Record<string, number>>;
    readonly latencyS: Readonly<Record<'p50' | 'p90' | 'p99' | 'p99.9' | 'max', number>>;
  };
  /** By window: what became of the requests that arrived in it. */
  readonly windows: Readonly<
    Record<string, { fromS: number; toS: number; arrived: number; availability: number; open: number }>
  >;
  readonly parts: Readonly<Record<string, PartSummary>>;
  readonly cost: { readonly usd: number; readonly items: Recording['costs'] };
  readonly claims: readonly Judged[];
}

export interface PartSummary {
  readonly kind: string;
  readonly counters: Readonly<Record<string, number>>;
  readonly levels: Readonly<Record<string, { mean: number; max: number; last: number }>>;
  readonly timingsS: Readonly<
    Record<string, { count: number; mean: number; p50: number; p99: number; max: number }>
  >;
}

export function summarize(compiled: Compiled, recording: Recording, claims: readonly Judged[]): Summary {
  const end = recording.until + 1;
  const all = availabilityOver(recording, null, 0, end);
  const [p50, p90, p99, p999, max] = latencyQuantiles(recording, 0, end, [0.5, 0.9, 0.99, 0.999, 1]).map(
    seconds,
  ) as [number, number, number, number, number];
  return {
    format: 1,
    scenario: compiled.id,
    design: compiled.design,
    seed: compiled.seed,
    untilS: seconds(recording.until),
    ending: recording.ending,
    events: recording.dispatched,
    digest: recording.digest,
    requests: {
      made: all.arrived,
      answered: all.good,
      failed: all.bad,
      open: all.open,
      availability: all.share,
      outcomes: outcomesOf(recording),
      latencyS: { p50, p90, p99, 'p99.9': p999, max },
    },
    windows: Object.fromEntries(
      recording.windows.map(({ name, from, to }) => {
        const { arrived, share, open } = availabilityOver(recording, null, from, to);
        return [name, { fromS: seconds(from), toS: seconds(to), arrived, availability: share, open }];
      }),
    ),
    parts: Object.fromEntries(compiled.parts.map(({ id, kind }) => [id, partSummary(recording, id, kind)])),
    cost: { usd: recording.costs.reduce((sum, { usd }) => sum + usd, 0), items: recording.costs },
    claims,
  };
}

function outcomesOf({ requests }: Recording): Record<string, number> {
  const counts: Record<string, number> = {};
  for (let i = 0; i < requests.count; i++) {
    if (requests.ended[i]! < 0) continue;
    const { name } = OUTCOMES[requests.outcome[i]!]!;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function partSummary(recording: Recording, id: string, kind: string): PartSummary {
  const counters: Record<string, number> = {};
  const levels: Record<string, { mean: number; max: number; last: number }> = {};
  const timingsS: Record<string, { count: number; mean: number; p50: number; p99: number; max: number }> = {};
  recording.metrics.forEach(({ part, name, type }, i) => {
    if (part !== id) return;
    if (type === 'counter') counters[name] = counterOver(recording, i, 0, recording.until);
    else if (type === 'timing') {
      const { count, mean, high } = timingOver(recording, i, 0, recording.until);
      const counts = histogramOver(recording, i, 0, recording.until)!;
      timingsS[name] = {
        count,
        mean: seconds(mean),
        p50: seconds(quantile(counts, 0.5)),
        p99: seconds(quantile(counts, 0.99)),
        max: seconds(high),
      };
    } else {
      const { mean, high, last } = levelOver(recording, i, 0, recording.until);
      const unit = type === 'age' ? seconds : (x: number) => x;
      levels[name] = { mean: unit(mean), max: unit(high), last: unit(last) };
    }
  });
  return { kind, counters, levels, timingsS };
}
