/** What the simulated model says to a prompt, and what that rests on. */

import type { Content } from '../../engine/contents.ts';
import { groundednessOf } from '../../rules/azure/rag/measure.ts';
import { answerOf } from '../../rules/azure/rag/model.ts';
import { INSTRUCTIONS_DEFAULTS, promptOf } from '../../rules/azure/rag/prompt.ts';
import { CL100K } from '../../rules/azure/rag/tokens.ts';
import { lsaFor } from '../libraryWords.ts';
import { type AnswerLetter, askedIn, type PromptLetter, promptIn, type Sentence } from '../ragContents.ts';
import { remembering, rememberingBy } from '../remembered.ts';
import type { Settings } from './spec.ts';

/** What a bare message may be answered with: nobody said. */
const MAX_TOKENS = 800;

/** A message that is no prompt of ours, as one: a question without sources. */
const bareOf = remembering(256, (question: string): PromptLetter => {
  const built = promptOf(
    {
      instructions: { ...INSTRUCTIONS_DEFAULTS, onlySources: false, sayNotFound: false },
      sources: [],
      question,
      contextWindow: Number.MAX_SAFE_INTEGER,
      maxTokens: MAX_TOKENS,
      whenTooLong: 'refuse',
    },
    CL100K,
  );
  if (!built.ok) throw new Error('No prompt is longer than all measure.');
  const { instructions, tokens, maxTokens } = built.prompt;
  return { body: question, prompt: { sources: [], dropped: 0, instructions, question, tokens, maxTokens } };
});

export const promptOfCall = (content: Content, request: number): PromptLetter =>
  promptIn(content) ?? bareOf(askedIn(content, request).text);

/** Answers to one prompt that are kept. */
const ANSWERS_MOST = 16;

/** The same prompt and the same settings give the same answer: its temperature is 0. */
export const spoken = rememberingBy(
  ANSWERS_MOST,
  ({ prompt }: PromptLetter, s: Settings): AnswerLetter => {
    const model = {
      prior: s.prior ?? [],
      lsa: s.trainedOn.trim() === '' ? null : lsaFor(s.trainedOn),
      sentencesMost: s.sentences,
      least: s.least,
    };
    const { sources } = prompt;
    const answer = answerOf({ ...prompt, pieces: [], dropped: [] }, model, CL100K);
    const keyOf = (number: number): string => sources[number - 1]!.key;
    const grounds = groundednessOf(
      answer.said,
      sources.map(({ text }) => text),
    ).sentences;
    const sentences = answer.said.map(({ text, claim, from, cites }, i): Sentence => {
      const supportedBy = (grounds[i]?.supportedBy ?? []).map(keyOf);
      return {
        text,
        claim,
        from,
        citations: cites.map(keyOf),
        supportedBy,
        grounded: supportedBy.length > 0,
      };
    });
    return {
      body: answer.text,
      simulated: true,
      sentences,
      sources: sources.map(({ key }) => key),
      facts: sources.map(({ key, scroll, title, date, groups, replacedBy }) => {
        return { key, id: scroll, title, date, groups, replacedBy };
      }),
      tokens: { prompt: prompt.tokens, completion: answer.completionTokens },
      finish: answer.finish,
      injections: answer.injections.map(({ source, obeyed }) => ({ source: keyOf(source), obeyed })),
      conflicts: answer.conflicts.map(([a, b]) => [keyOf(a), keyOf(b)] as const),
    };
  },
  (s) => `${s.sentences} ${s.least} ${JSON.stringify(s.prior)} ${s.trainedOn}`,
);
