/** What kind of figure a question asks for, and whether a sentence has one of that kind. */
import { analyse, stemOf } from '../search/analyse.ts';

/** Plain data. `count` is of something: how many tons. */
export type Wanted =
  | { readonly is: 'nothing' | 'money' | 'any' }
  | { readonly is: 'count'; readonly of: string };

const FIGURE =
  /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|once|twice|noon|midnight)\b/i;
const MONEY =
  /[£$€]|\b(?:pounds?|shillings?|pence|penny|pennies|guineas?|ninepence|sixpence|dollars?|euros?)\b/i;
const ASKS_COUNT = /\bhow many (?:more )?(\p{L}+)/iu;
const ASKS_MONEY =
  /\b(?:what|how much)\b.*\b(?:costs?|price|paid|pay|charged?|fee|worth|repaid|get back|earn|fine)\b/i;
const ASKS_ANY =
  /\d|\b(?:how (?:much|long|old|high|deep|far|tall|wide|often|heavy|big)|when|what (?:year|date|time|number|hour|temperature|pressure))\b/i;

export function wantedBy(question: string): Wanted {
  const count = ASKS_COUNT.exec(question);
  if (count) return { is: 'count', of: stemOf(count[1]!.toLowerCase()) };
  if (ASKS_MONEY.test(question)) return { is: 'money' };
  return { is: ASKS_ANY.test(question) ? 'any' : 'nothing' };
}

/** How a sentence stands to that. */
export type Fit = 'has' | 'lacks' | 'indifferent';

/** Words between a number and what it counts, and one. */
const REACH = 3;

export function fitOf(wanted: Wanted, sentence: string): Fit {
  switch (wanted.is) {
    case 'nothing':
      return 'indifferent';
    case 'any':
      return FIGURE.test(sentence) ? 'indifferent' : 'lacks';
    case 'money':
      return MONEY.test(sentence) ? 'has' : 'lacks';
    default: {
      const words = analyse(sentence).map((word) => word.text);
      const counted = words.some(
        (word, i) =>
          stemOf(word) === wanted.of &&
          words.slice(Math.max(0, i - REACH), i).some((before) => FIGURE.test(before)),
      );
      return counted ? 'has' : 'lacks';
    }
  }
}
