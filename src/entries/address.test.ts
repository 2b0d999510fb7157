import { expect, it } from 'vitest';
import { readAddress, writeAddress } from './address.ts';

it('reads a link', () => {
  expect(readAddress('?scenario=buffer&step=4&design=fix&seed=7&at=1m20s&place=main')).toEqual({
    page: null,
    scenario: 'buffer',
    design: 'fix',
    step: 4,
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
    step: null,
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

it('reads a step by its number or its id', () => {
  const stepOf = (step: string) => readAddress(`?scenario=buffer&step=${step}`).step;
  expect(stepOf('1')).toBe(1);
  expect(stepOf('12')).toBe(12);
  expect(stepOf('break-it')).toBe('break-it');
  for (const bad of ['', '0', '-1', '1.5', '1e3', '1000', '4x', '<b>', '__proto__', `a${'b'.repeat(40)}`])
    expect(stepOf(bad)).toBeNull();
});

it('writes the step of an episode, and none where there is none', () => {
  const shown = { design: 'start', seed: 7, at: 39_000_000 };
  const written = writeAddress('?scenario=buffer&step=break', { ...shown, step: 4 });
  expect(written).toBe('?scenario=buffer&step=4&design=start&seed=7&at=39s');
  expect(readAddress(written)).toMatchObject({ step: 4, design: 'start', seed: 7, at: 39_000_000 });
  expect(writeAddress(written, shown)).toContain('step=4');
  expect(writeAddress(written, { ...shown, step: null })).not.toContain('step');
});
