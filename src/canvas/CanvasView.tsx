import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Plate } from '../lab/protocol.ts';
import './canvas.css';
import { CanvasContext, useScene } from './context.ts';
import { type Drawing, drawPlate } from './drawing.ts';
import { type FaceModule, loadFaces } from './faces.tsx';
import { Legend } from './Legend.tsx';
import { ParticleLayer } from './ParticleLayer.tsx';
import { PartNode } from './PartNode.tsx';
import type { SceneStore } from './scene.ts';
import { Told } from './Told.tsx';
import { useKeptInView } from './view.ts';
import { WireEdge } from './WireEdge.tsx';
import { ZoomButtons } from './ZoomButtons.tsx';

export interface CanvasViewProps {
  readonly store: SceneStore;
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  /** The first picture is on the page. */
  readonly onDrawn: () => void;
  readonly theme: 'light' | 'dark';
  /** Nothing may move on its own: wires carry counters in place of particles. */
  readonly still: boolean;
}

const NODE_TYPES = { part: PartNode };
const EDGE_TYPES = { wire: WireEdge };

/** A plate with what happens on it. */
export function CanvasView(props: CanvasViewProps) {
  const plate = useScene(props.store, (scene) => scene.plate);
  const drawing = useDrawing(plate);
  return (
    <section className="canvas" aria-label="The system">
      {drawing && (
        <ReactFlowProvider>
          <Sheet {...props} drawing={drawing} />
        </ReactFlowProvider>
      )}
    </section>
  );
}

function Sheet(props: CanvasViewProps & { readonly drawing: Drawing }) {
  const { store, drawing, selected, onSelect, onDrawn, theme, still } = props;
  const { fit, moved } = useKeptInView(drawing);
  const isExact = useScene(store, (scene) => scene.moment?.exact === true);
  const wasExact = useRef(false);
  wasExact.current ||= isExact;
  // React Flow puts its nodes on the page a commit later than itself.
  const [hasParts, setHasParts] = useState(false);
  const isDrawn = hasParts && wasExact.current;
  const onPart = useCallback(() => setHasParts(true), []);
  const canvas = useMemo(
    () => ({ store, drawing, selected, onSelect, onPart, still }),
    [store, drawing, selected, onSelect, onPart, still],
  );
  useEffect(() => {
    if (isDrawn) onDrawn();
  }, [isDrawn, onDrawn]);
  return (
    <CanvasContext value={canvas}>
      <ReactFlow
        nodes={drawing.nodes}
        edges={drawing.edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        minZoom={0.2}
        maxZoom={2.5}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        attributionPosition="top-left"
        onPaneClick={() => onSelect(null)}
        onMoveEnd={(event) => event && moved()}
        // For tests and for whoever measures: the plate, its wires and its exact figures are on the screen.
        data-first-frame={isDrawn ? '' : undefined}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.6} color="var(--dot)" />
        {!still && <ParticleLayer theme={theme} />}
        <Legend />
        <ZoomButtons onFit={fit} />
        <Told />
      </ReactFlow>
    </CanvasContext>
  );
}

/** The drawing of the last plate whose faces are there: a change of design shows no empty sheet in between. */
function useDrawing(plate: Plate | null): Drawing | null {
  const [loaded, setLoaded] = useState<{ plate: Plate; faces: ReadonlyMap<string, FaceModule> } | null>(null);
  useEffect(() => {
    let wanted = true;
    if (plate) {
      void loadFaces(plate.parts.map(({ kind }) => kind)).then((faces) => {
        if (wanted) setLoaded({ plate, faces });
      });
    }
    return () => {
      wanted = false;
    };
  }, [plate]);
  return useMemo(() => loaded && drawPlate(loaded.plate, loaded.faces), [loaded]);
}
