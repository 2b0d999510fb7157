import { useState } from 'react';
import { useStore } from 'zustand';
import { formatMoment } from '../../player/clock.ts';
import { readDuration } from '../../rules/quantity.ts';
import { textOf } from '../../table/design.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useAuthor, useChange, useScenario } from '../hooks.ts';
import { freeOf } from '../value.ts';
import type { WindowAsked } from './built.ts';
import type { WindowChoice } from './figureChoices.ts';
import { focusSoon } from './focusSoon.ts';

export interface WindowFieldProps {
  readonly window: WindowAsked;
  readonly windows: readonly WindowChoice[];
  /** One waits from a moment on: never before one. */
  readonly isWait: boolean;
  readonly onChange: (window: WindowAsked) => void;
}

const RUN = 'run';
const OWN = 'own';

/** When: the whole run, a window of the scenario, or one that is made here. */
export function WindowField({ window, windows, isWait, onChange }: WindowFieldProps) {
  const [isMaking, setMaking] = useState(false);
  const value = isMaking ? OWN : window ? `${window.word} ${window.window}` : RUN;
  const words = isWait ? (['during', 'after'] as const) : (['during', 'before', 'after'] as const);
  const label = (word: string, name: string) =>
    isWait ? (word === 'during' ? `from ${name} on` : `after ${name}`) : `${word} ${name}`;
  const isKnown = window === null || windows.some(({ name }) => name === window.window);
  return (
    <div className="build-window">
      <Select
        label="When"
        labelShown="above"
        value={value}
        options={[
          { value: RUN, label: isWait ? 'from the beginning' : 'in the whole run' },
          ...(isKnown
            ? []
            : [
                {
                  value: `${window.word} ${window.window}`,
                  label: `${window.word} ${window.window} (not here)`,
                },
              ]),
        ]}
        groups={[
          ...windows.map(({ name, from, to }) => ({
            label: `${name}: ${formatMoment(from)} to ${formatMoment(to)}`,
            options: words.map((word) => ({ value: `${word} ${name}`, label: label(word, name) })),
          })),
          { label: 'Another', options: [{ value: OWN, label: 'a window of its own …' }] },
        ]}
        onChange={(chosen) => {
          setMaking(chosen === OWN);
          if (chosen === OWN) return;
          const [word, name] = chosen.split(' ');
          onChange(chosen === RUN ? null : { word: word as 'during', window: name! });
        }}
      />
      {isMaking && (
        <NewWindow
          windows={windows}
          onMade={(name) => {
            setMaking(false);
            onChange({ word: 'during', window: name });
          }}
        />
      )}
    </div>
  );
}

/** A window of the scenario, with both its edges at the playhead if one likes. */
function NewWindow({
  windows,
  onMade,
}: {
  readonly windows: readonly WindowChoice[];
  readonly onMade: (name: string) => void;
}) {
  const { player } = useAuthor().at.table;
  const scenario = useScenario();
  const change = useChange();
  const [name, setName] = useState(() =>
    freeOf(
      'window',
      windows.map((one) => one.name),
    ),
  );
  const [from, setFrom] = useState('0s');
  const [to, setTo] = useState(String(scenario.duration));
  const [problem, setProblem] = useState<string>();
  const length = ticksOf(String(scenario.duration));
  const t = useStore(player.store, (state) => state.t);
  const here = textOf(t, length);

  function make(button: Element) {
    const same = windows.find((one) => one.from === ticksOf(from) && one.to === ticksOf(to));
    const taken = windows.some((one) => one.name === name.trim());
    if (same && same.name === name.trim()) return onMade(same.name);
    const why = taken
      ? `There is a window ${name.trim()} already; give this one another name.`
      : change(['windows', name.trim()], { from: from.trim(), to: to.trim() }, `Window ${name.trim()} made`);
    setProblem(why ?? undefined);
    if (why !== null) return;
    focusSoon(button, '.build-window', 'select');
    onMade(name.trim());
  }

  return (
    <fieldset className="build-new">
      <legend className="visually-hidden">A window of its own</legend>
      <TextField label="Its name" labelShown="above" value={name} onChange={setName} />
      <div className="build-row">
        <Edge label="From" value={from} here={here} onChange={setFrom} />
        <Edge label="To" value={to} here={here} onChange={setTo} />
      </div>
      {problem && (
        <p className="ui-problem" role="alert">
          {problem}
        </p>
      )}
      <Button onClick={({ currentTarget }) => make(currentTarget)}>Make the window</Button>
    </fieldset>
  );
}

function Edge({
  label,
  value,
  here,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly here: string;
  readonly onChange: (text: string) => void;
}) {
  return (
    <div>
      <TextField label={label} labelShown="above" look="figure" value={value} onChange={onChange} />
      <Button look="quiet" className="check-small" onClick={() => onChange(here)}>
        <span className="visually-hidden">{label}:</span> Take the playhead: {here}
      </Button>
    </div>
  );
}

function ticksOf(text: string): number {
  const read = readDuration(text);
  return read.ok ? read.value : 0;
}
