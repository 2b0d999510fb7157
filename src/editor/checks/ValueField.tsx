import { useState } from 'react';
import type { Comparison, Dimension } from '../../scenario/claim.ts';
import { Select } from '../../ui/Select.tsx';
import { LineField } from '../lesson/fields.tsx';
import { literalOf, typedOf } from './literals.ts';

const SIGNS: Readonly<Record<Comparison, string>> = {
  '>=': 'at least (≥)',
  '<=': 'at most (≤)',
  '>': 'more than (>)',
  '<': 'less than (<)',
  '=': 'exactly (=)',
  '!=': 'anything but (≠)',
};

export function SignField({
  label,
  sign,
  onChange,
}: {
  readonly label: string;
  readonly sign: Comparison;
  readonly onChange: (sign: Comparison) => void;
}) {
  return (
    <Select
      label={label}
      labelShown="above"
      value={sign}
      options={Object.entries(SIGNS).map(([value, words]) => ({ value: value as Comparison, label: words }))}
      onChange={onChange}
    />
  );
}

interface ValueFieldProps {
  readonly label: string;
  readonly value: string;
  readonly dimension: Dimension;
  readonly unit?: string;
  readonly onChange: (value: string) => void;
}

/** A value with its unit; what cannot be one is refused here, and never reaches the text. */
export function ValueField({ label, value, dimension, unit, onChange }: ValueFieldProps) {
  const [n, again] = useState(0);
  return (
    <LineField
      // What was typed and what it is written as may differ: the field shows the latter.
      key={n}
      label={label}
      look="figure"
      text={typedOf(value, dimension)}
      unit={unit}
      onCommit={(typed) => {
        const read = literalOf(typed, dimension);
        if (!read.ok) return read.says;
        if (read.text === value) again(n + 1);
        else onChange(read.text);
        return null;
      }}
    />
  );
}
