import { Capsule } from '../../ui/face/Capsule.tsx';
import { counted, formatMicros, formatRate } from '../../ui/face/figures.ts';
import { SYMBOL_LABEL_HEIGHT } from '../../ui/face/SymbolLabel.tsx';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { GatewayView, Settings } from './sim.ts';

const WIDTH = 136;
const BODY = 44;

export function size(_settings: Settings): FaceSize {
  return { width: WIDTH, height: BODY + SYMBOL_LABEL_HEIGHT, wiresAt: BODY / 2 };
}

export function Face({ name, view, status, selected }: FaceProps<GatewayView>) {
  const { metrics, settings: s } = view;
  const { width, height } = size(s);
  return (
    <Capsule
      width={width}
      height={height}
      title={name}
      mood={status.mood}
      word={status.word}
      detail={detailOf(view)}
      cut={metrics.down > 0}
      inside={metrics.slowed > 0 ? `${crossing(s)} + delay` : crossing(s)}
      beads={metrics.inFlight}
      selected={selected}
    />
  );
}

/** Whose fault it is that packets vanish: a route's, or nobody's. */
function detailOf({ rates }: GatewayView): string | undefined {
  if (rates.noRoute > 0) return `${formatRate(rates.noRoute)} without a route`;
  if (rates.blackholed > 0) return `${formatRate(rates.blackholed)} swallowed`;
  return rates.lost > 0 ? `${formatRate(rates.lost)} lost` : undefined;
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

export function summary(view: GatewayView): string {
  const { metrics, settings: s } = view;
  const lost = detailOf(view);
  const vanish = lost === undefined ? '' : `; ${lost}`;
  if (metrics.down > 0) return `An attachment is down${vanish}.`;
  const slow = metrics.slowed > 0 ? ' and an added delay' : '';
  return `A crossing takes ${crossing(s)}${slow}; ${counted(metrics.inFlight, 'packet')} on the way${vanish}.`;
}
