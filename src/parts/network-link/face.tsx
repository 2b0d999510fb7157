import { Capsule } from '../../ui/face/Capsule.tsx';
import { counted, formatLaw, formatRate } from '../../ui/face/figures.ts';
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
      inside={metrics.slowed > 0 ? `${formatLaw(s.latency)} + delay` : formatLaw(s.latency)}
      beads={metrics.inFlight}
      selected={selected}
    />
  );
}

export function summary({ metrics, rates, settings: s }: LinkView): string {
  if (metrics.cut > 0) return 'Cut: nothing gets across.';
  const slow = metrics.slowed > 0 ? ' and an added delay' : '';
  const lost = rates.lost > 0 ? `, ${formatRate(rates.lost)} lost` : '';
  return `A crossing takes ${formatLaw(s.latency)}${slow}; ${counted(metrics.inFlight, 'packet')} on the way${lost}.`;
}
