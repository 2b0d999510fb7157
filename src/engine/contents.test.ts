import { expect, test } from 'vitest';
import { Contents } from './contents.ts';

test('equal contents have one place, and nothing said has the first', () => {
  const contents = new Contents();
  const order = contents.place({ body: 'order' });
  expect(contents.place({ body: 'order' })).toBe(order);
  expect(contents.place({ body: 'other' })).not.toBe(order);
  expect(contents.at(order)).toEqual({ body: 'order' });
  expect(contents.at(0)).toEqual({});
});

test('whoever goes back and says the same again finds it in the same place', () => {
  const contents = new Contents();
  const first = contents.place({ body: 'first' });
  const image = contents.image();
  const second = contents.place({ body: 'second' });
  contents.restore(image);
  expect(contents.place({ body: 'second' })).toBe(second);
  expect(contents.place({ body: 'first' })).toBe(first);
});

test('what is made of a content is made once', () => {
  const contents = new Contents();
  const order = contents.place({ body: 'order' });
  let made = 0;
  const wrap = (content: object) => ({ ...content, wrapped: ++made });
  expect(contents.variant(order, 'wrapped', wrap)).toBe(contents.variant(order, 'wrapped', wrap));
  expect(contents.variant(order, 'wrapped otherwise', wrap)).not.toBe(
    contents.variant(order, 'wrapped', wrap),
  );
  expect(made).toBe(2);
});

test('a copy of a run knows what was said before', () => {
  const contents = new Contents();
  const first = contents.place({ body: 'first' });
  const copy = new Contents();
  copy.place({ body: 'something else' });
  copy.restore(structuredClone(contents.image()));
  expect(copy.at(first)).toEqual({ body: 'first' });
  expect(copy.place({ body: 'first' })).toBe(first);
  expect(copy.place({ body: 'second' })).toBe(first + 1);
});
