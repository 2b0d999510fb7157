import { drawn } from '../drawn.ts';
import { checkDefinition } from './definition.ts';
import { spec } from './spec.ts';

export const answerCheckDrawn = checkDefinition(
  drawn(spec, {}, 'This lab only draws answer checks: another one runs them.'),
);
