import { type ReactNode, useId, useState } from 'react';
import type { SettingSpec } from '../parts/contract.ts';
import { readSetting } from '../parts/settings.ts';
import type { RawSetting } from '../scenario/types.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { DocumentField } from './DocumentField.tsx';
import { MetricField } from './MetricField.tsx';
import { fieldText, rangeText, sourcePieces, typedValue, unitOf } from './settingText.ts';
import { Typed } from './Typed.tsx';

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
  /** Lays a program on the stage, where there is room for it. */
  readonly onOpenCode?: () => void;
}

/** One setting: its name, its value with its unit, what it means, what may stand there and where the default comes from. */
export function SettingField({ name, spec, written, onSet, fixed, onOpenCode }: SettingFieldProps) {
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
  // A document is too long for a button.
  const usual =
    spec.type === 'json' && fallback !== null
      ? spec.document
      : spec.type === 'code'
        ? `${spec.language} source`
        : fieldText(spec, fallback);
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
        onOpenCode={onOpenCode}
      />
      <p className="setting-foot">
        {isDefault ? (
          <span>default</span>
        ) : (
          <button
            type="button"
            className="setting-default figures"
            disabled={fixed !== undefined}
            aria-label={`Set ${name} to its default, ${usual}`}
            onClick={() => set(undefined)}
          >
            default: {usual}
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
  readonly onOpenCode: (() => void) | undefined;
}

function Control(props: ControlProps) {
  const { name, spec, raw, disabled, hint, problem, onSet, onLeave, onOpenCode } = props;
  if (spec.type === 'code')
    return (
      <div className="ui-field">
        <span className="setting-code">
          <code>{name}</code>
          <span className="figures">{linesOf(String(raw))}</span>
          {/* The desk reads Go alone. */}
          {spec.language === 'Go' && (
            <Button disabled={disabled || !onOpenCode} onClick={onOpenCode}>
              Open the code
            </Button>
          )}
        </span>
        <small className="ui-hint">{hint}</small>
        {problem && <small className="ui-problem">{problem}</small>}
      </div>
    );
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
  if (spec.type === 'json')
    return (
      <DocumentField
        label={name}
        text={raw === null ? '' : fieldText(spec, raw)}
        disabled={disabled}
        hint={hint}
        problem={problem}
        onCommit={(text) => onSet(typedValue(spec, text))}
        onLeave={onLeave}
      />
    );
  if (spec.type === 'metric')
    return (
      <MetricField
        label={name}
        value={typeof raw === 'string' ? raw : null}
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

function linesOf(source: string): string {
  const lines = source.trimEnd().split('\n').length;
  return lines === 1 ? '1 line' : `${lines} lines`;
}

/** Laws, lists and lines of text need the whole width. */
const WIDE: readonly SettingSpec['type'][] = ['distribution', 'optionalDistribution', 'moments', 'text'];

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
