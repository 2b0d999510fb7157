/** Small models for tests, written almost as in a scenario file, and figures read from their runs. */
import { timingCells } from '../../src/engine/ledger.ts';
import { OUTCOMES, outcome } from '../../src/engine/outcome.ts';
import { type Act, type Model, type PartSpec, SET, type Self, type Wire } from '../../src/engine/part.ts';
import type { Witness } from '../../src/engine/watch.ts';
import { World, type WorldOptions } from '../../src/engine/world.ts';
import {
  definePart,
  type PartDefinition,
  type SettingsOf,
  type SettingsSpec,
} from '../../src/parts/contract.ts';
import { settingsOf, wireSpecs } from '../../src/parts/settings.ts';
import { readDistribution, readDuration } from '../../src/rules/quantity.ts';
import { actsInOrder } from '../../src/scenario/actOrder.ts';

type Written = Readonly<Record<string, unknown>>;

export interface SmallAct {
  readonly at: string;
  readonly part: string;
  /** Of the part, or `set`: then `with` holds settings of the part itself. */
  readonly act: string;
  /** Without it the act never ends. */
  readonly lasts?: string;
  readonly with?: Written;
}

export interface SmallWire {
  readonly wire: string;
  readonly latency?: string;
  readonly weight?: number;
  readonly with?: Written;
}

export interface SmallModel {
  /** In the order of the model. */
  readonly parts: Readonly<Record<string, readonly [PartDefinition, Written?]>>;
  /** `users.out > app.in`, or the same with a latency, a weight and settings. */
  readonly wires: readonly (string | SmallWire)[];
  readonly acts?: readonly SmallAct[];
  readonly until?: string;
}

export function ticksOf(text: string): number {
  const read = readDuration(text);
  if (!read.ok) throw new Error(`${text}: expected ${read.expected}`);
  return read.value;
}

export function modelOf({ parts, wires, acts = [], until = '60s' }: SmallModel): Model {
  const ids = Object.keys(parts);
  const indexOf = (id: string): number => {
    const index = ids.indexOf(id);
    if (index < 0) throw new Error(`There is no part ${id}.`);
    return index;
  };
  const kinds = ids.map((id) => parts[id]![0]);
  const placed = ids.map((id) => {
    const [kind, written = {}] = parts[id]!;
    return { id, kind, settings: settingsOf(kind.settings, written) };
  });
  return {
    parts: placed,
    wires: wires.map((one) => wireOf(typeof one === 'string' ? { wire: one } : one, indexOf, kinds)),
    acts: actsOf(acts, parts, placed),
    until: ticksOf(until),
  };
}

function wireOf(
  { wire, latency = '0s', weight = 1, with: written = {} }: SmallWire,
  indexOf: (id: string) => number,
  kinds: readonly PartDefinition[],
): Wire {
  const [from, to] = wire.split(' > ').map((end) => {
    const [part, port] = end.split('.');
    return { part: indexOf(part!), port: port! };
  });
  const law = readDistribution(latency);
  if (!law.ok) throw new Error(`${latency}: expected ${law.expected}`);
  const specs = wireSpecs(kinds[from!.part], from!.port, kinds[to!.part], to!.port);
  const some = Object.keys(specs).length > 0 ? { settings: settingsOf(specs, written) } : {};
  return { from: from!, to: to!, latency: law.value, weight, ...some };
}

function actsOf(
  acts: readonly SmallAct[],
  parts: SmallModel['parts'],
  placed: Model['parts'],
): readonly Act[] {
  const all = acts.map(({ at, part, act, lasts, with: written = {} }) => {
    const [kind] = parts[part] ?? [];
    const spec = act === SET ? kind?.settings : kind?.acts[act]?.settings;
    if (!spec) throw new Error(`${part} has no act ${act}.`);
    const read = settingsOf(spec, written) as Record<string, unknown>;
    const settings =
      act === SET ? Object.fromEntries(Object.keys(written).map((name) => [name, read[name]])) : read;
    const begin = ticksOf(at);
    const end = lasts === undefined ? Number.POSITIVE_INFINITY : begin + ticksOf(lasts);
    return { part, act, at: begin, end, settings };
  });
  return actsInOrder(all, placed).filter(({ at }) => at < Number.POSITIVE_INFINITY);
}

/** A world with short ways to its figures; metrics are named `part.metric`, times are in ticks. */
export interface Small {
  readonly world: World;
  run(until?: string): Small;
  /** A level now, an age, or a total. */
  read(metric: string): number;
  /** Area under a level so far, in value x ticks. */
  area(metric: string): number;
  timing(metric: string): { readonly count: number; readonly sum: number };
  stateOf(part: string): unknown;
  /** Users' requests in the order they began. */
  readonly requests: readonly Request[];
}

export interface Request {
  readonly begun: number;
  /** Tick of the end, -1 while open. */
  ended: number;
  /** Name of the outcome, empty while open. */
  outcome: string;
}

export function worldOf(small: SmallModel, options: Partial<WorldOptions> = {}): Small {
  const requests: Request[] = [];
  const witness: Witness = {
    begin: (_request, _part, begun) => requests.push({ begun, ended: -1, outcome: '' }),
    end: (request, ended, code) =>
      Object.assign(requests[request]!, { ended, outcome: OUTCOMES[code]!.name }),
    door: () => {},
    turn: () => {},
    edges: [Number.POSITIVE_INFINITY],
  };
  const world = new World(modelOf(small), { seed: 1, witness, ...options });
  const indexOf = (metric: string): number => {
    const index = world.metricIndex.get(metric);
    if (index === undefined) throw new Error(`There is no metric ${metric}.`);
    return index;
  };
  let moment = 0;
  const me: Small = {
    world,
    run(until) {
      world.run(until === undefined ? undefined : ticksOf(until));
      // The world stands at its last event; whoever ran it to a moment asks about that moment.
      moment = Math.max(world.now, until === undefined ? 0 : Math.min(ticksOf(until), world.model.until));
      if (world.ending?.kind === 'crashed')
        throw new Error(`${world.ending.where}: ${world.ending.says} (at ${world.ending.at})`);
      return me;
    },
    read: (metric) => world.ledger.read(indexOf(metric), moment),
    area: (metric) => world.ledger.area(indexOf(metric), moment),
    timing: (metric) => timingCells(world.ledger.cells, indexOf(metric)),
    requests,
    stateOf: (part) => world.selves.find(({ id }) => id === part)?.state,
  };
  return me;
}

/** Arrivals at given moments, for cases reckoned by hand. */
export function at(...moments: string[]): Written {
  return { arrivals: 'trace', trace: moments };
}

const calleeSettings = {
  takes: { type: 'distribution', default: '0s', says: 'time to the answer', source: 'test' },
  answer: {
    type: 'choice',
    default: 'ok',
    choices: [...OUTCOMES.map(({ name }) => name), 'drop', 'nothing'],
    says: 'what it answers; it may also drop the call, or hold it for ever',
    source: 'test',
  },
} as const satisfies SettingsSpec;

const calleeSpec = {
  kind: 'callee',
  ports: { in: { side: 'in', protocol: 'request', says: 'calls' } },
  metrics: { received: { type: 'counter', unit: 'calls', says: 'calls that came in' } },
  timers: ['done'],
  streams: ['work'],
} as const satisfies PartSpec;

type Callee = Self<typeof calleeSpec, object, SettingsOf<typeof calleeSettings>>;

/** The simplest part that can be called: answers everything in the same way, without limit. */
export const callee = definePart({
  title: 'Callee',
  says: 'Answers as told.',
  spec: calleeSpec,
  settings: calleeSettings,
  behaviour: {
    state: () => ({}),
    receive: {
      in(self: Callee, row) {
        self.metrics.received.add();
        self.timers.done.after(self.random.work.draw(self.settings.takes), row);
      },
    },
    timers: {
      done(self: Callee, row) {
        const { answer } = self.settings;
        if (answer === 'drop') self.drop(row, outcome.lost);
        else if (answer !== 'nothing') self.reply(row, outcome[answer as keyof typeof outcome]);
      },
    },
  },
  status: () => ({ mood: 'calm', word: 'idle' }),
});
