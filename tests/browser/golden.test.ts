import { expect, test } from 'vitest';
import { GOLDEN, goldenHash } from '../golden.ts';

test('the arithmetic of this browser is that of Node, to the last bit', () => {
  expect(goldenHash()).toBe(GOLDEN);
});
