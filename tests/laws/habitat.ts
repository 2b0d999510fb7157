/** The smallest world in which a part can live, made from nothing but what its ports say. */
import type { PortSpec } from '../../src/engine/part.ts';
import type { PartDefinition, SettingsSpec } from '../../src/parts/contract.ts';
import { fullCatalog as catalog } from '../../src/parts/full.ts';
import type { SmallAct, SmallModel } from './smallWorld.ts';

type Written = Readonly<Record<string, unknown>>;
type Parts = Record<string, readonly [PartDefinition, Written?]>;
type Wires = SmallModel['wires'][number][];

/** The part under the law; the source of all requests is called `users`, also where it is itself under the law. */
export const IT = 'it';
export const USERS = 'users';

const users: Written = { rate: '50/s', timeout: '2s' };
/** Half a millisecond to a millisecond and a half, so that calls and answers are under way at any moment. */
const LATENCY = 'uniform 0.5ms..1.5ms';

const all = [...catalog.values()];
const known = (kind: string): PartDefinition => {
  const part = catalog.get(kind);
  if (!part) throw new Error(`The catalog has no ${kind}.`);
  return part;
};

const portsOf = (kind: PartDefinition, side: PortSpec['side'], protocol: PortSpec['protocol']): string[] =>
  Object.entries(kind.spec.ports).flatMap(([name, port]) =>
    port.side === side && port.protocol === protocol ? [name] : [],
  );

/** What a part has to be set to so that fifty requests a second are little for it, and something to it. */
const SUITED: Readonly<Record<string, Written>> = {
  // It watches nothing by itself.
  'cloudwatch-alarm': { metric: 'users.made', Statistic: 'Sum', Period: '10s' },
  // It takes half an hour, and the laws wait for seconds.
  'blob-storage': { failoverTime: '1s' },
  // Fifty prompts a second are three thousand a minute, and each is charged with the longest answer.
  'model-deployment': { TPM: 10_000_000, PTU: 10_000 },
  embedder: { TPM: 10_000_000 },
  // Jobs of minutes, twenty at once: made for four a minute.
  'rekognition-video': { jobTime: 'exp 20ms', startRate: '1000/s', duplicateAfter: '1s' },
};

/** @param own settings of the part under the law */
export function habitatOf(kind: PartDefinition, own: Written = {}): Omit<SmallModel, 'until' | 'acts'> {
  const written = { ...SUITED[kind.spec.kind], ...own };
  const isSource = kind.spec.kind === 'traffic-source';
  const me = isSource ? USERS : IT;
  const parts: Parts = isSource ? {} : { [USERS]: [known('traffic-source'), users] };
  const wires: Wires = [];
  parts[me] = [kind, isSource ? { ...users, ...written } : written];

  const feed = (id: string, fed: PartDefinition) => {
    for (const port of portsOf(fed, 'in', 'request'))
      wires.push({ wire: `${USERS}.out > ${id}.${port}`, latency: LATENCY });
  };
  const join = (from: string, to: string) => wires.push({ wire: `${from} > ${to}`, latency: LATENCY });

  feed(me, kind);
  for (const port of portsOf(kind, 'out', 'request')) {
    const called = kind.spec.ports[port]!.many ? ['first', 'second'] : ['only'];
    for (const id of called) {
      parts[id] = [known('service')];
      wires.push({ wire: `${me}.${port} > ${id}.in`, latency: LATENCY, weight: id === 'first' ? 2 : 1 });
    }
  }
  for (const port of portsOf(kind, 'out', 'poll')) {
    const taker = all.find((one) => portsOf(one, 'in', 'poll').length > 0);
    if (!taker) continue;
    parts.takers = [taker];
    join(`${me}.${port}`, `takers.${portsOf(taker, 'in', 'poll')[0]}`);
  }
  for (const port of portsOf(kind, 'in', 'poll')) {
    const giver = all.find((one) => portsOf(one, 'out', 'poll').length > 0);
    if (!giver) throw new Error(`Nobody can be polled by ${kind.spec.kind}.`);
    parts.pool = [giver];
    feed('pool', giver);
    join(`pool.${portsOf(giver, 'out', 'poll')[0]}`, `${me}.${port}`);
  }
  for (const port of portsOf(kind, 'out', 'redrive')) {
    const aside = all.find((one) => portsOf(one, 'in', 'redrive').length > 0);
    if (!aside) continue;
    parts.aside = [aside];
    join(`${me}.${port}`, `aside.${portsOf(aside, 'in', 'redrive')[0]}`);
  }
  // A part that takes no requests: the users go elsewhere.
  const asks = wires.some((one) => (typeof one === 'string' ? one : one.wire).startsWith(`${USERS}.out > `));
  if (!asks) {
    parts.elsewhere = [known('service')];
    join(`${USERS}.out`, 'elsewhere.in');
  }
  return { parts, wires };
}

export const idOf = (kind: PartDefinition): string => (kind.spec.kind === 'traffic-source' ? USERS : IT);

/** From then on no new requests are begun. */
export const stopAt = (at: string): SmallAct => ({ at, part: USERS, act: 'surge', with: { factor: 0 } });

/** The defaults, and one variant for every value of every choice. */
export function variantsOf(settings: SettingsSpec): Written[] {
  return [
    {},
    ...Object.entries(settings).flatMap(([name, spec]) =>
      spec.type === 'choice'
        ? spec.choices.filter((choice) => choice !== spec.default).map((choice) => ({ [name]: choice }))
        : [],
    ),
  ];
}

export interface Case {
  readonly name: string;
  readonly kind: PartDefinition;
  readonly written: Written;
}

/** Every part of the catalog in each of its variants. */
export const cases: readonly Case[] = all.flatMap((kind) =>
  variantsOf(kind.settings).map((written) => ({
    name: [kind.spec.kind, ...Object.entries(written).map(([name, value]) => `${name}: ${value}`)].join(', '),
    kind,
    written,
  })),
);

/** All acts of the part at once, from 5 s to 10 s. */
export const allActs = (kind: PartDefinition): SmallAct[] =>
  Object.keys(kind.acts).map((act) => ({ at: '5s', part: idOf(kind), act, lasts: '5s' }));
