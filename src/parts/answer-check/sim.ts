import { isGood } from '../../engine/outcome.ts';
import { type Letter, letterOf } from '../../rules/letter.ts';
import { handBack, handOn } from '../handOn.ts';
import { answerIn } from '../ragContents.ts';
import { remembering } from '../remembered.ts';
import { checkDefinition } from './definition.ts';
import { judgementOf } from './judge.ts';
import { chosen, type Known } from './questions.ts';
import type { Me, State } from './spec.ts';

export type { CheckView, Settings, State } from './spec.ts';

const chosenOf = remembering(16, chosen);

const letterFor = remembering(
  2048,
  ({ id, asks, reader }: Known): Letter => ({
    body: asks,
    attributes: {
      groups: { type: 'String', value: reader.join(',') },
      question: { type: 'String', value: id },
    },
  }),
);

const NO_QUESTIONS: readonly Known[] = [];
const questionsOf = ({ settings: s }: Me): readonly Known[] => chosenOf(s.questions ?? NO_QUESTIONS, s.only);

const namedIn = (letter: Letter): string | null => letter.attributes?.question?.value ?? null;

/** The question that a request names, else one that is due; null when there is none. */
function questionFor(self: Me, row: number): Known | null {
  const { state, settings: s, random } = self;
  const named = namedIn(letterOf(self.contentOf(row)));
  if (named !== null) return (s.questions ?? NO_QUESTIONS).find(({ id }) => id === named) ?? null;
  const all = questionsOf(self);
  if (all.length === 0) return null;
  const nth = s.asks === 'in turn' ? state.next++ % all.length : random.questions.below(all.length);
  return all[nth]!;
}

/** `mark` of a call: which question it asks, by its place in the setting. */
const UNKNOWN = -1;

function count(self: Me, question: Known, call: number): void {
  const { state, metrics, settings: s } = self;
  const answer = answerIn(self.contentOf(call));
  if (answer === null) {
    // It says nothing that could be right.
    metrics.wrong.add();
    return;
  }
  const judged = judgementOf(question, answer, s.k);
  metrics[judged.verdict].add();
  if (judged.nothing && judged.verdict === 'right') metrics.notFoundRightly.add();
  if (judged.nothing && judged.verdict === 'wrong') metrics.invented.add();
  for (const what of ['outdated', 'bothSides', 'obeyed', 'leaked', 'exposed'] as const)
    if (judged[what]) metrics[what].add();
  metrics.sentences.add(judged.sentences);
  metrics.citedSentences.add(judged.cited);
  metrics.ungroundedSentences.add(judged.ungrounded);
  state.sentences += judged.sentences;
  state.grounded += judged.sentences - judged.ungrounded;
  if (state.sentences > 0) metrics.groundedness.set(state.grounded / state.sentences);
  if (judged.retrieval === null) return;
  state.measured++;
  state.recall += judged.retrieval.recall;
  state.mrr += judged.retrieval.reciprocalRank;
  state.ndcg += judged.retrieval.ndcg;
  for (const what of ['recall', 'mrr', 'ndcg'] as const) metrics[what].set(state[what] / state.measured);
}

export const answerCheck = checkDefinition({
  state: (): State => ({
    next: 0,
    open: 0,
    measured: 0,
    recall: 0,
    mrr: 0,
    ndcg: 0,
    sentences: 0,
    grounded: 0,
  }),

  receive: {
    in(self: Me, row) {
      const { state, messages, metrics, contents, settings: s } = self;
      const question = questionFor(self, row);
      metrics.asked.add();
      metrics.open.set(++state.open);
      const call = handOn(self, row, self.ports.answers);
      messages.mark[call] = question ? (s.questions ?? NO_QUESTIONS).indexOf(question) : UNKNOWN;
      if (question && letterOf(self.contentOf(row)).body === '')
        messages.content[call] = contents.place(letterFor(question));
    },
  },

  reply: {
    answers(self: Me, call, code) {
      const { state, messages, metrics, settings: s } = self;
      metrics.open.set(--state.open);
      metrics.latency.record(self.now - messages.sentAt[call]!);
      if (!isGood(code)) metrics.unanswered.add();
      else {
        metrics.answered.add();
        const question = (s.questions ?? NO_QUESTIONS)[messages.mark[call]!];
        if (question) count(self, question, call);
      }
      self.reply(handBack(self, call), code);
    },
  },
});
