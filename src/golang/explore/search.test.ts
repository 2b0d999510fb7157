import { describe, expect, it } from 'vitest';
import { bruteForce, counter, MODELS, systemOf } from '../../../tests/golang/toyModels.ts';
import { advance, newSearch, type Search, type SearchOptions, wayTo } from './search.ts';

const ALL: SearchOptions = {
  reduce: false,
  statesMax: 1e6,
  depthMax: Number.POSITIVE_INFINITY,
  edges: false,
  wanted: null,
};

function searched(...[system, options]: Parameters<typeof newSearch>): Search {
  const search = newSearch(system, options);
  advance(search, Number.POSITIVE_INFINITY);
  return search;
}

describe('a search', () => {
  it.each(MODELS)('$name: finds what all interleavings show, at the same depth', (model) => {
    const brute = bruteForce(model);
    for (const symmetric of [false, true]) {
      const search = searched(systemOf(model, symmetric), ALL);
      expect(search.ended).toBe('all');
      const depths = [...search.found].map(([kind, [finding]]) => [
        kind,
        finding === undefined ? -1 : wayTo(search, finding).length,
      ]);
      expect(new Map(depths as [string, number][])).toEqual(brute);
    }
  });

  it.each(MODELS)('$name: finds the same with fewer states when steps are taken alone', (model) => {
    const whole = searched(systemOf(model, false), ALL);
    for (const symmetric of [false, true]) {
      const search = searched(systemOf(model, symmetric), { ...ALL, reduce: true });
      expect(new Set(search.found.keys())).toEqual(new Set(whole.found.keys()));
      expect(search.parent.length).toBeLessThanOrEqual(whole.parent.length);
    }
  });

  it('meets fewer states when goroutines are interchangeable', () => {
    const plain = searched(systemOf(counter(4), false), ALL);
    const symmetric = searched(systemOf(counter(4), true), ALL);
    expect(symmetric.parent.length * 5).toBeLessThan(plain.parent.length);
    const ends = (search: Search) => [...search.found.keys()].filter((kind) => kind.startsWith('end')).sort();
    expect(ends(symmetric)).toEqual(['end 1', 'end 2', 'end 3', 'end 4']);
    expect(ends(plain)).toEqual(ends(symmetric));
  });

  it('says where it stopped', () => {
    expect(searched(systemOf(counter(4), false), { ...ALL, statesMax: 10 }).ended).toBe('states');
    expect(searched(systemOf(counter(4), false), { ...ALL, depthMax: 3 }).ended).toBe('depth');
    expect(searched(systemOf(counter(4), false), { ...ALL, wanted: ['race'] }).ended).toBe('found');
  });

  it('can be done in slices', () => {
    const whole = searched(systemOf(counter(3), true), ALL);
    const search = newSearch(systemOf(counter(3), true), ALL);
    let slices = 0;
    for (; search.ended === 'no'; slices++) advance(search, 5);
    expect(slices).toBeGreaterThan(3);
    expect(search.parent).toEqual(whole.parent);
    expect(search.transitions).toBe(whole.transitions);
  });
});
