import { catalog } from '../parts/catalog.ts';
import { rescuesOf } from './rescue.ts';
import type { Abilities } from './serve.ts';
import { stationsOf } from './stations.ts';
import { valueReader } from './valueReader.ts';
import { causesOf, whyOf } from './why.ts';

/** For questions after the run: nobody waits for these words before the first picture. */
export const thinker: Abilities = {
  ...valueReader(catalog),
  thinking: { causes: causesOf, why: whyOf, stations: stationsOf, rescues: rescuesOf },
};
