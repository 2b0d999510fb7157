import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { sample } from '../../tests/episode/sample.ts';
import { CalibrationPlot, xOf, yOf } from './CalibrationPlot.tsx';
import { calibrate } from './calibration.ts';
import { cardOf, runWords, scoreWords } from './card.ts';
import { drawCard, wrap } from './finishPng.ts';
import { newProgress, type Progress } from './progress.ts';

const scenario = sample();
const run = { design: 'mine', seed: 3, digest: '4f2a91c000000000' };
const progress: Progress = {
  ...newProgress('till', 'goal'),
  predictions: [
    {
      id: 'what',
      option: 'full',
      confidence: 90,
      counts: true,
      outcome: { ...run, right: ['full'], measured: [] },
    },
    {
      id: 'slots',
      option: 'yes',
      confidence: 60,
      counts: true,
      outcome: { ...run, right: ['no'], measured: [] },
    },
  ],
  ticks: [{ step: 'look', task: 'see', run: null, measured: '' }],
  won: { ...run, measured: ['100 % ≥ 99 %', '$0.10 ≤ $0.40'] },
  finishedAt: '2026-11-21',
};

describe('the card', () => {
  it('holds what was learned, the score and the winning run', () => {
    const card = cardOf(scenario, progress);
    expect(card).toMatchObject({
      title: 'The Till',
      origin: 'AWS',
      date: '2026-11-21',
      learned: ['A calm system has free slots.'],
      challenge: { isWon: true, measured: ['100 % ≥ 99 %', '$0.10 ≤ $0.40'] },
      run,
    });
    expect(scoreWords(card.calibration)).toBe('1 of 2 predictions right');
    expect(runWords(card)).toBe('seed 3 · run 4f2a 91c0');
  });

  it('claims nothing that was not done', () => {
    const card = cardOf(scenario, newProgress('till', 'look'));
    expect(card.learned).toEqual([]);
    expect(card).toMatchObject({ challenge: { isWon: false }, run: null });
    expect(runWords(card)).toBeNull();
  });
});

describe('the picture of it', () => {
  const pen = { measureText: (text: string) => ({ width: text.length * 10 }) as TextMetrics };

  it('breaks lines between words, and ends with three dots what does not fit', () => {
    expect(wrap(pen, 'one two three four', 90, 4)).toEqual(['one two', 'three', 'four']);
    expect(wrap(pen, 'one two three four', 90, 2)).toEqual(['one two', 'three…']);
    expect(wrap(pen, 'incomprehensible', 90, 2)).toEqual(['incompre…']);
    expect(wrap(pen, '', 90, 2)).toEqual([]);
  });

  it('is refused where nothing can be drawn', async () => {
    await expect(drawCard(document.body, cardOf(scenario, progress))).rejects.toThrow('canvas');
  });
});

describe('the calibration', () => {
  it('is drawn where the figures are, and told in words', () => {
    const { container } = render(<CalibrationPlot calibration={cardOf(scenario, progress).calibration} />);
    const dots = [...container.querySelectorAll('circle')].map((dot) => [
      Number(dot.getAttribute('cx')),
      Number(dot.getAttribute('cy')),
    ]);
    expect(dots).toEqual([
      [xOf(60), yOf(0)],
      [xOf(90), yOf(1)],
    ]);
    expect(
      screen.getByRole('img', { name: '60 to 69 % sure: 0 of 1 right. 90 to 100 % sure: 1 of 1 right.' }),
    ).toBeVisible();
  });

  it('draws no empty picture', () => {
    render(<CalibrationPlot calibration={calibrate([])} />);
    expect(screen.queryByRole('img')).toBeNull();
    expect(screen.getByText(/No answer was scored/)).toBeVisible();
  });
});
