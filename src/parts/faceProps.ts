/** What a part's face.tsx exports, for whoever places it. A face is a pure function of these, cheap enough for every frame. */
import type { Status } from './contract.ts';

export interface FaceProps<V> {
  /** The part's own name: "Inventory". */
  readonly name: string;
  /** What it is: "Service". */
  readonly title: string;
  readonly view: V;
  readonly status: Status;
  readonly selected: boolean;
}

/** In px on a grid of 4. It depends on the settings alone, so that nothing moves while a run plays. */
export interface FaceSize {
  readonly width: number;
  readonly height: number;
  /** Where wires meet the left and the right side, from the top; left out: in the middle. */
  readonly wiresAt?: number;
}
