import { Handle, Position } from '@xyflow/react';
import { useCanvas } from '../context.ts';

/** The round handles at the sides of a part: drag from one to another, or press one and then another. */
export function Ports({ index }: { readonly index: number }) {
  const { drawing, wiring } = useCanvas();
  const part = drawing.plate.parts[index]!;
  const { wiresAt } = drawing.boxes[index]!;
  const stateOf = (end: string) => {
    if (wiring === null) return undefined;
    if (wiring.from === end) return 'from';
    return wiring.fits.has(end) ? 'fits' : 'unfit';
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps presses of its ports from the part around it
    // biome-ignore lint/a11y/useKeyWithClickEvents: by keyboard, C on the part asks where a wire shall lead
    <div onClick={(event) => event.stopPropagation()}>
      {drawing.spots[index]!.map(({ port: { name, side, says }, below, isOneOfSeveral }) => {
        const state = stateOf(`${part.id}.${name}`);
        return (
          <Handle
            key={`${side} ${name}`}
            id={name}
            type={side === 'in' ? 'target' : 'source'}
            position={side === 'in' ? Position.Left : Position.Right}
            className="port"
            style={{ top: wiresAt + below }}
            data-state={state}
            role="button"
            tabIndex={-1}
            aria-label={`${part.name}, ${name}: ${says}`}
            title={`${name}: ${says}`}
          >
            {(isOneOfSeveral || (state && state !== 'unfit')) && (
              <span className="port-name" aria-hidden="true" data-below={below > 0 ? '' : undefined}>
                {name}
              </span>
            )}
          </Handle>
        );
      })}
    </div>
  );
}
