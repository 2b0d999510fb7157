import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { useAuthor, useChange, useScenario } from '../../hooks.ts';
import { saysOf } from '../../says.ts';
import { freeOf, withAt } from '../../value.ts';
import { Refusal } from '../ChoiceField.tsx';
import { Fold } from '../Fold.tsx';
import { LineField } from '../fields.tsx';
import { useRevise } from '../useRevise.ts';
import { withoutWindow, withWindowName } from './chartChanges.ts';

/** Named spans of time, for whatever is said of a part of the run. */
export function WindowsForm() {
  const { table } = useAuthor().at;
  const scenario = useScenario();
  const revise = useRevise();
  const change = useChange();
  const [problem, setProblem] = useState<string | null>(null);
  const windows = Object.entries(scenario.windows ?? {});
  const lasting = (scenario.acts ?? []).flatMap(({ id }) => id ?? []);

  function add() {
    const id = freeOf('window', [...Object.keys(scenario.windows ?? {}), ...lasting]);
    const window = { from: '0s', to: String(scenario.duration) };
    setProblem(revise(withAt(scenario, ['windows', id], window), `The window ${id} added`));
  }

  return (
    <Fold
      title="Windows of time"
      now={windows.length === 0 ? 'none' : windows.map(([name]) => name).join(', ')}
    >
      <p className="ui-hint">{saysOf(['windows'])}</p>
      <ul className="lesson-lines">
        {windows.map(([name, { from, to }], i) => {
          const path = ['windows', name];
          const says = `The window ${name} changed`;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: under another name it is the same window.
            <li key={i} className="lesson-window">
              <LineField
                label="Name"
                look="figure"
                text={name}
                onCommit={(typed) =>
                  windows.some(([other]) => other === typed)
                    ? `There is a window ${typed} already.`
                    : revise(withWindowName(scenario, name, typed), `A window is called ${typed}`)
                }
              />
              <LineField
                label="From"
                look="figure"
                text={String(from)}
                onCommit={(typed) => change([...path, 'from'], typed, says)}
              />
              <LineField
                label="To"
                look="figure"
                text={String(to)}
                onCommit={(typed) => change([...path, 'to'], typed, says)}
              />
              <IconButton
                label={`Remove the window ${name}`}
                onClick={() => {
                  const why = revise(withoutWindow(scenario, name), `The window ${name} removed`);
                  setProblem(why);
                  if (why === null) table.say(`The window ${name} is removed. Undo brings it back.`);
                }}
              >
                <Trash2 size={16} aria-hidden="true" />
              </IconButton>
            </li>
          );
        })}
      </ul>
      <div className="lesson-tools">
        <Button data-does="add" onClick={add}>
          Add a window
        </Button>
      </div>
      <Refusal why={problem} />
    </Fold>
  );
}
