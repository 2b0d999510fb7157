import type { ComponentType } from 'react';
import type { FaceProps, FaceSize } from '../parts/faceProps.ts';
import { cardHeight, FaceCard } from '../ui/face/FaceCard.tsx';
import type { PartMoment } from './scene.ts';

/** What a part's face.tsx exports, with the part's own types forgotten. */
export interface FaceModule {
  readonly Face: ComponentType<FaceProps<PartMoment['view']>>;
  readonly size: (settings: Readonly<Record<string, unknown>>) => FaceSize;
  readonly summary?: (view: PartMoment['view']) => string;
}

const found = import.meta.glob<FaceModule>('../parts/*/face.tsx');

const here = new Map<string, FaceModule>();

/** Fetches the faces of some kinds; the others are not fetched. A kind without a face gets a plain card. */
export async function loadFaces(kinds: Iterable<string>): Promise<void> {
  const wanted = [...new Set(kinds)].filter((kind) => !here.has(kind));
  const loaded = await Promise.all(wanted.map((kind) => found[`../parts/${kind}/face.tsx`]?.()));
  for (const [i, kind] of wanted.entries()) here.set(kind, loaded[i] ?? PLAIN);
}

/** The faces of some kinds at once; null while one of them is on its way. */
export function facesOf(kinds: readonly string[]): ReadonlyMap<string, FaceModule> | null {
  return kinds.every((kind) => here.has(kind)) ? here : null;
}

const WIDTH = 180;
const HEIGHT = cardHeight(0);

const PLAIN: FaceModule = {
  size: () => ({ width: WIDTH, height: HEIGHT }),
  Face: (props) => <FaceCard {...props} size={{ width: WIDTH, height: HEIGHT }} />,
};
