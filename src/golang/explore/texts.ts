/** What a real Go program would have printed at the end of a failing schedule. */
import type { Program } from '../code/program.ts';
import { choices, reasonToWait, take } from '../machine/doors.ts';
import type { MachineOptions, RaceHooks } from '../machine/machine.ts';
import { goroutineText } from '../machine/traces.ts';
import type { RaceReport } from '../race/detector.ts';
import { reportText } from '../race/report.ts';
import { racing } from './judge.ts';
import { finishReplay, startReplay } from './replay.ts';
import type { Schedule } from './schedule.ts';

export function textOf(
  program: Program,
  options: Partial<MachineOptions>,
  schedule: Schedule,
  kind: string,
  races: RaceHooks & { reports(): readonly RaceReport[] },
): string {
  const replay = startReplay(program, schedule, options, races);
  finishReplay(replay);
  const m = replay.machine;
  if (replay.error !== null) throw new RangeError(replay.error);
  if (kind === 'race') {
    // Both stand at their doors: as soon as both have gone through, the detector has seen it.
    for (const g of racing(m) ?? []) {
      const choice = choices(m).find((one) => one.kind === 'step' && one.goroutine === g.id);
      if (choice !== undefined && m.state.ending === null) take(m, choice);
    }
    return reportText(m.program, races.reports());
  }
  if (kind === 'leak' || m.state.ending === null) {
    // Others may go on: of them Go says so, were it asked where all goroutines are.
    const free = new Set(
      choices(m).flatMap((one) => (one.kind === 'step' ? [one.goroutine, one.partner] : [])),
    );
    return m.state.goroutines
      .flatMap((g) => {
        if (g === null || g.status === 'dead') return [];
        return [goroutineText(m, g, free.has(g.id) ? 'runnable' : reasonToWait(m, g))];
      })
      .join('\n');
  }
  return m.state.ending?.text ?? '';
}
