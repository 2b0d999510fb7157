/** What is on the desk: a Go program, what is known of it, and one schedule with a place in it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GoError } from '../golang/syntax/errors.ts';
import { type GoLab, type GoProgress, GoRefused } from '../lab/go/client.ts';
import type { GoExploration, GoFound, GoProgram, GoRun, GoView } from '../lab/go/protocol.ts';

/** What is known of one source. */
export interface Known {
  /** Go's messages. */
  readonly errors: readonly GoError[];
  readonly view: GoView | null;
  /** Which of the exploration's schedules is shown; null: one's own. */
  readonly shown: GoFound | null;
  readonly exploration: GoExploration | null;
  readonly run: GoRun | null;
}

export interface DeskState extends Known {
  readonly program: GoProgram;
  /** What is being worked on. */
  readonly busy:
    | null
    | { readonly what: 'explore'; readonly progress: GoProgress | null }
    | { readonly what: 'run' };
  /** Why something could not be had; null when all is well. */
  readonly trouble: string | null;
  /** The schedule goes on by itself. */
  readonly plays: boolean;
}

export interface Desk {
  readonly store: StoreApi<DeskState>;
  /** Another source: what was known of the old one is told again when it comes back. */
  edit(source: string): void;
  /** Another program altogether, or the one that lies there already. */
  put(program: GoProgram): void;
  /** A goroutine takes a step, by hand. @param schedule with this step at its end */
  take(schedule: string): Promise<void>;
  goTo(at: number): Promise<void>;
  /** @param schedule to be shown, at its beginning; left out: none */
  begin(schedule?: string): Promise<void>;
  /** Shows who stands where before the first step, unless something is shown already or is on its way. */
  wake(): void;
  /** At its end, where it fails. */
  show(found: GoFound): Promise<void>;
  /** From its beginning on, a step at a time, as a story is told; again: stops. */
  play(): void;
  explore(): Promise<void>;
  callOff(): void;
  runOnce(seed: number): Promise<void>;
  close(): void;
}

export interface DeskHears {
  /** The learner let a goroutine take a step. */
  readonly onStepped?: () => void;
  /** An exploration came to its end, or to its bound; one that was called off did not. */
  readonly onExplored?: (program: GoProgram, exploration: GoExploration) => void;
}

/** As many states as a page looks at before it says how far it came. */
export const STATES_MAX = 300_000;
const SEED = 1;
/** How long a step of a story is looked at, ms. */
const STEP_SHOWN = 1100;
/** Sources that are remembered: some undoing, some designs. */
const SOURCES_MAX = 40;

const NOTHING_KNOWN: Known = { errors: [], view: null, shown: null, exploration: null, run: null };
const IDLE = { busy: null, trouble: null, plays: false } as const;

/** @param starts the machine, when it is asked for the first time */
export function openDesk(program: GoProgram, starts: () => Promise<GoLab>, hears: DeskHears = {}): Desk {
  const store = createStore<DeskState>(() => ({ program, ...NOTHING_KNOWN, ...IDLE }));
  const { getState, setState } = store;
  let lab: Promise<GoLab> | null = null;
  let isClosed = false;
  const ready = () => (lab ??= starts());
  let calledOff: AbortController | null = null;
  /** Grows with every edit and every wish for a view: an answer to an older one comes too late. */
  let wish = 0;
  /** The wish that is on its way; 0: none. */
  let awaited = 0;
  const remembered = new Map<string, Known>();

  /** @returns null when it failed, or when meanwhile something else is wanted */
  async function ask<T>(question: (lab: GoLab, of: GoProgram) => Promise<T>): Promise<T | null> {
    const { program: of } = getState();
    try {
      const answer = await question(await ready(), of);
      return getState().program === of ? answer : null;
    } catch (error) {
      if (isClosed || getState().program !== of) return null;
      if (error instanceof GoRefused)
        setState({ errors: error.errors, trouble: error.errors.length > 0 ? null : error.message });
      else setState({ trouble: error instanceof Error ? error.message : String(error) });
      return null;
    }
  }

  async function look(schedule: string, at: number): Promise<void> {
    const mine = ++wish;
    awaited = mine;
    const view = await ask((at_, of) => at_.view(of, schedule, at));
    if (awaited === mine) awaited = 0;
    if (view && mine === wish) setState({ view, trouble: null });
  }

  function put(next: GoProgram): void {
    const { program: before, errors, view, shown, exploration, run } = getState();
    const key = keyOf(next);
    if (key === keyOf(before)) return;
    remembered.delete(keyOf(before));
    remembered.set(keyOf(before), { errors, view, shown, exploration, run });
    if (remembered.size > SOURCES_MAX) remembered.delete([...remembered.keys()][0]!);
    calledOff?.abort();
    wish++;
    awaited = 0;
    setState({ program: next, ...(remembered.get(key) ?? NOTHING_KNOWN), ...IDLE });
    void ask((at, of) => at.check(of)).then((found) => found && setState({ errors: found }));
  }

  async function show(found: GoFound): Promise<void> {
    setState({ shown: found, plays: false });
    await look(found.schedule, found.steps);
  }

  return {
    store,
    put,
    show,
    edit(source) {
      const { program: before } = getState();
      put({ ...before, sources: before.sources.map((one, i) => (i === 0 ? { ...one, source } : one)) });
    },
    async take(schedule) {
      setState({ shown: null, plays: false });
      const { view } = getState();
      hears.onStepped?.();
      await look(schedule, (view?.at ?? 0) + 1);
    },
    async goTo(at) {
      const { view } = getState();
      setState({ plays: false });
      if (view && at >= 0 && at <= view.steps.length) await look(view.schedule, at);
    },
    async begin(schedule = '') {
      setState({ shown: null, plays: false });
      await look(schedule, 0);
    },
    wake() {
      if (getState().view === null && awaited === 0) void look('', 0);
    },
    play() {
      if (getState().plays) return setState({ plays: false });
      const { view } = getState();
      if (!view || view.steps.length === 0) return;
      setState({ plays: true });
      const from = view.at < view.steps.length ? view.at : 0;
      const tell = async (at: number): Promise<void> => {
        if (!getState().plays || getState().view?.schedule !== view.schedule) return;
        if (at > view.steps.length) return setState({ plays: false });
        await look(view.schedule, at);
        setTimeout(() => void tell(at + 1), STEP_SHOWN);
      };
      void tell(from);
    },
    async explore() {
      if (getState().busy) return;
      const mine = new AbortController();
      calledOff = mine;
      const { program: of } = getState();
      setState({ busy: { what: 'explore', progress: null }, exploration: null, trouble: null });
      const asked = { seed: SEED, statesMax: STATES_MAX, adversarialTime: true };
      const progress = (told: GoProgress) => {
        if (calledOff === mine && getState().program === of)
          setState({ busy: { what: 'explore', progress: told } });
      };
      const exploration = await ask((at, program) => at.explore(program, asked, progress, mine.signal));
      if (calledOff === mine && getState().program === of) setState({ busy: null });
      if (!exploration) return;
      setState({ exploration });
      if (!mine.signal.aborted) hears.onExplored?.(of, exploration);
      const worst = exploration.found.find(({ kind }) => kind === exploration.verdict);
      if (worst) await show(worst);
    },
    callOff: () => calledOff?.abort(),
    async runOnce(seed) {
      if (getState().busy) return;
      const { program: of } = getState();
      setState({ busy: { what: 'run' }, run: null, trouble: null });
      const run = await ask((at, program) => at.run(program, { seed, processors: 4 }));
      if (getState().program === of) setState({ busy: null });
      if (run) setState({ run });
    },
    close() {
      isClosed = true;
      calledOff?.abort();
      setState({ plays: false });
      void lab?.then((opened) => opened.close());
    },
  };
}

const keyOf = ({ sources, version, entry }: GoProgram): string =>
  JSON.stringify([version, entry, ...sources.map(({ source }) => source)]);
