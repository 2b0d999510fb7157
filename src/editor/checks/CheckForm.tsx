import { START } from '../../scenario/designNames.ts';
import type { Scenario } from '../../scenario/types.ts';
import { useChange, useScenario } from '../hooks.ts';
import { saysOf } from '../says.ts';
import { ExpressionField } from './ExpressionField.tsx';
import { useRunSeen } from './useJudged.ts';
import './checks.css';

/** What the taught fix makes true, and nothing else does. */
export function CheckForm() {
  const scenario = useScenario();
  const change = useChange();
  const seen = useRunSeen();
  const path = ['health', 'check'];
  const role = seen && roleOf(scenario, seen.design);
  const should = role ? ` ${role.says}` : '';
  return (
    <ExpressionField
      label="The check"
      text={scenario.health?.check ?? ''}
      hint={saysOf(path)}
      empty="Nothing is checked yet: write what the fix makes true."
      wants={role?.wants}
      where={seen ? `In the run on the screen: ${seen.title}, seed ${seen.seed}.${should}` : undefined}
      onCommit={(typed) => change(path, typed === '' ? undefined : typed, 'The check changed')}
    />
  );
}

/** What the check must come to in a design of the lesson; null where its health says nothing of it. */
function roleOf(
  { health }: Scenario,
  design: string,
): { readonly wants: boolean; readonly says: string } | null {
  if (design === health?.fix) return { wants: true, says: 'This is the taught fix.' };
  if (design === (health?.untouched ?? START))
    return { wants: false, says: 'Nobody has mended anything here.' };
  if (health?.tempting?.includes(design)) return { wants: false, says: 'This design only tempts.' };
  return null;
}
