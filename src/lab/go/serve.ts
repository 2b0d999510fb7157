/** Answers the questions of a page about a Go program. Keeps the last program that was built, since questions come in rows about one. */
import { type Built, buildGo } from '../../golang/build.ts';
import type { Program } from '../../golang/code/program.ts';
import { type Exploration, exploring } from '../../golang/explore/explore.ts';
import { formatSchedule, parseSchedule } from '../../golang/explore/schedule.ts';
import { newMachine } from '../../golang/machine/newMachine.ts';
import { leaks, run } from '../../golang/machine/scheduler.ts';
import { newRaceHooks } from '../../golang/race/detector.ts';
import { reportText } from '../../golang/race/report.ts';
import { lineAt } from '../../golang/syntax/positions.ts';
import { testProgram } from '../../golang/testCases.ts';
import { textOf } from '../../golang/types/bytes.ts';
import { storyOf } from '../../golang/view/story.ts';
import type { GoAnswered, GoAsked, GoExploration, GoProgram, GoRun } from './protocol.ts';
import { viewOf } from './view.ts';

type Hear = (answered: GoAnswered) => void;

/** A page is no server: what wants more than this ends as it would there, soon. Bytes, instructions. */
const RUN_LIMITS = {
  memoryLimit: 256 * 2 ** 20,
  atLimit: 'refused',
  stepsMax: 20_000_000,
  outputMax: 2 ** 20,
  heapMax: 192 * 2 ** 20,
} as const;

/** Questions are answered in turns of the event loop, so that one can be called off. */
export function makeGoLab(hear: Hear): (asked: GoAsked) => void {
  let last: { readonly key: string; readonly built: Built } | null = null;
  const calledOff = new Set<number>();
  const running = new Set<number>();

  function built(program: GoProgram): Built {
    const key = JSON.stringify(program);
    if (last?.key !== key) last = { key, built: build(program) };
    return last.built;
  }

  function explore(asked: Extract<GoAsked, { ask: 'explore' }>, program: Program): void {
    const { id, seed, statesMax, adversarialTime } = asked;
    const work = exploring(program, { seed, statesMax, adversarialTime });
    running.add(id);
    const turn = (): void => {
      const next = work.next();
      if (next.done) {
        running.delete(id);
        hear({ answer: 'explored', id, exploration: told(program, next.value, asked) });
      } else if (calledOff.delete(id)) {
        running.delete(id);
        const { states, transitions, schedules } = next.value;
        const bound = `Called off after ${states} states.`;
        const exploration: GoExploration = {
          verdict: 'clean-to-bound',
          found: [],
          schedules,
          states,
          transitions,
          bound,
          outcomes: null,
        };
        hear({ answer: 'explored', id, exploration });
      } else {
        const { states, transitions, found } = next.value;
        hear({ answer: 'progress', id, states, transitions, found });
        setTimeout(turn);
      }
    };
    turn();
  }

  return (asked) => {
    const { id } = asked;
    if (asked.ask === 'cancel') {
      if (running.has(id)) calledOff.add(id);
      else hear({ answer: 'idle', id });
      return;
    }
    try {
      const { program, errors } = built(asked.program);
      if (asked.ask === 'check') return hear({ answer: 'checked', id, errors });
      if (program === null)
        return hear({ answer: 'refused', id, errors, why: 'The program does not compile.' });
      switch (asked.ask) {
        case 'run':
          return hear({ answer: 'ran', id, run: ran(program, asked.options) });
        case 'explore':
          return explore(asked, program);
        case 'view': {
          const schedule = parseSchedule(asked.schedule);
          const view = typeof schedule === 'string' ? schedule : viewOf(program, schedule, asked.at);
          return typeof view === 'string'
            ? hear({ answer: 'refused', id, errors: [], why: view })
            : hear({ answer: 'view', id, view });
        }
      }
    } catch (error) {
      const why = `The Go machine failed: ${error instanceof Error ? error.message : String(error)}`;
      hear({ answer: 'refused', id, errors: [], why });
    }
  };
}

function build({ sources, version, entry }: GoProgram): Built {
  return entry === 'main'
    ? buildGo(sources, { version })
    : buildGo(testProgram(entry, sources), { version, tests: true });
}

function ran(program: Program, options: Parameters<typeof newMachine>[1]): GoRun {
  const races = newRaceHooks();
  const m = newMachine(program, { ...RUN_LIMITS, ...options }, races);
  run(m);
  const { ending, output, now, memory, goroutines } = m.state;
  const lineOf = (code: number, at: number) => {
    const file = program.files[program.functions[code]?.file ?? -1];
    return `${file?.name ?? ''}:${lineAt(file?.lineStarts ?? [0], at)}`;
  };
  return {
    output: textOf(output.join('')),
    text: ending?.text ?? '',
    exitCode: ending?.exitCode ?? 0,
    kind: ending?.kind ?? 'exit',
    races: races.reports().map((report) => reportText(program, [report])),
    leaks: leaks(m).map(
      ({ goroutine, reason, code, at }) =>
        `goroutine ${goroutine} waits for ever: ${reason}, ${lineOf(code, at)}`,
    ),
    took: now,
    mostMemory: memory.most,
    goroutines: goroutines.length,
  };
}

function told(
  program: Program,
  { found, bound, ...rest }: Exploration,
  asked: { readonly seed: number; readonly adversarialTime: boolean },
): GoExploration {
  return {
    ...rest,
    bound: bound?.sentence ?? null,
    found: found.map(({ kind, schedule, shortest, text }) => ({
      kind,
      text,
      schedule: formatSchedule(schedule),
      steps: schedule.length,
      preemptions: storyOf(program, schedule, asked).filter(({ preempts }) => preempts).length,
      shortest,
    })),
  };
}
