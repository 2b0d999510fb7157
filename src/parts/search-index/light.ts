import { drawn } from '../drawn.ts';
import { indexDefinition } from './definition.ts';
import { acts } from './settings.ts';
import { spec } from './spec.ts';

export const searchIndexDrawn = indexDefinition(
  drawn(spec, acts, 'This lab only draws search indices: another one runs them.'),
);
