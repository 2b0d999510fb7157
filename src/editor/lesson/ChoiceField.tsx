import { useState } from 'react';
import { Select, type SelectProps } from '../../ui/Select.tsx';

export interface ChoiceFieldProps<V extends string> extends Omit<SelectProps<V>, 'onChange' | 'labelShown'> {
  /** @returns why it was refused; null: it was taken */
  readonly onSet: (value: V) => string | null;
}

/** One of several: what cannot be is refused below it, and it shows what it showed before. */
export function ChoiceField<V extends string>({ onSet, ...select }: ChoiceFieldProps<V>) {
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <div className="lesson-choice">
      <Select {...select} labelShown="above" onChange={(value) => setProblem(onSet(value))} />
      <Refusal why={problem} />
    </div>
  );
}

/** Why something was not done, beside where it was asked for. */
export function Refusal({ why }: { readonly why: string | null }) {
  if (why === null) return null;
  return (
    <small className="ui-problem" role="alert">
      {why}
    </small>
  );
}
