import type { RunAsked, Verdict } from '../../lab/protocol.ts';
import type { Scenario, StepText } from '../../scenario/types.ts';
import { titleOf } from '../../table/design.ts';
import { Notice } from '../../ui/Notice.tsx';
import { rightsTold } from './rights.ts';
import { useJudged } from './useJudged.ts';

type Prediction = NonNullable<StepText['prediction']>;

export interface RightnessProps {
  readonly scenario: Scenario;
  readonly options: Prediction['options'];
  readonly run: RunAsked;
  readonly isOfLearner: boolean;
}

/** Which answers the run that decides makes right: one of them should be. */
export function Rightness({ scenario, options, run, isOfLearner }: RightnessProps) {
  const asked = options.flatMap(({ right }) => right ?? []);
  const found = useJudged(asked, run);
  const by = new Map<string, Verdict | null>(asked.map((that, i) => [that, found[i] ?? null]));
  const { tone, says } = rightsTold(options, (that) => by.get(that) ?? null);
  const title = titleOf({ scenario, design: run.design });
  return (
    <Notice
      tone={tone}
      announce="politely"
      where={`Decided by ${title}, seed ${run.edits.seed ?? scenario.seed}, with what the step plays`}
      what={says}
    >
      {isOfLearner && (
        <p className="ui-hint">
          What the learner builds is not known: {scenario.health?.fix ? 'the taught fix' : 'the base'} stands
          in for it.
        </p>
      )}
    </Notice>
  );
}
