import type { RunAsked } from '../../lab/protocol.ts';
import type { Dimension } from '../../scenario/claim.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { type Against, type Asked, type Condition, writeAsked } from './built.ts';
import { partsFor, withAgainst, withAsked, withKind } from './builtEdits.ts';
import { FigureFields } from './FigureFields.tsx';
import { type Choices, choiceOf, dimensionAsked, dimensionOf, unitAsked } from './figureChoices.ts';
import { focusSoon } from './focusSoon.ts';
import { measuredIn, nothingOf, unitOf } from './literals.ts';
import { useJudged } from './useJudged.ts';
import { SignField, ValueField } from './ValueField.tsx';
import { WindowField } from './WindowField.tsx';

export interface ConditionFormProps {
  readonly condition: Condition;
  readonly choices: Choices;
  readonly run: RunAsked | null;
  readonly onChange: (condition: Condition) => void;
}

const KINDS: Readonly<Record<Asked['is'], string>> = {
  figure: 'a figure',
  wait: 'the time until',
  cost: 'the cost',
};
const AGAINST: Readonly<Record<Against['is'], string>> = {
  value: 'a value',
  between: 'two values',
  figure: 'another figure',
};

/** What is measured, when, and what it is compared with. */
export function ConditionForm({ condition, choices, run, onChange }: ConditionFormProps) {
  const { of, sign, against } = condition;
  const dimension = dimensionAsked(of, choices) ?? 'number';
  const unit = unitOf(dimension, unitAsked(of, choices));
  const measured = useMeasuredNow(of, dimension, run);
  const canWait = partsFor(choices, 'wait').length > 0;
  const kinds = (['figure', 'wait', 'cost'] as const).filter((is) => is !== 'wait' || canWait);
  const setAgainst = (next: Against) => onChange({ ...condition, against: next });
  return (
    <>
      <div className="build-row">
        <Select
          label="Measured is"
          labelShown="above"
          value={of.is}
          options={kinds.map((is) => ({ value: is, label: KINDS[is] }))}
          onChange={(is) => onChange(withKind(condition, is, choices))}
        />
        {of.is !== 'cost' && (
          <WindowField
            window={of.window}
            windows={choices.windows}
            isWait={of.is === 'wait'}
            onChange={(window) => onChange({ ...condition, of: { ...of, window } })}
          />
        )}
      </div>
      {of.is !== 'cost' && (
        <FigureFields
          asked={of}
          choices={choices}
          onChange={(next) => onChange(withAsked(condition, next, choices))}
        />
      )}
      {of.is === 'wait' && (
        <div className="build-row">
          <SignField
            label="is"
            sign={of.sign}
            onChange={(next) => onChange({ ...condition, of: { ...of, sign: next } })}
          />
          <ValueField
            label="this"
            value={of.value}
            {...awaitedUnit(of.name, choices)}
            onChange={(value) => onChange({ ...condition, of: { ...of, value } })}
          />
        </div>
      )}
      <p className="build-now">
        {of.is === 'wait' ? 'It took' : 'Now'}: <span className="figures">{measured?.text ?? '…'}</span>
        {measured?.value && against.is === 'value' && measured.value !== against.value && (
          <Button
            look="quiet"
            onClick={({ currentTarget }) => {
              focusSoon(currentTarget, '.build-condition', '[data-value] input');
              setAgainst({ is: 'value', value: measured.value! });
            }}
          >
            Take this as the value
          </Button>
        )}
      </p>
      <div className="build-row" data-three={against.is === 'between' ? undefined : ''}>
        <Select
          label="Compared with"
          labelShown="above"
          value={against.is}
          options={(['value', 'between', 'figure'] as const).map((is) => ({ value: is, label: AGAINST[is] }))}
          onChange={(is) => onChange(withAgainst(condition, is, choices))}
        />
        {against.is !== 'between' && (
          <SignField
            label="It must be"
            sign={sign}
            onChange={(next) => onChange({ ...condition, sign: next })}
          />
        )}
        {against.is === 'value' && (
          <div data-value="">
            <ValueField
              label="Value"
              value={against.value}
              dimension={dimension}
              unit={unit}
              onChange={(value) => setAgainst({ is: 'value', value })}
            />
          </div>
        )}
        {against.is === 'figure' && (
          <ValueField
            label="Times"
            value={against.factor ?? '1'}
            dimension="number"
            onChange={(factor) => setAgainst({ ...against, factor: factor === '1' ? null : factor })}
          />
        )}
      </div>
      {against.is === 'between' && (
        <div className="build-row">
          <ValueField
            label="At least"
            value={against.least}
            dimension={dimension}
            unit={unit}
            onChange={(least) => setAgainst({ ...against, least })}
          />
          <ValueField
            label="At most"
            value={against.most}
            dimension={dimension}
            unit={unit}
            onChange={(most) => setAgainst({ ...against, most })}
          />
        </div>
      )}
      {against.is === 'figure' && (
        <>
          <FigureFields
            asked={against.of}
            choices={choices}
            other
            onChange={(next) => setAgainst({ ...against, of: next })}
          />
          <WindowField
            window={against.of.window}
            windows={choices.windows}
            isWait={false}
            onChange={(window) => setAgainst({ ...against, of: { ...against.of, window } })}
          />
        </>
      )}
    </>
  );
}

function awaitedUnit(
  name: string,
  choices: Choices,
): { readonly dimension: Dimension; readonly unit?: string } {
  const choice = choiceOf(choices, name);
  const dimension = choice ? dimensionOf(choice, null) : 'number';
  return { dimension, unit: unitOf(dimension, choice?.unit ?? '') };
}

interface MeasuredNow {
  /** For a reader: "96.2 %". */
  readonly text: string;
  /** As it can be written; null where nothing was measured, or it takes for ever. */
  readonly value: string | null;
}

/** What it is worth in the run: held against nothing at all, the lab says the measured side. */
function useMeasuredNow(of: Asked, dimension: Dimension, run: RunAsked | null): MeasuredNow | null {
  const [verdict] = useJudged([`${writeAsked(of)} >= ${nothingOf(dimension)}`], run);
  if (!verdict) return null;
  const value = measuredIn(verdict.text, dimension);
  const side = verdict.text.split(' >= ')[0]!;
  return { text: verdict.verdict === 'undecided' ? 'nothing to measure' : side, value };
}
