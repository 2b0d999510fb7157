import type { ReactNode } from 'react';

export interface FieldProps {
  readonly id: string;
  readonly label: string;
  /** `hidden`: still the control's name for a screen reader. */
  readonly labelShown?: 'beside' | 'above' | 'hidden';
  readonly hint?: ReactNode;
  /** What is wrong and what was expected. */
  readonly problem?: string;
  readonly children: ReactNode;
}

/** The frame that the form controls share: a name, the control, what it means, what is wrong. */
export function Field({ id, label, labelShown = 'beside', hint, problem, children }: FieldProps) {
  return (
    <div className="ui-field" data-label={labelShown}>
      <label htmlFor={id} className={labelShown === 'hidden' ? 'visually-hidden' : undefined}>
        {label}
      </label>
      {children}
      {hint && (
        <small id={`${id}-hint`} className="ui-hint">
          {hint}
        </small>
      )}
      {problem && (
        <small id={`${id}-problem`} className="ui-problem">
          {problem}
        </small>
      )}
    </div>
  );
}

/** For the control's aria-describedby. */
export function describedBy(id: string, hint: ReactNode, problem: string | undefined): string | undefined {
  const ids = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean);
  return ids.length ? ids.join(' ') : undefined;
}
