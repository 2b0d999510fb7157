/** Answers the questions of a page about a Go program. Keeps the last program that was built, since questions come in rows about one. */
import { type Built, buildGo } from '../../golang/build.ts';
import type { Program } from '../../golang/code/program.ts';
import type { Exploration } from '../../golang/explore/explore.ts';
import { exploringInPasses } from '../../golang/explore/inPasses.ts';
import { formatSchedule, parseSchedule } from '../../golang/explore/schedule.ts';
import { reportText } from '../../golang/race/report.ts';
import { type RunLimits, runProgram } from '../../golang/run.ts';
import { testProgram } from '../../golang/testCases.ts';
import { storyOf } from '../../golang/view/story.ts';
import type { GoAnswered, GoAsked, GoExploration, GoProgram, GoRun, GoRunOptions } from './protocol.ts';
import { viewOf } from './view.ts';

type Hear = (answered: GoAnswered) => void;

/** A page is no server: what wants more than this ends as it would there, soon. Bytes, instructions. */
const LIMITS: RunLimits = {
  memoryLimit: 256 * 2 ** 20,
  atLimit: 'refused',
  stepsMax: 20_000_000,
  outputMax: 2 ** 20,
  heapMax: 192 * 2 ** 20,
};

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
    const work = exploringInPasses(program, { seed, statesMax, adversarialTime });
    running.add(id);
    const turn = (): void => orSay(id, step);
    const step = (): void => {
      const next = work.next(calledOff.delete(id));
      if (next.done) {
        running.delete(id);
        calledOff.delete(id);
        hear({ answer: 'explored', id, exploration: told(program, next.value, asked) });
      } else {
        const { states, transitions, found } = next.value;
        hear({ answer: 'progress', id, states, transitions, found });
        setTimeout(turn);
      }
    };
    turn();
  }

  /** What fails in a later turn of the event loop is told as well. */
  function orSay(id: number, work: () => void): void {
    try {
      work();
    } catch (error) {
      const why = `The Go machine failed: ${error instanceof Error ? error.message : String(error)}`;
      hear({ answer: 'refused', id, errors: [], why });
    }
  }

  return (asked) => {
    const { id } = asked;
    if (asked.ask === 'cancel') {
      if (running.has(id)) calledOff.add(id);
      else hear({ answer: 'idle', id });
      return;
    }
    orSay(id, () => {
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
    });
  };
}

function build({ sources, version, entry }: GoProgram): Built {
  return entry === 'main'
    ? buildGo(sources, { version })
    : buildGo(testProgram(entry, sources), { version, tests: true });
}

function ran(program: Program, options: GoRunOptions): GoRun {
  const { races, ...run } = runProgram(program, { limits: LIMITS, ...options, detects: true });
  return { ...run, races: races.map((report) => reportText(program, [report])) };
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
