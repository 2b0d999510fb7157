import { type FinalConnectionState, type ReactFlowProps, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Wiring } from '../context.ts';
import type { Latest } from './Editor.tsx';
import { type Attempt, connectTo, connectToPart, endOf, fitsOf, type Start } from './wires.ts';

/** A sentence beside the place where something was tried, in px of the sheet. */
export interface Said {
  readonly says: string;
  readonly isSaid: boolean;
  readonly x: number;
  readonly y: number;
}

const SHOWN_MS = 7000;

interface Gesture {
  readonly start: Start;
  isOff: boolean;
  attempt: Attempt | null;
}

/** Wires drawn by dragging from port to port, or by pressing one and then another; Escape calls it off. */
export function useWiring(latest: Latest) {
  const rf = useStoreApi();
  const [wiring, setWiring] = useState<Wiring | null>(null);
  const [said, setSaid] = useState<Said | null>(null);
  const gesture = useRef<Gesture | null>(null);

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [said]);

  const finish = useCallback(
    (point: { clientX: number; clientY: number }) => {
      const attempt = gesture.current?.isOff ? null : gesture.current?.attempt;
      gesture.current = null;
      setWiring(null);
      const sheet = rf.getState().domNode?.getBoundingClientRect();
      if (!attempt || attempt.ok || !sheet) return;
      setSaid({ ...attempt, x: point.clientX - sheet.x, y: point.clientY - sheet.y });
    },
    [rf],
  );

  const handlers = useMemo(() => {
    const begin = (
      byPress: boolean,
      {
        nodeId,
        handleId,
        handleType,
      }: { nodeId: string | null; handleId: string | null; handleType: string | null },
    ) => {
      if (nodeId === null || handleId === null) return;
      const { drawing, editing } = latest.current;
      const side = handleType === 'source' ? 'out' : 'in';
      const start: Start = { part: nodeId, port: handleId, side };
      gesture.current = { start, isOff: false, attempt: null };
      setSaid(null);
      setWiring({ from: endOf(start), side, fits: fitsOf(drawing.plate, editing, start), byPress });
    };
    /** Where React Flow saw no wire, the part or the port below says why there is none. */
    const tryBelow = (elements: readonly Element[]) => {
      const now = gesture.current;
      if (!now || now.isOff || now.attempt) return;
      const { drawing, editing } = latest.current;
      const handle = elements.find((one) => one.closest('.port'))?.closest<HTMLElement>('.port');
      const part = elements.find((one) => one.closest('.react-flow__node'));
      const id = part?.closest<HTMLElement>('.react-flow__node')?.dataset.id;
      const end = handle && `${handle.dataset.nodeid}.${handle.dataset.handleid}`;
      if (end === endOf(now.start)) return;
      if (end) now.attempt = connectTo(editing, now.start, end);
      else if (id && id !== now.start.part)
        now.attempt = connectToPart(drawing.plate, editing, now.start, id);
    };
    return {
      onConnectStart: (_, params) => begin(false, params),
      onClickConnectStart: (_, params) => begin(true, params),
      onConnect: ({ source, sourceHandle, target, targetHandle }) => {
        const now = gesture.current;
        if (!now || now.isOff) return;
        const end = now.start.side === 'out' ? `${target}.${targetHandle}` : `${source}.${sourceHandle}`;
        now.attempt = connectTo(latest.current.editing, now.start, end);
      },
      onConnectEnd: (event: MouseEvent | TouchEvent, _state: FinalConnectionState) => {
        const point = 'changedTouches' in event ? event.changedTouches[0]! : event;
        tryBelow(document.elementsFromPoint(point.clientX, point.clientY));
        finish(point);
      },
      onClickConnectEnd: (event) => {
        const { target, clientX, clientY } = event as MouseEvent;
        if (target instanceof Element) tryBelow([target]);
        finish({ clientX, clientY });
      },
    } satisfies Partial<ReactFlowProps>;
  }, [latest, finish]);

  /** A part was pressed: where a wire begun by a press is waiting for its end, that is meant. */
  const endAt = useCallback(
    (part: string, point: { clientX: number; clientY: number }): boolean => {
      const now = gesture.current;
      if (!now || rf.getState().connectionClickStartHandle === null) return false;
      const { drawing, editing } = latest.current;
      if (part !== now.start.part) now.attempt = connectToPart(drawing.plate, editing, now.start, part);
      rf.setState({ connectionClickStartHandle: null });
      finish(point);
      return true;
    },
    [rf, latest, finish],
  );

  const callOff = useCallback(() => {
    if (gesture.current) gesture.current.isOff = true;
    rf.setState({ connectionClickStartHandle: null });
    // React Flow ends a drag of its own accord when it finds that there is none.
    rf.getState().cancelConnection();
    setWiring(null);
  }, [rf]);

  const isWiring = wiring !== null;
  useEffect(() => {
    if (!isWiring) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      callOff();
    };
    // Before everybody else: the focus may be anywhere, and Escape has other meanings there.
    addEventListener('keydown', press, true);
    return () => removeEventListener('keydown', press, true);
  }, [isWiring, callOff]);

  return { wiring, said, unsay: useCallback(() => setSaid(null), []), handlers, endAt, callOff };
}
