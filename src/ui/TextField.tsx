import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { describedBy, Field } from './Field.tsx';
import './fields.css';

export interface TextFieldProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  readonly label: string;
  readonly labelShown?: 'beside' | 'above' | 'hidden';
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** `figure`: right-aligned in the mono, for a value with its unit. */
  readonly look?: 'words' | 'figure';
  readonly unit?: string;
  readonly hint?: ReactNode;
  /** What is wrong and what was expected; the field is then marked invalid. */
  readonly problem?: string;
}

export function TextField(props: TextFieldProps) {
  const { label, labelShown, value, onChange, look = 'words', unit, hint, problem, ...rest } = props;
  const ownId = useId();
  const id = rest.id ?? ownId;
  return (
    <Field id={id} label={label} labelShown={labelShown} hint={hint} problem={problem}>
      <span className="ui-text" data-look={look}>
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          {...rest}
          id={id}
          value={value}
          aria-invalid={problem ? true : undefined}
          aria-describedby={describedBy(id, hint, problem)}
          onChange={(event) => onChange(event.target.value)}
        />
        {unit && <span className="ui-unit">{unit}</span>}
      </span>
    </Field>
  );
}
