import { readable } from '../../episode/judging.ts';
import type { Verdict } from '../../lab/protocol.ts';
import type { Trouble } from './scopes.ts';

/** What is known of an expression now. */
export type Held =
  | { readonly is: 'empty'; readonly says: string }
  | { readonly is: 'unreadable'; readonly trouble: Trouble }
  /** Why it is not known yet. */
  | { readonly is: 'waiting'; readonly says: string }
  | { readonly is: 'known'; readonly verdict: Verdict };

export interface Waits {
  /** Of an empty text. */
  readonly empty?: string;
  /** Of one whose verdict is not there yet. */
  readonly waiting?: string;
}

export function heldNow(
  text: string,
  trouble: Trouble | null,
  verdict: Verdict | null,
  { empty = '', waiting = 'the run is being made' }: Waits = {},
): Held {
  if (text.trim() === '') return { is: 'empty', says: empty };
  if (trouble) return { is: 'unreadable', trouble };
  return verdict ? { is: 'known', verdict } : { is: 'waiting', says: waiting };
}

export interface Told {
  /** A shape of its own for each. */
  readonly sign: string;
  readonly word: string;
  readonly says: string;
  readonly tone: 'true' | 'false' | 'open' | 'wrong';
  /** It is not what it must be. */
  readonly isBad: boolean;
}

/**
 * The verdict as somebody reads it.
 * @param wants what it must come to; undefined: either is as good
 */
export function tellHeld(held: Held, wants?: boolean): Told {
  switch (held.is) {
    case 'empty':
      return { sign: '–', word: '', says: held.says, tone: 'open', isBad: false };
    case 'waiting':
      return { sign: '…', word: 'Not known yet', says: held.says, tone: 'open', isBad: false };
    case 'unreadable': {
      const { problem, isWrong } = held.trouble;
      const word = isWrong ? 'Cannot be read' : 'Nothing to measure';
      return { sign: '!', word, says: problem.says, tone: 'wrong', isBad: false };
    }
    case 'known': {
      const { verdict, text } = held.verdict;
      const says = readable(text.replace(/: undecided, nothing to measure$/, ''));
      if (verdict === 'undecided') return { sign: '?', word: 'Undecided', says, tone: 'open', isBad: false };
      const isBad = wants !== undefined && verdict !== wants;
      const word = wordFor(verdict, wants);
      return verdict
        ? { sign: '✓', word, says, tone: 'true', isBad }
        : { sign: '×', word, says, tone: 'false', isBad };
    }
  }
}

function wordFor(verdict: boolean, wants: boolean | undefined): string {
  if (verdict) return wants === false ? 'True, and it must not be.' : 'True';
  if (wants === undefined) return 'False';
  return wants ? 'False, and it must be true.' : 'False, as it must be.';
}

/** True or false with the measured sides, by a shape, a word and only then a colour. */
export function VerdictLine({ held, wants }: { readonly held: Held; readonly wants?: boolean }) {
  const { sign, word, says, tone, isBad } = tellHeld(held, wants);
  return (
    <p className="check-verdict" data-tone={tone} data-bad={isBad || undefined}>
      <span className="check-sign" aria-hidden="true">
        {sign}
      </span>
      <span>
        {word && <strong>{word}</strong>}{' '}
        <span className={held.is === 'known' ? 'check-sides' : undefined}>{says}</span>
      </span>
    </p>
  );
}
