/** What a program prints. */
import { toil } from './effort.ts';
import { grouped } from './endings.ts';
import { throwFatal } from './faults.ts';
import type { Machine } from './machine.ts';

/** Adds bytes to what was printed, stdout and stderr alike. Ends the program when that is too much. */
export function output(m: Machine, bytes: string): void {
  if (bytes === '') return;
  const { effort, options } = m;
  toil(m, 1 + bytes.length / 16);
  if (!m.byDoors) effort.printed += bytes.length;
  if (effort.printed > options.outputMax)
    throwFatal('budget', `${grouped(options.outputMax)} bytes of output`);
  m.state.output.push(bytes);
}
