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

/** The faces of some kinds; the others are not fetched. A kind without a face gets a plain card. */
export async function loadFaces(kinds: Iterable<string>): Promise<ReadonlyMap<string, FaceModule>> {
  const wanted = [...new Set(kinds)];
  const loaded = await Promise.all(wanted.map((kind) => found[`../parts/${kind}/face.tsx`]?.()));
  return new Map(wanted.map((kind, i) => [kind, loaded[i] ?? PLAIN]));
}

const WIDTH = 180;
const HEIGHT = cardHeight(0);

const PLAIN: FaceModule = {
  size: () => ({ width: WIDTH, height: HEIGHT }),
  Face: ({ name, title, status, selected }) => (
    <FaceCard
      width={WIDTH}
      height={HEIGHT}
      title={name}
      kind={title}
      mood={status.mood}
      word={status.word}
      selected={selected}
    />
  ),
};
