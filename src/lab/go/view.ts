/** Everybody's place after some steps of a schedule, in words and figures for the screen. */

import type { Program } from '../../golang/code/program.ts';
import { racing } from '../../golang/explore/judge.ts';
import { type Replay, startReplay, stepOf, stepReplay } from '../../golang/explore/replay.ts';
import { formatSchedule, type Schedule, type ScheduleStep } from '../../golang/explore/schedule.ts';
import { accessesAt } from '../../golang/machine/accesses.ts';
import { choices, conclude } from '../../golang/machine/doors.ts';
import { goroutineOf } from '../../golang/machine/goroutines.ts';
import type { Choice, Machine } from '../../golang/machine/machine.ts';
import type { Container, Ending, GoChan, Goroutine } from '../../golang/machine/state.ts';
import { textOf } from '../../golang/types/bytes.ts';
import { type Names, nameOf, namesOf, plain } from '../../golang/view/names.ts';
import { placeOfStep, stepWords } from '../../golang/view/steps.ts';
import { lockStep, nextStep, type StoryStep } from '../../golang/view/story.ts';
import type { GoChannel, GoChoice, GoLane, GoLock, GoView } from './protocol.ts';

/** Who holds what: the machine does not know, as Go does not; whoever watches does. */
interface Held {
  readonly writers: Map<object, number>;
  readonly readers: Map<object, number[]>;
}

/** @returns the view, or why the schedule does not fit the program, as a sentence */
export function viewOf(program: Program, schedule: Schedule, at: number): GoView | string {
  const replay = startReplay(program, schedule);
  const held: Held = { writers: new Map(), readers: new Map() };
  const steps: StoryStep[] = [];
  while (replay.at < Math.min(at, schedule.length)) {
    const problem = step(replay, steps, held);
    if (problem !== null) return problem;
  }
  const m = replay.machine;
  if (at === schedule.length) conclude(m);
  const here = told(m, held, schedule.slice(0, replay.at));
  const taken = replay.at;
  // The rest is told too, so that the whole strip can be seen.
  while (replay.at < schedule.length && m.state.ending === null) {
    const problem = step(replay, steps, held);
    if (problem !== null) return problem;
  }
  // Who starts later has a lane already, so that nothing moves while the story is told.
  const later = m.state.goroutines
    .slice(here.lanes.length)
    .flatMap((g) => (g === null ? [] : [unstarted(m, g)]));
  return { ...here, lanes: [...here.lanes, ...later], schedule: formatSchedule(schedule), at: taken, steps };
}

function step(replay: Replay, steps: StoryStep[], held: Held): string | null {
  const { machine: m, schedule, at } = replay;
  const next = schedule[at] as ScheduleStep;
  const taken = next.kind === 'step' ? lockStep(m, next.goroutine) : null;
  const waits = next.kind === 'step' ? goroutineOf(m, next.goroutine) : null;
  steps.push(nextStep(replay, steps.at(-1)?.goroutine ?? 0));
  if (!stepReplay(replay)) return replay.error ?? 'The program had ended before this step.';
  // A writer of an RWMutex announces itself first, and has the lock only when the readers have gone.
  const isWaiting = taken?.takes === true && waits?.woken !== undefined;
  if (taken === null || waits === null || isWaiting) return null;
  const readers = held.readers.get(taken.object) ?? [];
  if (taken.shared)
    held.readers.set(taken.object, taken.takes ? [...readers, waits.id] : without(readers, waits.id));
  else if (taken.takes) held.writers.set(taken.object, waits.id);
  else held.writers.delete(taken.object);
  return null;
}

function without(list: readonly number[], one: number): number[] {
  const place = list.indexOf(one);
  return list.filter((_, i) => i !== place);
}

function told(m: Machine, held: Held, schedule: Schedule): Omit<GoView, 'schedule' | 'at' | 'steps'> {
  const names = namesOf(m);
  const can = m.state.ending === null ? choices(m) : [];
  const { ending } = m.state;
  const meeting = ending === null ? racing(m) : null;
  return {
    lanes: m.state.goroutines.flatMap((g) => (g === null ? [] : [laneOf(m, names, held, g, can)])),
    locks: locksOf(m, names, held),
    channels: channelsOf(m, names),
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

function laneOf(m: Machine, names: Names, held: Held, g: Goroutine, can: readonly Choice[]): GoLane {
  const isOver = g.status === 'dead' || g.frames.length === 0;
  const isOpen = can.some((one) => one.kind === 'step' && (one.goroutine === g.id || one.partner === g.id));
  const isAsleep = g.waiting?.reason === 'sleep';
  const place = isOver ? null : placeOfStep(m, g);
  const next = isOver ? '' : stepWords(m, names, g);
  const frame = g.frames.findLast(({ code }) => m.program.functions[code]?.library === false);
  const code = frame && m.program.functions[frame.code];
  return {
    goroutine: g.id,
    title: titleOf(m, g),
    status: isOver ? 'ended' : isAsleep ? 'sleeping' : isOpen ? 'runnable' : 'waiting',
    waits: isOver || isOpen ? '' : isAsleep ? 'sleeps' : `waits: ${next}`,
    line: place?.line ?? null,
    file: place?.file ?? '',
    next,
    variables:
      frame && code
        ? code.variables.map(({ name, register, boxed }) => {
            const value = frame.registers[register];
            return { name, value: plain(boxed ? ((value as Container | null)?.slots[0] ?? null) : value) };
          })
        : [],
    holds: [
      ...held.writers,
      ...[...held.readers].flatMap(([lock, ids]) => ids.map((id) => [lock, id] as const)),
    ]
      .filter(([, id]) => id === g.id)
      .map(([lock]) => nameOf(m, names, lock as Container, -1)),
  };
}

function unstarted(m: Machine, g: Goroutine): GoLane {
  const nothing = { waits: '', line: null, file: '', next: '', variables: [], holds: [] };
  return { goroutine: g.id, title: titleOf(m, g), status: 'unstarted', ...nothing };
}

function titleOf(m: Machine, g: Goroutine): string {
  const [first] = g.frames;
  const own = g.frames.find(({ code }) => m.program.functions[code]?.library === false) ?? first;
  const name = m.program.functions[own?.code ?? -1]?.name ?? '';
  return name.slice(name.indexOf('.') + 1);
}

const MUTEX = 'locked,woken,starving,queue';
const RW_MUTEX = 'w,readers,pending,awaited,readerQueue,writerQueue';
const WAIT_GROUP = 'counter,waiters,queue,letGo';
const KINDS: Readonly<Record<string, GoLock['kind']>> = {
  [MUTEX]: 'Mutex',
  [RW_MUTEX]: 'RWMutex',
  [WAIT_GROUP]: 'WaitGroup',
};

function locksOf(m: Machine, names: Names, { writers, readers }: Held): readonly GoLock[] {
  const found: GoLock[] = [];
  const inner = new Set<object>();
  for (const [object, name] of names) {
    if (object.is !== 'container' || inner.has(object)) continue;
    const layout = m.program.layouts[object.layout];
    const kind = layout?.kind === 'struct' ? KINDS[layout.names.join()] : undefined;
    if (kind === undefined) continue;
    if (kind === 'RWMutex') inner.add(object.slots[0] as Container);
    found.push({
      name,
      kind,
      holder: writers.get(object) ?? null,
      readers: readers.get(object) ?? [],
      waiting: atClosedDoors(m, object),
      counter: kind === 'WaitGroup' ? (object.slots[0] as number) : 0,
    });
  }
  // The mutex within an RWMutex is nobody's own: it is met before or after its owner.
  return found.filter(({ name }) => ![...inner].some((one) => names.get(one as Container) === name));
}

/** Goroutines that stand before an operation on it that they cannot do now. */
function atClosedDoors(m: Machine, object: Container): readonly number[] {
  const open = new Set(choices(m).map((one) => (one.kind === 'step' ? one.goroutine : 0)));
  return m.state.goroutines.flatMap((g) =>
    g !== null &&
    g.status !== 'dead' &&
    !open.has(g.id) &&
    accessesAt(m, g).some((one) => one.object === object)
      ? [g.id]
      : [],
  );
}

function channelsOf(m: Machine, names: Names): readonly GoChannel[] {
  return [...names].flatMap(([object, name]) => {
    if (object.is !== 'chan') return [];
    const at = (kind: 'send' | 'receive') =>
      m.state.goroutines.flatMap((g) =>
        g !== null &&
        g.status !== 'dead' &&
        accessesAt(m, g).some((one) => one.kind === kind && one.object === object)
          ? [g.id]
          : [],
      );
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
