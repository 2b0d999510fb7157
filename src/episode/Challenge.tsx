import { useTold } from './hooks.ts';
import { demandsOf } from './judging.ts';
import { stepOf } from './state.ts';
import { Check } from './Tasks.tsx';

/** An open goal: every demand with what is measured of it now. */
export function Challenge() {
  const challenge = useTold((state) => state.scenario.challenge);
  const bone = useTold((state) => stepOf(state).bone);
  const goals = useTold((state) => state.goals);
  const won = useTold((state) => state.progress.won);
  const isOwn = useTold((state) => state.isOwn);
  if (!challenge || bone !== 'challenge') return null;
  const demands = demandsOf({ challenge });
  return (
    <section className="episode-card episode-challenge" data-won={won ? '' : undefined}>
      <h2>The goal</h2>
      <p className="story-type">{challenge.goal}</p>
      <ul className="episode-tasks">
        {demands.map(({ says, that }, i) => {
          const held = goals[i] ?? null;
          return (
            <Check
              key={that}
              says={says}
              isDone={held !== null && held.verdict === true && held.isSeen && isOwn}
              measured={held?.text ?? null}
              held={held}
              needsOwn
            />
          );
        })}
      </ul>
      <p className="episode-verdict">
        {won
          ? `Passed, with seed ${won.seed}.`
          : isOwn
            ? 'All of it must be true of one run that you have seen.'
            : 'It counts in a design of your own: change this one, and it is yours.'}
      </p>
    </section>
  );
}
