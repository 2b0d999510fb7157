import { Plus, X } from 'lucide-react';
import { PROTOCOLS } from '../engine/part.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { remove } from './commands.ts';
import type { TablePart, TableWire } from './design.ts';
import { useDesign, useTable } from './hooks.ts';
import { nameOf, wireName } from './words.ts';

/** Where wires begin and end at a part, and the way to a new one for whoever does not draw. */
export function Ports({ part }: { readonly part: TablePart }) {
  const { catalog } = useTable();
  const ports = Object.entries(catalog.get(part.kind)?.spec.ports ?? {});
  return (
    <ul className="inspect-ports">
      {ports.map(([port]) => (
        <PortRow key={port} part={part} port={port} />
      ))}
    </ul>
  );
}

function PortRow({ part, port }: { readonly part: TablePart; readonly port: string }) {
  const { table, catalog } = useTable();
  const design = useDesign();
  const spec = catalog.get(part.kind)!.spec.ports[port]!;
  const here = design.wires.filter((wire) => {
    const end = spec.side === 'out' ? wire.from : wire.to;
    return end.part === part.id && end.port === port;
  });
  const isFree = spec.side === 'in' || spec.many === true || here.length === 0;
  return (
    <li>
      <p className="inspect-port-name">
        <code>{port}</code>{' '}
        <span>
          {spec.side === 'out' ? 'out' : 'in'} · {PROTOCOLS[spec.protocol].says}
        </span>
      </p>
      <p className="ui-hint">
        {spec.says}
        {here.length === 0 && spec.required && '. It needs a wire to take part in the run'}
      </p>
      {here.map((wire) => (
        <WireRow key={wire.label} wire={wire} other={nameOf(design, otherEnd(wire, spec.side).part)} />
      ))}
      {isFree && (
        <Button
          className="inspect-port-connect"
          onClick={() => table.ask({ what: 'connect', part: part.id, port })}
        >
          <Plus size={14} aria-hidden="true" />
          Connect {port} {spec.side === 'out' ? 'to' : 'from'} ...
        </Button>
      )}
    </li>
  );
}

const otherEnd = ({ from, to }: TableWire, side: 'in' | 'out') => (side === 'out' ? to : from);

function WireRow({ wire, other }: { readonly wire: TableWire; readonly other: string }) {
  const { table } = useTable();
  const design = useDesign();
  return (
    <p className="inspect-port-wire">
      <button
        type="button"
        className="inspect-line"
        onClick={() => table.select({ parts: [], wires: [wire.label] })}
      >
        <span className="visually-hidden">Show the wire from {wireName(design, wire)}</span>
        <span aria-hidden="true">{other}</span>
      </button>
      <IconButton
        label={`Remove the wire from ${wireName(design, wire)}`}
        onClick={() => remove(table, { parts: [], wires: [wire.label] })}
      >
        <X size={14} aria-hidden="true" />
      </IconButton>
    </p>
  );
}
