import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atAuthor, SHOP_TEXT } from '../../../tests/atAuthor.tsx';
import { catalog } from '../../parts/catalog.ts';
import { BLANK_TEXT } from '../../scenario/blank.ts';
import { checkScenario } from '../../scenario/check.ts';
import { BONES } from '../../scenario/lesson.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { same } from '../../scenario/same.ts';
import type { Scenario } from '../../scenario/types.ts';
import {
  type Changed,
  idFrom,
  withCopy,
  withoutStep,
  withSkeleton,
  withStep,
  withStepMoved,
  withTitle,
} from './stepChanges.ts';

const RICH = `${SHOP_TEXT}  - id: guess-2
    bone: predict
    title: Guess # why not
    text: What will happen?
    prediction:
      id: lock
      question: What happens?
      options:
        - { id: all, text: Every slot is taken., right: max of checkout.busy = 20 }
        - { id: few, text: Few are. }
    tasks:
      - { id: look, says: Look at Checkout., did: look }
      - { id: look-2, says: Look again., did: look }
`;

const scenarioOf = (text: string): Scenario => parseScenario(text, catalog).scenario!;
const problemsOf = (scenario: Scenario) =>
  checkScenario(scenario, catalog).problems.filter(({ severity }) => severity === 'error');
const titles = ({ steps }: Scenario) => (steps ?? []).map(({ title }) => title);
const ids = ({ steps }: Scenario) => (steps ?? []).map(({ id }) => id);

describe('the list of steps', () => {
  it('takes a step after the open one, with an id that nobody has', () => {
    const first = withStep(scenarioOf(RICH), 0, 'break');
    expect([first.step, ids(first.scenario)]).toEqual([1, ['calm', 'break', 'guess-2']]);
    const second = withStep(first.scenario, 1, 'break');
    expect([second.step, ids(second.scenario)]).toEqual([2, ['calm', 'break', 'break-2', 'guess-2']]);
    expect(withStep(scenarioOf(RICH), -1, 'mend').step).toBe(0);
    expect(problemsOf(second.scenario)).toEqual([]);
  });

  it('copies a step with its prediction and tasks under other ids', () => {
    const { scenario, step } = withCopy(scenarioOf(RICH), 1);
    expect(step).toBe(2);
    expect(ids(scenario)).toEqual(['calm', 'guess-2', 'guess']);
    expect(scenario.steps![2]!.prediction!.id).toBe('lock-2');
    expect(scenario.steps![2]!.tasks!.map(({ id }) => id)).toEqual(['look-3', 'look-4']);
    expect(problemsOf(scenario)).toEqual([]);
  });

  it('lets the id follow the title of a new step only', () => {
    const { scenario } = withStep(scenarioOf(RICH), 1, 'break');
    const named = withTitle(scenario, 2, 'One lock, and nobody can buy a thing');
    expect(named.steps![2]).toMatchObject({ id: 'one-lock-and-nobody-can-buy-a', bone: 'break' });
    expect(withTitle(named, 2, 'Another').steps![2]!.id).toBe('one-lock-and-nobody-can-buy-a');
    expect(withTitle(scenario, 2, 'Calm').steps![2]!.id).toBe('calm-2');
    expect(withTitle(scenario, 2, '…').steps![2]).toMatchObject({ id: 'break', title: '…' });
    expect(idFrom('2 × schön, it’s Zoë’s')).toBe('schon-its-zoes');
  });

  it('removes the last one with its list', () => {
    const { scenario, step } = withoutStep(scenarioOf(SHOP_TEXT), 0);
    expect(step).toBe(-1);
    expect(scenario).not.toHaveProperty('steps');
  });

  it('is filled with a skeleton that is sound, wherever it is put', () => {
    for (const text of [BLANK_TEXT, SHOP_TEXT, RICH]) {
      const { scenario, step } = withSkeleton(scenarioOf(text), BONES);
      expect(problemsOf(scenario)).toEqual([]);
      expect(scenario.steps!.slice(step).map(({ bone }) => bone)).toEqual([...BONES]);
      expect(new Set(ids(scenario)).size).toBe(scenario.steps!.length);
    }
  });
});

const deed = fc.record({
  does: fc.constantFrom('add', 'copy', 'remove', 'move', 'title'),
  at: fc.nat(20),
  to: fc.nat(20),
  bone: fc.constantFrom(...BONES),
  title: fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }).filter((s) => s.length <= 120),
});

function done(
  scenario: Scenario,
  { does, at, to, bone, title }: typeof deed extends fc.Arbitrary<infer T> ? T : never,
): Changed {
  const count = scenario.steps?.length ?? 0;
  if (does === 'add' || count === 0) return withStep(scenario, (at % (count + 1)) - 1, bone);
  if (does === 'copy') return withCopy(scenario, at % count);
  if (does === 'remove') return withoutStep(scenario, at % count);
  if (does === 'title') return { scenario: withTitle(scenario, at % count, title), step: at % count };
  return withStepMoved(scenario, at % count, to % count);
}

describe('any sequence of changes', () => {
  it('keeps the scenario sound and its text in step, and undo brings back the first text byte for byte', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(RICH, SHOP_TEXT, BLANK_TEXT),
        fc.array(deed, { maxLength: 12 }),
        (text, deeds) => {
          const { table, text: written } = atAuthor(text);
          for (const one of deeds) {
            const { scenario, step } = done(table.store.getState().scenario, one);
            expect(table.revise(scenario, 'A step changed')).toBe(true);
            expect(problemsOf(scenario)).toEqual([]);
            expect(step).toBeLessThan(Math.max(1, scenario.steps?.length ?? 0));
          }
          const last = written();
          expect(same(parseScenario(last, catalog).scenario, table.store.getState().scenario)).toBe(true);
          for (const _ of deeds) table.undo();
          expect(written()).toBe(text);
          for (const _ of deeds) table.redo();
          expect(written()).toBe(last);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('moves a step and back', () => {
    const scenario = withSkeleton(scenarioOf(RICH), BONES).scenario;
    const there = withStepMoved(scenario, 2, 6).scenario;
    expect(titles(there)[6]).toBe(titles(scenario)[2]);
    expect(withStepMoved(there, 6, 2).scenario).toEqual(scenario);
  });
});
