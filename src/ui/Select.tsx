import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { describedBy, Field } from './Field.tsx';
import './fields.css';

export interface SelectProps<V extends string>
  extends Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children'> {
  readonly label: string;
  readonly labelShown?: 'beside' | 'above' | 'hidden';
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
  readonly hint?: ReactNode;
}

export function Select<V extends string>(props: SelectProps<V>) {
  const { label, labelShown, value, options, onChange, hint, ...rest } = props;
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
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      </span>
    </Field>
  );
}
