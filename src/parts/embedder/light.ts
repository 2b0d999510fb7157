import { drawn } from '../drawn.ts';
import { embedderDefinition } from './definition.ts';
import { acts } from './settings.ts';
import { spec } from './spec.ts';

export const embedderDrawn = embedderDefinition(
  drawn(spec, acts, 'This lab has no tokenizer: it draws an embedding deployment, and cannot run it.'),
);
