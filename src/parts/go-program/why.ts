import { every, figure, were } from '../clauses.ts';
import type { Because, WhyAsked } from '../contract.ts';
import { errorOf } from './program.ts';
import { ENDINGS, type EndingName, type GoView } from './spec.ts';

/** How a process ended, in the past tense. */
const SAID: Readonly<Record<EndingName, string>> = {
  never: 'had not begun yet',
  'fatal error': 'had ended with a fatal error, which no recover catches',
  'killed (137)': 'had been killed (exit 137)',
  'out of memory': 'had run out of memory',
  deadlock: 'had ended: all its goroutines were asleep',
  'does not compile': 'does not compile',
  'main returned': 'had ended: its main had returned',
  panic: 'had ended with a panic',
  'stack overflow': 'had ended: a stack had grown beyond its limit',
  'too many open files': 'had ended: too many files were open',
  exited: 'had ended by os.Exit',
  stopped: 'had been stopped: it ran more instructions than this lab gives to one process',
  'no entry': 'has no function to be called for a request',
};

/** The setting to look at, where it is not the code. */
const SETTING: Readonly<Partial<Record<EndingName, string>>> = {
  'killed (137)': 'memory',
  'out of memory': 'memory',
  'too many open files': 'openFiles',
  'no entry': 'entry',
};

/** Why work waits, lasts or fails at a Go program. */
export function why(asked: WhyAsked, { metrics, rates, settings: s }: GoView, name: string): Because | null {
  const ending = ENDINGS[metrics.ending] ?? 'never';
  const gone = (): Because => {
    const error = metrics.up === 0 ? errorOf(s) : null;
    const says = `${name} ${SAID[ending]}${error === null ? '' : `: ${error}`}`;
    return { says, setting: SETTING[ending] ?? (ending === 'never' ? 'restart' : 'code') };
  };
  switch (asked) {
    case 'unreachable':
      return metrics.up === 0
        ? gone()
        : {
            says: `nobody listened at ${name}: its packages were being initialised, or its entry is main`,
            setting: 'entry',
          };
    case 'crashed':
      return gone();
    case 'failed':
      return rates.panics > 0
        ? { says: `the goroutine of the request panicked in ${name}`, setting: 'code' }
        : { says: `the function ${s.entry ?? 'main'} of ${name} returned an error`, setting: 'code' };
    case 'waiting':
    case 'working': {
      if (metrics.up === 0) return gone();
      const busy = metrics.running >= s.GOMAXPROCS && metrics.runnable > 0;
      if (busy)
        return {
          says: `${every(s.GOMAXPROCS, 'processor')} of ${name} ${were(s.GOMAXPROCS)} taken`,
          held: metrics.running,
          of: s.GOMAXPROCS,
          setting: 'GOMAXPROCS',
          figures: `${figure(metrics.runnable)} goroutines of ${name} waited for a processor`,
        };
      if (metrics.waiting > metrics.sleeping)
        return {
          says: `${figure(metrics.waiting)} goroutines of ${name} waited for each other: for a lock, a channel or a group`,
          setting: 'code',
        };
      if (metrics.sleeping > 0)
        return {
          says: `${figure(metrics.sleeping)} goroutines of ${name} waited for time to pass or for something outside`,
          setting: 'code',
        };
      return { setting: 'code' };
    }
    default:
      return null;
  }
}
