/** A Go machine for tests of the page: what it answers is up to the test, and it writes down what it was asked. */
import type { GoError } from '../src/golang/syntax/errors.ts';
import { type GoLab, GoRefused } from '../src/lab/go/client.ts';
import type { GoExploration, GoFound, GoProgram, GoRun, GoView } from '../src/lab/go/protocol.ts';

export interface FakeGoLab extends GoLab {
  /** What it was asked, and about which source. */
  readonly asked: string[];
  errors(source: string): readonly GoError[];
  verdict: GoExploration['verdict'];
  /** Explorations wait until `finish` is called. */
  holds: boolean;
  finish(): void;
  closed: number;
}

const LINE = { file: 'main.go', function: 'main', part: '', preempts: false } as const;

/** Two goroutines that take steps in turns: a schedule is a list of them. */
export function viewFor(schedule: string, at: number): GoView {
  const ids = schedule === '' ? [] : schedule.split(' ').map(Number);
  const lane = (goroutine: number, title: string): GoView['lanes'][number] => ({
    goroutine,
    title,
    status: 'runnable',
    waits: '',
    line: goroutine + 3,
    file: 'main.go',
    next: `read x${goroutine}`,
  });
  const isOver = at === ids.length && ids.length >= 4;
  return {
    schedule,
    at,
    lanes: [lane(1, 'main'), lane(2, 'main.func1')],
    locks: [],
    channels: [],
    steps: ids.map((goroutine, i) => ({ ...LINE, goroutine, line: goroutine + 3, says: `read x${i}` })),
    choices: isOver
      ? []
      : [1, 2].map((goroutine) => ({
          goroutine,
          says: '',
          schedule: [...ids.slice(0, at), goroutine].join(' '),
        })),
    output: '',
    ending: isOver
      ? { kind: 'deadlock', text: 'fatal error: all goroutines are asleep - deadlock!', goroutine: 1 }
      : null,
    meet: null,
  };
}

export const FOUND: GoFound = {
  kind: 'deadlock',
  text: 'fatal error: all goroutines are asleep - deadlock!',
  schedule: '1 2 1 2',
  steps: 4,
  preemptions: 3,
  shortest: true,
};

/** @param errorsOf Go's messages for a source; none when left out */
export function fakeGoLab(errorsOf: (source: string) => readonly GoError[] = () => []): FakeGoLab {
  const waiting: (() => void)[] = [];
  const sourceOf = ({ sources }: GoProgram): string => sources[0]!.source;
  function sound(program: GoProgram): void {
    const errors = errorsOf(sourceOf(program));
    if (errors.length > 0) throw new GoRefused(errors, 'The program does not compile.');
  }
  const lab: FakeGoLab = {
    place: 'main thread',
    asked: [],
    errors: errorsOf,
    verdict: 'deadlock',
    holds: false,
    closed: 0,
    async check(program) {
      lab.asked.push(`check ${sourceOf(program)}`);
      return errorsOf(sourceOf(program));
    },
    async run(program): Promise<GoRun> {
      lab.asked.push(`run ${sourceOf(program)}`);
      sound(program);
      const none = { races: [], leaks: [], took: 0 };
      return { output: 'hello\n', text: '', exitCode: 0, kind: 'exit', ...none };
    },
    async explore(program, _, progress, signal): Promise<GoExploration> {
      lab.asked.push(`explore ${sourceOf(program)}`);
      sound(program);
      progress?.({ states: 7, transitions: 9, found: [] });
      if (lab.holds)
        await new Promise<void>((done) => {
          waiting.push(done);
          signal?.addEventListener('abort', () => done());
        });
      const isBad = !lab.verdict.startsWith('clean');
      return {
        verdict: signal?.aborted ? 'clean-to-bound' : lab.verdict,
        found: isBad && !signal?.aborted ? [FOUND] : [],
        schedules: 1,
        states: 12,
        transitions: 20,
        bound: signal?.aborted ? 'Called off after 7 states.' : null,
        outcomes: null,
      };
    },
    async view(program, schedule, at) {
      lab.asked.push(`view ${schedule} ${at}`);
      sound(program);
      return viewFor(schedule, at);
    },
    finish() {
      for (const done of waiting.splice(0)) done();
    },
    close() {
      lab.closed++;
    },
  };
  return lab;
}

/** An error of Go at the beginning of a line. */
export function errorAt(line: number, start: number, message: string): GoError {
  return { file: 'main.go', line, column: 1, start, end: start + 1, message };
}
