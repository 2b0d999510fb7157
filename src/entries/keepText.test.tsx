import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atTable } from '../../tests/atTable.ts';
import { asidesOf, forgetAsides, setAside } from './asides.ts';
import { keepText } from './keepText.ts';
import type { Subject } from './subject.ts';

const SUBJECT: Subject = {
  key: 'sandbox',
  title: 'Sandbox',
  series: 'none',
  crumb: 'Sandbox',
  owns: true,
  keptAs: 'sandbox',
  inLink: false,
  isValue: false,
  kit: 'azure',
  load: async () => ({ source: 'first', isKept: false }),
  text: async () => 'first',
};
const NAME = 'secret-life-lab:sandbox';

/** A tab with the sandbox in it; its lab writes texts that name what they were made of. */
function tab(isKept = false) {
  const { table, player, scenario, state } = atTable();
  const lab = {
    write: async (text: string, now: object) =>
      `${text} + ${Object.keys((now as typeof scenario).parts).join()}`,
    read: async () => ({ scenario: structuredClone(scenario), problems: [] }),
  };
  Object.defineProperty(player, 'lab', { value: lab });
  const keeping = keepText(SUBJECT, table, {
    text: isKept ? (localStorage.getItem(NAME) ?? '') : 'first',
    isKept,
  });
  const place = (id: string) =>
    table.edit({ do: 'addPart', id, part: { kind: 'service', at: [0, 0], name: id } }, `${id} added`);
  return { table, keeping, place, state };
}

const passed = () => vi.advanceTimersByTimeAsync(1000);

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('what lies on the table', () => {
  it('is kept as it changes', async () => {
    const { place } = tab();
    place('one');
    await passed();
    expect(localStorage.getItem(NAME)).toBe('first + shoppers,checkout,stock,one');
  });

  it('of another tab is set aside, and both are told', async () => {
    const [mine, theirs] = [tab(), tab()];
    theirs.place('theirs');
    await passed();
    const before = localStorage.getItem(NAME)!;
    mine.place('mine');
    await passed();
    expect(localStorage.getItem(NAME)).toContain('mine');
    expect(asidesOf('sandbox')).toEqual([before]);
    expect(mine.state().refused).toContain('Another tab');
    theirs.place('more');
    await passed();
    expect(theirs.state().refused).toContain('Another tab');
    expect(asidesOf('sandbox')).toHaveLength(2);
    mine.place('and-more');
    await passed();
    // Each has been told once: two tabs that write in turn do not fill the store.
    expect(asidesOf('sandbox')).toHaveLength(2);
  });

  it('says once when nothing can be kept, and again after it could', async () => {
    const { place, table, state } = tab();
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    place('one');
    await passed();
    expect(state().refused).toContain('save your work as a file');
    table.dismiss();
    place('two');
    await passed();
    expect(state().refused).toBeNull();
    full.mockRestore();
    place('three');
    await passed();
    expect(localStorage.getItem(NAME)).toContain('three');
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    place('four');
    await passed();
    expect(state().refused).toContain('save your work as a file');
  });

  it('is not put over what another tab kept when there is no room to set that aside', async () => {
    const { place, state } = tab();
    for (let i = 0; i < 5; i++) expect(setAside('sandbox', `earlier ${i}`)).toBe(true);
    localStorage.setItem(NAME, 'of another tab');
    place('one');
    await passed();
    expect(localStorage.getItem(NAME)).toBe('of another tab');
    expect(state().refused).toContain('save your work as a file');
    forgetAsides('sandbox');
    place('two');
    await passed();
    expect(asidesOf('sandbox')).toEqual(['of another tab']);
    expect(localStorage.getItem(NAME)).toContain('two');
  });

  it('keeps the comments of the file that it came from, also after another one was opened and undone', async () => {
    const { keeping, table, place, state } = tab();
    const { scenario } = state();
    const other = { ...scenario, title: 'Other' };
    keeping.bring(other, 'other', 'other.yaml opened');
    expect(await keeping.text()).toBe('other');
    place('one');
    expect(await keeping.text()).toMatch(/^other \+ /);
    table.undo();
    table.undo();
    expect(await keeping.text()).toBe('first');
  });

  it('begun anew can be undone', async () => {
    localStorage.setItem(NAME, 'kept');
    const { keeping, table, state } = tab(true);
    const { scenario } = state();
    expect(keeping.isChanged()).toBe(true);
    await keeping.beginAnew();
    expect(localStorage.getItem(NAME)).toBeNull();
    expect(await keeping.text()).toBe('first');
    table.undo();
    expect(state().scenario).toBe(scenario);
    await passed();
    expect(localStorage.getItem(NAME)).toBe('kept');
  });
});
