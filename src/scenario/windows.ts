import { readDuration } from '../rules/quantity.ts';
import type { DesignAct } from './checkActs.ts';
import { misread } from './checkParts.ts';
import { RESERVED } from './limits.ts';
import { type Finding, quoted } from './problem.ts';
import type { Scenario } from './types.ts';

/** A named span of time in ticks: `from` is in it, `to` is not. */
export interface DesignWindow {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** The act whose time it is: its place in the design's acts. */
  readonly act: number | null;
}

/** Everything (`run`), the windows of the file and the time of every lasting act that has an id. */
export function checkWindows(
  written: NonNullable<Scenario['windows']>,
  acts: readonly DesignAct[],
  length: number,
  until: number,
  findings: Finding[],
): readonly DesignWindow[] {
  const windows: DesignWindow[] = [{ name: 'run', from: 0, to: until, act: null }];
  const add = (name: string, from: number, to: number, act: number | null): void => {
    windows.push({ name, from: Math.min(from, until), to: Math.min(to, until), act });
  };
  for (const [name, text] of Object.entries(written)) {
    const path = ['windows', name];
    if (RESERVED.includes(name)) {
      const says = `A window cannot be called ${name}: claims use the word.`;
      findings.push({ path, onKey: true, found: quoted(name), expected: 'another name', says });
    }
    const [from, to] = [readDuration(text.from), readDuration(text.to)];
    if (!from.ok) findings.push(misread('from', text.from, from.expected, [...path, 'from']));
    if (!to.ok) findings.push(misread('to', text.to, to.expected, [...path, 'to']));
    if (!from.ok || !to.ok) continue;
    if (to.value > Math.max(length, until))
      findings.push(misread('to', text.to, 'a moment within the run', [...path, 'to']));
    if (to.value <= from.value)
      findings.push(misread('to', text.to, `a moment after ${text.from}`, [...path, 'to']));
    add(name, from.value, to.value, null);
  }
  acts.forEach((act, i) => {
    if (act.id === null || act.end === null) return;
    if (Object.hasOwn(written, act.id)) {
      const says = `The act ${act.id} names a window of time too; give the window or the act another name.`;
      findings.push({
        path: ['windows', act.id],
        onKey: true,
        found: quoted(act.id),
        expected: 'its own name',
        says,
      });
    }
    add(act.id, act.at, act.end, i);
  });
  return windows;
}
