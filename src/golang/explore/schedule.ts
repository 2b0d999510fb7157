/**
 * A schedule as a value and as a short text that fits into an address: who takes the next visible step, one after another.
 *
 * `2` goroutine 2 takes its step, `2x5` five times; `2c1` the second case of its select, `2d` its default; `2p5` hands over to
 * goroutine 5 through an unbuffered channel, `2p5c1` to the second case of its select, `2c0p5`; `t` the timer that is due
 * first goes off, `t1` the one after it. Steps are separated by dots.
 */
import type { Choice } from '../machine/machine.ts';

/** As Choice has it, but timers by their place among those set that somebody would notice (deadTimers.ts): numbers of timers depend on how they came about. */
export type ScheduleStep =
  | Extract<Choice, { kind: 'step' }>
  | { readonly kind: 'timer'; readonly nth: number };
export type Schedule = readonly ScheduleStep[];

const STEP = /^(?:t(\d*)|(\d+)(?:c(\d+)|(d))?(?:p(\d+)(?:c(\d+))?)?)(?:x(\d+))?$/;
const TIMES_MAX = 100_000;

export function formatSchedule(schedule: Schedule): string {
  const runs: { text: string; times: number }[] = [];
  for (const text of schedule.map(formatStep)) {
    const last = runs[runs.length - 1];
    if (last?.text === text) last.times += 1;
    else runs.push({ text, times: 1 });
  }
  return runs.map(({ text, times }) => (times === 1 ? text : `${text}x${times}`)).join('.');
}

function formatStep(step: ScheduleStep): string {
  if (step.kind === 'timer') return step.nth === 0 ? 't' : `t${step.nth}`;
  const nth = step.nth === 0 ? '' : step.nth < 0 ? 'd' : `c${step.nth}`;
  const partner = step.partner === 0 ? '' : `p${step.partner}`;
  return `${step.goroutine}${nth}${partner}${step.partnerNth === 0 ? '' : `c${step.partnerNth}`}`;
}

/** @returns the schedule, or what is wrong with the text, said in a sentence */
export function parseSchedule(text: string): Schedule | string {
  const schedule: ScheduleStep[] = [];
  if (text === '') return schedule;
  for (const [i, word] of text.split('.').entries()) {
    const found = STEP.exec(word);
    if (found === null)
      return `Step ${i + 1} of the schedule, "${word}", is none: 2, 2x3, 2c1, 2d, 2p5 and t are.`;
    const [, timer, goroutine, nth, isDefault, partner, partnerNth, times = '1'] = found;
    if (Number(times) < 1 || schedule.length + Number(times) > TIMES_MAX)
      return `Step ${i + 1} of the schedule, "${word}", is repeated too often: ${TIMES_MAX} steps are the most.`;
    const step: ScheduleStep =
      goroutine === undefined
        ? { kind: 'timer', nth: Number(timer) }
        : {
            kind: 'step',
            goroutine: Number(goroutine),
            nth: isDefault === undefined ? Number(nth ?? 0) : -1,
            partner: Number(partner ?? 0),
            partnerNth: Number(partnerNth ?? 0),
          };
    for (let n = 0; n < Number(times); n++) schedule.push(step);
  }
  return schedule;
}

export function sameStep(a: ScheduleStep, b: ScheduleStep): boolean {
  return formatStep(a) === formatStep(b);
}
