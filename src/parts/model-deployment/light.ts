import { drawn } from '../drawn.ts';
import { modelDefinition } from './definition.ts';
import { acts } from './settings.ts';
import { spec } from './spec.ts';

export const modelDeploymentDrawn = modelDefinition(
  drawn(spec, acts, 'This lab has no tokenizer: it draws a model deployment, and cannot run it.'),
);
