import type { Plate, Station } from '../lab/protocol.ts';
import type { Recording } from '../recording/types.ts';
import { formatSeconds } from '../ui/format.ts';
import './theory.css';

export interface TheoryTableProps {
  readonly plate: Plate;
  readonly recording: Recording;
  readonly stations: readonly Station[];
}

/** What queueing theory says of each part, beside what was measured in this run. */
export function TheoryTable({ plate, recording, stations }: TheoryTableProps) {
  if (stations.length === 0) {
    return <p className="theory-nothing">No part of this design is one that queueing theory speaks of.</p>;
  }
  return (
    <table className="theory">
      <caption className="visually-hidden">Each part as theory has it, and as it was in this run</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">Theory</th>
          <th scope="col">This run</th>
        </tr>
      </thead>
      {stations.map((station) => (
        <Rows key={station.part} station={station} plate={plate} recording={recording} />
      ))}
    </table>
  );
}

type RowsProps = Pick<TheoryTableProps, 'plate' | 'recording'> & { readonly station: Station };

function Rows({ station, plate, recording }: RowsProps) {
  const { part, little, model, predicted, says } = station;
  return (
    <tbody>
      <tr className="theory-part">
        <th scope="rowgroup" colSpan={3}>
          {plate.parts[part]?.name} <span>{model}</span>
          {says && <small>{says}</small>}
        </th>
      </tr>
      {little && (
        <tr>
          <th scope="row">
            number there, by Little’s law
            <small className="figures">
              λ × W = {formatMean(little.lambda, false)}/s × {formatSeconds(little.w)}
            </small>
          </th>
          <td className="figures">{formatMean(little.lambda * little.w, false)}</td>
          <td className="figures">{formatMean(little.l, false)}</td>
        </tr>
      )}
      {predicted.map(({ metric, name, value, measured }) => {
        const isTime = timed(recording, metric);
        return (
          <tr key={metric}>
            <th scope="row">
              {name}, by {model}
            </th>
            <td className="figures">{formatMean(value, isTime)}</td>
            <td className="figures">{formatMean(measured, isTime)}</td>
          </tr>
        );
      })}
    </tbody>
  );
}

function timed(recording: Recording, metric: number): boolean {
  const type = recording.metrics[metric]?.type;
  return type === 'age' || type === 'timing';
}

/** Three digits are what a mean over some minutes is good for. @param isTime in ticks */
export function formatMean(value: number, isTime: boolean): string {
  if (!Number.isFinite(value)) return '–';
  if (isTime) return formatSeconds(value / 1e6);
  const size = Math.abs(value);
  return value.toLocaleString('en-US', { maximumFractionDigits: size >= 100 ? 0 : size >= 10 ? 1 : 2 });
}
