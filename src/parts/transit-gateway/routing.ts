import { letterOf } from '../../rules/letter.ts';
import { addressOf, BLACKHOLE, blockOf, type Route, routeFor } from '../../rules/routes.ts';
import type { InWire, Me, OutWire } from './spec.ts';

/** What becomes of a call that gets nowhere, in place of a wire. */
export const DROPPED = { blackhole: BLACKHOLE, noRoute: -2, down: -3 } as const;

/** Routes as they are while every attachment is up: the static ones, and what the wires at `out` propagate. */
export function knownRoutes(self: Me): void {
  const { state, settings: s } = self;
  const { out } = self.ports;
  const wires = Array.from({ length: out.wires }, (_, nth) => out.settings(nth) as OutWire);
  state.names = wires.map(({ attachment }, nth) => attachment ?? out.other(nth).part);
  const written = (s.routes ?? []).map(
    ({ to, ...route }): Route => ({ ...route, to: state.names.indexOf(to), isStatic: true }),
  );
  const propagated = wires.flatMap(({ cidr, propagatesTo }, to) =>
    (propagatesTo ?? '')
      .split(',')
      .map((table) => table.trim())
      .filter((table) => table !== '')
      .map((table): Route => ({ table, ...blockOf(cidr!)!, to, isStatic: false })),
  );
  state.routes = [...written, ...propagated];
}

/** @returns the wire of `out` that a call takes, or why it takes none */
export function wayOf(self: Me, row: number): number {
  const { state } = self;
  const wire = self.wireSettings(row) as InWire;
  if (state.blackhole === '') return DROPPED.blackhole;
  if (isDown(self, wire.attachment)) return DROPPED.down;
  const address = addressFor(self, row, wire);
  if (Number.isNaN(address)) return isDown(self, state.names[0]!) ? DROPPED.down : 0;
  const route = routeFor(presentRoutes(self, wire.routeTable!), wire.routeTable!, address);
  return route === null ? DROPPED.noRoute : route.to;
}

/** Whether an answer gets back the way its call came. */
export function crosses(self: Me, row: number): boolean {
  const { state } = self;
  const { attachment } = self.wireSettings(row) as InWire;
  if (state.blackhole === '' || isDown(self, attachment)) return false;
  return !isDown(self, state.names[self.messages.place[row]!]!);
}

function addressFor(self: Me, row: number, { destination }: InWire): number {
  const named = addressOf(letterOf(self.contentOf(row)).key ?? '');
  return Number.isNaN(named) ? addressOf(destination ?? self.settings.destination ?? '') : named;
}

/** An attachment that is gone takes its propagated routes with it; a static route to it leads nowhere from then on. */
function presentRoutes(self: Me, table: string): readonly Route[] {
  const { state } = self;
  const { down, blackhole } = state;
  if (down === null && blackhole === null) return state.routes;
  const swallowed = blackhole === null ? null : blockOf(blackhole);
  const present = state.routes.flatMap((route) => {
    if (route.to < 0 || !isDown(self, state.names[route.to]!)) return [route];
    return route.isStatic ? [{ ...route, to: BLACKHOLE }] : [];
  });
  return swallowed ? [{ table, ...swallowed, to: BLACKHOLE, isStatic: true }, ...present] : present;
}

function isDown({ state }: Me, name: string | null): boolean {
  return state.down !== null && (state.down === '' || state.down === name);
}

export function showDown({ state, metrics }: Me): void {
  if (state.down === null) metrics.down.set(0);
  else metrics.down.set(state.down === '' ? Math.max(1, state.names.length) : 1);
}
