import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { ClaimText } from '../../scenario/types.ts';
import { titleOf } from '../../table/design.ts';
import { useAuthor, useScenario } from '../hooks.ts';
import { useRevise } from '../lesson/useRevise.ts';
import { limitsOf } from '../says.ts';
import { ClaimForm } from './ClaimForm.tsx';
import { focusSoon, LAST_WORDS } from './focusSoon.ts';
import { ListFoot } from './ListFoot.tsx';
import { withClaim } from './lists.ts';
import { scopesOf, troubleOf } from './scopes.ts';
import { useFirst } from './useFirst.ts';
import { useJudged, useNoRun, useRunSeen } from './useJudged.ts';
import { type Held, heldNow, VerdictLine } from './VerdictLine.tsx';
import './checks.css';

/** Sentences that runs prove or refute, each with what the run on the screen says of it. */
export function ClaimsForm() {
  const { table, catalog } = useAuthor().at;
  const scenario = useScenario();
  const revise = useRevise();
  const first = useFirst();
  const seen = useRunSeen();
  const noRun = useNoRun();
  const [problem, setProblem] = useState<string | null>(null);
  const [open, setOpen] = useState<readonly number[]>([]);
  const claims = scenario.claims ?? [];
  const scopes = scopesOf(scenario, catalog);
  const verdicts = useJudged(
    claims.map(({ that }) => that),
    null,
  );
  const { most } = limitsOf(['claims']);

  function add(button: Element) {
    const { design } = table.store.getState();
    const why = revise(withClaim(scenario, first().yes, design), 'A claim added');
    setProblem(why);
    if (why !== null) return;
    setOpen([...open, claims.length]);
    focusSoon(button, '.checks', LAST_WORDS);
  }

  /** A claim about other designs is not judged by this run. */
  function heldOf({ that, design }: ClaimText, i: number): Held {
    const designs = design === undefined ? [] : [design].flat();
    if (seen && designs.length > 0 && !designs.includes(seen.design)) {
      const titles = designs.map((name) => titleOf({ scenario, design: name })).join(', ');
      return { is: 'empty', says: `Checked in ${titles}; on the screen is ${seen.title}.` };
    }
    return heldNow(that, troubleOf(that, scopes, design), verdicts[i] ?? null, { waiting: noRun });
  }

  return (
    <section className="checks">
      <h3>Claims</h3>
      <p className="ui-hint">
        {claims.length === 0
          ? 'Sentences of the article that a run proves or refutes: they are checked with every run.'
          : seen && `Held against the run on the screen: ${seen.title}, seed ${seen.seed}.`}
      </p>
      <ol className="check-items" data-items="" data-folded="">
        {claims.map((claim, i) => {
          const held = heldOf(claim, i);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an id is edited here, and the field keeps the focus.
            <li key={i}>
              <details
                className="check-claim"
                open={open.includes(i)}
                onToggle={({ currentTarget }) => {
                  const others = open.filter((one) => one !== i);
                  if (currentTarget.open !== open.includes(i))
                    setOpen(currentTarget.open ? [...others, i] : others);
                }}
              >
                <summary>
                  <ChevronRight size={16} aria-hidden="true" />
                  <span>
                    {claim.says}
                    <VerdictLine held={held} wants={claim.holds ?? true} />
                  </span>
                </summary>
                {open.includes(i) && (
                  <ClaimForm
                    claim={claim}
                    index={i}
                    count={claims.length}
                    isElsewhere={held.is === 'empty'}
                    onProblem={setProblem}
                    onPlace={(to) => setOpen(placed(open, i, to))}
                  />
                )}
              </details>
            </li>
          );
        })}
      </ol>
      <ListFoot
        problem={problem}
        add="Add a claim"
        isFull={most !== null && claims.length >= most}
        onAdd={add}
      />
    </section>
  );
}

/** The open ones, when one of them has gone elsewhere; null: it is gone. */
function placed(open: readonly number[], from: number, to: number | null): readonly number[] {
  if (to === null) return open.filter((i) => i !== from).map((i) => (i > from ? i - 1 : i));
  return open.map((i) => (i === from ? to : i === to ? from : i));
}
