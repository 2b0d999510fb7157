import { Select } from '../../ui/Select.tsx';
import { type Asked, splitName } from './built.ts';
import { askedOfFigure, askedOfPart, partsFor } from './builtEdits.ts';
import { type Choices, choiceOf, statWords } from './figureChoices.ts';

export type OfPart = Exclude<Asked, { is: 'cost' }>;

export interface FigureFieldsProps<A extends OfPart> {
  readonly asked: A;
  readonly choices: Choices;
  /** It is the one that is compared with. */
  readonly other?: boolean;
  readonly onChange: (asked: A) => void;
}

/** Whose figure, which one, and what of its course. */
export function FigureFields<A extends OfPart>({ asked, choices, other, onChange }: FigureFieldsProps<A>) {
  const parts = partsFor(choices, asked.is);
  const [id = '', metric = ''] = splitName(asked.name);
  const part = parts.find((one) => one.part === id);
  const figure = choiceOf({ parts, windows: [] }, asked.name);
  const stats = asked.is === 'figure' ? (figure?.stats ?? []) : [];
  const says = figure
    ? figure.realName
      ? `${figure.says} In the real service: ${figure.realName}.`
      : figure.says
    : '';
  return (
    <div className="build-figure">
      <div className="build-row" data-three={stats.length > 0 ? '' : undefined}>
        <Select
          label={other ? 'The other’s part' : 'Part'}
          labelShown="above"
          value={id}
          options={[
            ...(part ? [] : [{ value: id, label: `${id} (not here)` }]),
            ...parts.map((one) => ({ value: one.part, label: one.label })),
          ]}
          onChange={(to) => onChange(askedOfPart(asked, to, choices))}
        />
        <Select
          label={other ? 'The other figure' : 'Figure'}
          labelShown="above"
          value={asked.name}
          options={[
            ...(figure ? [] : [{ value: asked.name, label: `${metric} (not here)` }]),
            ...(part?.figures ?? []).map((one) => ({
              value: one.name,
              label: one.metric,
            })),
          ]}
          onChange={(to) => {
            const next = choiceOf(choices, to);
            if (next) onChange(askedOfFigure(asked, next, choices));
          }}
        />
        {asked.is === 'figure' && figure && stats.length > 0 && (
          <Select
            label={other ? 'of which' : 'Of it'}
            labelShown="above"
            value={asked.stat ?? figure.usual ?? ''}
            options={stats.map((stat) => ({ value: stat, label: statWords(figure, stat) }))}
            onChange={(stat) => onChange({ ...asked, stat: stat === figure.usual ? null : stat })}
          />
        )}
      </div>
      <small className="ui-hint">{says}</small>
    </div>
  );
}
