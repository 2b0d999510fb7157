import { Cylinder, cylinderFoot, cylinderInner } from '../../ui/face/Cylinder.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted } from '../../ui/face/figures.ts';
import { SYMBOL_LABEL_HEIGHT } from '../../ui/face/SymbolLabel.tsx';
import { WaitingLine } from '../../ui/face/WaitingLine.tsx';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { DatabaseView, Settings } from './sim.ts';

const WIDTH = 144;
const INNER = cylinderInner(WIDTH);
/** px from the top to the foot: the lid, and the liquid. */
const DRUM = 78;

/** The default is so large that it never runs out: nobody counts it. */
const NEVER_COUNTED = 1_000_000_000;

export function size(settings: Settings): FaceSize {
  const body = DRUM + footHeight(settings);
  return { width: WIDTH, height: body + SYMBOL_LABEL_HEIGHT, wiresAt: body / 2 };
}

function footHeight(settings: Settings): number {
  return cylinderFoot(ROW * (1 + Number(settings.queue > 0) + Number(isCounted(settings))));
}

function isCounted({ stock }: Settings): boolean {
  return stock < NEVER_COUNTED;
}

export function Face({ name, view, status, selected }: FaceProps<DatabaseView>) {
  const { metrics, settings: s } = view;
  const { width, height } = size(s);
  return (
    <Cylinder
      width={width}
      height={height}
      title={name}
      mood={status.mood}
      word={status.word}
      locked={metrics.locked > 0}
      foot={footHeight(s)}
      level={metrics.busy / s.connections}
      selected={selected}
    >
      <FigureRow
        y={0}
        width={INNER}
        label="in use"
        figure={`${formatCount(metrics.busy)} of ${formatCount(s.connections)}`}
      />
      {s.queue > 0 && <WaitingLine y={ROW} width={INNER} label="in line" count={metrics.waiting} />}
      {isCounted(s) && (
        <FigureRow
          y={ROW * (s.queue > 0 ? 2 : 1)}
          width={INNER}
          label="stock"
          figure={formatCount(metrics.stock)}
        />
      )}
    </Cylinder>
  );
}

export function summary({ metrics, settings: s }: DatabaseView): string {
  if (metrics.up === 0) return 'Nobody listens.';
  const locked = metrics.locked > 0 ? 'Locked; ' : '';
  const line = metrics.waiting > 0 ? `, ${counted(metrics.waiting, 'query', 'queries')} in line` : '';
  const stock = isCounted(s) ? `, stock ${formatCount(metrics.stock)}` : '';
  return `${locked}${formatCount(metrics.busy)} of ${counted(s.connections, 'connection')} hold a query${line}${stock}.`;
}
