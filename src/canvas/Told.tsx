import { useEffect, useRef, useState } from 'react';
import { useCanvas, useScene } from './context.ts';
import type { Moment } from './scene.ts';

/** Says which parts have changed their state since it last spoke; nothing else is worth interrupting a listener for. */
export function Told() {
  const { store, drawing } = useCanvas();
  const heard = useScene(store, (scene) => scene.heard);
  const before = useRef<Moment | null>(null);
  const [words, setWords] = useState('');
  useEffect(() => {
    const last = before.current;
    before.current = heard;
    if (!heard || heard.plate !== drawing.plate || last?.plate !== heard.plate) return;
    const changes = heard.parts.flatMap(({ status }, i) =>
      status.mood === last.parts[i]!.status.mood ? [] : [`${drawing.plate.parts[i]!.name}: ${status.word}`],
    );
    if (changes.length > 0) setWords(changes.join('. '));
  }, [heard, drawing]);
  return (
    <p className="visually-hidden" role="status">
      {words}
    </p>
  );
}
