import { describe, expect, it } from 'vitest';
import { sampleText } from '../../tests/episode/sample.ts';
import { catalog } from '../parts/catalog.ts';
import { parseScenario } from '../scenario/parse.ts';
import { measureRun } from './judge.ts';
import { asksOf, editsOf, lessonOf } from './lessonAsks.ts';
import { isSure, saidFindings, seedList, tallyWords } from './lessonSaid.ts';
import { deedFindings, stepFindings } from './lessonSteps.ts';
import {
  answerOf,
  checkedRuns,
  type LessonAnswer,
  lessonFound,
  type Truth,
  truthsOf,
} from './lessonTruths.ts';

/** In the sample the fix has no till any more, and so no outage of which anything could be said. */
const FIX = `unwire: [shop.calls -> till.in]
    add:
      orders: { kind: sqs-queue, at: [600, 200] }
      workers: { kind: consumer-fleet, at: [800, 200] }
    wire: [shop.calls -> orders.send, orders.messages -> workers.in]
`;

function parsed(...changes: readonly (readonly [string | RegExp, string])[]) {
  const text = changes.reduce(
    (before, [from, to]) => {
      const after = before.replace(from, to);
      expect(after, String(from)).not.toBe(before);
      return after;
    },
    sampleText.replace(/remove: \[till\]\n/, FIX),
  );
  const read = parseScenario(text, catalog);
  if (!read.scenario) throw new Error(read.problems.map(({ says }) => says).join('\n'));
  return { ...read, scenario: read.scenario };
}

/** Real runs, each once for all that is asked of it. */
function answered(read: ReturnType<typeof parsed>, seeds: readonly number[]) {
  const lesson = lessonOf(read.scenario, catalog);
  const answers = asksOf(lesson).flatMap((ask) =>
    [...new Set([read.scenario.seed, ...seeds])].map((seed) => {
      const { run, that } = ask;
      const measured = measureRun(read, run.design, editsOf(run, seed), { that, figures: [] });
      return answerOf(ask, seed, measured);
    }),
  );
  const truths = truthsOf(answers);
  const found = lessonFound(lesson, truths, seeds, read.scenario.seed);
  const says = [
    ...saidFindings(found),
    ...stepFindings(read.scenario, found, catalog),
    ...deedFindings(read.scenario, catalog),
  ].map(({ severity, where, says }) => `${severity} ${where.join('.')}: ${says}`);
  return { lesson, truths, found, says };
}

const SEEDS = [1, 2];

describe('what a lesson asks', () => {
  it('is asked once of each run: acts that are named one by one are all of them', () => {
    const { scenario } = parsed();
    const asks = asksOf(lessonOf(scenario, catalog));
    const keys = asks.map(({ run }) => run.key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { that } of asks) expect(new Set(that).size).toBe(that.length);
    // The step that breaks it plays the outage by name: that is the whole run of start.
    expect(asks.filter(({ run }) => run.design === 'start')).toHaveLength(1);
    expect(asks.find(({ run }) => run.design === 'start')!.that).toContain(
      'max of shop.busy during outage >= 5',
    );
  });

  it('keeps apart a step that leaves acts out', () => {
    const { scenario } = parsed([
      'says: Select a part., did: look',
      'says: Calm., that: max of shop.busy < 5',
    ]);
    const { tasks } = lessonOf(scenario, catalog);
    const calm = tasks.find(({ id }) => id === 'see')!;
    expect(calm.runs[0]).toMatchObject({ design: 'start', keepActs: [] });
    expect(editsOf(calm.runs[0]!, 9)).toEqual({ seed: 9, keepActs: [] });
  });

  it('asks the taught fix for what the learner is to build, and every design for the challenge', () => {
    const lesson = lessonOf(parsed().scenario, catalog);
    const fine = lesson.tasks.find(({ id }) => id === 'fine')!;
    expect(fine.runs.map(({ design }) => design)).toContain('fix');
    expect(lesson.challenge!.runs.map(({ design }) => design)).toEqual(['start', 'more-slots', 'fix']);
    expect(lesson.challenge!.goals.at(-1)).toBe('cost <= 0.4');
  });
});

describe('what the runs say', () => {
  it('of a sound lesson: load-bearing, one option each, every task, the challenge by the fix', () => {
    const { found, says, lesson, truths } = answered(parsed(), SEEDS);
    expect(found.health).toMatchObject({ verdict: 'load-bearing', fix: { passed: 2, of: 2 } });
    expect(found.predictions.map(({ word, rights }) => [word, rights[0]!.options])).toEqual([
      ['sound', ['full']],
      ['sound', ['no']],
    ]);
    expect(found.tasks.every(({ tally, solvedBy }) => isSure(tally) && solvedBy.length > 0)).toBe(true);
    expect(found.challenge!.passedBy.map(({ run }) => run.design)).toEqual(['fix']);
    expect(says).toEqual([]);
    expect(checkedRuns(lesson, truths, SEEDS)).toHaveLength(6);
  });

  it('nothing, as long as a run of the check is missing', () => {
    const { lesson } = answered(parsed(), [1]);
    expect(lessonFound(lesson, truthsOf([]), [1], 3)).toMatchObject({
      health: null,
      predictions: [{ word: 'unasked' }, { word: 'unasked' }],
      challenge: { isAsked: false },
    });
  });

  it('of options: none or two are right', () => {
    const two = answered(
      parsed(['text: It rains. }', 'text: It rains., right: "max of shop.busy >= 1" }']),
      SEEDS,
    );
    expect(two.says).toEqual([
      'problem steps.1.prediction.options: The prediction what: more than one option is right with seeds 1, 2 and 3.',
    ]);
    const none = answered(
      parsed([
        /id: full, text: Its slots fill., right: "[^"]*"/,
        'id: full, text: X., right: "max of shop.busy < 0"',
      ]),
      [1],
    );
    expect(none.says).toEqual([
      'problem steps.1.prediction.options: The prediction what: none of its options is right with seeds 1 and 3.',
    ]);
  });

  it('of a task that never comes true, and of one that needs what may not be placed', () => {
    const never = answered(
      parsed([/(id: full, says: Watch[^,]*, that: )"[^"]*"/, '$1"max of shop.busy < 0"']),
      [1],
    );
    expect(never.says).toEqual([
      'problem steps.2.tasks.0: The task full never comes true: not in start, with no seed that was tried.',
    ]);
    const palette = (list: string) =>
      ['    title: Mend it\n', `    title: Mend it\n    palette: ${list}\n`] as const;
    const goal = (list: string) =>
      ['    title: Your own shop\n', `    title: Your own shop\n    palette: ${list}\n`] as const;
    expect(answered(parsed(palette('[sqs-queue, consumer-fleet]')), [1]).says).toEqual([]);
    const forbidden = answered(parsed(palette('[sqs-queue]'), goal('[sqs-queue]')), [1]);
    expect(forbidden.says).toEqual([
      'problem steps.4.palette: The task fine needs Consumer fleet, and the palette of this step does not have it.',
      'problem steps.5.palette: Every design that passes the challenge has Consumer fleet, and the palette of this step does not have it.',
    ]);
    // What a later step of the lesson lets them place is no matter of this one.
    expect(answered(parsed(palette('[sqs-queue]'), goal('[consumer-fleet]')), [1]).says).toHaveLength(1);
  });

  it('of a deed for which there is nothing there', () => {
    const { says } = answered(
      parsed(['says: Select a part., did: look', 'says: Try all., did: explore']),
      [1],
    );
    expect(says).toEqual([
      'problem steps.0.tasks.0: The task see cannot be done here: no part of this design carries a program.',
    ]);
  });

  it('of a challenge that no design of the file passes', () => {
    const { says, found } = answered(parsed(['budgetUsd: 0.4', 'budgetUsd: 0']), [1]);
    expect(found.challenge).toMatchObject({ isAsked: true, passedBy: [] });
    expect(says).toEqual([
      'hint challenge: No design of this file passes the challenge, so nobody has shown yet that it can be passed.',
    ]);
  });
});

describe('claims', () => {
  const CLAIMS = `claims:
  - { id: busy, says: Slots fill., that: max of shop.busy during outage >= 5, design: start }
  - { id: rain, says: It never rains., that: max of shop.busy < 0, holds: false, design: start }
`;
  const { scenario } = parsed([/^challenge:/m, `${CLAIMS}challenge:`]);
  const lesson = {
    ...lessonOf(scenario, catalog),
    predictions: [],
    tasks: [],
    challenge: null,
    health: null,
  };
  const [busy, rain] = lesson.claims;
  const over = (truths: Readonly<Record<number, Truth>>, other: Truth = false) =>
    lessonFound(
      lesson,
      truthsOf(
        Object.entries(truths).map(
          ([seed, truth]): LessonAnswer => ({
            key: busy!.runs[0]!.key,
            seed: Number(seed),
            truths: new Map([
              [busy!.that, truth],
              [rain!.that, other],
            ]),
            digest: seed,
          }),
        ),
      ),
      [1, 2, 3, 4],
      7,
    ).claims;

  it('hold where their runs say so, and one that must not come true where it does not', () => {
    const found = over({ 1: true, 2: true, 3: true, 4: true, 7: true });
    expect(found.map(({ tally, isLucky }) => [tally.trueIn, tally.of, tally.own, isLucky])).toEqual([
      [4, 4, true, false],
      [4, 4, true, false],
    ]);
    expect(saidFindings({ claims: found, predictions: [] })).toEqual([]);
  });

  it('that hold with the seed of the scenario and not with others are marked', () => {
    const found = over({ 1: true, 2: false, 3: 'undecided', 4: true, 7: true });
    expect(found[0]).toMatchObject({
      isLucky: true,
      tally: { trueIn: 2, of: 4, falseAt: [2], undecidedAt: [3], own: true },
    });
    expect(tallyWords(found[0]!.tally)).toBe('true in 2 of 4 seeds');
    expect(saidFindings({ claims: found, predictions: [] })).toEqual([
      {
        severity: 'problem',
        where: ['claims', 0, 'that'],
        says: 'The claim busy in start: true in 2 of 4 seeds, undecided in 1; not with seeds 2 and 3. It holds with the seed of this scenario by chance.',
      },
    ]);
  });

  it('are false where the learners look, however many other seeds agree', () => {
    const found = over({ 1: true, 2: true, 7: false }, true);
    expect(saidFindings({ claims: found, predictions: [] }).map(({ says }) => says)).toEqual([
      'The claim busy in start: true in 2 of 2 seeds. With the seed of this scenario it does not hold.',
      'The claim rain in start: not true, as it says, in 0 of 2 seeds. With the seed of this scenario it does not hold.',
    ]);
  });

  it('name a few seeds and count the rest', () => {
    expect(seedList([3])).toBe('seed 3');
    expect(seedList([2, 1])).toBe('seeds 1 and 2');
    expect(seedList([1, 2, 3, 4, 5, 6, 7])).toBe('seeds 1, 2, 3, 4, 5, 6 and 7');
    expect(seedList([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBe('seeds 1, 2, 3, 4, 5, 6 and 3 more');
  });
});
