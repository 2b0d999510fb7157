import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted } from '../../ui/face/figures.ts';
import { circlePath, rectPath } from '../../ui/face/geometry.ts';
import { WaitingLine } from '../../ui/face/WaitingLine.tsx';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { ReaderView } from './sim.ts';

const WIDTH = 200;
const CONTENT = contentWidth(WIDTH);
const PICTURE = 64;
const BOOK = 'M46 10C38 4 14 4 4 8V50C14 46 38 46 46 53C54 46 78 46 88 50V8C78 4 54 4 46 10ZM46 10V53';

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(PICTURE + 4 * ROW) };
}

export function Face(props: FaceProps<ReaderView>) {
  const { view } = props;
  const { metrics, settings: s } = view;
  const rows = [
    ['done', formatCount(metrics.done)],
    ['refused', formatCount(metrics.refused)],
    s.credential === 'SAS'
      ? ['links kept', formatCount(metrics.keptLinks)]
      : ['archived', formatCount(metrics.archived)],
  ] as const;
  return (
    <FaceCard {...props} size={size()}>
      <path className="face-line" strokeLinejoin="round" d={BOOK} />
      {metrics.done > 0 && <path className="face-free" d={lines()} />}
      <Credential shows={s.credential} isKept={metrics.keptLinks > 0} />
      <WaitingLine y={PICTURE} width={CONTENT} label="for Archive" count={metrics.rehydrating} />
      {rows.map(([label, figure], i) => (
        <FigureRow key={label} y={PICTURE + (i + 1) * ROW} width={CONTENT} label={label} figure={figure} />
      ))}
    </FaceCard>
  );
}

/** What has been read: lines on both pages. */
function lines(): string {
  let path = '';
  for (let i = 0; i < 4; i++) path += `M11 ${16 + 8 * i}q14 -4 28 1M81 ${16 + 8 * i}q-14 -4 -28 1`;
  return path;
}

/** A slip, the key of the house, or an empty hand. */
function Credential({ shows, isKept }: { readonly shows: string; readonly isKept: boolean }) {
  const middle = (CONTENT + 94) / 2;
  return (
    <g>
      {shows === 'SAS' && (
        <path className={isKept ? 'face-fill' : 'face-line'} d={rectPath(middle - 16, 16, 32, 18, 2)} />
      )}
      {shows === 'account key' && (
        <g className="face-line">
          <path d={circlePath(middle - 14, 25, 8)} />
          <path d={`M${middle - 6} 25H${middle + 22}v8M${middle + 13} 25v6`} />
        </g>
      )}
      <FaceText x={middle} y={52} look="note" anchor="middle">
        {shows === 'SAS' ? 'a link' : shows === 'none' ? 'nothing' : shows}
      </FaceText>
    </g>
  );
}

export function summary({ metrics, settings: s }: ReaderView): string {
  const shows =
    s.credential === 'SAS' ? 'a link' : s.credential === 'none' ? 'nothing' : 'the key of the account';
  const waiting =
    metrics.rehydrating > 0 ? `; ${counted(metrics.rehydrating, 'request')} waiting for Archive` : '';
  const refused = metrics.refused > 0 ? `; ${counted(metrics.refused, 'call')} refused` : '';
  return `It shows ${shows}: ${counted(metrics.done, 'request')} done, ${formatCount(metrics.failed)} failed${waiting}${refused}.`;
}
