/** A table for tests: a small scenario, and a player that only writes down what it is asked to run. */
import { createStore } from 'zustand/vanilla';
import type { RunAsked } from '../src/lab/protocol.ts';
import { catalog } from '../src/parts/catalog.ts';
import type { Player } from '../src/player/player.ts';
import { EMPTY, type PlayerState } from '../src/player/state.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import type { Scenario } from '../src/scenario/types.ts';
import { createTable, type Table } from '../src/table/table.ts';

const SHOP = `
format: 1
id: shop
title: The shop
series: none
summary: Shoppers, a checkout and a database.
duration: 2m
seed: 1
parts:
  shoppers: { kind: traffic-source, name: Shoppers, at: [100, 200] }
  checkout: { kind: service, name: Checkout, at: [400, 200], settings: { slots: 20 } }
  stock: { kind: database, name: Stock, at: [700, 200] }
wires:
  - shoppers.out -> checkout.in
  - checkout.calls -> stock.in
acts:
  - { id: outage, at: 20s, for: 10s, part: stock, act: lock }
designs:
  faster:
    title: More slots
    set: { checkout.slots: 40 }
`;

export function shop(): Scenario {
  const { scenario, problems } = parseScenario(SHOP, catalog);
  if (!scenario) throw new Error(problems.map(({ says }) => says).join('\n'));
  return scenario;
}

export interface FakePlayer extends Player {
  readonly runs: RunAsked[];
  /** The run that is under way ends; shows wait for it when `holds` was asked for. */
  finish(): Promise<void>;
}

export function fakePlayer(first: Partial<PlayerState>, holds = false): FakePlayer {
  const store = createStore<PlayerState>()(() => ({ ...EMPTY, end: 120_000_000, ...first }));
  const runs: RunAsked[] = [];
  const waiting: (() => void)[] = [];
  const unused = (): never => {
    throw new Error('A table has no use for this.');
  };
  return {
    store,
    runs,
    async finish() {
      waiting.shift()?.();
      for (let i = 0; i < 5; i++) await Promise.resolve();
    },
    async show(run: RunAsked) {
      runs.push(run);
      if (holds) await new Promise<void>((done) => waiting.push(done));
      store.setState(run);
    },
    select: (selected: string | null) => store.setState({ selected }),
    seek: (t: number) => store.setState({ t }),
    pause: () => store.setState({ playing: false }),
    get lab() {
      return unused();
    },
    open: unused,
    play: unused,
    playBackwards: unused,
    step: unused,
    stepEvent: unused,
    setSpeed: unused,
    setGhost: unused,
    chooseDesign: unused,
    setSeed: unused,
    lastEvents: unused,
    drawn: unused,
    setVisible: unused,
    close: unused,
  } as unknown as FakePlayer;
}

export interface Setting {
  readonly owns?: boolean;
  readonly design?: string;
  readonly holds?: boolean;
  readonly player?: Partial<PlayerState>;
  readonly scenario?: Scenario;
}

export function atTable({
  owns = true,
  design = 'start',
  holds,
  player: first,
  scenario = shop(),
}: Setting = {}) {
  const player = fakePlayer({ source: scenario, design, ...first }, holds);
  const table: Table = createTable(player, scenario, { owns, design });
  return { player, table, catalog, scenario, state: table.store.getState };
}

/** Until what was begun in this moment is done. */
export const settled = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};
