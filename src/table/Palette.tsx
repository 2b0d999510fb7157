import { PanelLeftClose, Shapes } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { PALETTE_DRAG } from '../canvas/editing.ts';
import { type PartDefinition, SHELVES } from '../parts/contract.ts';
import { useMedia } from '../player/hooks.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { TextField } from '../ui/TextField.tsx';
import { designOn, placePart } from './commands.ts';
import { useTable, useTabled } from './hooks.ts';
import { Thumb, useFaces } from './Thumb.tsx';
import { visibleMiddle } from './visible.ts';
import './palette.css';

/** From so many parts on they can be searched. */
const SEARCHED = 12;

/** The shelf: every part that may be placed. By drag, or with a press into the middle of what is seen. */
export function Palette({ roomyFrom }: { readonly roomyFrom: number }) {
  const { table, catalog } = useTable();
  const allowed = useTabled((state) => state.palette);
  const ask = useTabled((state) => state.ask);
  const isWide = useMedia('(min-width: 1100px)');
  const isRoomy = useMedia(`(min-width: ${roomyFrom}px)`);
  const [chosen, setOpen] = useState<boolean | null>(null);
  const isOpen = chosen ?? isRoomy;
  const root = useRef<HTMLElement>(null);
  const isAsked = ask?.what === 'parts';
  const kinds = useMemo(
    () => [...catalog.values()].filter(({ spec }) => !allowed || allowed.includes(spec.kind)),
    [catalog, allowed],
  );

  useEffect(() => {
    if (!isAsked) return;
    setOpen(true);
    table.ask(null);
    // It has to be on the page before it can have the focus.
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>('input, .shelf-part')?.focus());
  }, [isAsked, table]);

  /** The button that was pressed goes; the one that takes it back gets the focus. */
  function turn(open: boolean) {
    setOpen(open);
    requestAnimationFrame(() => root.current?.querySelector('button')?.focus({ preventScroll: true }));
  }

  if (kinds.length === 0) return null;
  if (!isOpen) {
    return (
      <div
        className="palette-folded"
        ref={(folded) => {
          root.current = folded;
        }}
      >
        <Button onClick={() => turn(true)} title="Show the parts (P)">
          <Shapes size={16} aria-hidden="true" />
          Parts
        </Button>
      </div>
    );
  }

  async function place(kind: PartDefinition) {
    const middle = (root.current && visibleMiddle(root.current)) ?? middleOf(designOn(table).parts.values());
    await placePart(table, catalog, kind.spec.kind, middle);
    // Where it lies over the sheet it has to go, to let the new part be seen.
    if (!isWide) turn(false);
  }

  return (
    <section
      className="palette"
      aria-label="Parts"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || isWide) return;
        event.preventDefault();
        turn(false);
      }}
    >
      <header className="palette-head">
        <h2>Parts</h2>
        <IconButton label="Fold the parts away" onClick={() => turn(false)}>
          <PanelLeftClose size={16} aria-hidden="true" />
        </IconButton>
      </header>
      <Shelves kinds={kinds} onPlace={(kind) => void place(kind)} />
    </section>
  );
}

function Shelves({
  kinds,
  onPlace,
}: {
  readonly kinds: readonly PartDefinition[];
  readonly onPlace: (kind: PartDefinition) => void;
}) {
  const [query, setQuery] = useState('');
  const [looked, setLooked] = useState<PartDefinition | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const faces = useFaces(useMemo(() => kinds.map(({ spec }) => spec.kind), [kinds]));
  const found = kinds.filter((kind) => matches(kind, query));

  function press(event: KeyboardEvent) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    const items = [...(list.current?.querySelectorAll<HTMLElement>('.shelf-part') ?? [])];
    const from = items.indexOf(event.target as HTMLElement);
    const to = items[from < 0 ? 0 : Math.min(items.length - 1, Math.max(0, from + by))];
    if (!to) return;
    event.preventDefault();
    to.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrows are a shorter way between buttons that Tab reaches too.
    <div className="palette-body" onKeyDown={press}>
      {kinds.length > SEARCHED && (
        <TextField
          label="Find a part"
          labelShown="hidden"
          placeholder="Find a part"
          value={query}
          onChange={setQuery}
        />
      )}
      <div className="palette-list" ref={list}>
        {Object.entries(SHELVES).map(([shelf, title]) => {
          const here = found.filter((kind) => kind.shelf === shelf);
          if (here.length === 0) return null;
          return (
            <div key={shelf}>
              <h3>{title}</h3>
              <ul>
                {here.map((kind) => (
                  <li key={kind.spec.kind}>
                    <ShelfPart
                      kind={kind}
                      thumb={<Thumb kind={kind} face={faces?.get(kind.spec.kind)} />}
                      onLook={() => setLooked(kind)}
                      onPlace={() => onPlace(kind)}
                    />
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
        {found.length === 0 && <p className="palette-none">No part is called that.</p>}
      </div>
      <p className="palette-says" aria-hidden="true">
        {looked ? looked.says : 'Drag a part onto the sheet, or press it.'}
      </p>
    </div>
  );
}

function ShelfPart({
  kind,
  thumb,
  onLook,
  onPlace,
}: {
  readonly kind: PartDefinition;
  readonly thumb: React.ReactNode;
  readonly onLook: () => void;
  readonly onPlace: () => void;
}) {
  const says = useId();
  function drag(event: DragEvent<HTMLElement>) {
    event.dataTransfer.setData(PALETTE_DRAG, kind.spec.kind);
    event.dataTransfer.effectAllowed = 'copy';
    const picture = event.currentTarget.querySelector('.thumb');
    if (picture) event.dataTransfer.setDragImage(picture, 22, 17);
  }
  return (
    <>
      <button
        type="button"
        className="shelf-part"
        draggable
        aria-describedby={says}
        onDragStart={drag}
        onPointerEnter={onLook}
        onFocus={onLook}
        onClick={onPlace}
      >
        {thumb}
        <span>{kind.title}</span>
      </button>
      <span id={says} className="visually-hidden">
        {kind.says}
      </span>
    </>
  );
}

function matches({ title, says, spec }: PartDefinition, query: string): boolean {
  const words = query.trim().toLowerCase().split(/\s+/);
  const text = `${title} ${spec.kind} ${says}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function middleOf(parts: Iterable<{ readonly at: readonly [number, number] }>): [number, number] {
  const all = [...parts];
  const mean = (axis: 0 | 1) => all.reduce((sum, { at }) => sum + at[axis], 0) / Math.max(1, all.length);
  return [mean(0), mean(1)];
}
