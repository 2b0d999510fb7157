/** Stacks as Go prints them. Addresses and arguments are left out: `main.f(...)`, and file:line without `+0x1d`. */
import { lineAt } from '../syntax/positions.ts';
import { placeOf } from './call.ts';
import type { Machine } from './machine.ts';
import type { Goroutine, Panic } from './state.ts';

type Trace = Panic['trace'];

/** As many frames are told at either end; those between are counted. */
const SHOWN = 50;
/** In place of a function: here the one below began to panic. */
const PANIC = -1;
/** In place of a function: so many frames are left out. */
const ELIDED = -2;

/** The stack of a goroutine, innermost first. */
export function traceOf(g: Goroutine, m: Machine): Trace {
  const { frames } = g;
  const trace: { code: number; at: number }[] = [];
  for (let i = frames.length - 1; i >= 0; i--) {
    if (frames.length - i > SHOWN && i >= SHOWN) {
      trace.push({ code: ELIDED, at: i - SHOWN + 1 });
      i = SHOWN;
      continue;
    }
    const frame = frames[i];
    if (m.program.functions[frame.code].wrapper !== true)
      trace.push({ code: frame.code, at: placeOf(m, frame, frames[i + 1]) });
    if (frame.panic >= 0) trace.push({ code: PANIC, at: 0 });
  }
  return trace;
}

/** `goroutine 7 [chan receive]:` and its frames. */
export function goroutineText(m: Machine, g: Goroutine, state: string, trace: Trace = traceOf(g, m)): string {
  let text = `goroutine ${g.id} [${state}]:\n`;
  for (const { code, at } of trace) {
    if (code === ELIDED) text += `...${at} frames elided...\n`;
    else if (code === PANIC) text += 'panic(...)\n';
    else if (!isInternal(m, code)) text += frameText(m, code, at);
  }
  const from = g.startedAt;
  if (from !== null)
    text += `created by ${m.program.functions[from.code].name} in goroutine ${g.parent}\n\t${placeText(m, from.code, from.at)}\n`;
  return text;
}

/** Only frames of the learner's files are told. */
function isInternal(m: Machine, code: number): boolean {
  return code === m.program.entry || m.program.functions[code].library;
}

function frameText(m: Machine, code: number, at: number): string {
  const { name, parameters } = m.program.functions[code];
  return `${name}(${parameters > 0 ? '...' : ''})\n\t${placeText(m, code, at)}\n`;
}

/** `main.go:12` */
export function placeText(m: Machine, code: number, at: number): string {
  const file = m.program.files[m.program.functions[code].file];
  return file === undefined ? '?' : `${file.name}:${lineAt(file.lineStarts, at)}`;
}
