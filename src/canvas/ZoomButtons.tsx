import { Panel, useReactFlow, useStore } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { Button, IconButton } from '../ui/Button.tsx';
import { isSmall } from './viewport.ts';

export function ZoomButtons({ onFit }: { readonly onFit: () => void }) {
  const flow = useReactFlow();
  const small = useStore(isSmall);
  return (
    <Panel position="bottom-right" className="canvas-zoom">
      <IconButton label="Zoom out" onClick={() => void flow.zoomOut()}>
        <Minus size={16} aria-hidden="true" />
      </IconButton>
      <IconButton label="Zoom in" onClick={() => void flow.zoomIn()}>
        <Plus size={16} aria-hidden="true" />
      </IconButton>
      {/* A small sheet begins with a part of the system, so that it says in words how to see the rest. */}
      {small ? (
        <Button look="quiet" onClick={onFit}>
          Whole system
        </Button>
      ) : (
        <IconButton label="Whole system" onClick={onFit}>
          <Maximize size={15} aria-hidden="true" />
        </IconButton>
      )}
    </Panel>
  );
}
