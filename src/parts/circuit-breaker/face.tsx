import '../../ui/face/face.css';
import { counted, formatRate } from '../../ui/face/figures.ts';
import { circlePath } from '../../ui/face/geometry.ts';
import { SYMBOL_LABEL_HEIGHT, SymbolLabel } from '../../ui/face/SymbolLabel.tsx';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { BreakerView, Settings } from './sim.ts';

const WIDTH = 136;
const BODY = 60;
/** Where the wires come in; the blade swings above it. */
const LINE = 40;
const HINGE = 36;
const CONTACT = 100;

/** The blade's end: on its contact, just off it, or high above. */
const ENDS = { closed: [CONTACT, LINE], halfOpen: [98, 30], open: [86, 12] } as const;

export function size(_settings: Settings): FaceSize {
  return { width: WIDTH, height: BODY + SYMBOL_LABEL_HEIGHT, wiresAt: LINE };
}

function isOf({ metrics }: BreakerView): keyof typeof ENDS {
  return metrics.open > 0 ? 'open' : metrics.halfOpen > 0 ? 'halfOpen' : 'closed';
}

/** A knife switch, as in a diagram of a circuit. */
export function Face({ name, view, status, selected }: FaceProps<BreakerView>) {
  const { width, height } = size(view.settings);
  const is = isOf(view);
  const [x, y] = ENDS[is];
  return (
    <svg className="face" width={width} height={height} aria-hidden="true" data-mood={status.mood}>
      {selected && (
        <rect className="face-selected" x={-4} y={-4} width={width + 8} height={BODY + 8} rx={10} />
      )}
      <rect
        className="face-sheet face-symbol"
        data-mood={status.mood}
        x={0.5}
        y={0.5}
        width={width - 1}
        height={BODY - 1}
        rx={6}
      />
      <path className="face-line" d={`M0 ${LINE}H${HINGE}M${CONTACT} ${LINE}H${width}`} />
      <path
        d={`M${HINGE} ${LINE}L${x} ${y}`}
        stroke="currentColor"
        strokeWidth={3}
        strokeDasharray={is === 'halfOpen' ? '4 3' : undefined}
      />
      <path className="face-fill" d={circlePath(HINGE, LINE, 4) + circlePath(CONTACT, LINE, 4)} />
      <SymbolLabel
        x={width / 2}
        y={BODY}
        width={width + 32}
        title={name}
        mood={status.mood}
        word={status.word}
      />
    </svg>
  );
}

export function summary(view: BreakerView): string {
  const { metrics, rates, settings: s } = view;
  switch (isOf(view)) {
    case 'open':
      return `Open: ${formatRate(rates.refused)} refused.`;
    case 'halfOpen':
      return `Half open: ${counted(metrics.underWay, 'call')} let through to see, ${formatRate(rates.refused)} refused.`;
    default:
      return `Closed: ${formatRate(rates.passed)} let through, ${counted(metrics.failures, 'failure')} among the last ${s.requestVolumeThreshold}.`;
  }
}
