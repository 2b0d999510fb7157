import { circlePath, crossPath } from './geometry.ts';

export interface FanProps {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  /** One spoke each, from the top; the thickness of its stroke in px. */
  readonly spokes: readonly number[];
  /** So many of them, from the bottom, are broken off. */
  readonly broken?: number;
  /** A bar that ties the spokes together: nobody passes before all have come. */
  readonly tied?: boolean;
  /** The bar stands closed: somebody waits at it. */
  readonly shut?: boolean;
}

const HEAD = 6;

/** One way in, several out. A sign for what a part does: it does not know how many wires really leave it. */
export function Fan({ x = 0, y = 0, width, height, spokes, broken = 0, tied, shut }: FanProps) {
  const hub = { x: width * 0.3, y: height / 2 };
  const gateX = width * 0.78;
  const ends = spokes.map((_, i) => 4 + (i * (height - 8)) / Math.max(1, spokes.length - 1));
  const whole = spokes.length - broken;
  return (
    <g transform={`translate(${x} ${y})`} strokeLinecap="round" strokeLinejoin="round">
      <path className="face-line" d={`M0 ${hub.y}H${hub.x}`} strokeWidth={1.6} />
      {ends.map((end, i) =>
        i < whole ? (
          <g key={end}>
            <path
              className="face-line"
              style={{ strokeWidth: spokes[i] }}
              d={`M${hub.x} ${hub.y}L${width * 0.62} ${end}H${width - 1}`}
            />
            <path className="face-line" d={`M${width - HEAD} ${end - 4}L${width} ${end}l${-HEAD} 4`} />
          </g>
        ) : (
          <g key={end}>
            <path
              className="face-free"
              strokeDasharray="3 4"
              d={`M${hub.x} ${hub.y}L${width * 0.62} ${end}H${width - 16}`}
            />
            <path className="face-line" d={crossPath(width - 9, end - 4, 8, 8)} />
          </g>
        ),
      )}
      {tied && (
        <path className={shut ? 'face-fill' : 'face-free face-gate'} d={`M${gateX - 3} 0h6v${height}h-6z`} />
      )}
      <path className="face-fill" d={circlePath(hub.x, hub.y, 5)} />
    </g>
  );
}
