import type { List } from '../../engine/messages.ts';
import type { PartSpec, Self } from '../../engine/part.ts';
import type { MachineState } from '../../golang/machine/state.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

/** How a process ended, as the level `ending` has it: its place here is the number. */
export const ENDINGS = [
  'never',
  'fatal error',
  'killed (137)',
  'out of memory',
  'deadlock',
  'does not compile',
  'main returned',
  'panic',
  'stack overflow',
  'too many open files',
  'exited',
  'stopped',
  'no entry',
] as const;
export type EndingName = (typeof ENDINGS)[number];
export const endingCode = (name: EndingName): number => ENDINGS.indexOf(name);

export const spec = {
  kind: 'go-program',
  ports: {
    requests: {
      side: 'in',
      protocol: 'request',
      says: 'requests, each in a goroutine of its own',
    },
    calls: {
      side: 'out',
      protocol: 'request',
      many: true,
      says: 'who is asked by functions with the comment `// cost: call`',
    },
  },
  metrics: {
    up: { type: 'level', unit: 'processes', says: 'whether it runs' },
    goroutines: { type: 'level', unit: 'goroutines', says: 'goroutines that there are' },
    running: { type: 'level', unit: 'goroutines', says: 'on a processor' },
    runnable: { type: 'level', unit: 'goroutines', says: 'waiting for a processor' },
    waiting: { type: 'level', unit: 'goroutines', says: 'waiting for each other' },
    sleeping: { type: 'level', unit: 'goroutines', says: 'waiting for time, or for something outside' },
    memory: {
      type: 'level',
      unit: 'bytes',
      says: 'stacks, the heap, and what functions hold',
    },
    files: { type: 'level', unit: 'files', says: 'files that are open' },
    ending: {
      type: 'level',
      unit: 'kinds',
      says: 'how the last process ended, as a number',
    },
    requests: { type: 'counter', unit: 'requests', says: 'requests that came in' },
    answered: { type: 'counter', unit: 'requests', says: 'requests answered well' },
    failed: { type: 'counter', unit: 'requests', says: 'requests answered badly' },
    refused: { type: 'counter', unit: 'requests', says: 'of the failed: nobody listened' },
    panics: { type: 'counter', unit: 'panics', says: 'of the failed: its goroutine panicked' },
    crashes: { type: 'counter', unit: 'crashes', says: 'processes that ended badly' },
    restarts: { type: 'counter', unit: 'restarts', says: 'processes begun after a crash' },
    worked: { type: 'counter', unit: 'calls', says: 'calls of costed functions' },
    printed: { type: 'counter', unit: 'lines', says: 'lines printed' },
    latency: { type: 'timing', unit: 'time', says: 'from arrival to answer' },
  },
  timers: ['start', 'step'],
  streams: ['keys', 'seeds'],
} as const satisfies PartSpec;

export interface State {
  /** Null while there is no process. No tree of plain data: see `copy` in sim.ts. */
  machine: MachineState | null;
  /** The tick at which the process began: its nanosecond 0. */
  begunAt: number;
  /** Requests that are being worked on. */
  open: List;
  /** Calls under way, by the goroutine that waits. */
  calls: Record<number, number>;
  calling: number;
  /** What of the machine's own count of costs has been counted. */
  worked: number;
  /** The timer that takes the machine on, its tick, and the tick since when there has always been something to do soon. */
  step: number;
  stepAt: number;
  busyFrom: number;
  /** The timer that begins a process, -1 when none is to begin. */
  start: number;
  /** Whether the process before ended badly. */
  crashed: boolean;
  /** Times as long as usual take waits for something outside. */
  slow: number;
}

export type Me = Self<typeof spec, State, Settings>;
export type GoView = View<typeof settings, typeof spec>;
