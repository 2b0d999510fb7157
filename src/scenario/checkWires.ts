import { TICKS_PER_SECOND } from '../engine/clock.ts';
import type { Distribution } from '../engine/distributions.ts';
import { meanOf } from '../engine/distributions.ts';
import { type PortSpec, PROTOCOLS } from '../engine/part.ts';
import { wireSpecs } from '../parts/settings.ts';
import { readDistribution } from '../rules/quantity.ts';
import type { Catalog } from './catalog.ts';
import { checkMetrics } from './checkMetrics.ts';
import { misread, readSettings } from './checkParts.ts';
import type { Draft, DraftWire } from './draft.ts';
import { type Finding, unknownName } from './problem.ts';
import type { RawSetting } from './types.ts';
import { type End, labelOf, type WireEnds } from './wireText.ts';

export interface DesignWire extends WireEnds {
  /** Ticks. */
  readonly latency: Distribution;
  /** As written; `0s` when it is not. */
  readonly latencyText: string;
  readonly weight: number;
  /** In the engine's units, every setting that its two ports know; null when they know none. */
  readonly settings: Readonly<Record<string, unknown>> | null;
  /** What differs from the defaults, as written. */
  readonly written: Readonly<Record<string, RawSetting>>;
  /** `checkout.calls -> inventory.in` */
  readonly label: string;
}

const LATENCY_MAX = 30 * 86_400 * TICKS_PER_SECOND;

interface Context {
  readonly draft: Pick<Draft, 'parts' | 'wires'>;
  readonly catalog: Catalog;
  readonly findings: Finding[];
}

/** Wires whose ends fit; everything else is found fault with. */
export function checkWires(
  draft: Pick<Draft, 'parts' | 'wires'>,
  catalog: Catalog,
  findings: Finding[],
): readonly DesignWire[] {
  const c: Context = { draft, catalog, findings };
  const wires: DesignWire[] = [];
  const labels = new Set<string>();
  const taken = new Map<string, string>();
  for (const wire of draft.wires) {
    const label = labelOf(wire.ends);
    if (labels.has(label)) {
      findings.push({
        path: wire.path,
        found: label,
        expected: 'each wire once',
        says: `The wire ${label} stands here twice.`,
      });
      continue;
    }
    labels.add(label);
    if (!fits(c, wire)) continue;
    const { from } = wire.ends;
    const begin = `${from.part}.${from.port}`;
    const other = taken.get(begin);
    taken.set(begin, label);
    if (other !== undefined && !portOf(c, from)!.many) {
      const says = `${begin} carries one wire, and ${other} is there already. Put a router between them to share the work.`;
      findings.push({ path: wire.path, found: label, expected: `one wire from ${begin}`, says });
      continue;
    }
    wires.push({ ...wire.ends, label, ...valuesOf(wire, findings), ...settingsOf(c, wire) });
  }
  return wires;
}

function portOf({ draft, catalog }: Context, end: End): PortSpec | null {
  const ports = catalog.get(draft.parts.get(end.part)?.text.kind ?? '')?.spec.ports;
  return ports && Object.hasOwn(ports, end.port) ? ports[end.port]! : null;
}

function fits(c: Context, wire: DraftWire): boolean {
  const ends = (['from', 'to'] as const).map((side) => knownEnd(c, wire, side));
  const [out, into] = ends;
  if (!out || !into) return false;
  const { from, to } = wire.ends;
  const [begin, finish] = [`${from.part}.${from.port}`, `${to.part}.${to.port}`];
  if (out.side !== 'out')
    return refuse(c, wire, 'from', `${begin} is an in port: ${out.says}. A wire begins at an out port`, [
      'out',
      into.protocol,
    ]);
  if (into.side !== 'in')
    return refuse(c, wire, 'to', `${finish} is an out port: ${into.says}. A wire ends at an in port`, [
      'in',
      out.protocol,
    ]);
  if (out.protocol === into.protocol) return true;
  const why = `${begin} speaks ${out.protocol} (${PROTOCOLS[out.protocol].says}) and ${finish} speaks ${into.protocol} (${PROTOCOLS[into.protocol].says})`;
  return refuse(c, wire, 'to', why, ['in', out.protocol]);
}

/** Null when the part or its port is not there, or its kind is unknown: then that has been said already. */
function knownEnd(c: Context, wire: DraftWire, side: 'from' | 'to'): PortSpec | null {
  const end = wire.ends[side];
  const part = c.draft.parts.get(end.part);
  const at = placeOf(wire, side);
  if (!part) {
    c.findings.push({ ...at, ...unknownName('part', end.part, c.draft.parts.keys()) });
    return null;
  }
  const kind = c.catalog.get(part.text.kind);
  const port = kind && portOf(c, end);
  if (kind && !port) {
    const wanted = side === 'from' ? 'out' : 'in';
    const names = Object.keys(kind.spec.ports).filter((name) => kind.spec.ports[name]!.side === wanted);
    const behind = at.offset === undefined ? undefined : at.offset + end.part.length + 1;
    c.findings.push({
      ...at,
      offset: behind,
      ...unknownName(
        `port of ${end.part}`,
        end.port,
        names.length > 0 ? names : Object.keys(kind.spec.ports),
      ),
    });
  }
  return port ?? null;
}

function placeOf({ text, path }: DraftWire, side: 'from' | 'to'): Pick<Finding, 'path' | 'offset'> {
  if (typeof text !== 'string') return { path: [...path, side] };
  const arrow = text.indexOf('->') + 2;
  const gap = text.slice(arrow).length - text.slice(arrow).trimStart().length;
  return { path, offset: side === 'from' ? text.length - text.trimStart().length : arrow + gap };
}

function refuse(
  c: Context,
  wire: DraftWire,
  side: 'from' | 'to',
  why: string,
  [wanted, protocol]: readonly [string, string],
): false {
  const fitting = [...c.draft.parts.values()].flatMap(({ id, text }) =>
    Object.entries(c.catalog.get(text.kind)?.spec.ports ?? {})
      .filter(([, port]) => port.side === wanted && port.protocol === protocol)
      .map(([port]) => `${id}.${port}`),
  );
  const other = side === 'from' ? wire.ends.to.part : wire.ends.from.part;
  const list = fitting.filter((port) => !port.startsWith(`${other}.`)).slice(0, 8);
  const expected = list.length > 0 ? `one of ${list.join(', ')}` : 'a part that fits; there is none yet';
  const { part, port } = wire.ends[side];
  c.findings.push({
    ...placeOf(wire, side),
    found: `${part}.${port}`,
    expected,
    says: `${why}. What would fit: ${list.length > 0 ? list.join(', ') : 'nothing here yet'}.`,
  });
  return false;
}

function settingsOf(
  { draft, catalog, findings }: Context,
  { text, ends, path }: DraftWire,
): Pick<DesignWire, 'settings' | 'written'> {
  const [from, to] = [ends.from, ends.to].map(({ part }) =>
    catalog.get(draft.parts.get(part)?.text.kind ?? ''),
  );
  const specs = wireSpecs(from, ends.from.port, to, ends.to.port);
  const written = typeof text === 'string' ? {} : (text.with ?? {});
  const withPaths = Object.entries(written).map(
    ([name, raw]) => [name, { text: raw, path: [...path, 'with', name] }] as const,
  );
  const what = `setting of the wire ${labelOf(ends)}`;
  checkMetrics(specs, withPaths, draft.parts, catalog, findings);
  const settings = readSettings(specs, new Map(withPaths), what, findings);
  return { settings: Object.keys(specs).length > 0 ? settings : null, written };
}

function valuesOf(
  { text, path }: DraftWire,
  findings: Finding[],
): Pick<DesignWire, 'latency' | 'latencyText' | 'weight'> {
  const raw = typeof text === 'string' ? 0 : (text.latency ?? 0);
  const weight = typeof text === 'string' ? 1 : (text.weight ?? 1);
  const read = readDistribution(raw);
  const here = [...path, 'latency'];
  if (!read.ok) findings.push(misread('latency', raw, read.expected, here));
  else if (meanOf(read.value) > LATENCY_MAX)
    findings.push(misread('latency', raw, 'at most 30d on average', here));
  const latency = read.ok ? read.value : ({ law: 'constant', value: 0 } as const);
  return { latency, latencyText: raw === 0 ? '0s' : raw, weight };
}
