/** The part for those who only draw and check it: the machine that runs it is fetched where it runs. */
import { goDefinition } from './definition.ts';
import { spec } from './spec.ts';

const refuse = (): never => {
  throw new Error('This lab has no machine for Go: it draws a Go program, and cannot run it.');
};
const all = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, refuse]));

export const goProgramDrawn = goDefinition({
  state: refuse,
  receive: all(['requests']),
  reply: all(['calls']),
  timers: all(spec.timers),
});
