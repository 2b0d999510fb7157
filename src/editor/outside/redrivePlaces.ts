/** Where the RedrivePolicy of a queue can be put: its count is a setting, its target a wire. */
import type { PartDefinition } from '../../parts/contract.ts';
import type { Catalog } from '../../scenario/catalog.ts';
import type { Edit } from '../../scenario/edit.ts';
import type { TableDesign, TablePart } from '../../table/design.ts';
import type { Redrive } from './found.ts';
import type { Ideas, Place } from './places.ts';

/** The names are the service's own. */
const COUNT = 'maxReceiveCount';
const OUT = 'deadLetters';
const FIFO = 'FifoQueue';

/** The port at which set-aside messages leave, and the one at which they come: they speak the same. */
interface Ports {
  readonly out: string;
  readonly in: string;
}

function portsOf(kind: PartDefinition | undefined): Ports | null {
  if (!kind || !Object.hasOwn(kind.settings, COUNT) || !Object.hasOwn(kind.spec.ports, OUT)) return null;
  const { protocol } = kind.spec.ports[OUT]!;
  const comes = Object.entries(kind.spec.ports).find(
    ([, port]) => port.side === 'in' && port.protocol === protocol,
  );
  return comes ? { out: OUT, in: comes[0] } : null;
}

interface Queue {
  readonly part: TablePart;
  readonly ports: Ports;
  readonly isFifo: boolean;
}

export function redrivePlaces(policy: Redrive, design: TableDesign, catalog: Catalog): Ideas {
  const queues = [...design.parts.values()].flatMap((part): Queue[] => {
    const kind = catalog.get(part.kind);
    const ports = portsOf(kind);
    const isFifo = (part.settings[FIFO] ?? kind?.settings[FIFO]?.default) === true;
    return ports ? [{ part, ports, isFifo }] : [];
  });
  if (queues.length < 2) return { ideas: [], note: lackOf(queues, catalog) };
  const named = queues.filter(({ part }) => isNamed(part, policy.target));
  const targets = named.length > 0 ? named : queues;
  const ideas = targets.flatMap((target) =>
    queues
      .filter(({ part }) => part.id !== target.part.id)
      .map((source) => ideaOf(policy, source, target, design)),
  );
  const there = queues.map(({ part }) => part.name).join(', ');
  const note =
    named.length > 0 ? null : `No queue here is called ${policy.target}. Those that there are: ${there}.`;
  return { ideas, note };
}

function lackOf(queues: readonly Queue[], catalog: Catalog): string {
  const titles = [...catalog.values()].filter((kind) => portsOf(kind) !== null).map(({ title }) => title);
  const has = queues[0] ? `there is only ${queues[0].part.name}` : 'there is none in this design';
  return `A redrive policy joins two parts, ${titles.join(' or ')}: one that sets messages aside, and one that takes them; ${has}. Add what is missing first.`;
}

/** "Orders DLQ" is the queue `orders-dlq`, and `OrdersDLQ` in a template. */
function isNamed({ id, name }: TablePart, target: string): boolean {
  const plain = (words: string) =>
    words
      .toLowerCase()
      .replace(/\.fifo$/, '')
      .replace(/[^a-z0-9]/g, '');
  return [id, name].some((one) => plain(one) === plain(target));
}

function ideaOf(policy: Redrive, source: Queue, target: Queue, design: TableDesign): Place {
  const from = `${source.part.id}.${source.ports.out}`;
  const to = `${target.part.id}.${target.ports.in}`;
  const label = `${from} -> ${to}`;
  const drawn = design.wires.filter(({ from: end }) => `${end.part}.${end.port}` === from);
  const others = drawn.filter((wire) => wire.label !== label).map((wire) => wire.label);
  const edits: Edit[] = [{ do: 'set', part: source.part.id, setting: COUNT, value: policy.maxReceiveCount }];
  // A queue has one redrive policy: what it had before goes.
  if (others.length > 0) edits.push({ do: 'removeWires', labels: others });
  if (!drawn.some((wire) => wire.label === label)) edits.push({ do: 'addWire', from, to });
  const times = policy.maxReceiveCount === 1 ? 'one receive' : `${policy.maxReceiveCount} receives`;
  return {
    edit: { do: 'all', edits },
    says: `After ${times}, ${source.part.name} sets messages aside in ${target.part.name}`,
    where: `${source.part.name}, with ${target.part.name} for what is set aside`,
    parts: [source.part.id],
    wires: [],
    why:
      source.isFifo === target.isFifo
        ? null
        : `A dead-letter queue must be of the same type as its source, and ${(source.isFifo ? source : target).part.name} alone is a FIFO queue.`,
  };
}
