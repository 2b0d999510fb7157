import { type ReactNode, useMemo } from 'react';
import { Select } from '../ui/Select.tsx';
import { useDesign, useTable } from './hooks.ts';

export interface MetricFieldProps {
  readonly label: string;
  /** `orders.visible`; null for none. */
  readonly value: string | null;
  readonly disabled: boolean;
  readonly hint: ReactNode;
  readonly problem: string | undefined;
  readonly onSet: (value: string | null) => boolean;
}

/** No part has a figure of this name. */
const NONE = '';

/** A figure of some part of the design: each under its part, with the name that the real service gives it. */
export function MetricField({ label, value, disabled, hint, problem, onSet }: MetricFieldProps) {
  const { catalog } = useTable();
  const design = useDesign();
  const groups = useMemo(
    () =>
      [...design.parts.values()].map(({ id, name, kind }) => ({
        label: name,
        options: Object.entries(catalog.get(kind)?.spec.metrics ?? {}).map(([metric, { realName }]) => ({
          value: `${id}.${metric}`,
          label: realName ? `${name}: ${metric} (${realName})` : `${name}: ${metric}`,
        })),
      })),
    [design, catalog],
  );
  const isKnown = value === null || groups.some(({ options }) => options.some((one) => one.value === value));
  const first = [
    { value: NONE, label: 'none' },
    ...(isKnown ? [] : [{ value, label: `${value} (it is not there)` }]),
  ];
  return (
    <>
      <Select
        label={label}
        labelShown="above"
        value={value ?? NONE}
        options={first}
        groups={groups}
        disabled={disabled}
        onChange={(chosen) => onSet(chosen === NONE ? null : chosen)}
        hint={hint}
      />
      {problem && <small className="ui-problem">{problem}</small>}
    </>
  );
}
