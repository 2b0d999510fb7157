import { drawn } from '../drawn.ts';
import { chunkerDefinition } from './definition.ts';
import { spec } from './spec.ts';

export const chunkerDrawn = chunkerDefinition(
  drawn(spec, {}, 'This lab has no tokenizer: it draws a chunker, and cannot run it.'),
);
