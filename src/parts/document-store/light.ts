import { drawn } from '../drawn.ts';
import { storeDefinition } from './definition.ts';
import { acts } from './settings.ts';
import { spec } from './spec.ts';

export const documentStoreDrawn = storeDefinition(
  drawn(spec, acts, 'This lab only draws document stores: another one runs them.'),
);
