import { Panel } from '@xyflow/react';
import { useCanvas, useScene } from './context.ts';
import type { Mark } from './flights.ts';

const WORDS: Readonly<Record<Mark, string>> = {
  request: 'request',
  message: 'stored message',
  answer: 'answer',
  bad: 'failed',
};

/** What the marks on the wires mean, and for how many one stands. */
export function Legend() {
  const { store, drawing, still } = useCanvas();
  const each = useScene(store, (scene) => scene.frames?.each ?? 1);
  if (still) return null;
  const stores = drawing.plate.wires.some((wire) => wire.asksBack);
  const marks: readonly Mark[] = stores
    ? ['request', 'message', 'answer', 'bad']
    : ['request', 'answer', 'bad'];
  return (
    <Panel position="bottom-left" className="canvas-legend">
      <ul>
        {marks.map((mark) => (
          <li key={mark}>
            <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
              <path className={`mark-${mark}`} d={SHAPE[mark]} />
            </svg>
            {WORDS[mark]}
          </li>
        ))}
      </ul>
      {each > 1 && <p>one mark stands for {each}</p>}
    </Panel>
  );
}

const SHAPE: Readonly<Record<Mark, string>> = {
  request: 'M-2.8 0a2.8 2.8 0 1 1 5.6 0a2.8 2.8 0 1 1 -5.6 0z',
  answer: 'M-1.6 0a1.6 1.6 0 1 1 3.2 0a1.6 1.6 0 1 1 -3.2 0z',
  message: 'M-3 -3h6v6h-6z',
  bad: 'M-3 -3l6 6M3 -3l-6 6',
};
