import { Handle, type NodeProps, Position, useReactFlow } from '@xyflow/react';
import { useEffect, useId } from 'react';
import { useCanvas, usePart } from './context.ts';
import type { PartNode as PartNodeType } from './drawing.ts';

/** A part: its face for the eye, a button with words for everybody else. */
export function PartNode({ data: { index } }: NodeProps<PartNodeType>) {
  const { drawing, selected, onSelect, onPart } = useCanvas();
  useEffect(onPart, [onPart]);
  const reveal = useReveal();
  const part = drawing.plate.parts[index]!;
  const { Face } = drawing.faces.get(part.kind)!;
  const shown = usePart(index);
  const isSelected = selected === part.id;
  const words = useId();
  return (
    <>
      <Handle type="target" position={Position.Left} isConnectable={false} />
      <button
        type="button"
        className="part"
        aria-label={`${part.name}, ${part.title}`}
        aria-describedby={words}
        aria-pressed={isSelected}
        onClick={() => onSelect(isSelected ? null : part.id)}
        onFocus={(event) => reveal(event.currentTarget, part.id)}
      >
        {shown && (
          <Face
            name={part.name}
            title={part.title}
            view={shown.view}
            status={shown.status}
            selected={isSelected}
          />
        )}
      </button>
      <Words id={words} index={index} />
      <Handle type="source" position={Position.Right} isConnectable={false} />
    </>
  );
}

/** The face in words. They follow the run at the pace of somebody who listens. */
function Words({ id, index }: { readonly id: string; readonly index: number }) {
  const { drawing } = useCanvas();
  const heard = usePart(index, 'heard');
  const { summary } = drawing.faces.get(drawing.plate.parts[index]!.kind)!;
  return (
    <span id={id} className="visually-hidden">
      {heard && `${heard.status.word}. ${summary?.(heard.view) ?? ''}`}
    </span>
  );
}

/** A part that gets the focus by keyboard comes into view. */
function useReveal(): (element: HTMLElement, id: string) => void {
  const flow = useReactFlow();
  return (element, id) => {
    if (!element.matches(':focus-visible')) return;
    const pane = element.closest('.react-flow')?.getBoundingClientRect();
    const own = element.getBoundingClientRect();
    const inside =
      pane &&
      own.left >= pane.left &&
      own.right <= pane.right &&
      own.top >= pane.top &&
      own.bottom <= pane.bottom;
    const node = flow.getNode(id);
    if (inside || !node) return;
    const { x, y } = node.position;
    void flow.setCenter(x + (node.width ?? 0) / 2, y + (node.height ?? 0) / 2, { zoom: flow.getZoom() });
  };
}
