import type { WireText } from './types.ts';

export interface End {
  readonly part: string;
  readonly port: string;
}
export interface WireEnds {
  readonly from: End;
  readonly to: End;
}

export const WIRE_EXPECTED = 'a wire such as checkout.calls -> inventory.in';

const END = /^([A-Za-z0-9-]+)\.([A-Za-z0-9]+)$/;

/** The two ends of a wire as written: `checkout.calls -> inventory.in`, or an object with from and to. */
export function readEnds(text: WireText): WireEnds | null {
  const [from, to, ...more] = typeof text === 'string' ? text.split('->') : [text.from, text.to];
  const ends = [from, to].map((end) => END.exec(end?.trim() ?? ''));
  if (more.length > 0 || !ends[0] || !ends[1]) return null;
  const [begin, finish] = ends.map((match) => ({ part: match![1]!, port: match![2]! }));
  return { from: begin!, to: finish! };
}

/** The wire's short text, by which it is named in sentences and in `unwire`. */
export function labelOf({ from, to }: WireEnds): string {
  return `${from.part}.${from.port} -> ${to.part}.${to.port}`;
}
