import { describe, expect, it } from 'vitest';
import { completionAt } from './completion.ts';
import type { Choices, FigureChoice } from './figureChoices.ts';

const figure = (name: string, stats: readonly string[]): FigureChoice => ({
  name,
  metric: name.split('.')[1]!,
  type: 'level',
  unit: '',
  says: `About ${name}.`,
  realName: null,
  stats,
  usual: 'last',
});
const choices: Choices = {
  parts: [
    { part: 'checkout', label: 'Checkout', figures: [figure('checkout.busy', ['max', 'mean'])] },
    { part: 'orders', label: 'Orders', figures: [figure('orders.depth', []), figure('orders.oldest', [])] },
  ],
  windows: [{ name: 'outage', from: 0, to: 1 }],
};
const texts = (text: string, caret = text.length, isAsked = false) =>
  completionAt(text, caret, choices, isAsked).suggestions.map((one) => one.text);

describe('names at the caret', () => {
  it('are parts and words, then figures, then statistics', () => {
    expect(texts('o')).toEqual(['orders.', 'or ']);
    expect(texts('orders.')).toEqual(['orders.depth', 'orders.oldest']);
    expect(texts('max of ord')).toEqual(['orders.']);
    expect(texts('checkout.busy.')).toEqual(['checkout.busy.max', 'checkout.busy.mean']);
  });

  it('are windows behind during, before and after', () => {
    expect(texts('orders.depth during ')).toEqual(['outage', 'run']);
    expect(texts('orders.depth after o')).toEqual(['outage']);
  });

  it('take the place of the whole word', () => {
    const text = 'orders.dep >= 5';
    const { from, to } = completionAt(text, 'orders.d'.length, choices);
    expect(text.slice(from, to)).toBe('orders.dep');
  });

  it('are not offered where nothing was typed, unless somebody asks', () => {
    expect(texts('')).toEqual([]);
    expect(texts('', 0, true)).toContain('checkout.');
    expect(texts('orders.depth >= 60s')).toEqual([]);
    expect(texts('checkout.depth')).toEqual([]);
  });

  it('are offered no more once the name is there', () => {
    expect(texts('orders.depth')).toEqual([]);
  });
});
