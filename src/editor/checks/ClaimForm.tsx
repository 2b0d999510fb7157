import type { ClaimText } from '../../scenario/types.ts';
import { titleOf } from '../../table/design.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { useAuthor, useChange, useScenario } from '../hooks.ts';
import { designChoices } from '../lesson/choices.ts';
import { AreaField, Checks } from '../lesson/fields.tsx';
import { ItemTools } from '../lesson/ItemTools.tsx';
import { useRevise } from '../lesson/useRevise.ts';
import { saysOf } from '../says.ts';
import { withMoved } from '../value.ts';
import { ExpressionField } from './ExpressionField.tsx';
import { IdField } from './IdField.tsx';

export interface ClaimFormProps {
  readonly claim: ClaimText;
  readonly index: number;
  readonly count: number;
  /** The run on the screen is of a design in which it is not checked. */
  readonly isElsewhere: boolean;
  readonly onProblem: (problem: string | null) => void;
  /** It has another place in the list now; null: none. */
  readonly onPlace: (to: number | null) => void;
}

/** One claim: the sentence, the expression that stands for it, and where it is checked. */
export function ClaimForm({ claim, index, count, isElsewhere, onProblem, onPlace }: ClaimFormProps) {
  const { table } = useAuthor().at;
  const scenario = useScenario();
  const change = useChange();
  const revise = useRevise();
  const path = ['claims', index];
  const what = `Claim ${index + 1}`;
  const designs = claim.design === undefined ? [] : [claim.design].flat();
  const wants = claim.holds ?? true;
  const [first] = designs;
  return (
    <div className="check-claim-body">
      <AreaField
        label="The claim"
        text={claim.says}
        limits={[...path, 'says']}
        hint={saysOf([...path, 'says'])}
        onCommit={(typed) =>
          typed === '' ? 'A claim has words.' : change([...path, 'says'], typed, `${what}: words changed`)
        }
      />
      <ExpressionField
        label="It stands for"
        text={claim.that}
        design={claim.design}
        wants={isElsewhere ? undefined : wants}
        onCommit={(typed) =>
          typed === ''
            ? 'A claim says what must be true. To have none here, remove it.'
            : change([...path, 'that'], typed, `${what}: what it stands for`)
        }
      />
      {isElsewhere && first !== undefined && (
        <Button onClick={() => table.chooseDesign(first)}>
          Put {titleOf({ scenario, design: first })} on the table
        </Button>
      )}
      <Select
        label="In these runs it must be"
        labelShown="above"
        value={wants ? 'true' : 'false'}
        options={[
          { value: 'true', label: 'true' },
          { value: 'false', label: 'false: it must not come true' },
        ]}
        onChange={(value) =>
          onProblem(
            change([...path, 'holds'], value === 'true' ? undefined : false, `${what}: what it must be`),
          )
        }
      />
      <Checks
        label="Checked in (none: in every design that has its parts)"
        options={designChoices(scenario)}
        chosen={designs}
        onChange={(chosen) =>
          onProblem(
            change(
              [...path, 'design'],
              chosen.length === 0 ? undefined : chosen.length === 1 ? chosen[0] : chosen,
              `${what}: checked elsewhere`,
            ),
          )
        }
      />
      <ItemTools
        what={`claim ${index + 1}`}
        index={index}
        count={count}
        onMove={(to) => {
          const way = to < index ? 'up' : 'down';
          const why = revise(withMoved(scenario, ['claims'], index, to), `${what}: moved ${way}`);
          onProblem(why);
          if (why === null) onPlace(to);
        }}
        onRemove={() => {
          const why = change(path, undefined, `${what}: removed`);
          onProblem(why);
          if (why === null) onPlace(null);
        }}
      >
        <IdField id={claim.id} onCommit={(id) => change([...path, 'id'], id, `${what}: its id changed`)} />
      </ItemTools>
    </div>
  );
}
