import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { describedBy, Field } from './Field.tsx';
import './fields.css';

export interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'rows'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** It grows with its text up to so many lines. */
  readonly linesMax?: number;
  readonly hint?: ReactNode;
  /** What is wrong and what was expected; the field is then marked invalid. */
  readonly problem?: string;
}

/** Lines in the mono: a document, a policy. */
export function TextArea(props: TextAreaProps) {
  const { label, value, onChange, linesMax = 12, hint, problem, ...rest } = props;
  const ownId = useId();
  const id = rest.id ?? ownId;
  const lines = value.split('\n').length;
  return (
    <Field id={id} label={label} labelShown="above" hint={hint} problem={problem}>
      <span className="ui-text" data-look="lines">
        <textarea
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          {...rest}
          id={id}
          rows={Math.min(linesMax, lines)}
          value={value}
          aria-invalid={problem ? true : undefined}
          aria-describedby={describedBy(id, hint, problem)}
          onChange={(event) => onChange(event.target.value)}
        />
      </span>
    </Field>
  );
}
