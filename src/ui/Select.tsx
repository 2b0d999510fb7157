import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { describedBy, Field } from './Field.tsx';
import './fields.css';

interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
}

export interface SelectProps<V extends string>
  extends Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children'> {
  readonly label: string;
  readonly labelShown?: 'beside' | 'above' | 'hidden';
  readonly value: V;
  readonly options: readonly Option<V>[];
  /** Further ones below them, under headings of their own; an empty group is left out. */
  readonly groups?: readonly { readonly label: string; readonly options: readonly Option<V>[] }[];
  readonly onChange: (value: V) => void;
  readonly hint?: ReactNode;
}

export function Select<V extends string>(props: SelectProps<V>) {
  const { label, labelShown, value, options, groups = [], onChange, hint, ...rest } = props;
  const ownId = useId();
  const id = rest.id ?? ownId;
  return (
    <Field id={id} label={label} labelShown={labelShown} hint={hint}>
      <span className="ui-select">
        <select
          {...rest}
          id={id}
          value={value}
          aria-describedby={describedBy(id, hint, undefined)}
          onChange={(event) => onChange(event.target.value as V)}
        >
          <Options options={options} />
          {groups.map(
            (group) =>
              group.options.length > 0 && (
                <optgroup key={group.label} label={group.label}>
                  <Options options={group.options} />
                </optgroup>
              ),
          )}
        </select>
      </span>
    </Field>
  );
}

function Options({ options }: { readonly options: readonly Option<string>[] }) {
  return options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}
