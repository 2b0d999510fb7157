export interface IntervalProps {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

const WIDE = 120;
const TALL = 18;
const EDGE = 6;

/** Where the difference lies, around zero. The words beside it say the same. */
export function Interval({ low, middle, high }: IntervalProps) {
  if (![low, middle, high].every(Number.isFinite)) return null;
  const x = scaleAround(low, high);
  const y = TALL / 2;
  return (
    <svg className="interval" width={WIDE} height={TALL} viewBox={`0 0 ${WIDE} ${TALL}`} aria-hidden="true">
      <path className="interval-axis" d={`M0 ${y}H${WIDE}`} />
      <path className="interval-zero" d={`M${x(0)} 1V${TALL - 1}`} />
      <path className="interval-range" d={`M${x(low)} ${y}H${x(high)}`} />
      <path className="interval-ends" d={`M${x(low)} ${y - 4}v8M${x(high)} ${y - 4}v8`} />
      <circle cx={x(middle)} cy={y} r="3.5" />
    </svg>
  );
}

/** Zero is always in the picture. */
export function scaleAround(low: number, high: number): (value: number) => number {
  const from = Math.min(0, low);
  const span = Math.max(0, high) - from;
  return (value) =>
    span === 0 ? WIDE / 2 : Math.round((EDGE + ((value - from) / span) * (WIDE - 2 * EDGE)) * 10) / 10;
}
