import { useMemo, useState } from 'react';
import { MINE } from '../../scenario/designNames.ts';
import type { Scenario, StepText } from '../../scenario/types.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { useAuthor, useChange, useScenario } from '../hooks.ts';
import { designChoices } from '../lesson/choices.ts';
import { AreaField } from '../lesson/fields.tsx';
import { ItemTools } from '../lesson/ItemTools.tsx';
import { useRevise } from '../lesson/useRevise.ts';
import { limitsOf, saysOf } from '../says.ts';
import { withMoved } from '../value.ts';
import { decidingRun } from './decidingRun.ts';
import { ExpressionField } from './ExpressionField.tsx';
import { focusSoon, LAST_WORDS } from './focusSoon.ts';
import { IdField } from './IdField.tsx';
import { ListFoot } from './ListFoot.tsx';
import { withOption, withPrediction } from './lists.ts';
import { Rightness } from './Rightness.tsx';
import { useFirst } from './useFirst.ts';

type Prediction = NonNullable<StepText['prediction']>;

export interface PredictionFormProps {
  /** The place of the step. */
  readonly step: number;
}

/** What the learner is asked before the run tells; the run judges, not the author. */
export function PredictionForm({ step }: PredictionFormProps) {
  const scenario = useScenario();
  const revise = useRevise();
  const first = useFirst();
  const [problem, setProblem] = useState<string | null>(null);
  const text = scenario.steps?.[step];
  if (!text) return null;
  const { prediction } = text;

  function add(button: Element) {
    focusSoon(button, '.checks', 'textarea');
    setProblem(revise(withPrediction(scenario, step, first()), `Step ${step + 1}: a prediction added`));
  }

  return (
    <section className="checks" aria-label="Prediction">
      {prediction ? (
        <Asked scenario={scenario} step={step} prediction={prediction} />
      ) : (
        <div className="checks-none">
          <p className="ui-hint">
            Before the run plays, the learner says what will happen. Their guess is judged by the run itself.
          </p>
          <Button onClick={({ currentTarget }) => add(currentTarget)}>Ask for a prediction</Button>
          {problem && (
            <p className="ui-problem" role="alert">
              {problem}
            </p>
          )}
        </div>
      )}
    </section>
  );
}

interface AskedProps {
  readonly scenario: Scenario;
  readonly step: number;
  readonly prediction: Prediction;
}

const OF_STEP = '';

function Asked({ scenario, step, prediction }: AskedProps) {
  const { catalog } = useAuthor().at;
  const change = useChange();
  const revise = useRevise();
  const [problem, setProblem] = useState<string | null>(null);
  const { options, question } = prediction;
  const path = ['steps', step, 'prediction'];
  const where = `Step ${step + 1}`;
  const limits = limitsOf([...path, 'options']);
  const run = useMemo(() => decidingRun(scenario, step, catalog), [scenario, step, catalog]);
  const isOfLearner = (prediction.design ?? scenario.steps![step]!.preset?.design) === MINE;

  function add(button: Element) {
    const why = revise(withOption(scenario, step), `${where}: an answer added`);
    setProblem(why);
    if (why === null) focusSoon(button, '.checks', LAST_WORDS);
  }

  return (
    <>
      <AreaField
        label="The question"
        text={question}
        limits={[...path, 'question']}
        onCommit={(typed) =>
          typed === ''
            ? 'A question has words.'
            : change([...path, 'question'], typed, `${where}: question changed`)
        }
      />
      <Select
        label="The design that decides"
        labelShown="above"
        value={prediction.design ?? OF_STEP}
        options={[
          { value: OF_STEP, label: 'that of the step' },
          ...designChoices(scenario),
          ...(scenario.designs?.[MINE] ? [] : [{ value: MINE, label: 'the learner’s own' }]),
        ]}
        hint={saysOf([...path, 'design'])}
        onChange={(design) =>
          setProblem(
            change(
              [...path, 'design'],
              design === OF_STEP ? undefined : design,
              `${where}: another design decides`,
            ),
          )
        }
      />
      <Rightness scenario={scenario} options={options} run={run} isOfLearner={isOfLearner} />
      <ol className="check-items" data-items="">
        {options.map((option, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an id is edited here, and the field keeps the focus.
          <li key={i}>
            <AreaField
              label={`Answer ${i + 1}`}
              text={option.text}
              limits={[...path, 'options', i, 'text']}
              onCommit={(typed) =>
                typed === ''
                  ? 'An answer has words.'
                  : change([...path, 'options', i, 'text'], typed, `${where}: answer ${i + 1} changed`)
              }
            />
            <ExpressionField
              label={`Answer ${i + 1} is right when`}
              text={option.right ?? ''}
              design={isOfLearner ? undefined : run.design}
              run={run}
              where={null}
              empty="Left open: this answer is never right."
              onCommit={(typed) =>
                change(
                  [...path, 'options', i, 'right'],
                  typed === '' ? undefined : typed,
                  `${where}: when answer ${i + 1} is right`,
                )
              }
            />
            <ItemTools
              what={`answer ${i + 1}`}
              index={i}
              count={options.length}
              stays={
                options.length <= (limits.least ?? 2) ? 'A question has at least two answers' : undefined
              }
              onMove={(to) => {
                const way = to < i ? 'up' : 'down';
                setProblem(
                  revise(
                    withMoved(scenario, [...path, 'options'], i, to),
                    `${where}: answer ${i + 1} moved ${way}`,
                  ),
                );
              }}
              onRemove={() =>
                setProblem(change([...path, 'options', i], undefined, `${where}: answer ${i + 1} removed`))
              }
            >
              <IdField
                id={option.id}
                onCommit={(id) =>
                  change([...path, 'options', i, 'id'], id, `${where}: id of an answer changed`)
                }
              />
            </ItemTools>
          </li>
        ))}
      </ol>
      <ListFoot
        problem={problem}
        add="Add an answer"
        isFull={limits.most !== null && options.length >= limits.most}
        onAdd={add}
      >
        <Button
          look="quiet"
          onClick={({ currentTarget }) => {
            focusSoon(currentTarget, '.checks', '.checks-none button');
            setProblem(change(path, undefined, `${where}: the prediction removed`));
          }}
        >
          Remove the prediction
        </Button>
      </ListFoot>
    </>
  );
}
