/** Fields of the forms: each shows a text of the scenario, and changes it when it is finished. */
import type { ReactNode } from 'react';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { type Limits, limitsOf, type SchemaPath } from '../says.ts';
import './forms.css';
import { useKept } from './kept.ts';

interface KeptProps {
  readonly label: string;
  readonly text: string;
  /** @returns why it was refused; null: it was taken */
  readonly onCommit: (typed: string) => string | null;
  readonly hint?: ReactNode;
  /** Where the format says how much goes in. */
  readonly limits?: SchemaPath;
  readonly placeholder?: string;
}

export interface LineFieldProps extends KeptProps {
  readonly labelShown?: 'beside' | 'above' | 'hidden';
  readonly look?: 'words' | 'figure';
  readonly unit?: string;
  readonly numeric?: boolean;
  /** After Enter was taken: for a field that makes one thing after the other. */
  readonly onEnter?: () => void;
}

const isSameLine = (typed: string, text: string): boolean => typed.trim() === text;

/** One line: Enter or leaving it counts. */
export function LineField(props: LineFieldProps) {
  const {
    label,
    text,
    onCommit,
    hint,
    limits,
    placeholder,
    labelShown = 'above',
    look,
    unit,
    numeric,
  } = props;
  const kept = useKept(text, (typed) => onCommit(typed.trim()), { pauses: false, isSame: isSameLine });
  return (
    <TextField
      label={label}
      labelShown={labelShown}
      look={look}
      unit={unit}
      placeholder={placeholder}
      spellCheck={look !== 'figure'}
      inputMode={numeric ? 'numeric' : undefined}
      value={kept.typed}
      hint={withCount(hint, kept.typed, limits)}
      problem={kept.problem}
      onChange={kept.type}
      onBlur={kept.commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') kept.commit();
        kept.press(event);
      }}
    />
  );
}

/** The end of a text says nothing, and comes and goes with the way in which it is written. */
const isSameWords = (typed: string, text: string): boolean => typed.trimEnd() === text.trimEnd();

export interface AreaFieldProps extends KeptProps {
  readonly linesMax?: number;
}

/** Several lines: leaving it counts, and so does a pause. */
export function AreaField({
  label,
  text,
  onCommit,
  hint,
  limits,
  placeholder,
  linesMax = 40,
}: AreaFieldProps) {
  const shown = text.trimEnd();
  const take = (typed: string): string | null => {
    const words = typed.trimEnd();
    // Several lines end with the last of them, as in any file.
    return onCommit(words !== '' && (words.includes('\n') || text.endsWith('\n')) ? `${words}\n` : words);
  };
  const kept = useKept(shown, take, { pauses: true, isSame: isSameWords });
  return (
    <div className="lesson-words">
      <TextArea
        label={label}
        value={kept.typed}
        linesMax={linesMax}
        placeholder={placeholder}
        spellCheck
        autoCapitalize="sentences"
        hint={withCount(hint, kept.typed, limits)}
        problem={kept.problem}
        onChange={kept.type}
        onBlur={kept.commit}
        onKeyDown={kept.press}
      />
    </div>
  );
}

/** From this share of the limit on one is told. */
const NEAR = 0.8;

function withCount(hint: ReactNode, typed: string, path: SchemaPath | undefined): ReactNode {
  const count = path && countOf(typed.length, limitsOf(path));
  if (!count) return hint;
  return (
    <>
      {hint} <span className="figures">{count}</span>
    </>
  );
}

/** "108 of 120 characters"; null as long as there is room. */
export function countOf(length: number, { most }: Limits, what = 'characters'): string | null {
  if (most === null || length < most * NEAR) return null;
  const said = `${length.toLocaleString('en')} of ${most.toLocaleString('en')} ${what}`;
  return length > most ? `${said}: ${(length - most).toLocaleString('en')} too many.` : `${said}.`;
}

export interface ChecksProps<V extends string> {
  readonly label: string;
  readonly labelHidden?: boolean;
  readonly options: readonly {
    readonly value: V;
    readonly label: ReactNode;
    /** Why it cannot be chosen. */
    readonly barred?: string;
  }[];
  readonly chosen: readonly V[];
  readonly onChange: (chosen: readonly V[]) => void;
}

/** Some of several, in the order in which they stand. */
export function Checks<V extends string>({ label, labelHidden, options, chosen, onChange }: ChecksProps<V>) {
  const toggle = (value: V) => {
    const rest = chosen.filter((one) => one !== value);
    if (rest.length < chosen.length) return onChange(rest);
    const order = options.map((one) => one.value);
    const others = rest.filter((one) => !order.includes(one));
    onChange([...others, ...order.filter((one) => one === value || rest.includes(one))]);
  };
  return (
    <fieldset className="lesson-checks">
      <legend className={labelHidden ? 'visually-hidden' : undefined}>{label}</legend>
      {options.map(({ value, label, barred }) => (
        <label key={value}>
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            disabled={barred !== undefined && !chosen.includes(value)}
            onChange={() => toggle(value)}
          />
          <span>
            {label}
            {barred && <small> {barred}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
