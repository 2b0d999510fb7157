/** Everybody's place after some steps of a schedule, in words and figures for the screen. */
import type { Program } from '../../golang/code/program.ts';
import { choicesThatMatter, concludeAll } from '../../golang/explore/deadTimers.ts';
import { racing } from '../../golang/explore/judge.ts';
import { type Replay, startReplay, stepOf } from '../../golang/explore/replay.ts';
import { formatSchedule, type Schedule } from '../../golang/explore/schedule.ts';
import { accessesAt } from '../../golang/machine/accesses.ts';
import { goroutineOf } from '../../golang/machine/goroutines.ts';
import type { Choice, Machine } from '../../golang/machine/machine.ts';
import type { Ending, GoChan, Goroutine } from '../../golang/machine/state.ts';
import { textOf } from '../../golang/types/bytes.ts';
import { type Names, nameOf, namesOf, plain } from '../../golang/view/names.ts';
import { placeOfStep, stepWords } from '../../golang/view/steps.ts';
import { type StoryStep, tellStep } from '../../golang/view/story.ts';
import { type Held, locksOf, noteLock, nothingHeld, watchLock } from './locks.ts';
import type { GoChannel, GoChoice, GoLane, GoView } from './protocol.ts';

/** @returns the view, or why the schedule does not fit the program, as a sentence */
export function viewOf(program: Program, schedule: Schedule, at: number): GoView | string {
  // Schedules may come from a pass in which timers go off early (explore/inPasses.ts).
  const replay = startReplay(program, schedule, { adversarialTime: true });
  const held = nothingHeld();
  const steps: StoryStep[] = [];
  const titles: string[] = [];
  const begun = () => noteTitles(replay.machine, titles);
  begun();
  while (replay.at < Math.min(at, schedule.length)) {
    const problem = step(replay, steps, held);
    if (problem !== null) return problem;
    begun();
  }
  const m = replay.machine;
  if (at === schedule.length) concludeAll(m);
  const here = told(m, held, titles, schedule.slice(0, replay.at));
  const taken = replay.at;
  // The rest is told too, so that the whole strip can be seen.
  while (replay.at < schedule.length && m.state.ending === null) {
    const problem = step(replay, steps, held);
    if (problem !== null) return problem;
    begun();
  }
  // Who starts later has a lane already, so that nothing moves while the story is told.
  const later = titles
    .slice(here.lanes.length)
    .map((title, i) => laneWithout('unstarted', here.lanes.length + i + 1, title));
  return { ...here, lanes: [...here.lanes, ...later], schedule: formatSchedule(schedule), at: taken, steps };
}

/** @returns what is wrong, as a sentence, or null */
function step(replay: Replay, steps: StoryStep[], held: Held): string | null {
  const { machine: m, schedule, at } = replay;
  const next = schedule[at];
  const watch = next?.kind === 'step' ? watchLock(m, next.goroutine) : null;
  const taken = tellStep(replay, steps.at(-1)?.goroutine ?? 0);
  if (taken === null) return replay.error ?? 'The program had ended before this step.';
  steps.push(taken);
  if (watch !== null) noteLock(held, watch);
  return null;
}

/** By hand timers go off when nobody can go on, and not before. */
function choicesByHand(m: Machine): readonly Choice[] {
  const all = choicesThatMatter(m);
  const steps = all.filter(({ kind }) => kind === 'step');
  return steps.length > 0 ? steps : all;
}

function told(
  m: Machine,
  held: Held,
  titles: readonly string[],
  schedule: Schedule,
): Omit<GoView, 'schedule' | 'at' | 'steps'> {
  const names = namesOf(m);
  const can = choicesByHand(m);
  const open = new Set(can.flatMap((one) => (one.kind === 'step' ? [one.goroutine, one.partner] : [])));
  const alive = m.state.goroutines.filter((g) => g !== null).filter(({ frames }) => frames.length > 0);
  const closed = alive.filter(({ id }) => !open.has(id));
  const { ending } = m.state;
  const meeting = ending === null ? racing(m) : null;
  return {
    lanes: m.state.goroutines.map((g, i) =>
      g === null || g.frames.length === 0
        ? laneWithout('ended', i + 1, titles[i] ?? '')
        : laneOf(m, names, g, open.has(g.id)),
    ),
    locks: locksOf(m, names, held, closed),
    channels: channelsOf(m, names, alive),
    choices: can.map((choice) => choiceWords(m, names, choice, schedule)),
    output: textOf(m.state.output.join('')),
    ending: ending && { kind: ending.kind, text: ending.text, goroutine: ending.goroutine },
    meet: meeting
      ? { goroutines: [meeting[0].id, meeting[1].id], what: meetingPlace(m, names, meeting) }
      : openWrite(names, ending),
  };
}

/** Who had begun to write a map when another came to it. */
function openWrite(names: Names, ending: Ending | null): GoView['meet'] {
  if (ending?.kind !== 'map-fatal') return null;
  for (const [object, what] of names)
    if (object.is === 'map' && object.writing !== 0 && object.writing !== ending.goroutine)
      return { goroutines: [object.writing, ending.goroutine], what };
  return null;
}

function meetingPlace(m: Machine, names: Names, [a, b]: readonly [Goroutine, Goroutine]): string {
  const others = accessesAt(m, b);
  const shared = accessesAt(m, a).find(
    ({ object }) => object !== null && others.some((one) => one.object === object),
  );
  return shared?.object ? nameOf(m, names, shared.object, shared.slot) : 'the same memory';
}

function laneOf(m: Machine, names: Names, g: Goroutine, isOpen: boolean): GoLane {
  const isAsleep = g.waiting?.reason === 'sleep';
  const next = stepWords(m, names, g);
  const { line, file } = placeOfStep(m, g);
  return {
    goroutine: g.id,
    title: titleOf(m, g),
    status: isAsleep ? 'sleeping' : isOpen ? 'runnable' : 'waiting',
    waits: isOpen ? '' : isAsleep ? 'sleeps' : `waits: ${next}`,
    line,
    file,
    next,
  };
}

/** Of a goroutine that is not there, not yet or no more. */
function laneWithout(status: 'unstarted' | 'ended', goroutine: number, title: string): GoLane {
  return { goroutine, title, status, waits: '', line: null, file: '', next: '' };
}

/** The machine forgets who has ended; a lane keeps its title. */
function noteTitles(m: Machine, titles: string[]): void {
  for (const g of m.state.goroutines.slice(titles.length)) titles.push(g === null ? '' : titleOf(m, g));
}

function titleOf(m: Machine, g: Goroutine): string {
  const [first] = g.frames;
  const own = g.frames.find(({ code }) => m.program.functions[code]?.library === false) ?? first;
  const name = m.program.functions[own?.code ?? -1]?.name ?? '';
  return name.slice(name.indexOf('.') + 1);
}

function channelsOf(m: Machine, names: Names, alive: readonly Goroutine[]): readonly GoChannel[] {
  return [...names].flatMap(([object, name]) => {
    if (object.is !== 'chan') return [];
    const at = (kind: 'send' | 'receive') =>
      alive
        .filter((g) => accessesAt(m, g).some((one) => one.kind === kind && one.object === object))
        .map(({ id }) => id);
    return [
      {
        name,
        capacity: object.capacity,
        buffer: bufferOf(object),
        closed: object.closed,
        sending: at('send'),
        receiving: at('receive'),
      },
    ];
  });
}

function bufferOf({ buffer, capacity, sent, received }: GoChan): readonly string[] {
  return Array.from({ length: Math.min(sent - received, capacity) }, (_, i) =>
    plain(buffer[(received + i) % capacity]),
  );
}

function choiceWords(m: Machine, names: Names, choice: Choice, schedule: Schedule): GoChoice {
  const next = formatSchedule([...schedule, stepOf(m, choice)]);
  if (choice.kind === 'timer') return { goroutine: 0, says: 'Let the next timer go off', schedule: next };
  const g = goroutineOf(m, choice.goroutine);
  const partner = choice.partner === 0 ? '' : `, goroutine ${choice.partner} takes it`;
  return {
    goroutine: choice.goroutine,
    says: g === null ? '' : `${stepWords(m, names, g, choice.nth)}${partner}`,
    schedule: next,
  };
}
