import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { SettingSpec } from '../parts/contract.ts';
import { readSetting } from '../parts/settings.ts';
import type { RawSetting } from '../scenario/types.ts';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import { fieldText, rangeText, sourcePieces, typedValue, unitOf } from './settingText.ts';

export interface SettingFieldProps {
  /** The service's own name for it. */
  readonly name: string;
  readonly spec: SettingSpec;
  /** As written; left out: the default is in force. */
  readonly written: RawSetting | undefined;
  /** @param value undefined: the default again @returns why it was refused; null when it was taken */
  readonly onSet: (value: RawSetting | undefined) => string | null;
  /** Why it cannot be changed here. */
  readonly fixed?: string;
}

/** One setting: its name, its value with its unit, what it means, what may stand there and where the default comes from. */
export function SettingField({ name, spec, written, onSet, fixed }: SettingFieldProps) {
  const [problem, setProblem] = useState<string>();
  const fallback = spec.default as RawSetting;
  const raw = written === undefined ? fallback : written;
  const set = (value: RawSetting | undefined): boolean => {
    const why = value === undefined ? null : impossible(spec, value);
    const refused = why ?? onSet(value);
    setProblem(refused ?? undefined);
    return refused === null;
  };
  const isDefault = written === undefined || fieldText(spec, written) === fieldText(spec, fallback);
  const range = rangeText(spec);
  const hint = (
    <>
      {spec.says} {range && <span className="figures setting-range">{range}</span>}
      {fixed && <span className="setting-fixed">It cannot change while a run goes on. {fixed}</span>}
    </>
  );
  return (
    <div className="setting">
      <Control
        name={name}
        spec={spec}
        raw={raw}
        disabled={fixed !== undefined}
        hint={hint}
        problem={problem}
        onSet={set}
        onLeave={() => setProblem(undefined)}
      />
      <p className="setting-foot">
        {isDefault ? (
          <span>default</span>
        ) : (
          <button
            type="button"
            className="setting-default figures"
            disabled={fixed !== undefined}
            aria-label={`Set ${name} to its default, ${fieldText(spec, fallback)}`}
            onClick={() => set(undefined)}
          >
            default: {fieldText(spec, fallback)}
          </button>
        )}
        <Source name={name} source={spec.source} />
      </p>
    </div>
  );
}

function impossible(spec: SettingSpec, value: RawSetting): string | null {
  const read = readSetting(spec, value);
  return read.ok ? null : `Expected ${read.expected}.`;
}

interface ControlProps {
  readonly name: string;
  readonly spec: SettingSpec;
  readonly raw: RawSetting;
  readonly disabled: boolean;
  readonly hint: ReactNode;
  readonly problem: string | undefined;
  readonly onSet: (value: RawSetting) => boolean;
  /** What was typed is given up. */
  readonly onLeave: () => void;
}

function Control({ name, spec, raw, disabled, hint, problem, onSet, onLeave }: ControlProps) {
  if (spec.type === 'choice') {
    const options = spec.choices.map((value) => ({ value, label: value }));
    return (
      <>
        <Select
          label={name}
          labelShown="above"
          value={String(raw)}
          options={options}
          disabled={disabled}
          onChange={onSet}
          hint={hint}
        />
        {problem && <small className="ui-problem">{problem}</small>}
      </>
    );
  }
  if (spec.type === 'flag')
    return (
      <Flag
        label={name}
        checked={raw === true}
        disabled={disabled}
        hint={hint}
        problem={problem}
        onSet={onSet}
      />
    );
  return (
    <Typed
      label={name}
      text={fieldText(spec, raw)}
      unit={unitOf(spec)}
      numeric={spec.type === 'count'}
      wide={WIDE.includes(spec.type)}
      disabled={disabled}
      hint={hint}
      problem={problem}
      onCommit={(text) => onSet(typedValue(spec, text))}
      onLeave={onLeave}
    />
  );
}

/** Laws and lists need the whole width. */
const WIDE: readonly SettingSpec['type'][] = ['distribution', 'optionalDistribution', 'moments'];

function Flag({
  label,
  checked,
  disabled,
  hint,
  problem,
  onSet,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly hint: ReactNode;
  readonly problem: string | undefined;
  readonly onSet: (value: boolean) => boolean;
}) {
  const id = useId();
  return (
    <div className="ui-field">
      <label className="ui-check">
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          aria-describedby={`${id}-hint`}
          onChange={(event) => onSet(event.target.checked)}
        />
        {label}
      </label>
      <small id={`${id}-hint`} className="ui-hint">
        {hint}
      </small>
      {problem && <small className="ui-problem">{problem}</small>}
    </div>
  );
}

export interface TypedProps {
  readonly label: string;
  readonly text: string;
  readonly unit?: string;
  readonly numeric?: boolean;
  readonly wide?: boolean;
  readonly disabled?: boolean;
  readonly look?: 'words' | 'figure';
  readonly hint?: ReactNode;
  readonly problem?: string;
  /** @returns false when it was refused: what was typed stays, to be mended */
  readonly onCommit: (text: string) => boolean;
  readonly onLeave?: () => void;
  /** Gets the focus when this changes. */
  readonly focus?: unknown;
}

/** A text that counts when it is finished: Enter or leaving the field commits it, Escape brings the old one back. */
export function Typed(props: TypedProps) {
  const {
    label,
    text,
    unit,
    numeric,
    wide,
    disabled,
    look = 'figure',
    hint,
    problem,
    onCommit,
    onLeave,
    focus,
  } = props;
  const [typed, setTyped] = useState(text);
  const field = useRef<HTMLInputElement>(null);
  // Undo, another part, a fork: the value has changed elsewhere.
  useEffect(() => setTyped(text), [text]);
  useEffect(() => {
    if (!focus) return;
    field.current?.focus();
    field.current?.select();
  }, [focus]);

  function commit() {
    if (typed.trim() === text) {
      setTyped(text);
      onLeave?.();
    } else if (onCommit(typed) && field.current) {
      // Taken, but perhaps written in another way, or just what it was.
      setTyped(text);
    }
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'Enter') commit();
    if (event.key !== 'Escape' || (typed === text && !problem)) return;
    // The same key closes the panel around; one at a time.
    event.stopPropagation();
    event.preventDefault();
    setTyped(text);
    onLeave?.();
  }

  return (
    <TextField
      ref={field}
      label={label}
      labelShown={wide ? 'above' : 'beside'}
      look={look}
      unit={unit}
      inputMode={numeric ? 'numeric' : undefined}
      value={typed}
      disabled={disabled}
      hint={hint}
      problem={problem}
      onChange={setTyped}
      onBlur={commit}
      onKeyDown={press}
    />
  );
}

function Source({ name, source }: { readonly name: string; readonly source: string }) {
  return (
    <span>
      {sourcePieces(source).map(({ text, href }) =>
        href ? (
          <a
            key={href}
            href={href}
            target="_blank"
            rel="noreferrer"
            title={href}
            aria-label={`Source of ${name}: ${text} (opens in a new tab)`}
          >
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </span>
  );
}
