import { describe, expect, it } from 'vitest';
import { sample } from '../../tests/episode/sample.ts';
import { actsOf } from '../lab/lessonActs.ts';
import type { Scenario, StepText } from '../scenario/types.ts';
import { designOf, firstActAt, type Link, openingOf } from './presets.ts';
import { newProgress } from './progress.ts';

const scenario = sample();
const owned: Scenario = { ...scenario, designs: { ...scenario.designs, mine: { title: 'Mine' } } };
const step = (to: Partial<StepText>): StepText => ({ id: 'a', bone: 'before', title: 'A', text: '', ...to });
const NOTHING: Link = { step: null, design: null, seed: null, at: 0 };

describe('the design of a step', () => {
  it('is the own one where the step is for it, as soon as there is one', () => {
    for (const one of [
      step({ bone: 'mend' }),
      step({ bone: 'challenge' }),
      step({ bone: 'price', preset: { design: 'mine' } }),
      step({ bone: 'mend', preset: { design: 'start' } }),
    ]) {
      expect(designOf(one, true)).toBe('mine');
      expect(designOf(one, false)).toBe('start');
    }
    expect(designOf(step({ preset: { design: 'fix' } }), true)).toBe('fix');
    expect(designOf(step({}), true)).toBe('start');
  });
});

describe('the acts of a step', () => {
  const act = { label: 'Break it', acts: ['outage'] };
  const own = { at: '5s', part: 'till', act: 'slow' };

  it('are those of the scenario unless the step says so', () => {
    expect(actsOf(scenario, step({}), false)).toEqual({ keepActs: null, acts: [] });
    expect(actsOf(scenario, step({ preset: { acts: [] } }), false)).toEqual({ keepActs: [], acts: [] });
    expect(actsOf(scenario, step({ preset: { acts: ['outage', own] } }), false)).toEqual({
      keepActs: ['outage'],
      acts: [own],
    });
  });

  it('of its button wait until it is pressed', () => {
    expect(actsOf(scenario, step({ act }), false)).toEqual({ keepActs: [], acts: [] });
    expect(actsOf(scenario, step({ act }), true)).toEqual({ keepActs: null, acts: [] });
    const strict = step({ preset: { acts: [own] }, act });
    expect(actsOf(scenario, strict, false)).toEqual({ keepActs: [], acts: [own] });
    expect(actsOf(scenario, strict, true)).toEqual({ keepActs: ['outage'], acts: [own] });
    const made = step({ act: { label: 'Break it', acts: [own] } });
    expect(actsOf(scenario, made, false)).toEqual({ keepActs: null, acts: [] });
    expect(actsOf(scenario, made, true)).toEqual({ keepActs: null, acts: [own] });
  });

  it('begin to matter at the first of them', () => {
    expect(firstActAt(scenario, step({ act }))).toBe(20_000_000);
    expect(firstActAt(scenario, step({ act: { label: 'Two', acts: ['outage', own] } }))).toBe(5_000_000);
    expect(firstActAt(scenario, step({}))).toBeNull();
  });
});

describe('where an episode begins', () => {
  const progress = { ...newProgress('till', 'mend') };

  it('is where the learner was', () => {
    expect(openingOf(scenario, NOTHING, null)).toMatchObject({ index: 0, wish: { seed: 3, at: 0 } });
    expect(openingOf(scenario, NOTHING, progress).index).toBe(4);
    expect(openingOf(scenario, NOTHING, { ...progress, step: 'gone' }).index).toBe(0);
  });

  it('is what a link says, whatever the progress', () => {
    const link = { step: 3, design: null, seed: 8, at: 39_000_000 };
    const opening = openingOf(scenario, link, null);
    expect(opening).toMatchObject({ index: 2, isActed: true });
    expect(opening.wish).toEqual({ design: 'start', keepActs: null, acts: [], seed: 8, at: 39_000_000 });
    expect(openingOf(scenario, link, progress)).toEqual(opening);
    expect(openingOf(scenario, { ...NOTHING, seed: 8 }, progress).index).toBe(0);
  });

  it('has the design of the link, when there is one of that name', () => {
    const design = (name: string, of = scenario) =>
      openingOf(of, { ...NOTHING, step: 1, design: name }, null).wish.design;
    expect(design('fix')).toBe('fix');
    expect(design('gone')).toBe('start');
    expect(design('mine')).toBe('start');
    expect(design('mine', owned)).toBe('mine');
  });

  it('is step one for a step that is not there', () => {
    for (const one of [99, 'gone', 'constructor'])
      expect(openingOf(scenario, { ...NOTHING, step: one }, progress).index).toBe(0);
  });

  it('conceals a run about which a question is open, unless the link shows a moment of it', () => {
    const at = (ticks: number, kept = newProgress('till', 'look')) =>
      openingOf(scenario, { ...NOTHING, step: 'guess', at: ticks }, kept);
    expect(at(0)).toMatchObject({ isConcealed: true, isPeeked: false, wish: { at: 0 } });
    expect(at(9)).toMatchObject({ isConcealed: false, isPeeked: true, wish: { at: 9 } });
    const answered = {
      ...newProgress('till', 'look'),
      predictions: [{ id: 'what', option: 'full', confidence: 70, counts: true, outcome: null }],
    };
    expect(at(0, answered)).toMatchObject({ isConcealed: false, isPeeked: false });
  });
});
