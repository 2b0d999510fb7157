import { useAuthor, useScenario } from '../hooks.ts';
import { writeCondition } from './built.ts';
import { firstCondition } from './builtEdits.ts';
import type { Contrary } from './lists.ts';
import { choicesIn, scopesOf } from './scopes.ts';

/** What a new check begins with: something that can be measured, and its contrary. */
export function useFirst(): () => Contrary {
  const { table, catalog } = useAuthor().at;
  const scenario = useScenario();
  return () => {
    const choices = choicesIn(
      scenario,
      scopesOf(scenario, catalog),
      undefined,
      table.store.getState().design,
    );
    const condition = firstCondition(choices);
    return { yes: writeCondition(condition), no: writeCondition({ ...condition, sign: '<' }) };
  };
}
