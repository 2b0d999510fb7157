import { expect, it } from 'vitest';
import { readAddress, writeAddress } from './address.ts';

it('reads a link', () => {
  expect(readAddress('?scenario=buffer&design=fix&seed=7&at=1m20s&place=main')).toEqual({
    page: null,
    scenario: 'buffer',
    design: 'fix',
    seed: 7,
    at: 80_000_000,
    place: 'main thread',
  });
});

it('leaves out what makes no sense', () => {
  expect(readAddress('?scenario=buffer&seed=4294967296&at=soon&place=constructor')).toEqual({
    page: null,
    scenario: 'buffer',
    design: null,
    seed: null,
    at: 0,
    place: null,
  });
});

it('writes what it reads, and keeps the rest', () => {
  const written = writeAddress('?scenario=buffer&place=main', { design: 'fix', seed: 8, at: 39_250_000 });
  expect(written).toBe('?scenario=buffer&place=main&design=fix&seed=8&at=39.25s');
  expect(readAddress(written)).toMatchObject({ scenario: 'buffer', design: 'fix', seed: 8, at: 39_250_000 });
  expect(writeAddress(written, { design: 'fix', seed: 8, at: 0 })).not.toContain('at=');
});
