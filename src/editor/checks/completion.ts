/** Names that may stand where the caret is in an expression. */
import { EVERYBODY } from '../../scenario/claim.ts';
import { splitName } from './built.ts';
import { type Choices, type FigureChoice, statWords } from './figureChoices.ts';

export interface Suggestion {
  /** What is put in place of the word. */
  readonly text: string;
  readonly says: string;
  /** A name goes on behind it: a figure behind its part. */
  readonly goesOn: boolean;
}

export interface Completion {
  /** The word that is replaced: characters into the text. */
  readonly from: number;
  readonly to: number;
  readonly suggestions: readonly Suggestion[];
}

const BEFORE = /[A-Za-z][\w.-]*$/;
const AFTER = /^[\w.-]*/;
const WINDOW_WORD = /\b(?:during|before|after)\s+$/;

/** @param isAsked everything that fits is wanted, also where no letter was typed yet */
export function completionAt(text: string, caret: number, choices: Choices, isAsked = false): Completion {
  const before = text.slice(0, caret);
  const word = BEFORE.exec(before)?.[0] ?? '';
  const from = caret - word.length;
  const to = caret + (AFTER.exec(text.slice(caret))?.[0].length ?? 0);
  const isWindow = WINDOW_WORD.test(before.slice(0, from));
  const none = { from, to, suggestions: [] };
  // Right behind a number there is a unit.
  if (/[\d.]$/.test(before.slice(0, from)) || (!isAsked && !isWindow && word === '')) return none;
  const all = isWindow ? windowsOf(choices) : namesFor(word, choices);
  const typed = word.toLowerCase();
  const fitting = all.filter((one) => one.text.toLowerCase().startsWith(typed));
  const isDone = fitting.length === 1 && fitting[0]!.text === word;
  return isDone ? none : { from, to, suggestions: fitting };
}

const windowsOf = ({ windows }: Choices): readonly Suggestion[] => [
  ...windows.map(({ name }) => ({ text: name, says: 'a window of time', goesOn: false })),
  { text: 'run', says: 'the whole run', goesOn: false },
];

function namesFor(word: string, choices: Choices): readonly Suggestion[] {
  if (!word.includes('.')) return [...partsOf(choices), ...WORDS];
  const [id, metric] = splitName(word);
  const part = choices.parts.find((one) => one.part === id);
  if (!part) return [];
  const figure = part.figures.find((one) => one.metric === metric);
  const figures = part.figures.map((one) => ({ text: one.name, says: one.says, goesOn: false }));
  return figure ? [...figures, ...statsOf(figure)] : figures;
}

const partsOf = ({ parts }: Choices): readonly Suggestion[] =>
  parts.map(({ part, label }) => ({
    text: `${part}.`,
    says: part === EVERYBODY ? 'what users got, from all sources' : label,
    goesOn: true,
  }));

const statsOf = (figure: FigureChoice): readonly Suggestion[] =>
  figure.stats.map((stat) => ({
    text: `${figure.name}.${stat}`,
    says: statWords(figure, stat),
    goesOn: false,
  }));

const WORDS: readonly Suggestion[] = [
  { text: 'time until ', says: 'how long it takes: time until orders.depth <= 50', goesOn: true },
  { text: 'cost', says: 'the price of the whole run in US dollars', goesOn: false },
  { text: 'max of ', says: 'the highest of a level or an age', goesOn: true },
  { text: 'min of ', says: 'the lowest of a level or an age', goesOn: true },
  { text: 'mean of ', says: 'the mean', goesOn: true },
  { text: 'p99 of ', says: 'what 99 of 100 stay under', goesOn: true },
  { text: 'during ', says: 'in a window of time', goesOn: true },
  { text: 'before ', says: 'up to the beginning of a window', goesOn: true },
  { text: 'after ', says: 'from the end of a window', goesOn: true },
  { text: 'and ', says: 'both are true', goesOn: true },
  { text: 'or ', says: 'one of both is true', goesOn: true },
  { text: 'not ', says: 'it is not true', goesOn: true },
];
