import { useRef } from 'react';
import type { StepText } from '../../scenario/types.ts';
import { Button } from '../../ui/Button.tsx';
import { useAuthor, useChange, useScenario } from '../hooks.ts';
import { limitsOf } from '../says.ts';
import { withAt, withItem, withMoved } from '../value.ts';
import { Fold } from './Fold.tsx';
import { AreaField, countOf } from './fields.tsx';
import { ItemTools } from './ItemTools.tsx';

/** Help of a step, one piece after the other. */
export function HintsForm({ index, step }: { readonly index: number; readonly step: StepText }) {
  const { table } = useAuthor().at;
  const scenario = useScenario();
  const change = useChange();
  const list = useRef<HTMLOListElement>(null);
  const hints = step.hints ?? [];
  const path = ['steps', index, 'hints'];
  const limits = limitsOf(path);
  const isFull = limits.most !== null && hints.length >= limits.most;
  const where = `Step ${index + 1}`;

  function add() {
    if (!table.revise(withItem(scenario, path, hints.length, 'A hint.'), `${where}: a hint added`)) return;
    requestAnimationFrame(() => {
      const field = list.current?.lastElementChild?.querySelector('textarea');
      field?.focus();
      field?.select();
    });
  }

  return (
    <Fold title="Hints" now={hints.length === 0 ? 'none' : String(hints.length)}>
      {hints.length === 0 && (
        <p className="ui-hint">
          Help for whoever is stuck, told one at a time: first a nudge, last the answer.
        </p>
      )}
      <ol ref={list} className="lesson-items" data-items="">
        {hints.map((hint, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a hint has nothing else that it is known by.
          <li key={i}>
            <AreaField
              label={`Hint ${i + 1}`}
              text={hint}
              limits={[...path, i]}
              onCommit={(typed) =>
                typed === ''
                  ? 'A hint has words. To have none here, remove it.'
                  : change([...path, i], typed, `${where}: hint ${i + 1} changed`)
              }
            />
            <ItemTools
              what={`hint ${i + 1}`}
              index={i}
              count={hints.length}
              onMove={(to) => {
                const way = to < i ? 'up' : 'down';
                table.revise(withMoved(scenario, path, i, to), `${where}: hint ${i + 1} moved ${way}`);
              }}
              onRemove={() =>
                table.revise(withAt(scenario, [...path, i], undefined), `${where}: hint ${i + 1} removed`)
              }
            />
          </li>
        ))}
      </ol>
      <div className="lesson-tools">
        <Button data-does="add" disabled={isFull} onClick={add}>
          Add a hint
        </Button>
        {countOf(hints.length, limits, 'hints')}
      </div>
    </Fold>
  );
}
