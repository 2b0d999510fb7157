import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { PROTOCOLS, type Protocol } from '../engine/part.ts';
import type { SettingsSpec } from '../parts/contract.ts';
import { wireSpecs } from '../parts/settings.ts';
import { readDistribution } from '../rules/quantity.ts';
import type { Catalog } from '../scenario/catalog.ts';
import { Button } from '../ui/Button.tsx';
import { remove } from './commands.ts';
import type { TableDesign, TableWire } from './design.ts';
import { HurtRow, When } from './Hurt.tsx';
import { useDesign, useTable, useTabled } from './hooks.ts';
import { hurtWire, type InletAct, inletActs, inletAt, protocolOf } from './inlets.ts';
import { refusalOf } from './PartInspector.tsx';
import { SettingField } from './SettingField.tsx';
import { valueWords } from './settingText.ts';
import { Typed } from './Typed.tsx';
import { nameOf, wireName } from './words.ts';

export function WireInspector({ wire }: { readonly wire: TableWire }) {
  const { table, catalog } = useTable();
  const design = useDesign();
  const protocol = protocolOf(design, wire, catalog) as Protocol | undefined;
  const specs = specsOf(design, wire, catalog);
  // Of a subscription people want its filter, of a plain wire that it be cut.
  const hasOwn = Object.keys(specs).length > 0;
  const settings = (
    <section>
      <h3>Settings</h3>
      <OwnSettings wire={wire} specs={specs} />
      <LatencyField wire={wire} />
      <WeightField wire={wire} />
    </section>
  );
  return (
    <>
      <h3>From {wireName(design, wire)}</h3>
      <p className="inspect-kind">
        {protocol && <span>{PROTOCOLS[protocol].says}</span>} <code>{wire.label}</code>
      </p>
      <div className="inspect-tools">
        {[wire.from.part, wire.to.part].map((id) => (
          <Button key={id} onClick={() => table.select({ parts: [id], wires: [] })}>
            Show {nameOf(design, id)}
          </Button>
        ))}
        <Button onClick={() => remove(table, { parts: [], wires: [wire.label] })}>
          <Trash2 size={14} aria-hidden="true" />
          Remove
        </Button>
      </div>
      {hasOwn && settings}
      <section>
        <h3>Hurt it</h3>
        <WireHurts wire={wire} />
      </section>
      {!hasOwn && settings}
    </>
  );
}

function specsOf(design: TableDesign, { from, to }: TableWire, catalog: Catalog): SettingsSpec {
  const [one, other] = [from, to].map(({ part }) => catalog.get(design.parts.get(part)?.kind ?? ''));
  return wireSpecs(one, from.port, other, to.port);
}

/** What its two ends know of it: a subscription's filter policy. */
function OwnSettings({ wire, specs }: { readonly wire: TableWire; readonly specs: SettingsSpec }) {
  const { table } = useTable();
  const design = useDesign();
  const isFork = useTabled(({ forks, fork }) => forks.find(({ id }) => id === fork)!.at > 0);
  const name = wireName(design, wire);
  return Object.entries(specs).map(([setting, spec]) => (
    <SettingField
      key={setting}
      name={setting}
      spec={spec}
      written={Object.hasOwn(wire.settings, setting) ? wire.settings[setting] : undefined}
      fixed={isFork ? 'Set it in the run that this fork left.' : undefined}
      onSet={(value) => {
        const says =
          value === undefined
            ? `${setting} from ${name} back to its default`
            : `${setting} from ${name} set to ${valueWords(value)}`;
        const edit = { do: 'setWire', label: wire.label, with: { [setting]: value } } as const;
        return table.edit(edit, says) ? null : refusalOf(table);
      }}
    />
  ));
}

function WireHurts({ wire }: { readonly wire: TableWire }) {
  const { table, catalog } = useTable();
  const design = useDesign();
  const there = inletAt(design, wire, catalog);
  if (there) {
    return (
      <p className="inspect-none">
        {nameOf(design, there)} stands in this connection: hurt it there.{' '}
        <Button onClick={() => table.select({ parts: [there], wires: [] })}>
          Show {nameOf(design, there)}
        </Button>
      </p>
    );
  }
  const acts = inletActs(design, wire, catalog);
  if (acts.length === 0) {
    return (
      <p className="inspect-none">
        No part can be put into a wire of this kind. Hurt what stands at its ends:{' '}
        {nameOf(design, wire.from.part)} or {nameOf(design, wire.to.part)}.
      </p>
    );
  }
  return (
    <>
      <When />
      <p className="ui-hint">
        {namesOf(acts)} is put into the wire for it, and stays there. By itself it changes nothing.
      </p>
      <ul className="hurts">
        {acts.map((one) => (
          <HurtRow
            key={`${one.kind.spec.kind} ${one.act}`}
            spec={one.spec}
            onHurt={(values, lasts) => hurtWire(table, catalog, wire, one, values, lasts)}
          />
        ))}
      </ul>
    </>
  );
}

const namesOf = (acts: readonly InletAct[]): string => {
  const names = [...new Set(acts.map(({ kind }) => kind.title.split(' / ')[0]!.toLowerCase()))];
  return `A ${names.join(' or a ')}`;
};

function LatencyField({ wire }: { readonly wire: TableWire }) {
  const { table } = useTable();
  const design = useDesign();
  const [problem, setProblem] = useState<string>();
  return (
    <Typed
      label="latency"
      wide
      text={wire.latency}
      hint="How long a hop takes, in either direction: a duration such as 2ms, or a law such as exp 2ms."
      problem={problem}
      onCommit={(typed) => {
        const text = typed.trim();
        const read = readDistribution(text);
        const why = read.ok
          ? setWire({ latency: text === '0s' ? undefined : text })
          : `Expected ${read.expected}.`;
        setProblem(why ?? undefined);
        return why === null;
      }}
      onLeave={() => setProblem(undefined)}
    />
  );

  function setWire(to: { readonly latency: string | undefined }): string | null {
    const says = `Latency from ${wireName(design, wire)} set to ${to.latency ?? '0s'}`;
    return table.edit({ do: 'setWire', label: wire.label, ...to }, says) ? null : refusalOf(table);
  }
}

function WeightField({ wire }: { readonly wire: TableWire }) {
  const { table } = useTable();
  const design = useDesign();
  const [problem, setProblem] = useState<string>();
  return (
    <Typed
      label="weight"
      text={String(wire.weight)}
      hint="Its share, where the part at its beginning chooses among wires."
      problem={problem}
      onCommit={(typed) => {
        const weight = Number(typed.trim() || 'none');
        if (!(weight > 0 && weight <= 1e6)) {
          setProblem('Expected a number above 0, at most 1000000.');
          return false;
        }
        const says = `Weight from ${wireName(design, wire)} set to ${weight}`;
        const to = weight === 1 ? undefined : weight;
        const taken = table.edit({ do: 'setWire', label: wire.label, weight: to }, says);
        setProblem(taken ? undefined : refusalOf(table));
        return taken;
      }}
      onLeave={() => setProblem(undefined)}
    />
  );
}
