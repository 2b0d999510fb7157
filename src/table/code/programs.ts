/** The programs of parts, each on a desk of its own: what is typed there becomes an edit of the table, and the other way. */
import { type Desk, openDesk } from '../../code/desk.ts';
import { type GoLab, startGoLab } from '../../lab/go/client.ts';
import type { GoProgram } from '../../lab/go/protocol.ts';
import { codeSettingOf, type PartProgram, programKey, programOf } from '../../scenario/programs.ts';
import { designOf, type TablePart } from '../design.ts';
import { settingsAt } from '../forkEdits.ts';
import type { AtTable } from '../hooks.ts';
import type { Explored, TableState } from '../state.ts';

export interface Programs {
  /** The desk of a part; it is opened when it is asked for first. Null: nothing is to be run there. */
  deskOf(part: string): Desk | null;
  /** The source was typed at: it goes to the table when typing pauses. */
  typed(part: string): void;
  /** What was typed goes to the table now. */
  flush(): void;
  /** Tries every schedule of the program as it lies on the desk. */
  explore(part: string): void;
  /** What all schedules of a part's program come to, as it lies on the table; null while they were not tried. */
  verdictOn(part: string): Explored | null;
  close(): void;
}

/** Whoever types no more for so long has paused, ms. */
const PAUSE = 600;

interface Open {
  readonly desk: Desk;
  /** As it lies on the table. */
  program: PartProgram;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** What it holds is being told to the table, and is not to come back from there. */
  isTold: boolean;
}

/** The parts of a design that carry a program. */
export function programParts(state: TableState, { catalog }: Pick<AtTable, 'catalog'>): readonly TablePart[] {
  return [...designOf(state).parts.values()].filter(({ kind }) => codeSettingOf(catalog.get(kind)) !== null);
}

/** @returns as the fork on the screen has it; null when there is no such part, or it has none */
export function programOn(
  state: TableState,
  { catalog }: Pick<AtTable, 'catalog'>,
  id: string,
): PartProgram | null {
  const design = designOf(state);
  const part = design.parts.get(id);
  if (!part) return null;
  const leaves = state.forks.find((fork) => fork.id === state.fork)?.at ?? 0;
  return programOf(catalog.get(part.kind), leaves > 0 ? settingsAt(design, id, leaves) : part.settings);
}

const asGo = ({ source, version }: PartProgram): GoProgram => ({
  sources: [{ name: 'main.go', source }],
  version,
  entry: 'main',
});

export function createPrograms(at: AtTable, start: () => Promise<GoLab> = startGoLab): Programs {
  const { table } = at;
  const opened = new Map<string, Open>();
  let lab: Promise<GoLab> | null = null;

  function open(part: string, program: PartProgram): Open {
    const desk = openDesk(asGo(program), () => (lab ??= start()), {
      onStepped: table.noteStep,
      onExplored: ({ sources, version }, { verdict }) =>
        table.noteExplored(programKey({ source: sources[0]!.source, version }), verdict),
    });
    const made: Open = { desk, program, timer: undefined, isTold: false };
    opened.set(part, made);
    return made;
  }

  function commit(part: string): void {
    const one = opened.get(part);
    if (!one || one.timer === undefined) return;
    clearTimeout(one.timer);
    one.timer = undefined;
    const { source } = one.desk.store.getState().program.sources[0]!;
    const { program } = one;
    if (source === program.source) return;
    const name = designOf(table.store.getState()).parts.get(part)?.name ?? part;
    const edit = { do: 'set', part, setting: program.setting, value: source } as const;
    one.isTold = true;
    if (table.edit(edit, `${name}: code changed`)) one.program = { ...program, source };
    one.isTold = false;
  }

  const flush = (): void => {
    for (const part of opened.keys()) commit(part);
  };

  const unfollow = table.store.subscribe((state) => {
    for (const [part, one] of opened) {
      const program = one.isTold ? null : programOn(state, at, part);
      if (!program || programKey(program) === programKey(one.program)) continue;
      clearTimeout(one.timer);
      Object.assign(one, { program, timer: undefined });
      one.desk.put(asGo(program));
    }
  });

  function deskOf(part: string): Desk | null {
    const program = programOn(table.store.getState(), at, part);
    return program && (opened.get(part) ?? open(part, program)).desk;
  }

  return {
    deskOf,
    typed(part) {
      const one = opened.get(part);
      if (!one) return;
      clearTimeout(one.timer);
      one.timer = setTimeout(() => commit(part), PAUSE);
    },
    flush,
    explore(part) {
      flush();
      void deskOf(part)?.explore();
    },
    verdictOn(part) {
      const state = table.store.getState();
      const program = programOn(state, at, part);
      return program && (state.explored.get(programKey(program)) ?? null);
    },
    close() {
      flush();
      unfollow();
      for (const { desk } of opened.values()) desk.close();
      void lab?.then((one) => one.close());
    },
  };
}
