import { describe, expect, it } from 'vitest';
import { shop } from '../../../tests/atTable.ts';
import { catalog } from '../../parts/catalog.ts';
import type { Scenario } from '../../scenario/types.ts';
import { misfit } from '../../table/writing.ts';
import { withAt } from '../value.ts';
import {
  withAsks,
  withChallenge,
  withClaim,
  withDemand,
  withOption,
  withPrediction,
  withTask,
} from './lists.ts';

const THAT = 'requests.availability >= 99 %';
const CONTRARY = { yes: THAT, no: 'requests.availability < 99 %' };
const lesson = (): Scenario =>
  withAt(
    shop(),
    ['steps'],
    [
      { id: 'one', bone: 'before', title: 'One', text: 'First.' },
      { id: 'two', bone: 'predict', title: 'Two', text: 'Second.' },
    ],
  );
const often = (change: (scenario: Scenario) => Scenario, scenario = lesson()): Scenario =>
  change(change(change(scenario)));

describe('what is added to a lesson', () => {
  it.each([
    ['predictions', (one: Scenario) => withPrediction(withPrediction(one, 0, CONTRARY), 1, CONTRARY)],
    ['options', (one: Scenario) => often((all) => withOption(all, 0), withPrediction(one, 0, CONTRARY))],
    ['tasks', (one: Scenario) => often((all) => withTask(all, 1, { that: THAT }), one)],
    ['deeds', (one: Scenario) => often((all) => withTask(all, 1, { did: 'look' }), one)],
    ['claims', (one: Scenario) => often((all) => withClaim(all, THAT, 'faster'), one)],
    ['demands', (one: Scenario) => often((all) => withDemand(all, THAT), withChallenge(one, THAT))],
  ])('is sound: %s', (_, change) => {
    const changed = change(lesson());
    expect(changed).not.toEqual(lesson());
    expect(misfit(changed, catalog)).toBeNull();
  });

  it('is done in another way without what goes only with the old one', () => {
    const begun = withAt(withTask(lesson(), 0, { that: THAT }), ['steps', 0, 'tasks', 0, 'design'], 'mine');
    const did = withAsks(begun, 0, 0, { did: 'why' });
    expect(did.steps![0]!.tasks).toEqual([{ id: 'task', says: 'What is to be done.', did: 'why' }]);
    const back = withAsks(begun, 0, 0, { that: THAT });
    expect(back.steps![0]!.tasks![0]).toMatchObject({ that: THAT, design: 'mine' });
    expect([did, back].map((one) => misfit(one, catalog))).toEqual([null, null]);
  });
});
