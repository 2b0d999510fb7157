import { createStore, type StoreApi } from 'zustand/vanilla';
import { NOTHING, type Selection } from '../canvas/editing.ts';
import { catalog } from '../parts/catalog.ts';
import { formatLength, formatMoment } from '../player/clock.ts';
import type { Player } from '../player/player.ts';
import { designNames, MINE, START } from '../scenario/designNames.ts';
import { type DeskAbout, deskOf } from '../scenario/desks.ts';
import { applyEdit, type Edit, type Edited, wireRefusal, withMine } from '../scenario/edit.ts';
import type { Scenario } from '../scenario/types.ts';
import { ownActs, withActIds } from './actIds.ts';
import { designOf, textOf, ticksOf, titleOf } from './design.ts';
import { inFork } from './forkEdits.ts';
import { createRuns } from './runs.ts';
import type { Ask, Explored, Fork, Panel, Snapshot, TableState, Version, Written } from './state.ts';
import { firstWritten, followed, hindrance, misfit, type Writer, withText, withTyped } from './writing.ts';

export interface TableOptions {
  /** True where edits go to the design on the screen (a sandbox, a file of one's own) and not to `mine`. */
  readonly owns: boolean;
  readonly design: string;
  /** The scenario without what the learner made of it in an earlier visit; the same when left out. */
  readonly base?: Scenario;
  /** The text that the scenario was read from, where it is edited beside the table; `owns` must be true then. */
  readonly text?: { readonly begun: string; readonly writer: Writer };
}

/** One table: a store, the player that runs what lies on it, and what can be done. */
export interface Table {
  readonly store: StoreApi<TableState>;
  readonly player: Player;
  /** Changes the design on the screen and runs it. @returns false when it was refused: `refused` says why, and nothing has changed */
  edit(edit: Edit, says: string): boolean;
  /** Why an edit would be refused; null when it would not. */
  refusal(edit: Edit): string | null;
  /**
   * Any other change of the scenario: steps, claims, charts ...
   * @param design that lies on the table then; the one that does now when left out
   * @returns false when it is not sound: `refused` says why
   */
  revise(scenario: Scenario, says: string, design?: string): boolean;
  /** Somebody has changed the text. Only of a table that keeps one. */
  type(text: string): void;
  undo(): void;
  redo(): void;
  /** Shows another design; that is no edit. */
  chooseDesign(design: string): void;
  select(selection: Selection): void;
  /** An act, by its id; null: none. Parts and wires are selected no more. */
  selectAct(act: string | null): void;
  show(panel: Panel | null): void;
  /** Opens a dialog; null: none. */
  ask(ask: Ask | null): void;
  /** Why this request ended as it did; null: all causes. */
  askWhy(request: number | null): void;
  say(text: string): void;
  /** Says why something was not done. */
  refuse(why: string): void;
  /** The refusal has been read, or stands beside the field that it is about. */
  dismiss(): void;
  allowParts(palette: readonly string[] | null): void;
  /** From this moment on, another way: settings changed here become acts at that moment. */
  fork(at: number): void;
  goTo(fork: string): void;
  setTheory(on: boolean): void;
  /** Lays the desk of a part on the stage; null: the system. */
  openDesk(part: string | null): void;
  /** What the desk of a part of the design on the table is about; null: it has none. */
  deskAbout(part: string): DeskAbout | null;
  /** Every schedule of a program was tried. @param key of `programKey` */
  noteExplored(key: string, verdict: Explored): void;
  /** A goroutine took a step, by hand. */
  noteStep(): void;
  /** Another scenario altogether (opened, reset): a step of the history too. @param written what it was read from, where a text is kept */
  replace(scenario: Scenario, design: string, says: string, written?: Written): void;
  /** Follows the player no more. */
  close(): void;
}

export const HISTORY_MAX = 500;
const FIRST = 'first';

const firstFork = (version: Version): Fork => ({
  id: FIRST,
  from: null,
  at: 0,
  title: 'The whole run',
  version,
});

export function createTable(player: Player, scenario: Scenario, options: TableOptions): Table {
  const first: Version = { scenario, design: options.design };
  const writer = options.text?.writer ?? null;
  const store = createStore<TableState>()(() => ({
    ...first,
    forks: [firstFork(first)],
    fork: FIRST,
    base: options.base ?? scenario,
    written: options.text ? firstWritten(options.text.writer, options.text.begun) : null,
    past: [],
    future: [],
    selection: NOTHING,
    act: null,
    panel: null,
    palette: null,
    asked: null,
    refused: null,
    said: { text: '', n: 0 },
    ask: null,
    theory: false,
    desk: null,
    explored: new Map(),
    stepped: 0,
  }));
  const { getState: get, setState: set } = store;
  const runs = createRuns(player);
  let asked: Version = first;

  const saying = (text: string) => ({ text, n: get().said.n + 1 });
  const say = (text: string) => set({ said: saying(text) });
  const refuse = (why: string) => set({ refused: why });

  /** Runs what lies on the table, unless it is on the screen already. */
  function run(): void {
    const { scenario, design, base } = get();
    const on = player.store.getState();
    const shown = runs.isBusy() ? asked : { scenario: on.source, design: on.design };
    if (scenario === shown.scenario && design === shown.design) return;
    asked = { scenario, design };
    runs.show(() => {
      const { seed, acts, keepActs } = player.store.getState().edits;
      // Acts that came at the table are played, whatever a step of a lesson leaves out.
      const kept = keepActs && { keepActs: [...new Set([...keepActs, ...ownActs(scenario, base)])] };
      return {
        source: scenario,
        design,
        edits: { ...(seed !== undefined && { seed }), ...(acts && { acts }), ...kept },
      };
    });
  }

  /** What is no longer there is no longer selected. */
  function sane(version: Version): Pick<TableState, 'selection' | 'act' | 'panel'> {
    const { selection, act, panel } = get();
    const { parts, wires, acts } = designOf(version);
    const labels = new Set(wires.map(({ label }) => label));
    const left = {
      parts: selection.parts.filter((id) => parts.has(id)),
      wires: selection.wires.filter((label) => labels.has(label)),
    };
    const isWhole =
      left.parts.length === selection.parts.length && left.wires.length === selection.wires.length;
    const kept = acts.some(({ id }) => id === act) ? act : null;
    // An inspector that has lost what it showed goes with it.
    const hasLost =
      (!isWhole || kept !== act) && kept === null && left.parts.length + left.wires.length === 0;
    return {
      selection: isWhole ? selection : left,
      act: kept,
      panel: hasLost && panel === 'inspect' ? null : panel,
    };
  }

  const snapshot = (): Snapshot => {
    const { scenario, design, forks, fork, base, written } = get();
    return { scenario, design, forks, fork, base, written };
  };

  /** @param said null: nothing need be said of it */
  function commit(
    to: Snapshot,
    says: string,
    said: string | null = says,
    typedAt: number | null = null,
  ): void {
    const before = snapshot();
    const after = withText(before, to, writer);
    const past = followed(get().past, { says, before, after, typedAt }).slice(-HISTORY_MAX);
    set({ ...after, ...sane(after), past, future: [], refused: null });
    if (said !== null) say(said);
    tellPlayer();
    run();
  }

  function restore(to: Snapshot, history: Pick<TableState, 'past' | 'future'>, says: string): void {
    set({ ...to, ...sane(to), ...history, refused: null, said: saying(says) });
    tellPlayer();
    run();
  }

  const tellPlayer = () => {
    const { parts, wires } = get().selection;
    const one = parts.length === 1 && wires.length === 0 ? parts[0]! : null;
    if (player.store.getState().selected !== one) player.select(one);
  };

  /** Where an edit goes: the design on the screen, or one of the learner's own that begins as its copy. */
  function ground(): Version {
    const { scenario, design } = get();
    if (options.owns || design === MINE) return { scenario, design };
    return { scenario: withMine(scenario, design), design: MINE };
  }

  function attempt(edit: Edit): { edited: Edited; design: string } {
    const on = ground();
    const hindered = hindrance(get().written);
    if (hindered !== null) return { edited: { ok: false, says: hindered }, design: on.design };
    const leaves = here().at;
    const drawn = designOf(on);
    const meant = leaves > 0 ? inFork(edit, leaves, drawn, catalog) : { ok: true as const, edit };
    if (!meant.ok) return { edited: meant, design: on.design };
    const named = withActIds(meant.edit, on.scenario);
    return { edited: applyEdit(on.scenario, on.design, named, catalog), design: on.design };
  }

  const here = (): Fork => get().forks.find(({ id }) => id === get().fork)!;

  /** The forks when the one on the screen has come to this version. */
  function forksWith(version: Version, says: string | null): readonly Fork[] {
    return get().forks.map((fork) => {
      if (fork.id !== get().fork) return fork;
      // A fork is known by the first thing that was done in it.
      const isFresh = says !== null && /^From [\d:.]+(?: \(\d+\))?$/.test(fork.title);
      return { ...fork, version, title: isFresh ? `${fork.title}: ${says}` : fork.title };
    });
  }

  /** What a learner is told who has just begun a design, or begun it anew. */
  function begun(design: string): string {
    const before = get();
    if (design === before.design) return '';
    const from = ` This is your own design now, begun as “${titleOf(before)}”.`;
    const had = before.scenario.designs && Object.hasOwn(before.scenario.designs, MINE);
    return had ? `.${from} The one you had is replaced; undo brings it back.` : `.${from}`;
  }

  const unfollow = player.store.subscribe((now, before) => {
    // Somebody chose a design at the player itself.
    if (now.design === before.design || runs.isBusy() || now.source !== get().scenario) return;
    const { scenario, design } = get();
    const isOurs = now.design === 'start' || Object.hasOwn(scenario.designs ?? {}, now.design);
    if (now.design === design || !isOurs) return;
    const version = { scenario, design: now.design };
    set({ ...version, ...sane(version), forks: forksWith(version, null), asked: null });
  });

  return {
    store,
    player,
    say,
    refuse,
    dismiss: () => set({ refused: null }),
    edit(edit, says) {
      const { edited, design } = attempt(edit);
      if (!edited.ok) {
        refuse(edited.says);
        return false;
      }
      const version: Version = { scenario: edited.scenario, design };
      const forks = forksWith(version, edit.do === 'move' ? null : says);
      commit({ ...snapshot(), ...version, forks }, says, `${says}${begun(design)}`);
      return true;
    },
    revise(scenario, says, wish = get().design) {
      const why = hindrance(get().written) ?? misfit(scenario, catalog);
      if (why !== null) {
        refuse(why);
        return false;
      }
      const design = designNames(scenario).includes(wish) ? wish : START;
      const version: Version = { scenario, design };
      commit({ ...snapshot(), ...version, forks: forksWith(version, null) }, says);
      return true;
    },
    type(text) {
      if (!writer || text === get().written?.text) return;
      const typed = withTyped(snapshot(), text, writer);
      const { scenario, design } = typed;
      const forks = forksWith({ scenario, design }, null);
      commit({ ...typed, forks }, 'What was typed', null, performance.now());
    },
    refusal(edit) {
      const { scenario, design } = get();
      // A canvas asks with every move of the pointer; what a copy of the design would say, this one says too.
      if (edit.do === 'addWire' && here().at === 0)
        return wireRefusal(scenario, design, edit.from, edit.to, catalog);
      const { edited } = attempt(edit);
      return edited.ok ? null : edited.says;
    },
    undo() {
      const { past, future } = get();
      const change = past.at(-1);
      if (!change) return say('There is nothing to undo.');
      restore(
        change.before,
        { past: past.slice(0, -1), future: [change, ...future] },
        `Undone: ${change.says}`,
      );
    },
    redo() {
      const { past, future } = get();
      const [change, ...rest] = future;
      if (!change) return say('There is nothing to do again.');
      restore(change.after, { past: [...past, change], future: rest }, `Done again: ${change.says}`);
    },
    chooseDesign(design) {
      const version = { scenario: get().scenario, design };
      // A request of one design is another one in the next.
      set({ ...version, ...sane(version), forks: forksWith(version, null), asked: null, refused: null });
      tellPlayer();
      run();
    },
    select(selection) {
      const isEmpty = selection.parts.length === 0 && selection.wires.length === 0;
      const { panel } = get();
      set({ selection, act: null, panel: isEmpty ? (panel === 'inspect' ? null : panel) : 'inspect' });
      tellPlayer();
    },
    selectAct(act) {
      const { panel } = get();
      set({
        act,
        selection: NOTHING,
        panel: act === null ? (panel === 'inspect' ? null : panel) : 'inspect',
      });
      tellPlayer();
    },
    show: (panel) => set({ panel }),
    ask: (ask) => set({ ask }),
    askWhy: (asked) => set({ asked, panel: 'why' }),
    allowParts: (palette) => set({ palette }),
    fork(moment) {
      const { forks, fork, scenario, design } = get();
      const { length } = designOf({ scenario, design });
      const at = ticksOf(textOf(Math.min(moment, length), length));
      if (at <= 0 || at >= length) {
        const last = formatLength(length);
        return refuse(
          `A fork leaves a run while it goes on, after 0:00 and before ${last}. Move the playhead there first.`,
        );
      }
      const title = `From ${formatMoment(at)}`;
      const same = forks.filter((one) => one.title.startsWith(title)).length;
      const id = `fork-${forks.reduce((most, one) => Math.max(most, Number(one.id.slice(5)) || 0), 0) + 1}`;
      const version = { scenario, design };
      const made: Fork = { id, from: fork, at, title: same > 0 ? `${title} (${same + 1})` : title, version };
      commit(
        { ...snapshot(), forks: [...forks, made], fork: id },
        `Fork at ${formatMoment(at)}`,
        `Fork made at ${formatMoment(at)}. What you change now changes the run from there on.`,
      );
    },
    goTo(id) {
      const fork = get().forks.find((one) => one.id === id);
      if (!fork || id === get().fork) return;
      set({
        ...fork.version,
        ...sane(fork.version),
        fork: id,
        refused: null,
        said: saying(`${fork.title}, on the screen`),
      });
      tellPlayer();
      run();
    },
    setTheory: (theory) => set({ theory }),
    openDesk(desk) {
      if (desk === get().desk) return;
      // Each has a time of its own.
      if (desk !== null) player.pause();
      set({ desk });
    },
    deskAbout: (part) => deskOf(catalog.get(designOf(get()).parts.get(part)?.kind ?? '')),
    noteExplored: (key, verdict) => set({ explored: new Map([...get().explored, [key, verdict]]) }),
    noteStep: () => set({ stepped: get().stepped + 1 }),
    replace(scenario, design, says, from) {
      const version = { scenario, design };
      const written = writer && (from ?? firstWritten(writer, writer.write('', scenario)));
      player.pause();
      player.seek(0);
      set({ asked: null });
      commit({ ...version, forks: [firstFork(version)], fork: FIRST, base: scenario, written }, says);
    },
    close: unfollow,
  };
}
