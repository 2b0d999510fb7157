/** Tasks about all schedules of a program: what they come to, beside what was asked for. */
import type { StepText } from '../scenario/types.ts';
import type { Explored } from '../table/state.ts';
import type { Held } from './state.ts';

const WORDS: Readonly<Record<Explored, string>> = {
  'map-fatal': 'some end in the fatal error of a map',
  fatal: 'some end in a fatal error',
  oom: 'some run out of memory',
  deadlock: 'some end in a deadlock',
  panic: 'some panic',
  wrong: 'some give a wrong result',
  race: 'some hold a data race',
  leak: 'some leave a goroutine behind that waits for ever',
  clean: 'none fails',
  'clean-to-bound': 'none was found that fails, but not all could be tried',
};

/** @param verdictOn what all schedules of a part's program come to; null while they were not tried */
export function schedulesHeld(
  { tasks }: Pick<StepText, 'tasks'>,
  verdictOn: (part: string) => Explored | null,
): readonly (Held | null)[] {
  return (tasks ?? []).map(({ schedules }) => {
    const found = schedules ? verdictOn(schedules.part) : null;
    if (!schedules || found === null) return null;
    const text = `Of all schedules, ${WORDS[found]}`;
    return { verdict: found === schedules.verdict, text, knownAt: null, isSeen: true };
  });
}

export const isSameHeld = (a: readonly (Held | null)[], b: readonly (Held | null)[]): boolean =>
  a.length === b.length &&
  a.every((one, i) => one?.verdict === b[i]?.verdict && one?.text === b[i]?.text && !one === !b[i]);
