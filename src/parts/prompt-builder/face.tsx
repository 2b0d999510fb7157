import { cardHeight, contentWidth, FaceCard } from '../../ui/face/FaceCard.tsx';
import { FaceText } from '../../ui/face/FaceText.tsx';
import { FigureRow, ROW } from '../../ui/face/FigureRow.tsx';
import { counted, formatShareOf, onGrid } from '../../ui/face/figures.ts';
import { hatchPath, rectPath } from '../../ui/face/geometry.ts';
import { formatCount } from '../../ui/format.ts';
import type { FaceProps, FaceSize } from '../faceProps.ts';
import type { BuilderView } from './sim.ts';

const WIDTH = 204;
const CONTENT = contentWidth(WIDTH);
/** The sheet: what it holds fills it from the top; what is kept for the answer is hatched at its foot. */
const SHEET = { width: 64, height: 84 };
const LINE = 6;
const PICTURE = SHEET.height + 12;

export function size(): FaceSize {
  return { width: WIDTH, height: cardHeight(onGrid(PICTURE + 3 * ROW)) };
}

export function Face(props: FaceProps<BuilderView>) {
  const { view } = props;
  const { metrics, rates, settings: s } = view;
  const inside = SHEET.height - 4;
  const kept = Math.min(1, s.maxTokens / s.contextWindow);
  const used = Math.min(1, Math.max(0, metrics.promptSize) / s.contextWindow);
  let lines = '';
  for (let y = LINE; y <= used * inside; y += LINE) lines += rectPath(6, y - 1, SHEET.width - 12, 2.5);
  const foot = Math.max(0.5, kept * inside);
  const fits = metrics.promptSize + s.maxTokens <= s.contextWindow;
  const words = [
    formatCount(Math.round(metrics.promptSize)),
    'tokens written,',
    `${formatCount(s.maxTokens)} kept,`,
    `${formatCount(s.contextWindow)} at most`,
  ];
  const rows = [
    ['sources each', metrics.prompts > 0 ? formatCount(Math.round(metrics.sources / metrics.prompts)) : '–'],
    ['answered', formatShareOf(rates.answered, rates.failed)],
    metrics.waiting > 0
      ? ['told to wait', formatCount(metrics.waiting)]
      : ['open', formatCount(metrics.open)],
  ] as const;
  return (
    <FaceCard {...props} size={size()}>
      <path className="face-free" d={rectPath(0.5, 0.5, SHEET.width, SHEET.height, 2)} />
      <path className="face-fill" d={lines} />
      <path className="face-line" d={hatchPath(2, SHEET.height - 1 - foot, SHEET.width - 3, foot, 6)} />
      {words.map((text, i) => (
        <FaceText
          key={text}
          x={SHEET.width + 12}
          y={24 + i * 16}
          look={i === 0 ? 'figure' : 'note'}
          width={CONTENT - SHEET.width - 12}
        >
          {text}
        </FaceText>
      ))}
      {!fits && (
        <FaceText x={SHEET.width + 12} y={8} look="state">
          too long
        </FaceText>
      )}
      {rows.map(([label, figure], i) => (
        <FigureRow key={label} y={PICTURE + i * ROW} width={CONTENT} label={label} figure={figure} />
      ))}
    </FaceCard>
  );
}

export function summary({ metrics, settings: s }: BuilderView): string {
  const waits = metrics.waiting > 0 ? `; ${formatCount(metrics.waiting)} told to wait` : '';
  return `The last prompt had ${counted(Math.round(metrics.promptSize), 'token')}, with ${formatCount(s.maxTokens)} kept for the answer, of ${formatCount(s.contextWindow)}; ${counted(metrics.open, 'question')} open${waits}.`;
}
