import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openKeeper } from './keeper.ts';
import { newProgress, writeProgress } from './progress.ts';

const KEY = 'secret-life-lab:progress.till';
const later = { ...newProgress('till', 'look'), step: 'mend' };

/** A store of the browser with room for so many characters. */
function store(room = 5_000_000) {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem(key: string, text: string) {
      const others = [...kept].filter(([name]) => name !== key).reduce((sum, [, one]) => sum + one.length, 0);
      if (others + text.length > room) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, text);
    },
    removeItem: (key: string) => kept.delete(key),
  };
}

let browser = store();
function use(next: ReturnType<typeof store>) {
  browser = next;
  vi.stubGlobal('localStorage', next);
}
beforeEach(() => use(store()));
afterEach(() => vi.unstubAllGlobals());

it('goes on where it was', () => {
  expect(openKeeper('till', 'look').progress().step).toBe('look');
  expect(openKeeper('till', 'look').save(later)).toBe('kept');
  expect(openKeeper('till', 'look').progress()).toEqual(later);
  expect(openKeeper('buffer', 'look').progress().step).toBe('look');
});

describe('where nothing can be kept', () => {
  it.each([
    ['no store', undefined],
    ['a store that throws', { getItem: broken, setItem: broken, removeItem: broken }],
  ])('%s: the progress lasts as long as the visit', (_name, there) => {
    vi.stubGlobal('localStorage', there);
    const keeper = openKeeper('till', 'look');
    expect(keeper.save(later)).toBe('not kept');
    expect(keeper.progress()).toEqual(later);
    expect(keeper.asides()).toEqual([]);
    keeper.reset();
    expect(keeper.progress().step).toBe('look');
  });

  it('a full store: the same', () => {
    use(store(10));
    expect(openKeeper('till', 'look').save(later)).toBe('not kept');
  });
});

function broken(): never {
  throw new DOMException('sandboxed', 'SecurityError');
}

describe('what cannot be read', () => {
  const BAD = '{"progress":1,"scenario":"till"';

  it('is set aside and offered, in later visits too, until it is not wanted any more', () => {
    browser.setItem(KEY, BAD);
    const keeper = openKeeper('till', 'look');
    expect(keeper.asides()).toMatchObject([{ text: BAD, says: expect.stringContaining('no JSON') }]);
    expect(keeper.save(later)).toBe('kept');
    const next = openKeeper('till', 'look');
    expect(next.progress()).toEqual(later);
    expect(next.asides()).toMatchObject([{ text: BAD }]);
    next.discard(next.asides()[0]!.name);
    expect(openKeeper('till', 'look').asides()).toEqual([]);
  });

  it('does not push out what was set aside before', () => {
    for (const text of ['a', 'b', 'c']) {
      browser.setItem(KEY, text);
      openKeeper('till', 'look');
    }
    expect(
      openKeeper('till', 'look')
        .asides()
        .map(({ text }) => text),
    ).toEqual(['a', 'b', 'c']);
  });

  it('fits aside where the store is nearly full', () => {
    const big = 'x'.repeat(900);
    use(store(1000));
    browser.setItem(KEY, big);
    const keeper = openKeeper('till', 'look');
    expect(keeper.asides()).toMatchObject([{ text: big }]);
    expect([...browser.kept.values()]).toEqual([big]);
  });

  it('stays where it is when there is no place aside, and is not overwritten', () => {
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) {
      browser.setItem(KEY, text);
      openKeeper('till', 'look');
    }
    expect(browser.kept.get(KEY)).toBe('f');
    const keeper = openKeeper('till', 'look');
    expect(keeper.save(later)).toBe('not kept');
    keeper.reset();
    expect(browser.kept.get(KEY)).toBe('f');
    expect(keeper.asides()).toHaveLength(5);
  });
});

it('two tabs: what the other one saved is set aside once, not lost', () => {
  const here = openKeeper('till', 'look');
  const there = openKeeper('till', 'look');
  here.save(later);
  const theirs = { ...later, step: 'goal' };
  there.save(theirs);
  expect(there.asides()).toMatchObject([{ text: writeProgress(later) }]);
  expect(here.save(later)).toBe('kept');
  expect(here.save({ ...later, finishedAt: '2026-11-21' })).toBe('kept');
  expect(openKeeper('till', 'look').progress().finishedAt).toBe('2026-11-21');
  expect(here.asides().map(({ text }) => text)).toContain(writeProgress(theirs));
});
