/** What can be told of a lesson's words without a run: how long they take to read, and where they are hard to follow. */
import type { Path } from '../scenario/problem.ts';
import type { Scenario, StepText } from '../scenario/types.ts';
import type { LessonFinding } from './lessonSaid.ts';
import { readText, sentencesIn, wordsIn } from './lessonText.ts';

/**
 * Silent reading of non-fiction in English by adults: Brysbaert (2019), How many words do we read per minute?, Journal of
 * Memory and Language 109, 104047.
 */
export const WORDS_A_MINUTE = 238;
/** Words. Sentences of more than 25 are hard on many readers; these are hard on most. */
export const SENTENCE_MAX = 40;
export const PARAGRAPH_MAX = 120;

export interface Reading {
  readonly words: number;
  readonly minutes: number;
}

export interface LessonReading extends Reading {
  readonly steps: readonly (Reading & { readonly title: string })[];
}

const reading = (words: number): Reading => ({ words, minutes: words / WORDS_A_MINUTE });

/** Hints are read by those who open them, and are not counted. */
export function readingOf({ steps = [], challenge, summary }: Scenario): LessonReading {
  const each = steps.map((step) => {
    const texts = [
      step.title,
      ...readText(step.text).paragraphs,
      ...(step.prediction
        ? [step.prediction.question, ...step.prediction.options.map(({ text }) => text)]
        : []),
      ...(step.tasks ?? []).map(({ says }) => says),
      ...(step.bone === 'challenge' && challenge ? [challenge.goal] : []),
    ];
    const words = texts.reduce((sum, text) => sum + wordsIn(text), 0);
    return { title: step.title, ...reading(words) };
  });
  const words = each.reduce((sum, one) => sum + one.words, wordsIn(summary));
  return { ...reading(words), steps: each };
}

export function wordFindings(scenario: Scenario): readonly LessonFinding[] {
  const steps = scenario.steps ?? [];
  return [
    ...textFindings(scenario.summary, ['summary']),
    ...steps.flatMap((step, i) => [
      ...titleFindings(step, i, steps),
      ...textFindings(step.text, ['steps', i, 'text']),
      ...(step.prediction
        ? textFindings(step.prediction.question, ['steps', i, 'prediction', 'question'])
        : []),
      ...(step.tasks ?? []).flatMap(({ says }, k) => textFindings(says, ['steps', i, 'tasks', k, 'says'])),
      ...(step.hints ?? []).flatMap((hint, k) => textFindings(hint, ['steps', i, 'hints', k])),
    ]),
    ...(scenario.challenge ? textFindings(scenario.challenge.goal, ['challenge', 'goal']) : []),
  ];
}

function titleFindings(
  { title, bone }: StepText,
  i: number,
  steps: readonly StepText[],
): readonly LessonFinding[] {
  const where = ['steps', i, 'title'];
  const plainly = (text: string): string => text.trim().toLowerCase().replaceAll('-', ' ');
  const hint = (says: string): readonly LessonFinding[] => [{ severity: 'hint', where, says }];
  if (title.trim() === '') return [{ severity: 'problem', where, says: `Step ${i + 1} has no title.` }];
  if (plainly(bone) === plainly(title) || /^(?:(?:a )?new )?step\s*\d*$/i.test(title.trim()))
    return hint(`“${title}” is no title of its own: say what this step is about.`);
  const first = steps.findIndex((other) => plainly(other.title) === plainly(title));
  if (first < i) return hint(`Steps ${first + 1} and ${i + 1} are both called “${title}”.`);
  return [];
}

/** Link texts that say nothing of where they lead. */
const EMPTY_LINK =
  /^(?:(?:click |press |see |read )?(?:here|this|more|link)|this (?:link|page)|read on|learn more)[.!]?$/i;

function textFindings(text: string, where: Path): readonly LessonFinding[] {
  const { paragraphs, headings, links, bare } = readText(text);
  const hint = (says: string): LessonFinding => ({ severity: 'hint', where, says });
  const problem = (says: string): LessonFinding => ({ severity: 'problem', where, says });
  const found: LessonFinding[] = [];
  for (const paragraph of paragraphs) {
    const words = wordsIn(paragraph);
    if (words > PARAGRAPH_MAX)
      found.push(
        hint(
          `A paragraph of ${words} words, “${begin(paragraph)}”: more than ${PARAGRAPH_MAX} are hard to follow.`,
        ),
      );
    for (const sentence of sentencesIn(paragraph)) {
      const own = wordsIn(sentence);
      if (own > SENTENCE_MAX)
        found.push(
          hint(
            `A sentence of ${own} words, “${begin(sentence)}”: more than ${SENTENCE_MAX} are hard to follow.`,
          ),
        );
    }
  }
  headings.forEach((level, i) => {
    const before = headings[i - 1];
    if (before !== undefined && level > before + 1)
      found.push(
        problem(`A heading of level ${level} comes after one of level ${before}; a level is left out.`),
      );
  });
  for (const { text: label, href } of links) {
    if (label === '') found.push(problem(`The link to ${href} has no text.`));
    else if (EMPTY_LINK.test(label))
      found.push(problem(`The link “${label}” does not say where it leads: name what is at ${href}.`));
    else if (/^https?:\/\//.test(label))
      found.push(problem(`The link ${begin(label)} is a bare address: name what is there.`));
  }
  for (const address of bare)
    found.push(problem(`The bare address ${begin(address)} stands in the text: make it a link with a name.`));
  return found;
}

function begin(text: string): string {
  const words = text.split(/\s+/);
  const short = words.slice(0, 6).join(' ').slice(0, 60);
  return short.length < text.length ? `${short} …` : short;
}
