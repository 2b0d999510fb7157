import { describe, expect, it } from 'vitest';
import { sample } from '../../tests/episode/sample.ts';
import { catalog } from '../parts/catalog.ts';
import { adoptOwn } from './own.ts';
import { exportProgress, newProgress, type Progress, readProgress, withTick } from './progress.ts';

const full: Progress = {
  ...newProgress('till', 'mend'),
  predictions: [
    {
      id: 'what',
      option: 'full',
      confidence: 80,
      counts: true,
      outcome: { design: 'start', seed: 3, digest: 'ab12', right: ['full'], measured: ['', '5 ≥ 5', ''] },
    },
  ],
  ticks: [{ step: 'look', task: 'see', run: null, measured: '' }],
  hints: [{ step: 'mend', opened: 1 }],
  mine: { title: 'Mine', set: { 'shop.slots': 9 } },
  finishedAt: '2026-11-21',
};
const read = (value: unknown, scenario = 'till') => readProgress(JSON.stringify(value), scenario);
const saysOf = (value: unknown) => {
  const result = read(value);
  return result.ok ? 'ok' : result.says;
};

it('is read as it was exported', () => {
  expect(readProgress(exportProgress(full), 'till')).toEqual({ ok: true, progress: full });
});

it('does a task once', () => {
  const again = withTick(full, { step: 'look', task: 'see', run: null, measured: 'later' });
  expect(again).toBe(full);
});

describe('what cannot be read', () => {
  it.each([
    ['', 'it is no JSON, or was cut off'],
    ['{"progress":1,"scen', 'it is no JSON'],
    ['null', 'the key progress is missing'],
    ['7', 'the key progress is missing'],
    ['[]', 'the key progress is missing'],
    [' '.repeat(1024 * 1024 + 1), 'longer than a million characters'],
    ['['.repeat(100_000), 'it is no JSON'],
  ])('%.12s says why', (text, why) => {
    const result = readProgress(text, 'till');
    expect(result).toMatchObject({ ok: false, says: expect.stringContaining(why) });
  });

  it('says where, what was expected and what was found', () => {
    const [first] = full.predictions;
    expect(saysOf({ ...full, predictions: [{ ...first, confidence: 200 }] })).toBe(
      'The progress cannot be read: predictions.0.confidence: expected a whole number from 50 to 100, found 200.',
    );
    expect(saysOf({ ...full, ticks: 'many' })).toContain('ticks: expected a list, found "many"');
    expect(saysOf({ ...full, mine: { title: 7 } })).toContain('mine.title: expected a text');
    expect(saysOf({ ...full, ticks: Array.from({ length: 2001 }, () => full.ticks[0]) })).toContain(
      'at most 2000 entries',
    );
  });

  it('is of another scenario or of another time', () => {
    expect(read(full, 'buffer')).toMatchObject({ ok: false, says: expect.stringContaining('"till"') });
    expect(saysOf({ ...full, progress: 2 })).toContain('a newer lab has written it');
    expect(saysOf({ ...full, progress: 'x' })).toContain('this lab reads format 1');
  });
});

it('takes nothing over from a prototype', () => {
  const text = JSON.stringify(full).replace(
    '"set":{',
    '"add":{"__proto__":{"kind":"service","at":[0,0]}},"set":{"__proto__":1,',
  );
  const result = readProgress(text.replace('{', '{"__proto__":{"mine":1},"constructor":{},'), 'till');
  expect(result.ok).toBe(true);
  if (!result.ok) return;
  expect(Object.getPrototypeOf(result.progress)).toBe(Object.prototype);
  expect(Object.keys(result.progress.mine!.add!)).toEqual([]);
  expect(Object.keys(result.progress.mine!.set!)).toEqual(['shop.slots']);
  expect(({} as Record<string, unknown>).kind).toBeUndefined();
});

describe('a design of an earlier visit', () => {
  const scenario = sample();

  it('is put into the scenario', () => {
    const { scenario: adopted, refused } = adoptOwn(scenario, full.mine, catalog);
    expect(refused).toBeNull();
    expect(adopted.designs?.mine).toEqual(full.mine);
    expect(scenario.designs).not.toHaveProperty('mine');
  });

  it('is refused when the scenario has changed, and says why', () => {
    const old = { title: 'Mine', set: { 'oven.slots': 9 } };
    const { scenario: same, refused } = adoptOwn(scenario, old, catalog);
    expect(same).toBe(scenario);
    expect(refused).toContain('does not fit this scenario any more');
    expect(refused).toContain('oven');
  });
});
