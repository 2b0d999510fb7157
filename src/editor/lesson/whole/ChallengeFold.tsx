import { ChallengeForm } from '../../checks/ChallengeForm.tsx';
import { useScenario } from '../../hooks.ts';
import { Fold } from '../Fold.tsx';

/** The goal of the lesson: it is one for all steps, and stands where it is asked for, too. */
export function ChallengeFold() {
  const { challenge } = useScenario();
  const goal = challenge?.goal.trim().split('\n')[0];
  return (
    <Fold title="Challenge" now={challenge ? goal || 'a goal without words' : 'none'}>
      <ChallengeForm />
    </Fold>
  );
}
