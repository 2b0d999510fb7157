import {
  Panel,
  type ReactFlowProps,
  SelectionMode,
  useReactFlow,
  useStoreApi,
  ViewportPortal,
} from '@xyflow/react';
import {
  type DragEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Button } from '../../ui/Button.tsx';
import type { Press } from '../context.ts';
import { BARE, type Desk, type Moved } from '../desk.ts';
import type { At, Drawing, PartNode, WireEdge } from '../drawing.ts';
import { type Editing, NOTHING, PALETTE_DRAG, type Selection } from '../editing.ts';
import type { SceneStore } from '../scene.ts';
import './edit.css';
import { Ports } from './Ports.tsx';
import { isNothing, pressed } from './selecting.ts';
import { useKeys } from './useKeys.ts';
import { onGrid, useMoving } from './useMoving.ts';
import { type Said, useWiring } from './useWiring.ts';

export interface EditorProps {
  readonly editing: Editing;
  /** As the plate has it, and as it is on the screen while parts are being moved. */
  readonly drawing: Drawing;
  readonly live: Drawing;
  readonly store: SceneStore;
  readonly onDesk: (desk: Desk) => void;
  readonly onMoved: (moved: Moved | null) => void;
  readonly onBoxed: (selection: Selection | null) => void;
  /** Somebody works here: the view stays where it is. */
  readonly onHeld: () => void;
}

/** For handlers, which outlive many drawings: what they need as it is now. */
export type Latest = RefObject<EditorProps & { readonly sheet: () => HTMLElement | null }>;

/** Everything by which a plate is changed. It comes after the first picture, and lays itself over the canvas. */
export default function Editor(props: EditorProps) {
  const { onDesk } = props;
  const rf = useStoreApi<PartNode, WireEdge>();
  const sheet = useCallback(() => rf.getState().domNode, [rf]);
  const latest = useRef({ ...props, sheet });
  useLayoutEffect(() => {
    latest.current = { ...props, sheet };
  });
  const { wiring, said, unsay, handlers: wire, endAt, callOff } = useWiring(latest);
  const { handlers: move, moveBy } = useMoving(latest);
  const onKeyDown = useKeys(latest, props.drawing.plate, moveBy);
  const { handlers: drop, ghost } = useDrop(latest);
  const onPress = useCallback(
    (part: string, how: Press) => {
      if (endAt(part, how)) return;
      const { editing } = latest.current;
      editing.select(pressed(editing.selection, { part }, how));
    },
    [endAt],
  );
  const isWiring = wiring !== null;
  const flow = useMemo(
    (): Partial<ReactFlowProps<PartNode, WireEdge>> => ({
      ...FLOW,
      ...wire,
      ...move,
      ...drop,
      className: isWiring ? 'is-wiring' : undefined,
      onKeyDown,
      onPaneClick: () => {
        const { editing } = latest.current;
        if (!isNothing(editing.selection)) editing.select(NOTHING);
      },
      onEdgeClick: (event, { id }) => {
        const { editing } = latest.current;
        editing.select(pressed(editing.selection, { wire: id }, event));
      },
      onPointerDownCapture: (event) => {
        latest.current.onHeld();
        unsay();
        // A box begins on the paper: with Shift, a part is pressed or dragged like without.
        const { target } = event;
        const isOnItem = target instanceof Element && target.closest('.react-flow__node, .react-flow__edge');
        if (event.shiftKey && isOnItem) event.stopPropagation();
      },
    }),
    [wire, move, drop, isWiring, onKeyDown, unsay],
  );
  useEffect(() => onDesk({ flow, onPress, Ports, wiring }), [onDesk, flow, onPress, wiring]);
  useEffect(() => () => onDesk(BARE), [onDesk]);
  return (
    <>
      {ghost && (
        <ViewportPortal>
          <div className="drop-ghost" style={{ transform: `translate(${ghost[0]}px, ${ghost[1]}px)` }} />
        </ViewportPortal>
      )}
      {wiring?.byPress && (
        <Panel position="top-center" className="wiring-hint">
          <p role="status">Now press where the wire from {wiring.from} shall end.</p>
          <Button look="quiet" onClick={callOff}>
            No wire
          </Button>
        </Panel>
      )}
      {said && <Sentence {...said} />}
    </>
  );
}

const FLOW: Partial<ReactFlowProps<PartNode, WireEdge>> = {
  nodesDraggable: true,
  nodesConnectable: true,
  elementsSelectable: true,
  selectNodesOnDrag: false,
  selectionKeyCode: 'Shift',
  selectionMode: SelectionMode.Partial,
  nodeDragThreshold: 5,
  connectionDragThreshold: 5,
  connectionRadius: 32,
  tabIndex: -1,
  ariaLabelConfig: { 'edge.a11yDescription.default': 'Enter selects the wire, Delete takes it away.' },
};

/** Why there is no wire, beside the place where it was tried. */
function Sentence({ says, isSaid, x, y }: Said) {
  return (
    <p
      className="wiring-said"
      role={isSaid ? undefined : 'alert'}
      style={{ '--x': `${x}px`, '--y': `${y}px` } as React.CSSProperties}
    >
      {says}
    </p>
  );
}

/** A kind dragged from the palette, and where it would stand. */
function useDrop(latest: Latest) {
  const { screenToFlowPosition } = useReactFlow();
  const [ghost, setGhost] = useState<At | null>(null);
  const handlers = useMemo(() => {
    const placeOf = ({ clientX, clientY }: DragEvent): At => {
      const { x, y } = screenToFlowPosition({ x: clientX, y: clientY }, { snapToGrid: false });
      return onGrid([x, y]);
    };
    const isKind = ({ dataTransfer }: DragEvent) => dataTransfer.types.includes(PALETTE_DRAG);
    return {
      onDragOver: (event: DragEvent) => {
        if (!isKind(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setGhost(placeOf(event));
      },
      onDragLeave: (event: DragEvent<HTMLElement>) => {
        const to = event.relatedTarget;
        if (!(to instanceof Node && event.currentTarget.contains(to))) setGhost(null);
      },
      onDrop: (event: DragEvent) => {
        if (!isKind(event)) return;
        event.preventDefault();
        setGhost(null);
        latest.current.onHeld();
        latest.current.editing.drop(event.dataTransfer.getData(PALETTE_DRAG), placeOf(event));
      },
    };
  }, [latest, screenToFlowPosition]);
  return { handlers, ghost };
}
