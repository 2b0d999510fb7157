/** How much room parts take, for laying them out: their faces say it. */
import { facesOf, loadFaces } from '../canvas/faces.tsx';
import { settingsOf } from '../parts/settings.ts';
import type { Catalog } from '../scenario/catalog.ts';
import type { TableDesign } from './design.ts';

export type At = readonly [number, number];

/** In px. `wiresAt` is how far below its upper edge a part's wires meet it: its `at` is the middle of that line. */
export interface Size {
  readonly width: number;
  readonly height: number;
  readonly wiresAt: number;
}

export async function sizesOf(
  parts: Iterable<{
    readonly id: string;
    readonly kind: string;
    readonly settings: Readonly<Record<string, unknown>>;
  }>,
  catalog: Catalog,
): Promise<ReadonlyMap<string, Size>> {
  const all = [...parts];
  const kinds = all.map(({ kind }) => kind);
  await loadFaces(kinds);
  const faces = facesOf(kinds)!;
  return new Map(
    all.map(({ id, kind, settings }) => {
      const { width, height, wiresAt } = faces
        .get(kind)!
        .size(settingsOf(catalog.get(kind)!.settings, settings));
      return [id, { width, height, wiresAt: wiresAt ?? height / 2 }];
    }),
  );
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function boxAt([x, y]: At, { width, height, wiresAt }: Size): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - wiresAt, bottom: y - wiresAt + height };
}

export async function boxesOf(design: TableDesign, catalog: Catalog): Promise<ReadonlyMap<string, Box>> {
  const sizes = await sizesOf(design.parts.values(), catalog);
  return new Map([...design.parts].map(([id, { at }]) => [id, boxAt(at, sizes.get(id)!)]));
}
