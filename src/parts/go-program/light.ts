/** The part for those who only draw and check it: the machine that runs it is fetched where it runs. */
import { drawn } from '../drawn.ts';
import { goDefinition } from './definition.ts';
import { acts } from './settings.ts';
import { spec } from './spec.ts';

export const goProgramDrawn = goDefinition(
  drawn(spec, acts, 'This lab has no machine for Go: it draws a Go program, and cannot run it.'),
);
