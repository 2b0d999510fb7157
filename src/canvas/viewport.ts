/** Where to look: which part of a plate is on the screen, and how large. */
import type { PlateWire } from '../lab/protocol.ts';
import type { Box } from './wirePath.ts';

/** px on the sheet of the plate's origin, and how large a px of the plate is there. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Rect = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/** Above stand the tools, below the legend and the buttons; on a small sheet the buttons are above. */
const PADDING = { x: 24, top: 56, bottom: 56 } as const;
/** Where there is little height, the tools stand below as well. */
const LOW_PADDING = { x: 24, top: 28, bottom: 56 } as const;
const SMALL_PADDING = { x: 12, top: 60, bottom: 40 } as const;
const SMALL = 600;
const LOW = 400;
const MAX_ZOOM = 1.25;
export const MIN_ZOOM = 0.2;

/** On a small sheet a plate that would be drawn smaller than this is not shown whole at first: nobody could read it. */
const WHOLE = 0.5;
/** What can be read on a phone. */
const LEGIBLE = 0.66;

export function isSmall({ width }: Size): boolean {
  return width < SMALL;
}

/** The whole plate. */
export function wholeView(boxes: readonly Rect[], size: Size): Viewport {
  const { x, top, bottom } = isSmall(size) ? SMALL_PADDING : size.height < LOW ? LOW_PADDING : PADDING;
  const room = { x, y: top, width: size.width - 2 * x, height: size.height - top - bottom };
  const all = around(boxes);
  const fitting = Math.min(room.width / all.width, room.height / all.height, MAX_ZOOM);
  return centred(all, Math.max(MIN_ZOOM, fitting), room);
}

/**
 * What is seen first: the whole plate, or, where that could not be read, one place of it.
 * @param focus what the page points at; none: the beginning of the first chain of wires, where requests come from
 */
export function firstView(
  boxes: readonly Box[],
  wires: readonly Pick<PlateWire, 'from' | 'to'>[],
  size: Size,
  focus: Rect | null,
): Viewport {
  const whole = wholeView(boxes, size);
  if (!isSmall(size) || whole.zoom >= WHOLE || boxes.length === 0) return whole;
  const { x, top, bottom } = SMALL_PADDING;
  const room = { x, y: top, width: size.width - 2 * x, height: size.height - top - bottom };
  if (focus) return centred(focus, LEGIBLE, room);
  const chain = firstChain(boxes.length, wires).map((part) => boxes[part]!);
  const begin = chain[0]!;
  // From the left as one reads; what is cut off at the right says that there is more.
  const left = Math.min(...chain.slice(0, 2).map((box) => box.x));
  return {
    x: room.x - left * LEGIBLE,
    y: room.y + room.height / 2 - (begin.y + begin.wiresAt) * LEGIBLE,
    zoom: LEGIBLE,
  };
}

/** Nearer to something, where a small sheet shows it too small to be read; else as `viewWith`. */
export function viewOf(view: Viewport, what: Rect, size: Size): Viewport {
  const isTooSmall = isSmall(size) && view.zoom < WHOLE;
  return isTooSmall ? centred(what, LEGIBLE, { x: 0, y: 0, ...size }) : viewWith(view, what, size);
}

/** The view moved as little as it takes to show something; the same object when it is in sight. */
export function viewWith(view: Viewport, what: Rect, size: Size): Viewport {
  const { zoom } = view;
  const shift = (from: number, length: number, room: number): number => {
    const edge = Math.min(MARGIN, Math.max(0, (room - length) / 2));
    if (from < edge) return edge - from;
    return Math.min(0, room - edge - from - length);
  };
  const dx = shift(what.x * zoom + view.x, what.width * zoom, size.width);
  const dy = shift(what.y * zoom + view.y, what.height * zoom, size.height);
  return dx === 0 && dy === 0 ? view : { x: view.x + dx, y: view.y + dy, zoom };
}

/** As wide as the light around what is pointed at. */
const MARGIN = 24;

/** From the first part that nothing leads to, along the first wire of each. */
export function firstChain(
  parts: number,
  wires: readonly Pick<PlateWire, 'from' | 'to'>[],
): readonly number[] {
  const isBegin = (part: number) => wires.some(({ from }) => from === part);
  const isEnd = (part: number) => wires.some(({ to }) => to === part);
  const indices = Array.from({ length: parts }, (_, i) => i);
  const chain = [indices.find((part) => isBegin(part) && !isEnd(part)) ?? indices.find(isBegin) ?? 0];
  while (chain.length < parts) {
    const next = wires.find(({ from, to }) => from === chain.at(-1) && !chain.includes(to));
    if (!next) break;
    chain.push(next.to);
  }
  return chain;
}

export function around(rects: readonly Rect[]): Rect {
  if (rects.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  return {
    x,
    y,
    width: Math.max(...rects.map((rect) => rect.x + rect.width)) - x,
    height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y,
  };
}

function centred(what: Rect, zoom: number, room: Rect): Viewport {
  return {
    x: room.x + (room.width - what.width * zoom) / 2 - what.x * zoom,
    y: room.y + (room.height - what.height * zoom) / 2 - what.y * zoom,
    zoom,
  };
}
