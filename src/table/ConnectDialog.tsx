import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Select } from '../ui/Select.tsx';
import { TextField } from '../ui/TextField.tsx';
import type { TablePart } from './design.ts';
import { editingOf } from './editing.ts';
import { type Candidate, candidates, fittingKinds, type OwnPort, portsOf } from './fitting.ts';
import { useDesign, useTable, useTabled } from './hooks.ts';
import './connect.css';

/** A wire without a pointer: one's own port, then one of those that fit. */
export function ConnectDialog() {
  const { table, catalog } = useTable();
  const ask = useTabled((state) => state.ask);
  const design = useDesign();
  const part = ask?.what === 'connect' ? design.parts.get(ask.part) : undefined;
  if (ask?.what !== 'connect' || !part) return null;
  const ports = portsOf(design, part, catalog);
  return (
    <Dialog title={`Connect ${part.name}`} onClose={() => table.ask(null)}>
      <Connecting key={part.id} part={part} ports={ports} wanted={ask.port} />
    </Dialog>
  );
}

function Connecting({
  part,
  ports,
  wanted,
}: {
  readonly part: TablePart;
  readonly ports: readonly OwnPort[];
  readonly wanted: string | null;
}) {
  const first =
    ports.find(({ name }) => name === wanted) ?? ports.find(({ full }) => full === null) ?? ports[0];
  const [chosen, setChosen] = useState(first?.name ?? '');
  // Whoever goes from port to port with the arrows stays there.
  const [isGoing, setGoing] = useState(false);
  const port = ports.find(({ name }) => name === chosen);
  const options = ports.map(({ name, spec }) => ({
    value: name,
    label: `${name}: ${spec.says}`,
  }));
  if (!port) return <p>{part.name} has no ports: nothing can be wired to it.</p>;
  return (
    <>
      {ports.length > 1 && (
        <Select
          label="Its port"
          labelShown="above"
          value={chosen}
          options={options}
          onChange={(name) => {
            setGoing(true);
            setChosen(name);
          }}
        />
      )}
      {port.full ? (
        <p className="connect-none">{port.full}</p>
      ) : (
        <Others key={chosen} part={part} port={port} takesFocus={!isGoing} />
      )}
    </>
  );
}

interface OthersProps {
  readonly part: TablePart;
  readonly port: OwnPort;
  readonly takesFocus: boolean;
}

function Others({ part, port, takesFocus }: OthersProps) {
  const { table, catalog } = useTable();
  const design = useDesign();
  const editing = useMemo(() => editingOf(table, catalog), [table, catalog]);
  const all = useMemo(
    () => candidates(design, part, port, catalog, editing.refusal),
    [design, part, port, catalog, editing],
  );
  const fitting = all.filter(({ why }) => why === null);
  const [problem, setProblem] = useState<string>();

  function connect({ from, to }: Candidate) {
    if (editing.connect(from, to)) table.ask(null);
    else {
      setProblem(table.store.getState().refused ?? undefined);
      table.dismiss();
    }
  }

  if (fitting.length === 0) {
    const kinds = fittingKinds(port, catalog).map(({ title }) => title);
    return (
      <>
        <p className="connect-none">
          Nothing here fits {port.name} yet. What would fit:{' '}
          {kinds.length > 0 ? kinds.join(', ') : 'no part there is'}.
        </p>
        <Unfit all={all} />
      </>
    );
  }
  return (
    <>
      <Picker
        label={port.spec.side === 'out' ? `Wire ${port.name} to` : `Wire into ${port.name} from`}
        options={fitting}
        problem={problem}
        takesFocus={takesFocus}
        onPick={connect}
      />
      <Unfit all={all} />
    </>
  );
}

/** Type to narrow it down, arrows to move, Enter to take. */
function Picker({
  label,
  options,
  problem,
  takesFocus,
  onPick,
}: {
  readonly label: string;
  readonly options: readonly Candidate[];
  readonly problem: string | undefined;
  readonly takesFocus: boolean;
  readonly onPick: (one: Candidate) => void;
}) {
  const id = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const found = options.filter((one) => matches(one, query));
  const index = Math.min(active, found.length - 1);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);

  function press(event: KeyboardEvent) {
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: found.length - 1 }[event.key];
    if (to !== undefined && found.length > 0) {
      event.preventDefault();
      setActive((to + found.length) % found.length);
    } else if (event.key === 'Enter' && found[index]) {
      event.preventDefault();
      onPick(found[index]);
    }
  }

  return (
    <>
      <TextField
        ref={field}
        label={label}
        labelShown="above"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found[index] && `${id}-${index}`}
        aria-autocomplete="list"
        placeholder="Type to find a part"
        value={query}
        problem={problem}
        onChange={(text) => {
          setQuery(text);
          setActive(0);
        }}
        onKeyDown={press}
      />
      <div role="listbox" id={`${id}-list`} aria-label="Ports that fit" className="connect-list">
        {found.map((one, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and hears the keys.
          // biome-ignore lint/a11y/useFocusableInteractive: it is pointed at with aria-activedescendant.
          <div
            key={`${one.from} ${one.to}`}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === index}
            onPointerMove={() => setActive(i)}
            onClick={() => onPick(one)}
          >
            <strong>{one.part.name}</strong> <code>{one.port}</code>
            <small>{one.says}</small>
          </div>
        ))}
      </div>
      {found.length === 0 && <p className="connect-none">None of the ports that fit is called that.</p>}
    </>
  );
}

function matches({ part, port }: Candidate, query: string): boolean {
  const text = `${part.name} ${part.id} ${port}`.toLowerCase();
  return query
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function Unfit({ all }: { readonly all: readonly Candidate[] }) {
  const [isShown, setShown] = useState(false);
  const unfit = all.filter(({ why }) => why !== null);
  if (unfit.length === 0) return null;
  return (
    <div>
      <Button look="quiet" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {isShown ? 'Hide those that do not fit' : `Why ${unfit.length} others do not fit`}
      </Button>
      {isShown && (
        <ul className="connect-unfit">
          {unfit.map(({ from, to, part, port, why }) => (
            <li key={`${from} ${to}`}>
              <strong>{part.name}</strong> <code>{port}</code>
              <small>{why}</small>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
