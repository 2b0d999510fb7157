import type { Scenario } from '../../scenario/types.ts';
import { useAuthor } from '../hooks.ts';

/** Another scenario on the table. The function gives back why it was refused; null: it was done. */
export function useRevise(): (scenario: Scenario, says: string) => string | null {
  const { table } = useAuthor().at;
  return (scenario, says) => {
    if (table.revise(scenario, says)) return null;
    const why = table.store.getState().refused;
    // It stands beside what it is about.
    table.dismiss();
    return why ?? 'This cannot be.';
  };
}
