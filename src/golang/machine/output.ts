/** What a program prints. */
import type { Machine } from './machine.ts';

/** Adds bytes to what was printed, stdout and stderr alike. */
export function output(m: Machine, bytes: string): void {
  if (bytes !== '') m.state.output.push(bytes);
}
