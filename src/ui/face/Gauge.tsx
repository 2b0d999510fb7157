import { hatchPath, rectPath } from './geometry.ts';

export interface GaugeProps {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height?: number;
  /** 0 to 1; more is drawn as full. */
  readonly value: number;
  /** Hatched: it would take more if it might. */
  readonly throttled?: boolean;
  /** A limit on the same scale, drawn as a tick. */
  readonly mark?: number;
}

export function Gauge({ x = 0, y = 0, width, height = 8, value, throttled, mark }: GaugeProps) {
  const full = Math.min(1, Math.max(0, value)) * (width - 1);
  const markX = mark === undefined ? 0 : Math.min(1, Math.max(0, mark)) * width;
  return (
    <g transform={`translate(${x} ${y})`}>
      <path className="face-free" d={rectPath(0.5, 0.5, width - 1, height - 1, 2)} />
      {full > 1 && !throttled && (
        <path className="face-fill" d={rectPath(0.5, 0.5, full, height - 1, Math.min(2, full / 2))} />
      )}
      {full > 1 && throttled && (
        <path
          className="face-line"
          d={rectPath(0.5, 0.5, full, height - 1) + hatchPath(0.5, 0.5, full, height - 1, 5)}
        />
      )}
      {mark !== undefined && (
        <path d={`M${markX} -3V${height + 3}`} stroke="currentColor" strokeWidth={1.5} />
      )}
    </g>
  );
}
