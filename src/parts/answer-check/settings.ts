import type { SettingsSpec } from '../contract.ts';
import { orText } from '../jsonText.ts';
import { SAMPLE_QUESTIONS } from '../ragSample.ts';
import { readQuestions } from './questions.ts';

const ASSUMPTION = 'assumption of this lab, 2026-11';

export const settings = {
  questions: {
    type: 'json',
    default: SAMPLE_QUESTIONS,
    document: 'a list of { id, asks, reader, sources, answer, words, kind }',
    read: orText(readQuestions),
    says: 'What is asked, who asks, which scrolls have the answer, and the words that the right answer has in it.',
    source: ASSUMPTION,
    fixed: 'What is asked is settled before the first question.',
  },
  only: {
    type: 'text',
    default: null,
    pattern: /^[A-Za-z0-9-]+(?:, *[A-Za-z0-9-]+)*$/,
    expected: 'kinds or ids of questions with commas between them',
    says: 'Which of the questions are asked: kinds such as exact or secret, or ids; none: all of them.',
    source: ASSUMPTION,
  },
  asks: {
    type: 'choice',
    default: 'in turn',
    choices: ['in turn', 'by lot'],
    says: 'Which question comes next, where a request does not name its own.',
    source: ASSUMPTION,
  },
  k: {
    type: 'count',
    default: 5,
    min: 1,
    max: 50,
    unit: 'chunks',
    says: 'How many of the sources in a prompt the measures look at.',
    source: 'https://learn.microsoft.com/azure/ai-foundry/concepts/evaluation-evaluators/rag-evaluators',
  },
} as const satisfies SettingsSpec;
