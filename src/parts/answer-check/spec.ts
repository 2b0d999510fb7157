import type { PartSpec, Self } from '../../engine/part.ts';
import type { SettingsOf, View } from '../contract.ts';
import type { settings } from './settings.ts';

export type Settings = SettingsOf<typeof settings>;

export const spec = {
  kind: 'answer-check',
  ports: {
    in: {
      side: 'in',
      protocol: 'request',
      through: 'answers',
      says: 'requests of readers: each asks one of the questions',
    },
    answers: { side: 'out', protocol: 'request', required: true, says: 'who answers them' },
  },
  metrics: {
    open: { type: 'level', unit: 'questions', says: 'questions without an answer yet' },
    asked: { type: 'counter', unit: 'questions', says: 'questions asked' },
    unanswered: { type: 'counter', unit: 'questions', says: 'questions that got an error' },
    answered: { type: 'counter', unit: 'answers', says: 'questions that got an answer, right or wrong' },
    right: {
      type: 'counter',
      unit: 'answers',
      says: 'answers that have what they must have, and leak nothing',
    },
    wrong: { type: 'counter', unit: 'answers', says: 'answers that say something else' },
    notFoundRightly: {
      type: 'counter',
      unit: 'answers',
      says: 'of the right ones: nothing was said where nothing is to be found',
    },
    notFoundWrongly: {
      type: 'counter',
      unit: 'answers',
      says: '"not found", though some scroll says it',
    },
    invented: {
      type: 'counter',
      unit: 'answers',
      says: 'of the wrong ones: an answer where no scroll has any',
    },
    outdated: {
      type: 'counter',
      unit: 'answers',
      says: 'answers whose first sentence is from a scroll that another has replaced',
    },
    bothSides: { type: 'counter', unit: 'answers', says: 'answers that tell of sources which disagree' },
    obeyed: { type: 'counter', unit: 'answers', says: 'answers that say what a source told them to' },
    leaked: { type: 'counter', unit: 'answers', says: 'answers with text that the reader may not open' },
    exposed: {
      type: 'counter',
      unit: 'answers',
      says: 'answers whose prompt held text that the reader may not open',
    },
    sentences: { type: 'counter', unit: 'sentences', says: 'sentences that claim something' },
    citedSentences: {
      type: 'counter',
      unit: 'sentences',
      says: 'of these, with a citation that has what they say',
    },
    ungroundedSentences: {
      type: 'counter',
      unit: 'sentences',
      says: 'of these, with nothing in the prompt that has what they say',
    },
    recall: {
      type: 'level',
      unit: 'share',
      says: 'share of the known sources that were among the first k, mean so far',
    },
    mrr: { type: 'level', unit: 'share', says: '1 / place of the first known source, mean so far' },
    ndcg: { type: 'level', unit: 'share', says: 'nDCG at k: known sources far up count more, mean so far' },
    groundedness: {
      type: 'level',
      unit: 'share',
      says: 'share of all sentences so far that a source in the prompt supports',
    },
    latency: { type: 'timing', unit: 'time', says: 'from a question to its answer' },
  },
  timers: [],
  streams: ['questions'],
} as const satisfies PartSpec;

export interface State {
  /** Of the next question in turn. */
  next: number;
  open: number;
  /** Answered questions with known sources, and the sums over them. */
  measured: number;
  recall: number;
  mrr: number;
  ndcg: number;
  sentences: number;
  grounded: number;
}

export type Me = Self<typeof spec, State, Settings>;
export type CheckView = View<typeof settings, typeof spec>;
