/** What is known of a program, in words. */
import type { GoExploration, GoFound, GoRun, GoView } from '../lab/go/protocol.ts';
import type { DeskState } from './desk.ts';

/** What some schedules do. */
export const KIND_WORDS: Readonly<Record<GoFound['kind'], string>> = {
  'map-fatal': 'end in the fatal error of a map',
  fatal: 'end in a fatal error',
  oom: 'run out of memory',
  deadlock: 'end in a deadlock',
  panic: 'panic',
  wrong: 'give a wrong result',
  race: 'hold a data race',
  leak: 'leave a goroutine behind that waits for ever',
};

export const grouped = (n: number): string => n.toLocaleString('en');

export const stepsWords = ({ steps, shortest }: GoFound): string =>
  `${shortest ? 'the shortest takes' : 'one takes'} ${steps} ${steps === 1 ? 'step' : 'steps'}`;

/** How much was looked at. */
export function boundWords({ bound, states }: GoExploration): string {
  return (
    bound ??
    (states === 1 ? 'All of it was looked at: one state.' : `All were looked at: ${grouped(states)} states.`)
  );
}

export function cleanWords({ verdict }: GoExploration): string {
  return verdict === 'clean' ? 'No schedule fails.' : 'No failure was found so far.';
}

export function runWords({ kind, text, exitCode, races, leaks }: GoRun): string {
  if (kind === 'budget') return `had not ended, and was ${firstLine(text)}.`;
  const noticed = races.length + leaks.length === 0 && exitCode === 0 ? ': nothing was noticed' : '';
  return `ended with exit status ${exitCode}${noticed}.`;
}

export const meetWords = ({ goroutines, what }: NonNullable<GoView['meet']>): string =>
  `goroutines ${goroutines.join(' and ')} are both at ${what}, and nothing says who goes first.`;

/** For whoever listens: the news in one sentence, never a whole report. */
export function newsOf({ busy, trouble, exploration, run, view, shown }: DeskState): string {
  if (trouble) return trouble;
  if (busy) return busy.what === 'explore' ? 'Every schedule is being tried.' : 'It runs.';
  if (exploration && (shown || exploration.found.length === 0)) {
    const found = exploration.found.map(
      (one) => `Some schedules ${KIND_WORDS[one.kind]}; ${stepsWords(one)}.`,
    );
    return [...(found.length > 0 ? found : [cleanWords(exploration)]), boundWords(exploration)].join(' ');
  }
  if (view?.ending) return firstLine(view.ending.text) || endingWords(view.ending.kind);
  if (view?.meet) return `Data race: ${meetWords(view.meet)}`;
  return run ? `One run ${runWords(run)}` : '';
}

/** Of an ending about which Go prints nothing. */
export const endingWords = (kind: string): string =>
  kind === 'budget'
    ? 'Here somebody goes on for very long without a step that others could notice: it was not followed to its end.'
    : kind === 'exit'
      ? 'The program has ended well.'
      : 'The program was killed.';

export const firstLine = (text: string): string => text.trimStart().split('\n')[0] ?? '';
