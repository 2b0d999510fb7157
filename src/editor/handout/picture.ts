/** The system as a drawing in plain lines, that can be printed in black and drawn on with a pencil. */
import { type WirePath, wirePaths } from '../../canvas/wirePath.ts';
import type { TableDesign } from '../../table/design.ts';
import { type Family, fitText, textWidth } from '../../ui/face/text.ts';

export interface Picture {
  /** x, y, width, height. */
  readonly frame: readonly [number, number, number, number];
  /** Px of the letters. */
  readonly size: number;
  readonly parts: readonly DrawnPart[];
  readonly wires: readonly Pick<WirePath, 'd' | 'head'>[];
}

export interface DrawnPart {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly { readonly text: string; readonly isName: boolean; readonly y: number }[];
}

/** Of a page between its margins, in px of the screen. */
const PAGE = 640;
/** Letters on the page are to be so high, where the boxes have room for them. */
const LETTERS = 11;
const SIZE_MAX = 26;
const MARGIN = 24;
const PAD = 10;
const LEADING = 1.25;

/** @param sizes of the parts' faces: as they keep clear of each other, so do the boxes here */
export function pictureOf(
  { parts, wires }: TableDesign,
  sizes: ReadonlyMap<string, { readonly width: number; readonly height: number; readonly wiresAt: number }>,
  titleOf: (kind: string) => string,
): Picture | null {
  const all = [...parts.values()];
  if (all.length === 0) return null;
  const boxes = all.map(({ id, at }) => {
    const { width, height, wiresAt } = sizes.get(id)!;
    return { x: at[0] - width / 2, y: at[1] - wiresAt, width, height, wiresAt };
  });
  const left = Math.min(...boxes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...boxes.map(({ y }) => y)) - MARGIN;
  const width = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN - left;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN - top;
  const size = Math.round(Math.min(SIZE_MAX, Math.max(LETTERS, (LETTERS * width) / PAGE)));
  const placeOf = new Map(all.map(({ id }, i) => [id, i]));
  const ends = wires.map(({ from, to }) => ({ from: placeOf.get(from.part)!, to: placeOf.get(to.part)! }));
  return {
    frame: [left, top, width, height],
    size,
    parts: all.map(({ id, name, kind }, i) => {
      const box = boxes[i]!;
      const room = box.width - 2 * PAD;
      const title = titleOf(kind);
      const isSame = title.toLowerCase() === name.toLowerCase();
      const written = [
        ...wrapped(name, room, size, 'bold').map((text) => ({ text, isName: true })),
        ...(isSame ? [] : wrapped(title, room, size * 0.85, 'sans').map((text) => ({ text, isName: false }))),
      ];
      const fits = written.slice(0, Math.max(1, Math.floor((box.height - PAD) / (size * LEADING))));
      const middle = box.height / 2 - ((fits.length - 1) * size * LEADING) / 2 + size * 0.35;
      const lines = fits.map((line, k) => ({ ...line, y: Math.round(middle + k * size * LEADING) }));
      return { id, x: box.x, y: box.y, width: box.width, height: box.height, lines };
    }),
    wires: wirePaths(boxes, ends).map(({ d, head }) => ({ d, head })),
  };
}

/** Words on as many lines as they need, broken at spaces and behind hyphens; one that is too long for a line is cut. */
export function wrapped(text: string, width: number, size: number, family: Family): readonly string[] {
  const lines: string[] = [];
  for (const piece of text.trim().split(/(?<=\s)(?=\S)|(?<=-)(?=\S)/)) {
    const longer = (lines.at(-1) ?? '') + piece;
    if (lines.length > 0 && textWidth(longer.trimEnd(), size, family) <= width)
      lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => fitText(line.trim(), width, size, family)).filter((line) => line !== '');
}
