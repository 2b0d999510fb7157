import { expect, test } from 'vitest';
import { layerFaults } from './layers.ts';
import { lines, projectFiles } from './tree.ts';

test('each layer imports only from those above it', () => {
  expect(lines(layerFaults(projectFiles()))).toEqual([]);
});
