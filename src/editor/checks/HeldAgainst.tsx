import { useRunSeen } from './useJudged.ts';

/** Said once above many checks: which run they are held against. */
export function HeldAgainst({ isOfStep = false }: { readonly isOfStep?: boolean }) {
  const seen = useRunSeen();
  return (
    <p className="ui-hint">
      Held against the run on the screen{seen && `: ${seen.title}, seed ${seen.seed}`}.
      {isOfStep && ' Show the step on the table to have them held against its own.'}
    </p>
  );
}
