import { useStore } from 'zustand';
import { schedulesHeld } from '../../episode/schedules.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import { designNames } from '../../scenario/designNames.ts';
import {
  codeSettingOf,
  programKey,
  SCHEDULE_VERDICTS,
  type ScheduleVerdict,
} from '../../scenario/programs.ts';
import type { Scenario, StepText } from '../../scenario/types.ts';
import { programOn } from '../../table/code/programs.ts';
import { designOf } from '../../table/design.ts';
import { Select } from '../../ui/Select.tsx';
import { useAuthor, useChange } from '../hooks.ts';
import { saysOf } from '../says.ts';
import { VerdictLine } from './VerdictLine.tsx';

type Task = NonNullable<StepText['tasks']>[number];

const VERDICT_WORDS: Readonly<Record<ScheduleVerdict, string>> = {
  race: 'some hold a data race',
  'map-fatal': 'some end in the fatal error of a map',
  fatal: 'some end in a fatal error',
  oom: 'some run out of memory',
  deadlock: 'some end in a deadlock',
  panic: 'some panic',
  wrong: 'some give a wrong result',
  leak: 'some leave a goroutine behind',
  clean: 'none fails',
};

export interface SchedulesProps {
  readonly path: readonly (string | number)[];
  readonly where: string;
  readonly programs: readonly { readonly value: string; readonly label: string }[];
  readonly schedules: NonNullable<Task['schedules']>;
  readonly onProblem: (problem: string | null) => void;
}

/** What all schedules of a program come to, and whether they do at this table. */
export function SchedulesFields({ path, where, programs, schedules, onProblem }: SchedulesProps) {
  const { table, catalog } = useAuthor().at;
  const change = useChange();
  const explored = useStore(table.store, (state) => {
    const program = programOn(state, { catalog }, schedules.part);
    return program && (state.explored.get(programKey(program)) ?? null);
  });
  const [held] = schedulesHeld({ tasks: [{ id: 'x', says: '', schedules }] }, () => explored);
  const isThere = programs.some(({ value }) => value === schedules.part);
  const set = (next: Partial<typeof schedules>) =>
    onProblem(change([...path, 'schedules'], { ...schedules, ...next }, `${where}: its schedules`));
  return (
    <>
      <div className="check-row">
        <Select
          label="The program of"
          labelShown="above"
          value={schedules.part}
          options={[...(isThere ? [] : [{ value: schedules.part, label: schedules.part }]), ...programs]}
          onChange={(part) => set({ part })}
        />
        <Select
          label="Of all schedules"
          labelShown="above"
          value={schedules.verdict}
          options={SCHEDULE_VERDICTS.map((value) => ({ value, label: VERDICT_WORDS[value] }))}
          hint={saysOf([...path, 'schedules', 'verdict'])}
          onChange={(verdict) => set({ verdict })}
        />
      </div>
      <VerdictLine
        held={
          held
            ? { is: 'known', verdict: held }
            : { is: 'empty', says: 'Not tried yet: open its code on the table and try all schedules.' }
        }
      />
    </>
  );
}

/** Parts of any design that carry a program. */
export function programChoices(scenario: Scenario, catalog: Catalog) {
  const found = new Map<string, string>();
  for (const design of designNames(scenario))
    for (const { id, name, kind } of designOf({ scenario, design }).parts.values())
      if (codeSettingOf(catalog.get(kind)) !== null && !found.has(id)) found.set(id, name);
  return [...found].map(([value, label]) => ({ value, label }));
}
