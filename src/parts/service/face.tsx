import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { atMost, counted, formatShareOf, onGrid } from '../../ui/face/figures.ts';
import { SlotGrid, slotGridHeight } from '../../ui/face/SlotGrid.tsx';
import { WaitingLine } from '../../ui/face/WaitingLine.tsx';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { ServiceView, Settings } from './sim.ts';

const GAP = 8;

export function size(settings: Settings): FaceSize {
  const rows = 2 + Number(settings.queue > 0) + Number(settings.instances > 1);
  return { width: widthOf(settings), height: cardHeight(onGrid(gridHeight(settings) + GAP + rows * ROW)) };
}

/** Ten slots a row; where they are counted in thousands the figures need more room than the slots. */
function widthOf({ slots, instances }: Settings): number {
  return slots * instances < 1000 ? 180 : 220;
}

function gridHeight(settings: Settings): number {
  return slotGridHeight(settings.slots * settings.instances, contentWidth(widthOf(settings)));
}

/** What each slot does. A paused instance keeps its requests: its slots are down all the same. */
function slotsOf({ metrics, settings: s }: ServiceView) {
  const total = s.slots * s.instances;
  const down = atMost(total - metrics.up * s.slots, total);
  const held = atMost(metrics.busy, total - down);
  const blocked = atMost(metrics.blocked, held);
  return { total, down, held, blocked };
}

export function Face(props: FaceProps<ServiceView>) {
  const { view } = props;
  const { metrics, rates, settings: s } = view;
  const { total, down, held, blocked } = slotsOf(view);
  const first = gridHeight(s) + GAP;
  const rows = first + ROW * (1 + Number(s.queue > 0));
  const card = size(s);
  const inner = contentWidth(card.width);
  return (
    <FaceCard {...props} size={card}>
      <SlotGrid width={inner} total={total} working={held - blocked} waiting={blocked} down={down} />
      <FigureRow y={first} width={inner} {...slotsInWords(view)} />
      {s.queue > 0 && <WaitingLine y={first + ROW} width={inner} label="in line" count={metrics.waiting} />}
      <FigureRow
        y={rows}
        width={inner}
        label="answered"
        figure={formatShareOf(rates.answered, rates.failed)}
      />
      {s.instances > 1 && (
        <FigureRow
          y={rows + ROW}
          width={inner}
          label="instances up"
          figure={`${metrics.up} of ${s.instances}`}
        />
      )}
    </FaceCard>
  );
}

/** A service that asks others is told by how many slots wait for them; one that never does, by how many are busy. */
function slotsInWords(view: ServiceView): { readonly label: string; readonly figure: string } {
  const { total, held, blocked } = slotsOf(view);
  const asks = view.metrics.calls > 0;
  return {
    label: asks ? 'wait on others' : 'busy',
    figure: `${formatCount(asks ? blocked : held)} of ${formatCount(total)}`,
  };
}

export function summary(view: ServiceView): string {
  const { metrics, settings: s } = view;
  const { total, held, blocked } = slotsOf(view);
  if (metrics.up === 0)
    return s.instances === 1 ? 'It does not run.' : `None of ${s.instances} instances runs.`;
  const waits = blocked > 0 ? `, ${formatCount(blocked)} of them wait on others` : '';
  const line = metrics.waiting > 0 ? `; ${formatCount(metrics.waiting)} wait in line` : '';
  return `${formatCount(held)} of ${counted(total, 'slot')} hold a request${waits}${line}.`;
}
