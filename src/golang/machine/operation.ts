/** What an instruction is that the interpreter's switch does not do itself. */
import type { Machine } from './machine.ts';
import type { Frame, Goroutine } from './state.ts';

/**
 * Does the instruction of `code` at `pc` (where frame.pc stands, too). @returns where the frame goes on, if not at the next instruction
 */
export type Operation = (
  m: Machine,
  g: Goroutine,
  frame: Frame,
  code: Int32Array,
  pc: number,
) => number | undefined;

/** By instruction. */
export type Operations = Readonly<Record<number, Operation>>;
