import { useState } from 'react';
import { goalsOf } from '../../lab/lessonActs.ts';
import type { Scenario } from '../../scenario/types.ts';
import { Button } from '../../ui/Button.tsx';
import { useChange, useScenario } from '../hooks.ts';
import { AreaField, LineField } from '../lesson/fields.tsx';
import { ItemTools } from '../lesson/ItemTools.tsx';
import { useRevise } from '../lesson/useRevise.ts';
import { limitsOf, saysOf } from '../says.ts';
import { withMoved } from '../value.ts';
import { ExpressionField } from './ExpressionField.tsx';
import { focusSoon, LAST_WORDS } from './focusSoon.ts';
import { HeldAgainst } from './HeldAgainst.tsx';
import { withChallenge, withDemand } from './lists.ts';
import { literalOf, measuredIn } from './literals.ts';
import { useFirst } from './useFirst.ts';
import { useJudged, useNoRun } from './useJudged.ts';
import { heldNow, VerdictLine } from './VerdictLine.tsx';
import './checks.css';

type Challenge = NonNullable<Scenario['challenge']>;

/** The open goal at the end: what must all be true of one run, and what that run may cost. */
export function ChallengeForm() {
  const scenario = useScenario();
  const revise = useRevise();
  const first = useFirst();
  const [problem, setProblem] = useState<string | null>(null);
  const { challenge } = scenario;
  return (
    <section className="checks" aria-label="Challenge">
      {challenge ? (
        <Goal challenge={challenge} onProblem={setProblem} />
      ) : (
        <div className="checks-none">
          <p className="ui-hint">
            An open goal for a step with the bone challenge: the learner builds what passes it, and a run
            decides.
          </p>
          <Button
            onClick={({ currentTarget }) => {
              focusSoon(currentTarget, '.checks', 'textarea');
              setProblem(revise(withChallenge(scenario, first().yes), 'A challenge added'));
            }}
          >
            Pose a challenge
          </Button>
        </div>
      )}
      {problem && (
        <p className="ui-problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

interface GoalProps {
  readonly challenge: Challenge;
  readonly onProblem: (problem: string | null) => void;
}

function Goal({ challenge, onProblem }: GoalProps) {
  const scenario = useScenario();
  const change = useChange();
  const revise = useRevise();
  const first = useFirst();
  const demands = challenge.that;
  const { least, most } = limitsOf(['challenge', 'that']);

  function add(button: Element) {
    const why = revise(withDemand(scenario, first().yes), 'A demand added to the challenge');
    onProblem(why);
    if (why === null) focusSoon(button, '.checks', LAST_WORDS);
  }

  return (
    <>
      <AreaField
        label="The goal"
        text={challenge.goal}
        limits={['challenge', 'goal']}
        onCommit={(typed) =>
          typed === '' ? 'A goal has words.' : change(['challenge', 'goal'], typed, 'The goal changed')
        }
      />
      <Budget budget={challenge.budgetUsd} />
      <p className="ui-hint">{saysOf(['challenge', 'that'])}</p>
      <HeldAgainst />
      <ol className="check-items" data-items="">
        {demands.map((demand, i) => {
          const [says, that] = typeof demand === 'string' ? ['', demand] : [demand.says, demand.that];
          const set = (next: Challenge['that'][number], what: string) =>
            change(['challenge', 'that', i], next, `Demand ${i + 1}: ${what}`);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a demand has no name but its place.
            <li key={i}>
              <AreaField
                label={`Demand ${i + 1}, in words`}
                text={says}
                limits={['challenge', 'that', i, 'says']}
                placeholder="Left empty: the learner reads the expression."
                onCommit={(typed) => {
                  // Words of a list stand on one line.
                  const line = typed.replace(/\s*\n\s*/g, ' ').trim();
                  return set(line === '' ? that : { says: line, that }, 'its words changed');
                }}
              />
              <ExpressionField
                label={`Demand ${i + 1} is met when`}
                text={that}
                where={null}
                onCommit={(typed) =>
                  typed === ''
                    ? 'A demand says what must be true. To have none here, remove it.'
                    : set(says === '' ? typed : { says, that: typed }, 'what it demands')
                }
              />
              <ItemTools
                what={`demand ${i + 1}`}
                index={i}
                count={demands.length}
                stays={demands.length <= (least ?? 1) ? 'A challenge demands one thing at least' : undefined}
                onMove={(to) => {
                  const way = to < i ? 'up' : 'down';
                  onProblem(
                    revise(
                      withMoved(scenario, ['challenge', 'that'], i, to),
                      `Demand ${i + 1}: moved ${way}`,
                    ),
                  );
                }}
                onRemove={() =>
                  onProblem(change(['challenge', 'that', i], undefined, `Demand ${i + 1}: removed`))
                }
              />
            </li>
          );
        })}
      </ol>
      <div className="check-tools">
        <Button
          data-does="add"
          disabled={most !== null && demands.length >= most}
          onClick={({ currentTarget }) => add(currentTarget)}
        >
          Add a demand
        </Button>
        <Button
          look="quiet"
          onClick={({ currentTarget }) => {
            focusSoon(currentTarget, '.checks', '.checks-none button');
            onProblem(change(['challenge'], undefined, 'The challenge removed'));
          }}
        >
          Remove the challenge
        </Button>
      </div>
    </>
  );
}

const WITHOUT_END = 'cost >= 0';

/** The most that the run may cost, beside what the one on the screen does. */
function Budget({ budget }: { readonly budget: number | undefined }) {
  const scenario = useScenario();
  const change = useChange();
  const within = budget === undefined ? WITHOUT_END : goalsOf(scenario).at(-1)!.that;
  const [verdict = null, cost = null] = useJudged([within, WITHOUT_END], null);
  const noRun = useNoRun();
  const now = cost && measuredIn(cost.text, 'money');
  return (
    <div className="check-budget">
      <LineField
        label="Budget of the run"
        look="figure"
        numeric
        unit="US $"
        text={budget === undefined ? '' : String(budget)}
        placeholder="none"
        hint={`${saysOf(['challenge', 'budgetUsd'])} Left empty: whatever it costs.`}
        onCommit={(typed) => {
          const says = 'The budget changed';
          if (typed === '') return change(['challenge', 'budgetUsd'], undefined, says);
          const read = literalOf(typed, 'money');
          if (!read.ok) return read.says;
          return change(['challenge', 'budgetUsd'], Number(read.text.replaceAll('_', '')), says);
        }}
      />
      {budget === undefined ? (
        <p className="ui-hint">
          The run on the screen costs <span className="figures">{now === null ? '…' : `$${now}`}</span>.
        </p>
      ) : (
        <VerdictLine held={heldNow(within, null, verdict, { waiting: noRun })} />
      )}
    </div>
  );
}
