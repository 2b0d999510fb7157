import { describe, expect, it } from 'vitest';
import type { Lab } from '../../lab/client.ts';
import { measureRun } from '../../lab/judge.ts';
import type { MeasureAsked, RunAsked } from '../../lab/protocol.ts';
import { catalog } from '../../parts/catalog.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { makeKey } from './keyRuns.ts';

const TEXT = `format: 1
id: shop
title: The *shop*
series: none
summary: A checkout and its database.
duration: 20s
seed: 3
parts:
  users: { kind: traffic-source, name: Users, at: [0, 0], settings: { rate: 20/s } }
  shop: { kind: service, name: Shop, at: [300, 0], settings: { slots: 4, timeout: 2s, retries: 0 } }
  stock: { kind: database, name: Stock, at: [600, 0] }
wires:
  - users.out -> shop.in
  - shop.calls -> stock.in
acts:
  - { id: outage, at: 5s, for: 5s, part: stock, act: lock }
designs:
  more:
    title: More slots
    says: Four may be too few.
    set: { shop.slots: 6 }
  many:
    title: Many slots
    set: { shop.slots: 500 }
claims:
  - { id: full, says: Every slot is taken., that: max of shop.busy = 4, design: start }
  - { id: not, says: Nobody fails., that: requests.availability = 100 %, holds: false, design: start }
steps:
  - id: guess
    bone: predict
    title: What happens?
    text: Say it.
    prediction:
      id: busy
      question: How many slots are busy?
      options:
        - { id: few, text: Fewer than four., right: max of shop.busy < 4 }
        - { id: all, text: All | of them., right: max of shop.busy = 4 }
  - id: act
    bone: break
    title: Break it
    text: Do it.
    preset: { acts: [] }
    act: { label: Lock it, acts: [outage, { at: 12s, for: 2s, part: stock, act: lock }] }
    tasks:
      - { id: look, says: Look., did: look }
      - { id: locked, says: Somebody fails., that: requests.availability < 100 % }
  - id: mend
    bone: mend
    title: Mend it
    text: Mend it.
    tasks:
      - { id: mended, says: Nobody is turned away., that: shop.rejected = 0, design: mine }
  - { id: last, bone: challenge, title: The challenge, text: Do it. }
challenge:
  goal: Turn nobody away.
  budgetUsd: 1000
  that:
    - { says: Nobody is turned away., that: shop.rejected = 0 }
health:
  fix: many
  tempting: [more]
  check: shop.rejected = 0
`;
const parsed = parseScenario(TEXT, catalog);

function lab() {
  const runs: RunAsked[] = [];
  const measure = (async (run: RunAsked, asked: MeasureAsked) => {
    runs.push(run);
    return { answer: 'measured', id: 0, ...measureRun(parsed, run.design, run.edits, asked) };
  }) as Lab['measure'];
  return { runs, measure };
}

describe('the answer key', () => {
  it('says of everything what the runs say', async () => {
    expect(parsed.problems).toEqual([]);
    const { runs, measure } = lab();
    const progress: string[] = [];
    const key = (await makeKey(
      parsed.scenario!,
      catalog,
      { measure },
      {
        progress: ({ done, of }) => progress.push(`${done}/${of}`),
      },
    ))!;
    expect(key).toMatch(/^# Answer key: The \\\*shop\\\*\n/);
    expect(key).toContain('npm run lab -- run shop.yaml --design start --seed 3');
    expect(key).toContain('- [ ] Fewer than four. Wrong: `max of shop.busy < 4` is false (4 \\< 4)');
    expect(key).toContain('- [x] All \\| of them. **Right**: `max of shop.busy = 4` is true (4 = 4)');
    expect(key).toContain('- Look. Done when a part or a wire is selected.');
    expect(key).toMatch(
      /- Somebody fails\. Done when .* is true in the design on the table\.\n {2}- “The system as it is” \(`start`\): true \(\d/,
    );
    expect(key).toMatch(
      /in a design of the learner’s own\.\n {2}- “Many slots” \(`many`\): true \(0 = 0\), digest [0-9a-f]{8}\n/,
    );
    expect(key).toContain('The taught fix passes the challenge.');
    expect(key).toContain('The run costs at most $1000.00: `cost <= 1000`. The taught fix: true');
    expect(key).toContain(
      '## The fix: “Many slots” (`many`)\n\n- sets slots of Shop to 500, from 4\n\nThe check is true (0 = 0)',
    );
    expect(key).toMatch(
      /## What only suggests itself: “More slots” \(`more`\)\n\nFour may be too few\.\n\n- sets slots of Shop to 6, from 4\n\nThe check is false \(\d+ = 0\)/,
    );
    expect(key).toContain('| Every slot is taken. | start | holds | 4 = 4 |');
    expect(key).toMatch(/\| Nobody fails\. \| start \| holds \(must not come true\) \| [\d.]+ % = 100 % \|/);
    expect(runs).toHaveLength(progress.length);
    expect(progress.at(-1)).toBe(`${runs.length - 1}/${runs.length}`);
    // No run is made twice.
    expect(new Set(runs.map(({ design, edits }) => JSON.stringify([design, edits]))).size).toBe(runs.length);
  });

  it('plays what the step plays once its button was pressed', async () => {
    const { runs, measure } = lab();
    await makeKey(parsed.scenario!, catalog, { measure });
    const acts = [{ at: '12s', for: '2s', part: 'stock', act: 'lock' }];
    expect(runs).toContainEqual({
      source: parsed.scenario,
      design: 'start',
      edits: { seed: 3, keepActs: ['outage'], acts },
    });
    expect(runs[0]!.edits).toEqual({ seed: 3 });
  });

  it('each digest is that of the run it names', async () => {
    const key = (await makeKey(parsed.scenario!, catalog, lab()))!;
    const { digest } = measureRun(parsed, 'many', { seed: 3 }, { that: [], figures: [] });
    const fix = key.slice(key.indexOf('## The fix'), key.indexOf('## What only'));
    expect(fix).toContain(`digest ${digest.slice(0, 8)}`);
  });

  it('can be called off', async () => {
    const { runs, measure } = lab();
    const stop = new AbortController();
    const made = makeKey(
      parsed.scenario!,
      catalog,
      { measure },
      {
        signal: stop.signal,
        progress: ({ done }) => done === 1 && stop.abort(),
      },
    );
    expect(await made).toBeNull();
    expect(runs).toHaveLength(1);
  });

  it('a run that cannot be made is said', async () => {
    const measure = (() => Promise.reject(new Error('The lab stopped answering.'))) as Lab['measure'];
    await expect(makeKey(parsed.scenario!, catalog, { measure })).rejects.toThrow(
      'The lab stopped answering.',
    );
  });

  it('a scenario without a lesson has a key without answers, and nothing is run', async () => {
    const { steps: _s, challenge: _c, health: _h, claims: _cl, ...bare } = parsed.scenario!;
    const { runs, measure } = lab();
    expect(await makeKey(bare, catalog, { measure })).toContain('# Answer key');
    expect(runs).toEqual([]);
  });
});
