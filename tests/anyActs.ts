/** A table with a real player and a real lab, and what somebody may do at it, drawn at random. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { startLab } from '../src/lab/client.ts';
import { openParsed } from '../src/lab/open.ts';
import type { Edits } from '../src/lab/protocol.ts';
import { textReader } from '../src/lab/textReader.ts';
import { fullCatalog as catalog } from '../src/parts/full.ts';
import { createPlayer, type Player } from '../src/player/player.ts';
import { checkScenario } from '../src/scenario/check.ts';
import { designNames } from '../src/scenario/designNames.ts';
import { parseScenario } from '../src/scenario/parse.ts';
import { patchText } from '../src/scenario/patchText.ts';
import type { Scenario } from '../src/scenario/types.ts';
import { ownActs } from '../src/table/actIds.ts';
import { changeAct, hurt, removeAct, usualLength } from '../src/table/acts.ts';
import { designOf } from '../src/table/design.ts';
import { cutOut, pasted } from '../src/table/pieces.ts';
import { createTable, type Table } from '../src/table/table.ts';
import { type Dice, diceOf, randomEdit } from './scenario/randomEdits.ts';

/** Runs are cut to this, in ticks: their length proves nothing. */
const UNTIL = 4_000_000;

interface At {
  readonly table: Table;
  readonly player: Player;
  readonly dice: Dice;
  /** Another scenario, to be opened as a file. */
  readonly other: Scenario;
}

const pick = <T>(dice: Dice, from: readonly T[]): T | undefined => from[dice(from.length || 1)];
const shown = (table: Table) => designOf(table.store.getState());

const DEEDS = {
  edit({ table, dice }: At) {
    const { scenario, design } = table.store.getState();
    table.edit(randomEdit(scenario, design, catalog, dice), 'Something changed');
  },
  hurt({ table, dice }: At) {
    const parts = [...shown(table).parts.values()].flatMap(({ id, kind }) =>
      Object.entries(catalog.get(kind)!.acts ?? {}).map(([act, spec]) => ({ id, act, spec })),
    );
    const one = pick(dice, parts);
    if (one) hurt(table, catalog, one.id, one.act, {}, usualLength(one.spec));
  },
  moveAct({ table, dice }: At) {
    const act = pick(dice, shown(table).acts);
    if (act) changeAct(table, catalog, act.id, { at: `${dice(4000)}ms` });
  },
  removeAct({ table, dice }: At) {
    const act = pick(dice, shown(table).acts);
    if (act) removeAct(table, catalog, act.id);
  },
  paste({ table, dice }: At) {
    const { scenario, design } = table.store.getState();
    const drawn = designOf({ scenario, design });
    const piece = cutOut(
      drawn,
      [...drawn.parts.keys()].filter(() => dice(2) === 0),
    );
    if (piece) table.edit(pasted(piece, scenario, drawn, catalog).edit, 'Pasted');
  },
  undo: ({ table }: At) => table.undo(),
  redo: ({ table }: At) => table.redo(),
  seek: ({ player, dice }: At) => player.seek(dice(UNTIL)),
  stepEvent: ({ player, dice }: At) => void player.stepEvent(dice(3) === 0 ? -1 : 1),
  fork: ({ table, player, dice }: At) => table.fork(dice(2) === 0 ? player.store.getState().t : dice(UNTIL)),
  goTo({ table, dice }: At) {
    const fork = pick(dice, table.store.getState().forks);
    if (fork) table.goTo(fork.id);
  },
  chooseDesign({ table, dice }: At) {
    const design = pick(dice, designNames(table.store.getState().scenario));
    if (design) table.chooseDesign(design);
  },
  seed: ({ player, dice }: At) => void player.setSeed(dice(1000)),
  select({ table, dice }: At) {
    const drawn = shown(table);
    table.select({
      parts: [...drawn.parts.keys()].filter(() => dice(3) === 0),
      wires: drawn.wires.map(({ label }) => label).filter(() => dice(3) === 0),
    });
  },
  selectAct: ({ table, dice }: At) => table.selectAct(pick(dice, shown(table).acts)?.id ?? null),
  openFile: ({ table, other }: At) => table.replace(other, 'start', 'A file opened'),
} as const;

export interface Deed {
  readonly what: keyof typeof DEEDS;
  /** Decides the rest. */
  readonly seed: number;
  /** The next one comes before the run is there. */
  readonly isHasty: boolean;
}

export const deeds = (most: number): fc.Arbitrary<Deed[]> =>
  fc.array(
    fc.record({
      what: fc.oneof(
        { weight: 10, arbitrary: fc.constant('edit' as const) },
        { weight: 12, arbitrary: fc.constantFrom(...(Object.keys(DEEDS) as (keyof typeof DEEDS)[])) },
      ),
      seed: fc.nat({ max: 0xffffff }),
      isHasty: fc.boolean(),
    }),
    { minLength: 2, maxLength: most },
  );

export interface Seat {
  readonly text: string;
  readonly owns: boolean;
  /** Acts of the scenario that the step plays; null: all. */
  readonly keepActs: readonly string[] | null;
}

const OTHER_TEXT = `# A file of somebody's
format: 1
id: other
title: Other
series: none
summary: Users and a shop.
duration: 1m
seed: 3
parts:
  users: { kind: traffic-source, at: [0, 0], settings: { rate: 20/s } }
  shop: { kind: service, at: [300, 0] } # the only one
wires: [users.out -> shop.in]
`;

function read(text: string): Scenario {
  const { scenario, problems } = parseScenario(text, catalog);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return scenario!;
}

function digestOf(scenario: Scenario, design: string, edits: Edits): string {
  const opened = openParsed(checkScenario(scenario, catalog), design, { ...edits, until: UNTIL });
  expect(opened.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return opened.take!.recording.digest;
}

export async function sit({ text, owns, keepActs }: Seat) {
  const first = read(text);
  const other = read(OTHER_TEXT);
  const texts = new Map([
    [first, text],
    [other, OTHER_TEXT],
  ]);
  const lab = await startLab('texts', 'main thread');
  const player = createPlayer(
    { ...lab, run: (asked, tell) => lab.run({ ...asked, edits: { ...asked.edits, until: UNTIL } }, tell) },
    // Nothing plays here: time goes where it is sent.
    { next: () => () => {} },
  );
  await player.open(first, 'start', keepActs ? { keepActs } : {});
  const table = createTable(player, first, { owns, design: 'start' });
  let seed: number | undefined;

  /** Until the lab has run what lies on the table, and nothing more is asked of it. */
  async function settled(): Promise<void> {
    for (let still = 0, turns = 0; still < 4; turns++) {
      if (turns > 20_000) throw new Error('The run never comes.');
      await new Promise((tell) => setTimeout(tell));
      const [on, { scenario, design }] = [player.store.getState(), table.store.getState()];
      const isThere = on.progress === null && on.source === scenario && on.design === design;
      still = isThere || on.failure !== null ? still + 1 : 0;
    }
  }

  const textOf = (scenario: Scenario): string => patchText(texts.get(table.store.getState().base)!, scenario);

  return {
    table,
    first,
    textOf,
    do(deed: Deed) {
      const dice = diceOf(deed.seed);
      if (deed.what === 'seed') seed = diceOf(deed.seed)(1000);
      DEEDS[deed.what]({ table, player, dice, other });
    },
    async isTrue() {
      await settled();
      const { scenario, design, base, selection, act, forks, fork } = table.store.getState();
      const { recording, plate, problems, failure, edits, t, end } = player.store.getState();
      expect([problems, failure]).toEqual([[], null]);
      expect(plate!.design).toBe(design);
      expect(t).toBeLessThanOrEqual(end);
      expect(edits.seed).toBe(seed);

      const { digest } = recording!;
      expect(digestOf(scenario, design, edits)).toBe(digest);
      expect(digestOf(structuredClone(scenario), design, edits)).toBe(digest);
      const again = textReader.read(textOf(scenario));
      expect(again.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(again.scenario).toEqual(scenario);
      expect(digestOf(again.scenario!, design, edits)).toBe(digest);

      const drawn = designOf({ scenario, design });
      expect(selection.parts.filter((id) => !drawn.parts.has(id))).toEqual([]);
      expect(selection.wires.filter((label) => !drawn.wires.some((wire) => wire.label === label))).toEqual(
        [],
      );
      if (act !== null) expect(drawn.acts.map(({ id }) => id)).toContain(act);
      expect(forks.find(({ id }) => id === fork)!.version).toEqual({ scenario, design });
      // What was done at the table is played, whatever the step leaves out.
      if (edits.keepActs)
        expect(edits.keepActs).toEqual(expect.arrayContaining([...ownActs(scenario, base)]));
    },
    close() {
      table.close();
      player.close();
    },
  };
}
