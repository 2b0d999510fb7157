/**
 * Recording a design by doing it: the table owns its designs, so whatever is done there goes into the one on it. Kept is
 * only where it began; what was recorded is read from the table's history and from the design, so that all three agree.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { START } from '../../scenario/designNames.ts';
import { same } from '../../scenario/same.ts';
import type { Scenario } from '../../scenario/types.ts';
import { titleOf } from '../../table/design.ts';
import type { AtTable } from '../../table/hooks.ts';
import type { Change, TableState } from '../../table/state.ts';
import { HISTORY_MAX } from '../../table/table.ts';
import { idFrom, isFull, withDesignAdded } from './designList.ts';
import { withRole } from './roles.ts';
import { toldPatch } from './toldPatch.ts';

export type RecordedRole = 'fix' | 'tempting';

export interface Session {
  readonly design: string;
  readonly role: RecordedRole;
  /** The design that it began as. */
  readonly from: string;
  /** The design that was on the table. */
  readonly back: string;
  /** The step of the history with which it began, and the scenario that came to this table. */
  readonly begun: Change;
  readonly base: Scenario;
}

export interface RecordingState {
  readonly session: Session | null;
  /** The last one, that was stopped with nothing in it. */
  readonly empty: Session | null;
}

export interface Recording {
  readonly store: StoreApi<RecordingState>;
  /** Makes a design and lays it on the table. @param title empty: the usual one @returns why it was refused; null: it has begun */
  begin(role: RecordedRole, title: string): string | null;
  /** The design that was there before lies on the table again. */
  stop(): void;
  /** Lays the design on the table again: after another one was chosen, or after it was stopped with nothing in it. */
  goOn(): void;
  /** Nothing more need be said of the one that is empty. */
  leaveEmpty(): void;
}

/** What is being recorded, as far as it has come. */
export interface Recorded {
  readonly design: string;
  readonly title: string;
  readonly role: RecordedRole;
  /** It lies on the table; otherwise the recording waits, and this is what lies there. */
  readonly isOnTable: boolean;
  readonly onTable: string;
  /** What it changes so far, in words. */
  readonly changes: readonly string[];
  /** What was done to it last; null: nothing yet. */
  readonly last: string | null;
}

export const USUAL_TITLE: Readonly<Record<RecordedRole, string>> = {
  fix: 'The fix',
  tempting: 'Tempting design',
};

export function createRecording({ table, catalog }: AtTable): Recording {
  const store = createStore<RecordingState>()(() => ({ session: null, empty: null }));
  const { getState: get, setState: set } = store;

  function putOnTable(design: string): void {
    const { scenario, design: now } = table.store.getState();
    const isThere = design === START || Object.hasOwn(scenario.designs ?? {}, design);
    if (design !== now) table.chooseDesign(isThere ? design : START);
  }

  return {
    store,
    begin(role, typed) {
      const { scenario, design: back, base } = table.store.getState();
      const full = isFull(scenario);
      if (full !== null) return full;
      const title = typed.trim() || USUAL_TITLE[role];
      const from = scenario.health?.untouched ?? START;
      const id = role === 'fix' ? idFrom(scenario, 'fix') : idFrom(scenario, title, 'tempting');
      const added = withDesignAdded(scenario, id, { title, ...(from === START ? {} : { from }) });
      if (!table.revise(withRole(added, id, role), `Recording of “${title}” begun`, id)) {
        const why = table.store.getState().refused;
        table.dismiss();
        return why ?? 'It cannot be recorded.';
      }
      const begun = table.store.getState().past.at(-1)!;
      set({ session: { design: id, role, from, back, begun, base }, empty: null });
      return null;
    },
    stop() {
      const { session } = get();
      const state = table.store.getState();
      const recorded = recordedOf(session, state, catalog);
      if (!session || !recorded) return set({ session: null });
      const { scenario } = state;
      const says = recorded.changes.length === 0 ? nothingIn(scenario, session) : null;
      set({ session: null, empty: says === null ? null : session });
      if (recorded.isOnTable) putOnTable(session.back);
      table.say(says ?? `Recorded: ${recorded.title}, ${countOf(recorded.changes)}.`);
    },
    goOn() {
      const { session, empty } = get();
      const one = session ?? empty;
      if (!one) return;
      set({ session: one, empty: null });
      putOnTable(one.design);
    },
    leaveEmpty: () => set({ empty: null }),
  };
}

type Seen = Pick<TableState, 'scenario' | 'design' | 'past' | 'future' | 'base'>;

/** Null as long as nothing is recorded: also after the beginning was undone, until it is done again. */
export function recordedOf(
  session: Session | null,
  { scenario, design, past, future, base }: Seen,
  catalog: AtTable['catalog'],
): Recorded | null {
  if (!session || session.base !== base || future.includes(session.begun)) return null;
  if (!Object.hasOwn(scenario.designs ?? {}, session.design)) return null;
  const place = past.indexOf(session.begun);
  // A history that is full forgets how it began.
  if (place < 0 && past.length < HISTORY_MAX) return null;
  const patchIn = (one: Scenario) => one.designs?.[session.design];
  const last = past
    .slice(place + 1)
    .findLast(({ before, after }) => !same(patchIn(before.scenario), patchIn(after.scenario)));
  return {
    design: session.design,
    title: titleOf({ scenario, design: session.design }),
    role: session.role,
    isOnTable: design === session.design,
    onTable: titleOf({ scenario, design }),
    changes: changesSince(scenario, session, catalog),
    last: last?.says ?? null,
  };
}

/** The notice about one that was stopped with nothing in it; null once there is something, or it is gone. */
export function emptyOf(
  session: Session | null,
  { scenario, base }: Pick<Seen, 'scenario' | 'base'>,
  catalog: AtTable['catalog'],
): string | null {
  if (!session || session.base !== base || !Object.hasOwn(scenario.designs ?? {}, session.design))
    return null;
  return changesSince(scenario, session, catalog).length > 0 ? null : nothingIn(scenario, session);
}

/** What it changes beside what it began as. */
function changesSince(
  scenario: Scenario,
  { design, from }: Session,
  catalog: AtTable['catalog'],
): readonly string[] {
  const before = new Set(toldPatch(scenario, from, catalog));
  return toldPatch(scenario, design, catalog).filter(
    (line) => !before.has(line) && !line.startsWith('begins as '),
  );
}

function nothingIn(scenario: Scenario, { design, from }: Session): string {
  const names = `${from === START ? 'start' : `“${titleOf({ scenario, design: from })}”`} and this design`;
  return scenario.designs?.[design]?.move
    ? `Parts were moved, and nothing else was changed: ${names} run alike.`
    : `Nothing was changed: ${names} are the same.`;
}

/** "no change yet", "1 change", "4 changes" */
export function countOf(changes: readonly string[]): string {
  if (changes.length === 0) return 'no change yet';
  return changes.length === 1 ? '1 change' : `${changes.length} changes`;
}
