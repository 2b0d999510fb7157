import { Handle, type NodeProps, Position } from '@xyflow/react';
import { useEffect, useId, useRef } from 'react';
import { useCanvas, usePart } from './context.ts';
import type { PartNode as PartNodeType } from './drawing.ts';
import type { PartMoment } from './scene.ts';
import { Unfinished } from './Unfinished.tsx';

/** A part: its face for the eye, a button with words for everybody else. */
export function PartNode({ id }: NodeProps<PartNodeType>) {
  const index = useCanvas().drawing.partOf.get(id);
  return index === undefined ? null : <Part index={index} />;
}

function Part({ index }: { readonly index: number }) {
  const { drawing, selection, spotlight, onPress, onPart, Ports } = useCanvas();
  useEffect(onPart, [onPart]);
  const part = drawing.plate.parts[index]!;
  const { Face } = drawing.faces.get(part.kind)!;
  const shown = useLast(part.kind, usePart(index));
  const isSelected = selection.parts.includes(part.id);
  const words = useId();
  return (
    <>
      <button
        type="button"
        className="part"
        aria-label={`${part.name}, ${part.title}`}
        aria-describedby={words}
        aria-pressed={isSelected}
        data-spotlit={spotlight === part.id ? '' : undefined}
        data-faded={spotlight !== null && spotlight !== part.id ? '' : undefined}
        onClick={(event) => {
          // React Flow has an idea of its own of what a press selects.
          event.stopPropagation();
          onPress(part.id, event);
        }}
      >
        {part.unfinished !== null ? (
          <Unfinished part={part} selected={isSelected} box={drawing.boxes[index]!} />
        ) : (
          shown && (
            <Face
              name={part.name}
              title={part.title}
              view={shown.view}
              status={shown.status}
              selected={isSelected}
            />
          )
        )}
      </button>
      <Words id={words} index={index} />
      {Ports ? <Ports index={index} /> : <Ends index={index} />}
    </>
  );
}

/** Where wires end while nobody edits: React Flow wants to see them. */
function Ends({ index }: { readonly index: number }) {
  const { drawing } = useCanvas();
  return drawing.spots[index]!.map(({ port: { name, side } }) => (
    <Handle
      key={`${side} ${name}`}
      id={name}
      type={side === 'in' ? 'target' : 'source'}
      position={side === 'in' ? Position.Left : Position.Right}
      isConnectable={false}
    />
  ));
}

/** The face in words. They follow the run at the pace of somebody who listens. */
function Words({ id, index }: { readonly id: string; readonly index: number }) {
  const { drawing, spotlight } = useCanvas();
  const heard = usePart(index, 'heard');
  const part = drawing.plate.parts[index]!;
  const { summary } = drawing.faces.get(part.kind)!;
  return (
    <span id={id} className="visually-hidden">
      {spotlight === part.id && 'Pointed at. '}
      {part.unfinished !== null && `Unfinished, so not in the run: ${part.unfinished}.`}
      {part.unfinished === null && heard && `${heard.status.word}. ${summary?.(heard.view) ?? ''}`}
    </span>
  );
}

/** What was there last, for the moment in which a new run is on the page and its figures are not. */
function useLast(kind: string, shown: PartMoment | undefined): PartMoment | undefined {
  const last = useRef<{ readonly kind: string; readonly shown: PartMoment } | null>(null);
  if (shown) last.current = { kind, shown };
  return last.current?.kind === kind ? last.current.shown : undefined;
}
