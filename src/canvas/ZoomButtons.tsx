import { Panel, useReactFlow } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';

export function ZoomButtons({ onFit }: { readonly onFit: () => void }) {
  const flow = useReactFlow();
  return (
    <Panel position="bottom-right" className="canvas-zoom">
      <IconButton label="Zoom out" onClick={() => void flow.zoomOut()}>
        <Minus size={16} aria-hidden="true" />
      </IconButton>
      <IconButton label="Zoom in" onClick={() => void flow.zoomIn()}>
        <Plus size={16} aria-hidden="true" />
      </IconButton>
      <IconButton label="Show all" onClick={onFit}>
        <Maximize size={15} aria-hidden="true" />
      </IconButton>
    </Panel>
  );
}
