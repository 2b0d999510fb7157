/** Values as somebody types them into a field that knows what it measures, and as the language writes them. */
import type { Dimension } from '../../scenario/claim.ts';
import { tokensOf } from '../../scenario/claimTokens.ts';

const NUMBER = /^\d+(?:_\d{3})*(?:\.\d+)?(?:e[+-]?\d+)?$/;

const EXPECTED: Readonly<Record<Dimension, string>> = {
  number: 'a number such as 50',
  share: 'a percentage from 0 to 100, such as 99.9',
  money: 'an amount in US dollars such as 0.40',
  duration: 'a duration such as 250ms, 60s or 1h 30m',
  rate: 'a rate such as 50/s',
  truth: 'a value',
};

export type Literal =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly says: string };

/** What was typed, as the language writes it: `99.9` in a share is `99.9 %`, `60` in a duration is `60s`. */
export function literalOf(typed: string, dimension: Dimension): Literal {
  const text = typed.trim();
  const bare = NUMBER.test(text);
  switch (dimension) {
    case 'share': {
      const number = text.replace(/\s*%$/, '');
      if (NUMBER.test(number) && Number(number.replaceAll('_', '')) <= 100) return good(`${number} %`);
      break;
    }
    case 'duration': {
      if (bare) return good(`${text}s`);
      const spaced = text.replace(/([a-zµ])(?=\d)/g, '$1 ');
      if (readsAs(spaced, 'duration')) return good(spaced);
      break;
    }
    case 'rate':
      if (bare) return good(`${text}/s`);
      if (readsAs(text, 'rate')) return good(text);
      break;
    case 'money': {
      const amount = text.replace(/^\$\s*/, '');
      if (NUMBER.test(amount)) return good(amount);
      break;
    }
    default:
      if (bare) return good(text);
  }
  const found = text === '' ? 'nothing' : text;
  return { ok: false, says: `Expected ${EXPECTED[dimension]}; found ${found}.` };
}

function readsAs(text: string, dimension: Dimension): boolean {
  const tokens = tokensOf(text);
  if ('says' in tokens) return false;
  const [only, end] = tokens;
  return only?.is === 'literal' && only.dimension === dimension && end?.is === 'end';
}

const good = (text: string): Literal => ({ ok: true, text });

/** What the field shows of a value: the unit that stands beside the field is not repeated in it. */
export function typedOf(text: string, dimension: Dimension): string {
  if (dimension !== 'share') return text;
  if (text.endsWith('%')) return text.slice(0, -1).trim();
  // `0.99` is 99 %.
  return NUMBER.test(text) ? String(Number((Number(text.replaceAll('_', '')) * 100).toPrecision(12))) : text;
}

/** What stands beside the field. @param counted what is counted, for a plain number */
export function unitOf(dimension: Dimension, counted: string): string | undefined {
  if (dimension === 'share') return '%';
  if (dimension === 'money') return 'US $';
  return dimension === 'number' && counted !== '' ? counted : undefined;
}

const NOTHING: Readonly<Record<Dimension, string>> = {
  number: '0',
  share: '0 %',
  money: '0',
  duration: '0s',
  rate: '0/s',
  truth: '0',
};

/** The least that a value of this kind can be: beside it anything can be measured. */
export const nothingOf = (dimension: Dimension): string => NOTHING[dimension];

const FIRST: Readonly<Record<Dimension, string>> = {
  number: '1',
  share: '99 %',
  money: '1',
  duration: '1s',
  rate: '1/s',
  truth: '1',
};

/** What a field begins with when nobody has said anything yet. */
export const firstOf = (dimension: Dimension): string => FIRST[dimension];

/**
 * The measured side of a verdict against nothing, as a value that can be written.
 * @param verdict "96.2 % >= 0 %: true" @returns null where nothing was measured, or for ever
 */
export function measuredIn(verdict: string, dimension: Dimension): string | null {
  const side = verdict.split(' >= ')[0]!.trim();
  const read = literalOf(side, dimension);
  return read.ok ? read.text : null;
}
