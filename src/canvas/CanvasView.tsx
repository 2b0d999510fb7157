import { Background, BackgroundVariant, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { lazy, Suspense, useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { Plate } from '../lab/protocol.ts';
import type { CalloutProps } from './Callout.tsx';
import './canvas.css';
import { CanvasContext, PathsContext, type Press, useScene } from './context.ts';
import { BARE, type Desk, type Moved } from './desk.ts';
import { type Drawing, drawPlate, moveParts, selectableEdges, selectNodes } from './drawing.ts';
import { type Editing, NOTHING, type Selection } from './editing.ts';
import { type FaceModule, facesOf, loadFaces } from './faces.tsx';
import { Legend } from './Legend.tsx';
import { ParticleLayer } from './ParticleLayer.tsx';
import { PartNode } from './PartNode.tsx';
import type { SceneStore } from './scene.ts';
import { Told } from './Told.tsx';
import { useView } from './view.ts';
import { MIN_ZOOM } from './viewport.ts';
import { WireEdge } from './WireEdge.tsx';
import { ZoomButtons } from './ZoomButtons.tsx';

export interface CanvasViewProps {
  /** For those who listen, where there are two: "The system" when left out. */
  readonly label?: string;
  readonly store: SceneStore;
  /** Without `editing`: the chosen part. With it, its selection and its `select` take the place of these two. */
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  /** The first picture is on the page. */
  readonly onDrawn: () => void;
  readonly theme: 'light' | 'dark';
  /** Nothing may move on its own: wires carry counters in place of particles. */
  readonly still: boolean;
  /** Null: the plate can be looked at, and nothing else. */
  readonly editing?: Editing | null;
  /** A part's id or a wire's label that the page points at. */
  readonly spotlight?: string | null;
  readonly callout?: Omit<CalloutProps, 'drawing'> | null;
  /**
   * The plate is brought into view when this has changed by the time a plate comes: for whoever knows what was chosen and
   * what was edited. Left out: when the scenario changes, or the design, but not to the learner's own.
   */
  readonly fitKey?: string;
}

const NODE_TYPES = { part: PartNode };
const EDGE_TYPES = { wire: WireEdge };

// Neither is needed for the first picture of a system.
const Editor = lazy(() => import('./edit/Editor.tsx'));
const Callout = lazy(() => import('./Callout.tsx'));

/** A plate with what happens on it. */
export function CanvasView(props: CanvasViewProps) {
  const drawing = useDrawing(useScene(props.store, (scene) => scene.plate));
  return (
    <section className="canvas" aria-label={props.label ?? 'The system'}>
      {drawing && (
        <ReactFlowProvider>
          <Sheet {...props} drawing={drawing} />
        </ReactFlowProvider>
      )}
    </section>
  );
}

function Sheet(props: CanvasViewProps & { readonly drawing: Drawing }) {
  const { store, drawing, selected, onSelect, onDrawn, theme, still, fitKey } = props;
  const { editing = null, spotlight = null, callout = null } = props;
  const [desk, setDesk] = useState<Desk>(BARE);
  const [moved, setMoved] = useState<Moved | null>(null);
  // While a box is drawn around parts, nobody else need hear of what is in it.
  const [boxed, setBoxed] = useState<Selection | null>(null);
  const own = useMemo(() => (selected === null ? NOTHING : { parts: [selected], wires: [] }), [selected]);
  const selection = boxed ?? editing?.selection ?? own;
  const live = useMemo(
    () => (moved && (moved.since?.includes(drawing.plate) ?? true) ? moveParts(drawing, moved.to) : drawing),
    [drawing, moved],
  );
  const nodes = useMemo(() => selectNodes(live.nodes, selection), [live.nodes, selection]);
  const isEdited = editing !== null && desk !== BARE;
  const edges = useMemo(
    () => (isEdited ? selectableEdges(live.edges, selection) : live.edges),
    [live.edges, selection, isEdited],
  );
  const { fit, held, reveal } = useView(live, {
    fitKey,
    isEdited: editing !== null,
    selection: boxed ? NOTHING : selection,
    focus: spotlight ?? callout?.part ?? null,
    still,
  });
  // React Flow puts its nodes on the page a commit later than itself.
  const [hasParts, setHasParts] = useState(false);
  const onPart = useCallback(() => setHasParts(true), []);
  const isDrawn = useIsExact(store) && (hasParts || drawing.nodes.length === 0);
  useEffect(() => {
    if (isDrawn) onDrawn();
  }, [isDrawn, onDrawn]);
  // Whoever presses before the editor is there means the same.
  const early = desk.onPress ? null : editing;
  const onPress = useCallback(
    (part: string, how: Press) => {
      if (desk.onPress) desk.onPress(part, how);
      else if (early) early.select({ parts: [part], wires: [] });
      else onSelect(part === selected ? null : part);
    },
    [desk, early, selected, onSelect],
  );
  const { Ports, wiring } = desk;
  const canvas = useMemo(
    () => ({ store, drawing, selection, onPress, spotlight, onPart, still, Ports, wiring }),
    [store, drawing, selection, onPress, spotlight, onPart, still, Ports, wiring],
  );
  return (
    <CanvasContext value={canvas}>
      <PathsContext value={live.paths}>
        <ReactFlow
          nodes={nodes}
          edges={edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          minZoom={MIN_ZOOM}
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
          multiSelectionKeyCode={null}
          attributionPosition="top-left"
          onPaneClick={() => onSelect(null)}
          onMoveEnd={(event) => event && held()}
          onFocus={({ target }) => {
            // What gets the focus by keyboard comes into view.
            const item = target.matches(':focus-visible') && itemOf(target);
            if (item) reveal(item);
          }}
          // For tests and for whoever measures: the plate, its wires and its exact figures are on the screen.
          data-first-frame={isDrawn ? '' : undefined}
          data-spotlight={spotlight === null ? undefined : ''}
          {...desk.flow}
        >
          <Background variant={BackgroundVariant.Dots} gap={24} size={1.6} color="var(--dot)" />
          {!still && <ParticleLayer theme={theme} />}
          <Legend />
          <ZoomButtons onFit={fit} />
          <Told />
          <Suspense fallback={null}>
            {editing && (
              <Editor
                editing={editing}
                drawing={drawing}
                live={live}
                store={store}
                onDesk={setDesk}
                onMoved={setMoved}
                onBoxed={setBoxed}
                onHeld={held}
              />
            )}
          </Suspense>
          <Suspense fallback={null}>{callout && <Callout {...callout} drawing={live} />}</Suspense>
        </ReactFlow>
      </PathsContext>
    </CanvasContext>
  );
}

/** The id of the part or the label of the wire that an element is of. */
function itemOf(element: Element): string | undefined {
  return element.closest<HTMLElement | SVGElement>('.react-flow__node, .react-flow__edge')?.dataset.id;
}

/** Whether there have been exact figures, of whichever moment. */
function useIsExact(store: SceneStore): boolean {
  const isExact = useScene(store, (scene) => scene.moment?.exact === true);
  const wasExact = useRef(false);
  wasExact.current ||= isExact;
  return wasExact.current;
}

/** The drawing of the last plate whose faces are there: a change of design shows no empty sheet in between. */
function useDrawing(plate: Plate | null): Drawing | null {
  const [arrivals, arrived] = useReducer((n: number) => n + 1, 0);
  const last = useRef<{ readonly plate: Plate; readonly faces: ReadonlyMap<string, FaceModule> } | null>(
    null,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: when faces have arrived, the same plate has others.
  const faces = useMemo(() => plate && facesOf(plate.parts.map(({ kind }) => kind)), [plate, arrivals]);
  useEffect(() => {
    let wanted = true;
    if (plate && !faces) {
      void loadFaces(plate.parts.map(({ kind }) => kind)).then(() => {
        if (wanted) arrived();
      });
    }
    return () => {
      wanted = false;
    };
  }, [plate, faces]);
  if (plate && faces && last.current?.plate !== plate) last.current = { plate, faces };
  const shown = last.current;
  return useMemo(() => shown && drawPlate(shown.plate, shown.faces), [shown]);
}
