/** All of the part but what makes it run. */
import type { Behaviour } from '../../engine/part.ts';
import { definePart, type PartDefinition } from '../contract.ts';
import { chosen } from './questions.ts';
import { settings } from './settings.ts';
import { type Me, type Settings, type State, spec } from './spec.ts';

export function checkDefinition(behaviour: Behaviour<Me, State, Settings>): PartDefinition {
  return definePart({
    title: 'Answer check',
    says: 'Asks questions whose answers are known, and counts what comes back right, wrong or leaked.',
    portrait: { asked: 24, answered: 24, right: 17, wrong: 4, notFoundWrongly: 3, recall: 0.9 },
    spec,
    settings,
    desk: { about: 'retrieval', decides: { questions: 'questions' } },
    behaviour,
    instant: true,
    check: ({ questions, only }) =>
      chosen(questions ?? [], only).length > 0
        ? []
        : [
            {
              setting: questions === null ? 'questions' : 'only',
              expected: 'one question at least',
            },
          ],
    status: ({ metrics, rates }) => {
      if (rates.leaked > 0) return { mood: 'failing', word: 'leaking' };
      if (rates.unanswered > rates.answered) return { mood: 'failing', word: 'no answers' };
      if (rates.wrong + rates.notFoundWrongly > rates.right) return { mood: 'failing', word: 'mostly wrong' };
      if (rates.wrong + rates.notFoundWrongly + rates.unanswered > 0)
        return { mood: 'throttled', word: 'some wrong' };
      return rates.answered + metrics.open > 0
        ? { mood: 'busy', word: 'checking' }
        : { mood: 'calm', word: 'idle' };
    },
  });
}
