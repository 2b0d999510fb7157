import { useMemo } from 'react';
import type { MetricSpec } from '../engine/part.ts';
import { timingOver } from '../recording/query.ts';
import type { Recording } from '../recording/types.ts';
import { formatCount, formatSeconds } from '../ui/format.ts';
import { useCalmMoment, useTable } from './hooks.ts';

/** What the part counts, at the moment on the screen, under the names that the real service gives the figures. */
export function Figures({ part, kind }: { readonly part: string; readonly kind: string }) {
  const { table, catalog } = useTable();
  const moment = useCalmMoment(table.player);
  const recording = table.player.store.getState().recording;
  const index = useMemo(
    () => moment?.plate.parts.findIndex(({ id }) => id === part) ?? -1,
    [moment?.plate, part],
  );
  const shown = moment?.parts[index];
  const metrics = catalog.get(kind)?.spec.metrics ?? {};
  if (!moment || !shown || !recording || shown.view.metrics === undefined)
    return <p className="inspect-none">It takes no part in the run on the screen.</p>;
  return (
    <dl className="figures-list">
      {Object.entries(metrics).map(([name, spec]) => {
        const value = shown.view.metrics[name];
        if (value === undefined) return null;
        return (
          <div key={name}>
            <dt>
              {spec.realName ? (
                <>
                  <span>{spec.realName}</span> <small>{name}</small>
                </>
              ) : (
                name
              )}
              <small>{spec.says}</small>
            </dt>
            <dd className="figures">{figureOf(spec, value, recording, { part, name, at: moment.at })}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function figureOf(
  spec: MetricSpec,
  value: number,
  recording: Recording,
  of: { readonly part: string; readonly name: string; readonly at: number },
): string {
  switch (spec.type) {
    case 'age':
      return formatSeconds(value / 1_000_000);
    case 'timing': {
      const metric = recording.metrics.findIndex((m) => m.part === of.part && m.name === of.name);
      if (metric < 0 || of.at <= 0) return '–';
      const { mean, count } = timingOver(recording, metric, 0, of.at);
      return count > 0 ? `mean ${formatSeconds(mean / 1_000_000)}` : '–';
    }
    default:
      return formatCount(Math.round(value * 100) / 100);
  }
}
