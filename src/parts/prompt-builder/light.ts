import { drawn } from '../drawn.ts';
import { builderDefinition } from './definition.ts';
import { spec } from './spec.ts';

export const promptBuilderDrawn = builderDefinition(
  drawn(spec, {}, 'This lab has no tokenizer: it draws a prompt builder, and cannot run it.'),
);
