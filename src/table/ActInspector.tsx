import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { changeable } from '../parts/contract.ts';
import { readDuration } from '../rules/quantity.ts';
import type { ActText, RawSetting } from '../scenario/types.ts';
import { Button } from '../ui/Button.tsx';
import { actName, actSpecOf, changeAct, removeAct } from './acts.ts';
import type { TableAct } from './design.ts';
import { SET } from './forkEdits.ts';
import { useDesign, useTable } from './hooks.ts';
import { LengthField } from './LengthField.tsx';
import { refusalOf } from './PartInspector.tsx';
import { SettingField } from './SettingField.tsx';
import { Typed } from './Typed.tsx';
import { nameOf } from './words.ts';

/** Something that is done to a part: when, how long, and how. */
export function ActInspector({ act }: { readonly act: TableAct }) {
  const { table, catalog } = useTable();
  const design = useDesign();
  const { text } = act;
  const spec = actSpecOf(design, catalog, text);
  const change = (to: Partial<ActText>): string | null =>
    changeAct(table, catalog, act.id, to) ? null : refusalOf(table);
  return (
    <>
      <h3>{actName(design, catalog, text)}</h3>
      {spec && <p className="ui-hint">{spec.says}</p>}
      <div className="inspect-tools">
        <Button onClick={() => table.select({ parts: [text.part], wires: [] })}>
          Show {nameOf(design, text.part)}
        </Button>
        <Button onClick={() => removeAct(table, catalog, act.id)}>
          <Trash2 size={14} aria-hidden="true" />
          Remove
        </Button>
      </div>
      <section>
        <h3>When</h3>
        <MomentField at={String(text.at || '0s')} onSet={(at) => change({ at })} />
        {(spec?.lasts ?? text.act === SET) && (
          <LengthField
            lasts={text.for === undefined ? null : String(text.for)}
            onSet={(lasts) => change({ for: lasts ?? undefined })}
          />
        )}
      </section>
      <ActSettings act={act} change={change} />
    </>
  );
}

function ActSettings({
  act: { text },
  change,
}: {
  readonly act: TableAct;
  readonly change: (to: Partial<ActText>) => string | null;
}) {
  const { catalog } = useTable();
  const design = useDesign();
  const spec = actSpecOf(design, catalog, text);
  const kind = catalog.get(design.parts.get(text.part)?.kind ?? '');
  const all = spec?.settings ?? (kind && text.act === SET ? changeable(kind.settings) : {});
  const written: Readonly<Record<string, RawSetting>> = text.with ?? {};
  // Of all that could change, what does.
  const names = Object.keys(all).filter((name) => spec || Object.hasOwn(written, name));
  if (names.length === 0) return null;
  return (
    <section>
      <h3>{spec ? 'How' : 'From then on'}</h3>
      {names.map((name) => (
        <SettingField
          key={name}
          name={name}
          spec={all[name]!}
          written={Object.hasOwn(written, name) ? written[name] : undefined}
          onSet={(value) => {
            const { [name]: _before, ...others } = written;
            const fallback = spec ? others : { ...others, [name]: all[name]!.default as RawSetting };
            return change({ with: value === undefined ? fallback : { ...others, [name]: value } });
          }}
        />
      ))}
    </section>
  );
}

function MomentField({ at, onSet }: { readonly at: string; readonly onSet: (at: string) => string | null }) {
  const [problem, setProblem] = useState<string>();
  return (
    <Typed
      label="at"
      text={at}
      hint="Counted from the start of the run, such as 20s or 1m 30s."
      problem={problem}
      onCommit={(typed) => {
        const read = readDuration(typed.trim());
        const why = read.ok ? onSet(typed.trim()) : `Expected ${read.expected}.`;
        setProblem(why ?? undefined);
        return why === null;
      }}
      onLeave={() => setProblem(undefined)}
    />
  );
}
