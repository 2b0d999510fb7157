import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { catalog } from '../../src/parts/catalog.ts';

function lab(...args: string[]): { code: number; out: string; err: string } {
  const done = spawnSync(process.execPath, ['scripts/lab.mjs', ...args], { encoding: 'utf8' });
  return { code: done.status ?? -1, out: done.stdout, err: done.stderr };
}
const json = (...args: string[]) => JSON.parse(lab(...args, '--json').out);

beforeAll(() => {
  lab('help');
}, 60_000);

describe('run', () => {
  test('the same call gives the same digest, another seed, setting or act another', () => {
    const digest = (...more: string[]) => json('run', 'scenarios/buffer', '--until', '60s', ...more).digest;
    const first = digest();
    expect(digest()).toBe(first);
    const others = [
      digest('--seed', '8'),
      digest('--set', 'inventory.slots=20'),
      digest('--act', '5s inventory crash 2s'),
      digest('--design', 'fix'),
    ];
    expect(new Set([first, ...others]).size).toBe(5);
  });

  test('prints what was counted, and exits 0 when every claim is true', () => {
    const { code, out } = lab('run', 'scenarios/buffer', '--design', 'fix');
    expect(code).toBe(0);
    expect(out).toMatch(/100\.00 % {2}outage/);
    expect(out).toMatch(/digest\s+[0-9a-f]{16}/);
  });

  test('exits 1 when a claim is false', () => {
    const { code, out } = lab('run', 'scenarios/buffer', '--design', 'fix', '--set', 'workers.workers=3');
    expect(code).toBe(1);
    expect(out).toContain('✗ false');
  });

  test('JSON has the documented fields and agrees with itself', () => {
    const summary = json('run', 'scenarios/buffer', '--design', 'fix');
    const { made, answered, failed, open } = summary.requests;
    expect(summary).toMatchObject({ format: 1, scenario: 'buffer', design: 'fix', seed: 7, untilS: 300 });
    expect(made).toBe(answered + failed + open);
    expect(summary.parts.checkout.counters.arrived).toBe(made);
    expect(summary.windows.outage).toMatchObject({ fromS: 20, toS: 80, availability: 1 });
    expect(summary.ending).toEqual({ kind: 'finished', at: 300_000_000 });
  });

  test('a budget of requests that no machine has ends with a typed ending', { timeout: 120_000 }, () => {
    const { code, out } = lab(
      'run',
      'scenarios/buffer',
      '--set',
      'shoppers.rate=1000000/s',
      '--until',
      '1h',
      '--json',
    );
    expect(code).toBe(1);
    expect(['eventBudgetSpent', 'outOfMemory']).toContain(JSON.parse(out).ending.kind);
  });

  test('says what is wrong with a call', () => {
    expect(lab('run')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Expected one scenario or more'),
    });
    expect(lab('run', 'scenarios/nowhere').err).toContain('There is no file or folder scenarios/nowhere');
    expect(lab('run', 'scenarios/buffer', '--sed', '7')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--sed'),
    });
    expect(lab('run', 'scenarios/buffer', '--set', 'checkout.slots=many')).toMatchObject({
      code: 1,
      err: expect.stringContaining('checkout'),
    });
    expect(lab('run', 'scenarios/buffer', '--act', 'soon database lock').err).toContain(
      '20s database lock 60s',
    );
    expect(lab('rum')).toMatchObject({ code: 2, err: expect.stringContaining('expected one of run, lint') });
  });
});

test('lint names every problem with file, line and column', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'lab-')), 'broken.yaml');
  writeFileSync(
    file,
    'format: 1\nid: x\ntitle: X\nseries: none\nsummary: s\nduration: 5m\nseed: 1\nparts:\n  a: { kind: servise, at: [0, 0] }\nwires: []\n',
  );
  const { code, out } = lab('lint', 'scenarios/buffer', file);
  expect(code).toBe(1);
  expect(out).toContain('scenarios/buffer/scenario.yaml: no problems');
  expect(out).toMatch(/broken\.yaml:9:\d+: error: .*servise.*Did you mean service\?/);
});

test('lint prints warnings, and exits 0 when there is nothing worse', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'lab-')), 'unfinished.yaml');
  writeFileSync(
    file,
    'format: 1\nid: x\ntitle: X\nseries: none\nsummary: s\nduration: 5m\nseed: 1\nparts:\n  a: { kind: router, at: [0, 0] }\nwires: []\n',
  );
  const { code, out } = lab('lint', file);
  expect(code).toBe(0);
  expect(out).toMatch(/unfinished\.yaml:9:3: warning: a\.out has no wire/);
});

test('sweep: means with intervals, claims in how many, the same on any number of cores', {
  timeout: 60_000,
}, () => {
  const result = json('sweep', 'scenarios/buffer', '--design', 'fix', '--seeds', '6');
  expect(result.figures['availability outage']).toMatchObject({ mean: 1, within: 0 });
  const { mean, within, lowest, highest } = result.figures.made;
  expect(mean).toBeGreaterThan(14_700);
  expect(mean).toBeLessThan(15_300);
  expect(within).toBeGreaterThan(0);
  expect(lowest).toBeLessThan(highest);
  expect(result.claims.every((claim: { trueIn: number }) => claim.trueIn === 6)).toBe(true);
  const alone = json('run', 'scenarios/buffer', '--design', 'fix', '--seed', '1');
  expect(lowest <= alone.requests.made && alone.requests.made <= highest).toBe(true);
});

test('parts lists the catalogue, and one part with the source of its settings', () => {
  expect(lab('parts').out.trim().split('\n')).toHaveLength(catalog.size);
  expect(lab('parts', 'sqs-queue').out).toContain('VisibilityTimeout = "30s"');
  expect(lab('parts', 'sqs').err).toContain('Did you mean');
});

describe('conform theory', () => {
  const cases = (W: number) => {
    const file = join(mkdtempSync(join(tmpdir(), 'lab-')), 'cases.json');
    const row = {
      id: 'mm1',
      model: 'M/M/1',
      params: { lam: 0.5, mu: 1 },
      values: { W },
      source: 'Kleinrock',
    };
    const priority = { ...row, id: 'p', model: 'M/M/1 non-preemptive priority' };
    writeFileSync(file, JSON.stringify([row, priority]));
    return file;
  };

  test('true theory holds, and what is left out is named', () => {
    const { code, out } = lab('conform', 'theory', cases(2), '--jobs', '5000');
    expect(code).toBe(0);
    expect(out).toContain('1 rows, 1 figures, 0 mismatches');
    expect(out).toContain('left out: p (no part has priorities)');
  });

  test('false theory does not', () => {
    const { code, out } = lab('conform', 'theory', cases(2.2), '--jobs', '5000');
    expect(code).toBe(1);
    expect(out).toContain('MISMATCH mm1 W: theory 2.2');
  });
});
