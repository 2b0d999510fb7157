import { type Editing, NOTHING, type Selection } from '../../src/canvas/editing.ts';
import type { Scene, SceneStore } from '../../src/canvas/scene.ts';
import type { Plate, PlatePart, PlatePort } from '../../src/lab/protocol.ts';

/** A table that knows no scenario: it changes plates as edits would, without a run, and writes down what was asked of it. */
export interface FakeTable {
  readonly store: SceneStore;
  editing(): Editing;
  /** In order: "move checkout 500,300", "connect checkout.calls database.in". */
  readonly asked: string[];
}

/** @param runMs how long a run takes after parts have moved */
export function fakeTable(first: Scene, runMs = 0): FakeTable {
  let scene = first;
  let selection: Selection = NOTHING;
  let editing: Editing | null = null;
  const listeners = new Set<(now: Scene, before: Scene) => void>();
  const asked: string[] = [];

  function tell(next: Scene): void {
    const before = scene;
    scene = next;
    editing = null;
    for (const listen of listeners) listen(scene, before);
  }

  /** Parts that were there keep their figures. */
  function setPlate(plate: Plate): void {
    const old = scene.plate!;
    const of = (moment: Scene['moment']) =>
      moment && {
        ...moment,
        plate,
        parts: plate.parts
          .filter(({ unfinished }) => unfinished === null)
          .map(({ id }) => moment.parts[old.parts.findIndex((part) => part.id === id)]!),
      };
    tell({ ...scene, plate, moment: of(scene.moment), heard: of(scene.heard), frames: null, counted: null });
  }

  function portOf(end: string): PlatePort & { readonly part: PlatePart } {
    const [id, name] = end.split('.');
    const part = scene.plate!.parts.find((one) => one.id === id)!;
    return { ...part.ports.find((port) => port.name === name)!, part };
  }

  function refusal(from: string, to: string): string | null {
    const [a, b] = [portOf(from), portOf(to)];
    if (a.side === b.side) return `${from} and ${to} look the same way.`;
    if (a.protocol !== b.protocol) return `${from} speaks ${a.protocol}, and ${to} ${b.protocol}.`;
    return a.isFree ? null : `${from} carries one wire already.`;
  }

  function remove(gone: Selection): void {
    const plate = scene.plate!;
    const parts = plate.parts.filter(({ id }) => !gone.parts.includes(id));
    const index = (old: number) => parts.indexOf(plate.parts[old]!);
    const wires = plate.wires
      .filter(({ label, from, to }) => !gone.wires.includes(label) && index(from) >= 0 && index(to) >= 0)
      .map((wire) => ({ ...wire, from: index(wire.from), to: index(wire.to) }));
    selection = NOTHING;
    setPlate({ ...plate, parts, wires });
  }

  const make = (): Editing => ({
    selection,
    select(next) {
      asked.push(`select ${[...next.parts, ...next.wires].join(', ') || 'nothing'}`);
      selection = next;
      tell({ ...scene });
    },
    move(to) {
      asked.push(
        `move ${Object.entries(to)
          .map(([id, at]) => `${id} ${at}`)
          .join('; ')}`,
      );
      const parts = scene.plate!.parts.map((part) => ({ ...part, at: to[part.id] ?? part.at }));
      const show = () => setPlate({ ...scene.plate!, parts });
      if (runMs === 0) show();
      else setTimeout(show, runMs);
    },
    refusal,
    connect(from, to) {
      asked.push(`connect ${from} ${to}`);
      if (refusal(from, to) !== null) return false;
      const plate = scene.plate!;
      const [a, b] = [portOf(from), portOf(to)];
      const wire = {
        from: plate.parts.indexOf(a.part),
        to: plate.parts.indexOf(b.part),
        fromPort: a.name,
        toPort: b.name,
        asksBack: a.protocol === 'poll',
        label: `${from} -> ${to}`,
        latency: '0s',
        weight: 1,
        with: {},
      };
      setPlate({ ...plate, wires: [...plate.wires, wire] });
      return true;
    },
    drop(kind, at) {
      asked.push(`drop ${kind} ${at}`);
      const plate = scene.plate!;
      const like = plate.parts.find((part) => part.kind === kind) ?? plate.parts[0]!;
      const id = `new-${plate.parts.length}`;
      const unfinished = 'no wire leads to it';
      setPlate({ ...plate, parts: [...plate.parts, { ...like, id, name: 'Another', at, unfinished }] });
    },
    remove(gone) {
      asked.push(`remove ${[...gone.parts, ...gone.wires].join(', ')}`);
      remove(gone);
    },
    askConnect: (part) => void asked.push(`askConnect ${part}`),
    rename: (part) => void asked.push(`rename ${part}`),
  });

  return {
    store: {
      getState: () => scene,
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    editing: () => (editing ??= make()),
    asked,
  };
}
