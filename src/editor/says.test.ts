import { describe, expect, it } from 'vitest';
import { limitsOf, saysOf } from './says.ts';

describe('what the format says of a field', () => {
  it('is found through lists, maps, pipes, optionals and unions', () => {
    expect(saysOf(['summary'])).toBe('One or two sentences for the gallery.');
    expect(saysOf(['steps', 3, 'preset', 'at'])).toMatch(/^Where the playhead stands/);
    expect(saysOf(['steps', 'learned'])).toMatch(/^What the step has shown/);
    expect(saysOf(['designs', 'fix', 'remove'])).toMatch(/^Parts that go/);
    expect(saysOf(['windows', 'calm', 'from'])).toBe('When the window opens.');
    expect(saysOf(['charts', 0, 'lines', 0, 'of'])).toBe('part.metric or part.metric.stat.');
    expect(saysOf(['challenge', 'that', 0, 'says'])).toMatch(/^The expression in words/);
  });

  it('is nothing where the format says nothing, and for what is not there', () => {
    expect(saysOf(['title'])).toBe('');
    expect(saysOf(['steps', 0, 'nonsense', 'at'])).toBe('');
    expect(saysOf(['constructor'])).toBe('');
  });

  it('tells how much goes in', () => {
    expect(limitsOf(['title'])).toEqual({ least: 1, most: 120 });
    expect(limitsOf(['steps', 0, 'text'])).toEqual({ least: null, most: 20_000 });
    expect(limitsOf(['steps', 0, 'prediction', 'options'])).toEqual({ least: 2, most: 8 });
    expect(limitsOf(['steps'])).toEqual({ least: null, most: 100 });
    expect(limitsOf(['duration'])).toEqual({ least: null, most: null });
  });
});
