export interface LockProps {
  /** The centre. */
  readonly x: number;
  readonly y: number;
  readonly scale?: number;
}

export function Lock({ x, y, scale = 1 }: LockProps) {
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`}>
      <path className="face-line face-bow" d="M-7.5 -2v-5a7.5 7.5 0 0 1 15 0v5" />
      <rect className="face-fill" x={-12} y={-3} width={24} height={17} rx={3} />
      <path className="face-keyhole" d="M0 3v4" />
    </g>
  );
}
