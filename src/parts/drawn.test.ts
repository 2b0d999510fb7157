import { expect, test } from 'vitest';
import { catalog } from './catalog.ts';
import { fullCatalog } from './full.ts';

const both = [...catalog].flatMap(([kind, light]) => {
  const full = fullCatalog.get(kind)!;
  return full === light ? [] : [[kind, light, full] as const];
});

test.each(both)('%s: what is drawn is what runs, but for what makes it run', (_, light, full) => {
  const without = ({ behaviour: _b, why: _w, ...rest }: typeof light) => rest;
  // Functions made anew for each are the same by their text.
  const plain = (part: typeof light) =>
    JSON.stringify(without(part), (_key, value) => (typeof value === 'function' ? String(value) : value));
  expect(plain(light)).toBe(plain(full));
  for (const what of ['receive', 'reply', 'timers', 'acts'] as const)
    expect(Object.keys(light.behaviour[what] ?? {}).sort()).toEqual(
      expect.arrayContaining(Object.keys(full.behaviour[what] ?? {}).sort()),
    );
  expect(() => light.behaviour.state({})).toThrow('This lab');
});

test('there are such parts', () => {
  expect(both.map(([kind]) => kind)).toEqual(expect.arrayContaining(['go-program', 'chunker']));
});
