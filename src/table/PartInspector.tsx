import { Copy, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { formatMoment } from '../player/clock.ts';
import { Button } from '../ui/Button.tsx';
import { ActList } from './ActList.tsx';
import { duplicate, remove, rename } from './commands.ts';
import type { TablePart } from './design.ts';
import { Figures } from './Figures.tsx';
import { settingsAt } from './forkEdits.ts';
import { Hurt } from './Hurt.tsx';
import { useDesign, useTable, useTabled } from './hooks.ts';
import { Model } from './Model.tsx';
import { Ports } from './Ports.tsx';
import { SettingField } from './SettingField.tsx';
import { valueWords } from './settingText.ts';
import { Typed } from './Typed.tsx';

export function PartInspector({ part }: { readonly part: TablePart }) {
  const { table, catalog } = useTable();
  const design = useDesign();
  const kind = catalog.get(part.kind);
  if (!kind) return null;
  const acts = design.acts.filter(({ text }) => text.part === part.id);
  return (
    <>
      <Name part={part} />
      <p className="inspect-kind">
        <span>{kind.title}</span> <code>{part.id}</code>
      </p>
      <p className="ui-hint">{kind.says}</p>
      <div className="inspect-tools">
        <Button onClick={() => duplicate(table, catalog)}>
          <Copy size={14} aria-hidden="true" />
          Duplicate
        </Button>
        <Button onClick={() => remove(table, { parts: [part.id], wires: [] })}>
          <Trash2 size={14} aria-hidden="true" />
          Remove
        </Button>
      </div>
      {Object.keys(kind.acts).length > 0 && (
        <section>
          <h3>Hurt it</h3>
          <Hurt part={part} />
          <ActList acts={acts} empty={null} />
        </section>
      )}
      <section>
        <h3>Settings</h3>
        <Settings part={part} />
      </section>
      <section>
        <h3>Wires</h3>
        <Ports part={part} />
      </section>
      <details className="inspect-more">
        <summary>Figures now</summary>
        <Figures part={part.id} kind={part.kind} />
      </details>
      <Model kind={part.kind} />
    </>
  );
}

function Name({ part }: { readonly part: TablePart }) {
  const { table } = useTable();
  const ask = useTabled((state) => state.ask);
  const [problem, setProblem] = useState<string>();
  const isAsked = ask?.what === 'rename' && ask.part === part.id;
  return (
    <Typed
      label="Name"
      look="words"
      wide
      text={part.name}
      problem={problem}
      focus={isAsked ? ask : null}
      onCommit={(text) => {
        const name = text.trim();
        const taken = rename(table, part.id, name);
        setProblem(taken ? undefined : refusalOf(table));
        return taken;
      }}
      onLeave={() => {
        setProblem(undefined);
        if (isAsked) table.ask(null);
      }}
    />
  );
}

function Settings({ part }: { readonly part: TablePart }) {
  const { table, catalog } = useTable();
  const design = useDesign();
  const leaves = useTabled(({ forks, fork }) => forks.find(({ id }) => id === fork)!.at);
  const specs = catalog.get(part.kind)!.settings;
  const written = leaves > 0 ? settingsAt(design, part.id, leaves) : part.settings;
  const names = Object.keys(specs);
  if (names.length === 0) return <p className="inspect-none">There is nothing to set.</p>;
  return (
    <>
      {leaves > 0 && (
        <p className="inspect-fork">In this fork, what you set holds from {formatMoment(leaves)} on.</p>
      )}
      {names.map((name) => (
        <SettingField
          key={name}
          name={name}
          spec={specs[name]!}
          written={Object.hasOwn(written, name) ? written[name] : undefined}
          fixed={leaves > 0 ? specs[name]!.fixed : undefined}
          onOpenCode={() => table.openDesk(part.id)}
          onSet={(value) => {
            const says =
              value === undefined
                ? `${part.name}: ${name} back to its default`
                : `${part.name}: ${name} set to ${valueWords(value)}`;
            const taken = table.edit({ do: 'set', part: part.id, setting: name, value }, says);
            return taken ? null : refusalOf(table);
          }}
        />
      ))}
    </>
  );
}

/** Why the last edit was refused; it stands beside the field then, and nowhere else. */
export function refusalOf(table: ReturnType<typeof useTable>['table']): string {
  const why = table.store.getState().refused ?? 'That cannot be.';
  table.dismiss();
  table.say(why);
  return why;
}
