import { Capsule } from '../../ui/face/Capsule.tsx';
import { counted, formatMicros, formatRate } from '../../ui/face/figures.ts';
import { SYMBOL_LABEL_HEIGHT } from '../../ui/face/SymbolLabel.tsx';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { LinkView, Settings } from './sim.ts';

const WIDTH = 136;
const BODY = 44;

export function size(_settings: Settings): FaceSize {
  return { width: WIDTH, height: BODY + SYMBOL_LABEL_HEIGHT, wiresAt: BODY / 2 };
}

export function Face({ name, view, status, selected }: FaceProps<LinkView>) {
  const { metrics, settings: s } = view;
  const { width, height } = size(s);
  return (
    <Capsule
      width={width}
      height={height}
      title={name}
      mood={status.mood}
      word={status.word}
      cut={metrics.cut > 0}
      inside={metrics.slowed > 0 ? `${crossing(s)} + delay` : crossing(s)}
      beads={metrics.inFlight}
      selected={selected}
    />
  );
}

/** What a crossing takes by the settings: as it is written when it is one number, else about the mean. */
function crossing({ latency }: Settings): string {
  switch (latency.law) {
    case 'constant':
      return formatMicros(latency.value);
    case 'uniform':
      return `≈ ${formatMicros((latency.from + latency.to) / 2)}`;
    case 'pareto':
      return `≥ ${formatMicros(latency.from)}`;
    case 'empirical': {
      const sum = latency.values.reduce((a, b) => a + b, 0);
      return `≈ ${formatMicros(sum / Math.max(1, latency.values.length))}`;
    }
    default:
      return `≈ ${formatMicros(latency.mean)}`;
  }
}

export function summary({ metrics, rates, settings: s }: LinkView): string {
  if (metrics.cut > 0) return 'Cut: nothing gets across.';
  const slow = metrics.slowed > 0 ? ' and an added delay' : '';
  const lost = rates.lost > 0 ? `, ${formatRate(rates.lost)} lost` : '';
  return `A crossing takes ${crossing(s)}${slow}; ${counted(metrics.inFlight, 'packet')} on the way${lost}.`;
}
