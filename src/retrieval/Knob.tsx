import { useEffect, useState } from 'react';
import { TextField } from '../ui/TextField.tsx';
import type { Range } from './settings.ts';

export interface KnobProps {
  readonly label: string;
  readonly value: number;
  readonly range: Range;
  readonly unit?: string;
  readonly onChange: (value: number) => void;
}

/** A figure that is set: what makes no sense stays in the field with a word, and the last good one counts. */
export function Knob({ label, value, range, unit, onChange }: KnobProps) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText((last) => (read(last, range) === value ? last : String(value))), [value, range]);
  const known = read(text, range);
  return (
    <TextField
      label={label}
      labelShown="above"
      look="figure"
      inputMode={range.digits === 0 ? 'numeric' : 'decimal'}
      maxLength={8}
      value={text}
      unit={unit}
      problem={known === null ? `${range.min} to ${range.max}` : undefined}
      onChange={(next) => {
        setText(next);
        const read_ = read(next, range);
        if (read_ !== null && read_ !== value) onChange(read_);
      }}
    />
  );
}

function read(text: string, { min, max, digits }: Range): number | null {
  const pattern = digits === 0 ? /^\d{1,6}$/ : /^\d{1,4}(?:\.\d{1,4})?$/;
  const value = Number(text);
  return pattern.test(text.trim()) && value >= min && value <= max ? value : null;
}
