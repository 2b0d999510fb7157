import type { EpisodeTable, OnTable, RunWish } from '../../src/episode/port.ts';
import type { Verdict } from '../../src/lab/protocol.ts';
import { MINE } from '../../src/scenario/designNames.ts';
import type { Deed } from '../../src/scenario/lesson.ts';
import type { DesignText, Scenario } from '../../src/scenario/types.ts';
import type { Explored } from '../../src/table/state.ts';

/** What a run says to an expression. */
export type Judge = (that: string, run: RunWish) => Verdict;

export interface FakeTable extends EpisodeTable {
  /** What was put up last, besides the run. */
  readonly furniture: {
    parts: readonly string[] | null;
    spotlight: string | null;
    chart: string | null;
    isConcealed: boolean;
  };
  /** The parts of whose programs every schedule was to be tried. */
  readonly tried: string[];
  readonly wishes: RunWish[];
  /** The learner plays up to a tick, or drags the playhead there. */
  reach(t: number): void;
  do(deed: Deed): void;
  /** The learner edits: their own design is on the table then. */
  edit(mine: DesignText): void;
  /** They edit what leaves every event as it was: a price, or slots that were never taken. */
  reprice(mine: DesignText): void;
  /** Every schedule of a part's program was tried; null: its code has changed since. */
  schedule(part: string, verdict: Explored | null): void;
  /** The next runs take until `arrive` is called. */
  hold(): void;
  arrive(): Promise<void>;
}

export const END = 60_000_000;

export const digestOf = ({ design, keepActs, acts, seed }: RunWish): string =>
  `${design}:${keepActs?.join(',') ?? 'all'}:${acts.length}:${seed}`;

/** A table whose runs are known by name: what they say is up to the test. */
export function fakeTable(scenario: Scenario, first: RunWish, judge: Judge): FakeTable {
  const listeners = new Set<() => void>();
  const deeds = new Set<(deed: Deed) => void>();
  const waiting: (() => void)[] = [];
  let isHeld = false;
  let wish = first;
  let edits = 0;
  let on: OnTable = {
    scenario,
    design: first.design,
    isOwn: first.design === MINE,
    seed: first.seed,
    digest: digestOf(first),
    run: {},
    computed: null,
    t: first.at,
    end: END,
    playing: false,
    desk: null,
  };
  const change = (to: Partial<OnTable>): void => {
    on = { ...on, ...to };
    for (const listener of [...listeners]) listener();
  };
  function put(mine: DesignText): void {
    const next = { ...on.scenario, designs: { ...on.scenario.designs, [MINE]: mine } };
    const digest = `${digestOf({ ...wish, design: MINE })}:${edits}`;
    // Between an edit and its run the old one may be there for a moment.
    change({ scenario: next, design: MINE, isOwn: true });
    change({ digest: null });
    change({ digest, run: {} });
  }
  const furniture: FakeTable['furniture'] = {
    parts: null,
    spotlight: null,
    chart: null,
    isConcealed: false,
  };
  const wishes: RunWish[] = [];
  const tried: string[] = [];
  const explored = new Map<string, Explored>();

  return {
    furniture,
    tried,
    wishes,
    look: () => on,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onDeed(listener) {
      deeds.add(listener);
      return () => deeds.delete(listener);
    },
    async show(next) {
      wishes.push(next);
      change({ digest: null, computed: 0.5, design: next.design, isOwn: next.design === MINE });
      if (isHeld) await new Promise<void>((resolve) => waiting.push(resolve));
      wish = next;
      const digest = digestOf(next) + (next.design === MINE ? `:${edits}` : '');
      change({
        digest,
        run: {},
        computed: null,
        design: next.design,
        isOwn: next.design === MINE,
        t: next.at,
      });
    },
    play: () => change({ playing: true }),
    pause: () => change({ playing: false }),
    seek: (t) => change({ t }),
    allowParts: (kinds) => {
      furniture.parts = kinds;
    },
    setSpotlight: (target) => {
      furniture.spotlight = target;
    },
    setChart: (title) => {
      furniture.chart = title;
    },
    openDesk: (desk) => {
      if (desk !== on.desk) change({ desk });
    },
    deskAbout: () => 'code',
    explore: (part) => {
      tried.push(part);
    },
    verdictOn: (part) => explored.get(part) ?? null,
    schedule(part, verdict) {
      if (verdict === null) explored.delete(part);
      else explored.set(part, verdict);
      change({});
    },
    conceal: (isConcealed) => {
      furniture.isConcealed = isConcealed;
    },
    judge: async (that) => that.map((one) => judge(one, { ...wish, design: on.design })),
    measure: async (run, { that }) => ({
      verdicts: that.map((one) => judge(one, run)),
      figures: [],
      digest: digestOf(run),
    }),
    reach(t) {
      change({ playing: true });
      if (on.playing) change({ t });
      if (on.t >= END) change({ playing: false });
    },
    do: (deed) => {
      for (const listener of deeds) listener(deed);
    },
    edit(mine) {
      edits++;
      put(mine);
    },
    reprice: put,
    hold: () => {
      isHeld = true;
    },
    async arrive() {
      isHeld = false;
      for (const resolve of waiting.splice(0)) resolve();
      await Promise.resolve();
    },
  };
}
