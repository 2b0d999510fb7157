import { describe, expect, it } from 'vitest';
import { calibrate, type Scored, scoredOf } from './calibration.ts';
import { newProgress, type Prediction } from './progress.ts';

const many = (n: number, right: number, confidence: number): Scored[] =>
  Array.from({ length: n }, (_, i) => ({ confidence, isRight: i < right }));

const run = { design: 'start', seed: 1, digest: 'ab', measured: [] };
const answer = (id: string, to: Partial<Prediction>): Prediction => ({
  id,
  option: 'a',
  confidence: 70,
  counts: true,
  outcome: { ...run, right: ['a'] },
  ...to,
});

describe('what is scored', () => {
  it('was said before the run was seen, and settled by it', () => {
    const progress = {
      ...newProgress('till', 'look'),
      predictions: [
        answer('right', {}),
        answer('wrong', { outcome: { ...run, right: ['b', 'c'] } }),
        answer('seen', { counts: false }),
        answer('open', { outcome: { ...run, right: [] } }),
        answer('waiting', { outcome: null }),
      ],
    };
    expect(scoredOf(progress)).toEqual([
      { confidence: 70, isRight: true },
      { confidence: 70, isRight: false },
    ]);
  });
});

describe('calibration', () => {
  it('says nothing of what nobody said', () => {
    expect(calibrate([])).toMatchObject({ answers: 0, bands: [] });
    expect(calibrate([]).says).toContain('No answer was scored');
  });

  it('is honest with few answers', () => {
    expect(calibrate(many(1, 1, 100)).says).toContain('1 of one answer was right');
    expect(calibrate(many(3, 0, 95)).says).toContain('So few answers cannot tell');
    const [band] = calibrate(many(1, 1, 100)).bands;
    expect(band).toMatchObject({ from: 90, to: 100, share: 1, high: 1 });
    // One answer says next to nothing: Wilson, 1 of 1.
    expect(band!.low).toBeCloseTo(0.2065, 3);
  });

  it('tells who is too sure, who is not sure enough, and who is neither', () => {
    expect(calibrate(many(12, 5, 90)).says).toContain('surer than you were right');
    expect(calibrate(many(12, 12, 55)).says).toContain('more than you dared to say');
    expect(calibrate(many(12, 9, 75)).says).toContain('That fits');
  });

  it('puts a hundred per cent into the last band', () => {
    const { bands } = calibrate([...many(1, 1, 50), ...many(2, 1, 89), ...many(1, 1, 100)]);
    expect(bands.map(({ from, answers }) => [from, answers])).toEqual([
      [50, 1],
      [80, 2],
      [90, 1],
    ]);
  });
});
