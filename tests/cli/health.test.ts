/** Every episode is load-bearing: `npm run lab -- health`, as an author and the continuous integration call it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

function lab(...args: string[]): { code: number; out: string; err: string } {
  const done = spawnSync(process.execPath, ['scripts/lab.mjs', ...args], { encoding: 'utf8' });
  return { code: done.status ?? -1, out: done.stdout, err: done.stderr };
}

beforeAll(() => {
  lab('help');
}, 60_000);

const BUFFER = 'scenarios/buffer/scenario.yaml';
/** The Buffer episode with something changed. */
function changed(...changes: readonly (readonly [string | RegExp, string])[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'lab-')), 'scenario.yaml');
  let text = readFileSync(BUFFER, 'utf8');
  for (const [from, to] of changes) {
    const next = text.replace(from, to);
    expect(next, String(from)).not.toBe(text);
    text = next;
  }
  writeFileSync(file, text);
  return file;
}

const lessons = readdirSync('scenarios').filter((id) => {
  const file = join('scenarios', id, 'scenario.yaml');
  return existsSync(file) && /^health:/m.test(readFileSync(file, 'utf8'));
});

/** A run of these takes seconds, since every request runs Go, or a year passes: over 30 seeds by hand, `npm run lab -- health scenarios/mutex`. */
const SLOW = lessons.filter((id) =>
  /go-program|blob-storage/.test(readFileSync(join('scenarios', id, 'scenario.yaml'), 'utf8')),
);
const OTHERS = lessons.filter((id) => !SLOW.includes(id));

test.each([
  { ids: OTHERS, seeds: 30 },
  { ids: SLOW, seeds: 2 },
])('episodes $ids: over $seeds seeds only the fix passes', { timeout: 400_000 }, ({ ids, seeds }) => {
  const files = ids.map((id) => join('scenarios', id));
  const { code, out } = lab('health', ...files, '--seeds', String(seeds), '--json');
  const reports: Report[] = JSON.parse(out);
  expect(reports.map(({ id }) => id).sort()).toEqual(ids.sort());
  for (const report of reports) {
    expect(report, report.says).toMatchObject({
      verdict: 'load-bearing',
      untouched: { passed: 0, of: seeds },
      fix: { passed: seeds, of: seeds },
      tempting: { passed: 0 },
    });
    expect(report.tempting.of).toBe(seeds * report.plan.tempting.length);
  }
  expect(code).toBe(0);
});

/** The fan-out takes some minutes: by hand, `npm run lab -- health scenarios/fanout --robust --robust-seeds 1`. */
const MOVED = ['buffer', 'rekognition-limit'];

test('a lesson does not hang on a figure: each number moved by 10 % either way', { timeout: 240_000 }, () => {
  const files = MOVED.map((id) => join('scenarios', id));
  const { out } = lab('health', ...files, '--seeds', '2', '--robust', '--robust-seeds', '1', '--json');
  for (const { robust } of JSON.parse(out) as Report[]) {
    expect(robust.breaks).toEqual([]);
    expect(robust.moves).toBeGreaterThan(20);
  }
});

interface Report {
  readonly id: string;
  readonly says: string;
  readonly tempting: { readonly of: number };
  readonly plan: { readonly tempting: readonly string[] };
  readonly robust: { readonly breaks: readonly unknown[]; readonly moves: number };
}

describe('a lesson that is not', () => {
  const verdict = (file: string, ...more: string[]) => {
    const { code, out } = lab('health', file, '--seeds', '3', '--json', ...more);
    return { code, ...JSON.parse(out) };
  };
  const check = (to: string) => [/check: .*/, `check: ${to}`] as const;

  test('hollow: doing nothing passes', () => {
    expect(verdict(changed(check('checkout.availability before outage >= 90 %')))).toMatchObject({
      code: 1,
      verdict: 'hollow',
      untouched: { passed: 3, of: 3 },
    });
  });

  test('hollow: the tempting design passes', () => {
    const file = changed(check('checkout.busy.max > 100 or checkout.availability during outage >= 99.9 %'), [
      'checkout.retries: 6',
      'checkout.slots: 100000',
    ]);
    // Of the three tempting designs one has become a fix.
    expect(verdict(file)).toMatchObject({
      code: 1,
      verdict: 'hollow',
      untouched: { passed: 0, of: 3 },
      fix: { passed: 3, of: 3 },
      tempting: { passed: 6, of: 9 },
    });
  });

  test('hollow: the tempting design changes nothing', () => {
    const { verdict: word, says } = verdict(
      changed([/(more-retries:[\s\S]*)checkout.retries: 6/, '$1checkout.retries: 2']),
    );
    expect([word, says]).toEqual([
      'hollow',
      'The tempting design changes nothing: more-retries gives the very run of start at seed 1.',
    ]);
  });

  test('unwinnable: the fix fails', () => {
    const file = changed(check('checkout.availability during outage > 100 %'));
    expect(verdict(file)).toMatchObject({ code: 1, verdict: 'unwinnable', fix: { passed: 0, of: 3 } });
  });

  test('on the tip of a needle: load-bearing, until a number is moved', { timeout: 240_000 }, () => {
    // Fifty orders a second for a minute are 3,000: the check leaves no room for more.
    const file = changed(
      check('max of orders.depth during outage <= 3060 and checkout.availability during outage >= 99 %'),
      ['arrivals: poisson', 'arrivals: constant'],
    );
    const { code, out } = lab('health', file, '--seeds', '2', '--robust', '--robust-seeds', '1');
    expect(code).toBe(1);
    expect(out).toContain('buffer: load-bearing.');
    expect(out).toMatch(
      /✗ shoppers\.rate \+10 % \(50\/s -> 55\/s\): unwinnable\. The taught fix is no way out/,
    );
    expect(out).not.toContain('shoppers.rate -10 %');
  });
});

describe('what cannot be checked', () => {
  test('has no health', () => {
    const { code, err } = lab('health', changed([/^health:[\s\S]*/m, '']));
    expect(code).toBe(1);
    expect(err).toContain('This scenario teaches nothing to be checked: it has no health.');
  });

  test('is broken', () => {
    const { code, err } = lab('health', changed([/fix: fix/, 'fix: fixx']));
    expect(code).toBe(1);
    expect(err).toMatch(/scenario\.yaml:\d+:\d+: error: There is no design "fixx"/);
  });

  test('was not named', () => {
    expect(lab('health')).toMatchObject({ code: 2, err: expect.stringContaining('one scenario or more') });
    expect(lab('health', 'scenarios/buffer', '--seeds', '0').code).toBe(2);
  });
});

test('prints each design, in how many seeds it passes', () => {
  const { code, out } = lab('health', 'scenarios/buffer', '--seeds', '2');
  expect(code).toBe(0);
  expect(out).toContain('buffer: load-bearing. Only the taught fix passes, and it does in every seed.');
  expect(out).toMatch(/untouched\s+start\s+passes in 0 of 2 seeds/);
  expect(out).toMatch(/fix\s+fix\s+passes in 2 of 2 seeds/);
});
