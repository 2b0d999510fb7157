import { Capsule } from '../../ui/face/Capsule.tsx';
import { counted, formatLaw, formatRate } from '../../ui/face/figures.ts';
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
      inside={metrics.slowed > 0 ? `${formatLaw(s.latency)} + delay` : formatLaw(s.latency)}
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

export function summary(view: GatewayView): string {
  const { metrics, settings: s } = view;
  const lost = detailOf(view);
  const vanish = lost === undefined ? '' : `; ${lost}`;
  if (metrics.down > 0) return `An attachment is down${vanish}.`;
  const slow = metrics.slowed > 0 ? ' and an added delay' : '';
  return `A crossing takes ${formatLaw(s.latency)}${slow}; ${counted(metrics.inFlight, 'packet')} on the way${vanish}.`;
}
