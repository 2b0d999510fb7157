/** The author's desk for tests: a real table with a real text, and a player that only writes down what it is asked to run. */
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { createAuthor, writerOf } from '../src/editor/author.ts';
import { AuthorContext } from '../src/editor/hooks.ts';
import type { Lab } from '../src/lab/client.ts';
import { catalog } from '../src/parts/catalog.ts';
import { PlayerContext } from '../src/player/hooks.ts';
import type { PlayerState } from '../src/player/state.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import { TableContext } from '../src/table/hooks.ts';
import { createTable } from '../src/table/table.ts';
import { fakePlayer } from './atTable.ts';

/** A shop with an outage, a second design, a chart and one step. */
export const SHOP_TEXT = `# The shop, for tests.
format: 1
id: shop
title: The shop
series: none
summary: Shoppers, a checkout and a database.
duration: 2m
seed: 1

parts:
  shoppers: { kind: traffic-source, name: Shoppers, at: [100, 200] }
  checkout: { kind: service, name: Checkout, at: [400, 200], settings: { slots: 20 } } # twenty are few
  stock: { kind: database, name: Stock, at: [700, 200] }

wires:
  - shoppers.out -> checkout.in
  - checkout.calls -> stock.in

acts:
  - { id: outage, at: 20s, for: 10s, part: stock, act: lock, name: stock locked }

designs:
  faster:
    title: More slots
    set: { checkout.slots: 40 }

charts:
  - title: slots busy
    lines: [checkout.busy]

steps:
  # Everything is calm here.
  - id: calm
    bone: before
    title: A calm shop
    preset: { design: start, acts: [], at: 0s }
    text: |
      Shoppers *come* and go.

      **Margaret:** Count the slots.
    hints:
      - Press Play.
`;

export interface AuthorSetting {
  readonly design?: string;
  readonly player?: Partial<PlayerState>;
  /** What is asked of the run on the screen, and of others. */
  readonly lab?: Partial<Lab>;
}

export function atAuthor(
  begun: string = SHOP_TEXT,
  { design = 'start', player: first, lab }: AuthorSetting = {},
) {
  const { scenario, problems } = parseScenario(begun, catalog);
  if (!scenario) throw new Error(problems.map(({ says }) => says).join('\n'));
  const player = fakePlayer({ source: scenario, design, ...first });
  if (lab) Object.defineProperty(player, 'lab', { value: lab });
  const table = createTable(player, scenario, {
    owns: true,
    design,
    text: { begun, writer: writerOf(catalog) },
  });
  const at = { table, catalog };
  return {
    at,
    author: createAuthor(at, []),
    player,
    table,
    catalog,
    state: table.store.getState,
    scenario: () => table.store.getState().scenario,
    text: () => table.store.getState().written!.text,
  };
}

/** Renders what stands at the author's desk. */
export function renderAtAuthor(children: ReactNode, begun?: string, setting?: AuthorSetting) {
  const desk = atAuthor(begun, setting);
  const rendered = render(
    <TableContext value={desk.at}>
      <PlayerContext value={desk.player}>
        <AuthorContext value={desk.author}>{children}</AuthorContext>
      </PlayerContext>
    </TableContext>,
  );
  return { ...desk, ...rendered, user: userEvent.setup() };
}
