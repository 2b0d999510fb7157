import { memo, useEffect, useMemo, useState } from 'react';
import { type FaceModule, facesOf, loadFaces } from '../canvas/faces.tsx';
import type { PartDefinition } from '../parts/contract.ts';
import { defaultsOf } from '../parts/settings.ts';

/** The faces of all these kinds; null until they are here. */
export function useFaces(kinds: readonly string[]): ReadonlyMap<string, FaceModule> | null {
  const [faces, setFaces] = useState(() => facesOf(kinds));
  useEffect(() => {
    let wanted = true;
    void loadFaces(kinds).then(() => wanted && setFaces(facesOf(kinds)));
    return () => {
      wanted = false;
    };
  }, [kinds]);
  return faces;
}

const WIDTH = 44;
const HEIGHT = 34;

/** A small picture of a part at work: its own face, without words. */
export const Thumb = memo(function Thumb({
  kind,
  face,
}: {
  readonly kind: PartDefinition;
  readonly face: FaceModule | undefined;
}) {
  const settings = useMemo(() => defaultsOf(kind.settings) as Readonly<Record<string, unknown>>, [kind]);
  const view = useMemo(() => {
    const none = Object.fromEntries(Object.keys(kind.spec.metrics).map((name) => [name, 0]));
    return { now: 0, settings, metrics: { ...none, ...kind.portrait }, rates: none };
  }, [kind, settings]);
  if (!face) return <svg className="thumb" width={WIDTH} height={HEIGHT} aria-hidden="true" />;
  const { width, height } = face.size(settings);
  return (
    <svg
      className="thumb"
      viewBox={`0 0 ${width} ${height}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      <face.Face name="" title="" view={view} status={{ mood: 'calm', word: '' }} selected={false} />
    </svg>
  );
});
