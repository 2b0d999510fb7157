import { catalog } from '../parts/catalog.ts';
import type { Catalog } from '../scenario/catalog.ts';
import { rescuesOf } from './rescue.ts';
import type { Abilities } from './serve.ts';
import { stationsOf } from './stations.ts';
import { valueReader } from './valueReader.ts';
import { causesOf, whyOf } from './why.ts';

/** For questions after the run: nobody waits for these words before the first picture. */
export const thinkerOf = (catalog: Catalog): Abilities => ({
  ...valueReader(catalog),
  thinking: { causes: causesOf, why: whyOf, stations: stationsOf, rescues: rescuesOf },
});

export const thinker = thinkerOf(catalog);
